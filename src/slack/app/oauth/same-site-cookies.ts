import type { RequestHandler } from 'express';

/**
 * Adds `SameSite=Lax` to every cookie, which Slack's library does not. Other sites' requests then carry no cookie, but
 * the redirect from Slack does.
 */
export const sameSiteCookies: RequestHandler = (_request, response, next) => {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    setHeader(name, name.toLowerCase() === 'set-cookie' ? [value].flat().map(laxly) : value);
  next();
};

const laxly = (cookie: unknown): string =>
  /;\s*samesite=/i.test(String(cookie)) ? String(cookie) : `${cookie}; SameSite=Lax`;

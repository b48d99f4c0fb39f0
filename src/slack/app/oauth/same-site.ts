import type { RequestHandler } from 'express';

/**
 * Gives each cookie of an answer `SameSite=Lax`, which Slack's library does not: other sites' requests then come
 * without it, and the way back from Slack, on which somebody's browser opens a page of ours, still has it.
 */
export const sameSiteCookies: RequestHandler = (_request, response, next) => {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    setHeader(name, name.toLowerCase() === 'set-cookie' ? [value].flat().map(laxly) : value);
  next();
};

const laxly = (cookie: unknown): string =>
  /;\s*samesite=/i.test(String(cookie)) ? String(cookie) : `${cookie}; SameSite=Lax`;

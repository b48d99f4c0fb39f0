import { parse } from 'node:querystring';

const FORM = 'application/x-www-form-urlencoded';

/**
 * A body of Slack's as an object, whatever else its content type says: a form, the payload in a form, or JSON. A byte
 * order mark before it is no part of it.
 * @returns undefined for what is none of these
 */
export function parseBody(text: string, contentType = ''): unknown {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  try {
    return type === FORM ? formIn(body) : JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A field that is there twice is no form of Slack's. */
function formIn(body: string): unknown {
  const fields = parse(body);
  if (typeof fields.payload === 'string') return JSON.parse(fields.payload);
  return Object.values(fields).some((value) => typeof value !== 'string') ? undefined : { ...fields };
}

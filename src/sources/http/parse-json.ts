import { isUtf8 } from 'node:buffer';
import { parseWellFormedJson } from '../../lib/well-formed-json.js';
import { BadWebhook } from '../bad-webhook.js';

/**
 * Parses the body of a webhook. A byte order mark is no part of JSON.
 * @throws BadWebhook('not-json')
 */
export const parseJson = (body: Buffer | string): unknown =>
  parsed(body, (text) => parseWellFormedJson(withoutMark(text)));

/** Parses the body of a vendor's webhook as `parseRecords` does. @throws BadWebhook('not-json') */
export const parseVendorJson = (body: Buffer): unknown => parsed(body, parseRecords);

/** Decodes a body as JSON must be encoded (RFC 8259, 8.1): in another encoding its texts would be read wrongly. */
function textOf(body: Buffer | string): string {
  if (typeof body !== 'string' && !isUtf8(body))
    throw new BadWebhook('not-json', [], 'JSON must be in UTF-8 (RFC 8259), and this body has bytes that are not.');
  return body.toString();
}

/**
 * Matches a whole number with more digits than JavaScript stores exactly, or a text, in which such digits are no
 * number. For valid JSON only: in a text without an end the search would start again at each quote.
 */
const TEXT_OR_LONG = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.+eE-])\d{16,}(?![\d.eE])/g;

/**
 * Parses a vendor's JSON. Ids of Upwork have 19 digits: where a vendor sends one as a number, it is read as a text,
 * since JavaScript would round it.
 * @throws SyntaxError
 */
export function parseRecords(json: string): unknown {
  const text = withoutMark(json);
  const records = parseWellFormedJson(text);
  if (!/[:[,\s]\d{16}/.test(text)) return records;
  return parseWellFormedJson(text.replace(TEXT_OR_LONG, (one) => (one.startsWith('"') ? one : `"${one}"`)));
}

const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');

function parsed(body: Buffer | string, parse: (text: string) => unknown): unknown {
  const text = textOf(body);
  try {
    return parse(text);
  } catch {
    throw new BadWebhook('not-json');
  }
}

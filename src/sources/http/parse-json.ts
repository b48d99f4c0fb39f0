import { parseWellFormed } from '../../lib/well-formed-json.js';
import { BadWebhook } from '../bad-webhook.js';

/**
 * Parses the body of a webhook. A byte order mark is no part of JSON.
 * @throws BadWebhook('not-json')
 */
export function parseJson(body: Buffer | string): unknown {
  try {
    return parseWellFormed(body.toString().replace(/^\uFEFF/, ''));
  } catch {
    throw new BadWebhook('not-json');
  }
}

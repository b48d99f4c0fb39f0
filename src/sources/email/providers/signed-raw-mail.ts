import { requireWebhookSignature } from '../../require-webhook-signature.js';
import type { ConfigOf } from '../connection-config.js';
import { readMime } from '../read-mime.js';
import type { ReadMail } from './provider.js';

/**
 * Reads a raw mail from the body of a webhook that is signed as in Standard Webhooks. The signature proves who posted
 * the mail, but not who sent it.
 */
export const readSignedRawMail: ReadMail<ConfigOf<'signed'>> = ({ secrets }, { headers, now }) => {
  const prove = requireWebhookSignature({ secrets, headers, now });
  return async (body) => {
    prove(body);
    return { mail: await readMime(body), recipients: [], sender: 'unknown' };
  };
};

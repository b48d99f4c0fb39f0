import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { BadWebhook } from '../../bad-webhook.js';
import type { ConfigOf } from '../connection-config.js';
import { MOST_OF_A_KIND, type ReceivedMail } from '../mail.js';
import { readMime } from '../read-mime.js';
import { type FormFields, isForm, readForm, textOf } from '../read-posted-form.js';
import type { ReadMail } from './provider.js';

const SIGNATURE = 'x-twilio-email-event-webhook-signature';
const TIMESTAMP = 'x-twilio-email-event-webhook-timestamp';

/**
 * The greatest accepted age of a signature, in seconds: SendGrid retries for three days, perhaps with the first
 * signature.
 */
const OLDEST = 3 * 24 * 60 * 60;

/** The most, in seconds, by which the sender's clock may be ahead. */
const AHEAD = 5 * 60;

/** Reads the public key that SendGrid shows. @throws Error when it is none on the curve that SendGrid uses */
export function publicKeyOf(base64: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ec') throw new Error('no key of an elliptic curve');
  return key;
}

/** Reads a mail that SendGrid's Inbound Parse posts as raw MIME, signed with ECDSA over the time and the body. */
export const readSendgrid: ReadMail<ConfigOf<'sendgrid'>> = ({ publicKey }, { headers, now }) => {
  const { [SIGNATURE]: signature, [TIMESTAMP]: timestamp, 'content-type': contentType } = headers;
  if (typeof signature !== 'string' || !/^[\w+/]{60,200}={0,2}$/.test(signature)) throw new BadWebhook('bad-signature');
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) throw new BadWebhook('bad-signature');
  const age = now.getTime() / 1000 - Number(timestamp);
  if (age > OLDEST || age < -AHEAD) throw new BadWebhook('stale');
  if (!isForm(contentType)) throw new BadWebhook('unreadable');
  return async (body) => {
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    if (!verify('sha256', signed, publicKeyOf(publicKey), Buffer.from(signature, 'base64')))
      throw new BadWebhook('bad-signature');
    return receivedFrom(await readForm(contentType, body));
  };
};

async function receivedFrom(fields: FormFields): Promise<ReceivedMail> {
  const raw = fields.get('email');
  if (!raw) throw new BadWebhook('bad-data', ['email'], 'Switch on “POST the raw, full MIME message” for this host.');
  return { mail: await readMime(raw), recipients: recipientsIn(fields), sender: senderIn(fields) };
}

/** Reads the recipients from the envelope, which is JSON such as `{"to":["in@acme.example"],"from":"…"}`. */
function recipientsIn(fields: FormFields): string[] {
  try {
    const { to } = JSON.parse(textOf(fields, 'envelope')) as { to?: unknown };
    return Array.isArray(to) ? to.slice(0, MOST_OF_A_KIND).map((address) => String(address).toLowerCase()) : [];
  } catch {
    return [];
  }
}

/** Reads the verdict on the sender. `dkim` is for example `{@upwork.com : pass}`, `SPF` is for example `pass`. */
function senderIn(fields: FormFields): ReceivedMail['sender'] {
  const dkim = textOf(fields, 'dkim');
  const spf = textOf(fields, 'SPF');
  if (/@(?:[\w-]+\.)*upwork\.com\s*:\s*pass/i.test(dkim)) return 'proven';
  return /:\s*fail/i.test(dkim) && /fail/i.test(spf) ? 'forged' : 'unknown';
}

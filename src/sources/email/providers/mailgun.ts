import { createHmac } from 'node:crypto';
import { isSameSecret } from '../../../lib/same-secret.js';
import { BadWebhook } from '../../bad-webhook.js';
import { isUpworkHost } from '../../upwork/links.js';
import type { ConfigOf } from '../connection-config.js';
import { type Mail, MOST_OF_A_KIND, type ReceivedMail } from '../mail.js';
import { readMime } from '../read-mime.js';
import { isForm, readForm, textOf } from '../read-posted-form.js';
import type { ReadMail } from './provider.js';

/** The largest allowed difference between a signature's time and the clock, in seconds. */
const TOLERANCE = 2 * 60;

const ADVICE = 'Mailgun’s route needs the whole address that Baton shows, up to the word mime at its end.';

/**
 * Reads a mail that a route of Mailgun forwards as raw MIME. The signature covers a time and a token but not the mail.
 * So each token is accepted once, and the webhook's address contains a secret too.
 */
export const readMailgun: ReadMail<ConfigOf<'mailgun'>> = ({ tokens, signingKey }, { headers, query, now }) => {
  const key = query.get('key') ?? '';
  if (tokens.filter((token) => isSameSecret(key, token)).length === 0) throw new BadWebhook('unauthorized', [], ADVICE);
  const { 'content-type': contentType } = headers;
  if (!isForm(contentType)) throw new BadWebhook('unreadable');
  return async (body) => {
    const fields = await readForm(contentType, body);
    const [timestamp, token, signature] = ['timestamp', 'token', 'signature'].map((name) => textOf(fields, name)) as [
      string,
      string,
      string,
    ];
    const expected = createHmac('sha256', signingKey).update(`${timestamp}${token}`).digest('hex');
    if (!/^[\x21-\x7e]{1,200}$/.test(token) || !isSameSecret(signature.toLowerCase(), expected))
      throw new BadWebhook('bad-signature');
    if (!(Math.abs(now.getTime() / 1000 - Number(timestamp)) <= TOLERANCE)) throw new BadWebhook('stale');
    const raw = fields.get('body-mime');
    if (!raw) throw new BadWebhook('bad-data', ['body-mime'], ADVICE);
    const mail = await readMime(raw);
    const recipient = textOf(fields, 'recipient').toLowerCase();
    return {
      mail,
      recipients: recipient.split(',', MOST_OF_A_KIND).filter(Boolean),
      sender: senderIn(mail),
      once: `mailgun:${token}`,
    };
  };
};

/**
 * Reads Mailgun's verdict on the sender. Mailgun adds verdicts to the mail without naming the signing domain: there
 * must be exactly one, of Upwork. A mail that already contained verdicts proves nothing.
 */
function senderIn({ headers }: Mail): ReceivedMail['sender'] {
  const verdicts = (header: string) => headers.flatMap(({ name, value }) => (name === header ? [value.trim()] : []));
  const [dkim, ...moreDkim] = verdicts('x-mailgun-dkim-check-result');
  const [spf] = verdicts('x-mailgun-spf');
  if (dkim === undefined || moreDkim.length > 0) return 'unknown';
  const signers = verdicts('dkim-signature').map((signature) => /\bd=([^;\s]+)/i.exec(signature)?.[1] ?? '');
  if (/^pass$/i.test(dkim)) return signers.length === 1 && signers.every(isUpworkHost) ? 'proven' : 'unknown';
  return /fail/i.test(dkim) && /fail/i.test(spf ?? '') ? 'forged' : 'unknown';
}

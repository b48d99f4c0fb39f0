import { createHmac, randomBytes, sign } from 'node:crypto';
import PostalMime from 'postal-mime';
import { signWebhook } from '../../../src/sources/webhook-signature.js';
import type { Agency, Delivery } from '../market/state.js';
import type { MailAccount, VendorName } from './accounts.js';
import { filled } from './odd-mails.js';

/** A request that a vendor sends. */
export interface VendorRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Makes the request of a vendor's delivery, anew for each attempt: Vollna gives each an id of its own, others sign the
 * time.
 * @throws Error where the account has no address to send to
 */
export async function vendorRequest(
  vendor: VendorName,
  agency: Agency,
  delivery: Delivery,
  at: Date,
): Promise<VendorRequest> {
  const { vollna, getmany, email } = agency.vendors ?? {};
  if (vendor === 'vollna' && vollna?.webhook) return vollnaRequest(vollna.webhook, delivery, at);
  if (vendor === 'getmany' && getmany?.url) return getmanyRequest({ ...getmany, url: getmany.url }, delivery, at);
  if (vendor === 'email' && email?.url) return mailRequest({ ...email, url: email.url }, delivery, at);
  throw new Error('no webhook address');
}

function vollnaRequest({ url, token }: { url: string; token: string }, { body }: Delivery, at: Date): VendorRequest {
  const id = `evt_${randomBytes(12).toString('hex')}`;
  return {
    url,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Vollna-Webhooks/1.0',
      'x-vollna-event-id': id,
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ id, timestamp: at.toISOString(), ...(JSON.parse(body) as object) }),
  };
}

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

function getmanyRequest(
  { url, secret }: { url: string; secret: string },
  { id, body }: Delivery,
  at: Date,
): VendorRequest {
  const timestamp = secondsOf(at);
  return {
    url,
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': String(timestamp),
      'svix-signature': signWebhook(secret, id, timestamp, body),
    },
    body,
  };
}

type Reachable = MailAccount & { readonly url: string };

async function mailRequest(account: Reachable, { id, body, length }: Delivery, at: Date): Promise<VendorRequest> {
  const raw = filled(body, length);
  switch (account.provider) {
    case 'postmark':
      return postmarkRequest(account, raw);
    case 'mailgun':
      return mailgunRequest(account, raw, at);
    case 'sendgrid':
      return sendgridRequest(account, raw, at);
    case 'signed': {
      const timestamp = secondsOf(at);
      const signature = signWebhook(account.key, id, timestamp, raw);
      const signed = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
      return { url: account.url, headers: { 'content-type': 'message/rfc822', ...signed }, body: raw };
    }
  }
}

/** Postmark parses the mail, and sends the user and password of the address as Basic authentication. */
async function postmarkRequest({ url, address }: Reachable, raw: string): Promise<VendorRequest> {
  const { from, to, subject, date, text, html, messageId } = await PostalMime.parse(raw);
  const full = (one: { name: string; address?: string | undefined }) => ({
    Email: one.address,
    Name: one.name,
    MailboxHash: '',
  });
  const target = new URL(url);
  const credentials = Buffer.from(`${target.username}:${target.password}`).toString('base64');
  target.username = target.password = '';
  return {
    url: target.href,
    headers: { 'content-type': 'application/json', authorization: `Basic ${credentials}` },
    body: JSON.stringify({
      From: from?.address,
      FromFull: from && full(from),
      ToFull: (to ?? []).map(full),
      CcFull: [],
      OriginalRecipient: address,
      Subject: subject,
      MessageID: messageId,
      Date: date,
      MailboxHash: '',
      TextBody: text ?? '',
      HtmlBody: html ?? '',
      Headers: [{ Name: 'X-Spam-Tests', Value: 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS' }],
    }),
  };
}

function mailgunRequest({ url, key, address }: Reachable, raw: string, at: Date): VendorRequest {
  const timestamp = String(secondsOf(at));
  const token = randomBytes(25).toString('hex');
  const signature = createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex');
  const verdicts =
    'X-Mailgun-Dkim-Check-Result: Pass\r\nX-Mailgun-Spf: Pass\r\nDKIM-Signature: v=1; d=upwork.com; s=k1; b=x\r\n';
  return { url, ...multipart({ recipient: address, timestamp, token, signature, 'body-mime': verdicts + raw }) };
}

function sendgridRequest({ url, key, address }: Reachable, raw: string, at: Date): VendorRequest {
  const timestamp = String(secondsOf(at));
  const envelope = JSON.stringify({ to: [address], from: 'bounces@upwork.com' });
  const { headers, body } = multipart({ dkim: '{@upwork.com : pass}', SPF: 'pass', envelope, email: raw });
  const signature = sign('sha256', Buffer.from(timestamp + body), key).toString('base64');
  const signed = {
    'x-twilio-email-event-webhook-signature': signature,
    'x-twilio-email-event-webhook-timestamp': timestamp,
  };
  return { url, headers: { ...headers, ...signed }, body };
}

function multipart(fields: Readonly<Record<string, string>>): Pick<VendorRequest, 'headers' | 'body'> {
  const boundary = `sandbox-${randomBytes(12).toString('hex')}`;
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}

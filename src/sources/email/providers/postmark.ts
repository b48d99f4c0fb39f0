import { z } from 'zod';
import { BadWebhook } from '../../bad-webhook.js';
import { requireToken } from '../../credentials.js';
import { parseJson } from '../../http/parse-json.js';
import { text } from '../../lenient-fields.js';
import { decodedText, htmlToText } from '../../plain-text.js';
import type { ConfigOf } from '../connection-config.js';
import { type Mail, type Mailbox, MOST_OF_A_KIND, type ReceivedMail } from '../mail.js';
import type { ReadMail } from './provider.js';

const Person = z.object({ Email: z.string(), Name: z.string().catch('') });
const people = z
  .array(z.unknown())
  .catch([])
  .transform((all) => all.slice(0, MOST_OF_A_KIND));

/**
 * The JSON of Postmark's inbound webhook, as far as it is read (postmarkapp.com/developer/webhooks/inbound-webhook).
 */
const Inbound = z.object({
  FromFull: Person.optional().catch(undefined),
  From: text,
  ToFull: people,
  CcFull: people,
  OriginalRecipient: text,
  Subject: text,
  Date: text,
  TextBody: text,
  HtmlBody: text,
  Headers: people,
});
type Inbound = z.output<typeof Inbound>;

const Header = z.object({ Name: z.string(), Value: z.string() });

const ADVICE = 'Postmark’s inbound webhook needs the whole address that Baton shows, with the user and password in it.';

/**
 * Reads a mail that Postmark posts. Postmark signs nothing: the password in the webhook's address proves the sender.
 */
export const readPostmark: ReadMail<ConfigOf<'postmark'>> = ({ tokens }, request) => {
  requireToken(request, tokens, ADVICE);
  return async (body) => {
    const inbound = Inbound.safeParse(parseJson(body));
    if (!inbound.success || !(inbound.data.From ?? inbound.data.FromFull))
      throw new BadWebhook('bad-data', ['From'], 'This is no mail of Postmark’s inbound webhook.');
    return receivedFrom(inbound.data);
  };
};

function receivedFrom(inbound: Inbound): ReceivedMail {
  const mail = mailFrom(inbound);
  const { OriginalRecipient: recipient } = inbound;
  return { mail, recipients: recipient ? [recipient.toLowerCase()] : [], sender: senderIn(mail) };
}

function mailFrom({
  FromFull,
  From = '',
  ToFull,
  CcFull,
  Subject,
  Date: date,
  TextBody,
  HtmlBody,
  Headers,
}: Inbound): Mail {
  const at = new Date(date ?? '');
  return {
    from: FromFull ? mailboxOf(FromFull) : { name: '', address: From.toLowerCase() },
    to: [...ToFull, ...CcFull].flatMap((one) => {
      const person = Person.safeParse(one);
      return person.success ? [mailboxOf(person.data)] : [];
    }),
    subject: decodedText(Subject ?? ''),
    at: Number.isNaN(at.getTime()) ? undefined : at,
    text: TextBody === undefined ? htmlToText(HtmlBody ?? '') : decodedText(TextBody),
    headers: Headers.flatMap((one) => {
      const header = Header.safeParse(one);
      return header.success ? [{ name: header.data.Name.toLowerCase(), value: header.data.Value }] : [];
    }),
  };
}

const mailboxOf = ({ Name, Email }: z.output<typeof Person>): Mailbox => ({
  name: decodedText(Name),
  address: Email.toLowerCase(),
});

/**
 * Reads the verdict on the sender. Postmark runs SpamAssassin on every mail; its tests are in the topmost header of
 * that name.
 */
function senderIn({ headers }: Mail): ReceivedMail['sender'] {
  const tests = headers.find(({ name }) => name === 'x-spam-tests')?.value ?? '';
  if (/\bDKIM_VALID_AU\b/.test(tests)) return 'proven';
  return /\bDKIM_INVALID\b/.test(tests) && /\bSPF_(FAIL|SOFTFAIL)\b/.test(tests) ? 'forged' : 'unknown';
}

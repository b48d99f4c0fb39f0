import { z } from 'zod';
import { BadWebhook } from '../../bad-webhook.js';
import { requireToken } from '../../credentials.js';
import { parseJson } from '../../http/parse-json.js';
import { text } from '../../lenient-fields.js';
import { decodedText } from '../../plain-text.js';
import type { ConfigOf } from '../connection-config.js';
import { withoutEncodedWords } from '../join-encoded-words.js';
import { headerFrom, type Mail, MOST_OF_A_KIND, MOST_PEOPLE, mailboxesFrom, type ReceivedMail } from '../mail.js';
import { mailText } from '../mail-text.js';
import { readAttached, wholeDelivery } from '../read-mime.js';
import type { ReadMail } from './provider.js';

const Person = z.object({ Email: z.string(), Name: z.string().catch('') });
const beginning = (most: number) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.slice(0, most));

/**
 * The JSON of Postmark's inbound webhook, as far as it is read (postmarkapp.com/developer/webhooks/inbound-webhook).
 */
const Inbound = z.object({
  FromFull: Person.optional().catch(undefined),
  From: text,
  ToFull: beginning(MOST_PEOPLE),
  CcFull: beginning(MOST_PEOPLE),
  OriginalRecipient: text,
  Subject: text,
  Date: text,
  TextBody: text,
  HtmlBody: text,
  Headers: beginning(MOST_OF_A_KIND),
  Attachments: beginning(MOST_OF_A_KIND),
});
type Inbound = z.output<typeof Inbound>;

const File = z.object({ Name: z.string().catch(''), ContentType: z.string().catch(''), Content: z.string() });

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

/** Lists the attachments, which are in base64. */
const filesIn = ({ Attachments }: Inbound) =>
  Attachments.flatMap((one) => {
    const file = File.safeParse(one);
    if (!file.success) return [];
    const { Name: name, ContentType: type, Content } = file.data;
    const content = (most: number) => Buffer.from(Content.slice(0, 2 * most), 'base64').subarray(0, most);
    return [{ name, type: type.split(';', 1)[0]?.trim() ?? '', content }];
  });

async function receivedFrom(inbound: Inbound): Promise<ReceivedMail> {
  const mail = await mailFrom(inbound);
  const { OriginalRecipient: recipient } = inbound;
  return { mail, recipients: recipient ? [recipient.toLowerCase()] : [], sender: senderIn(mail) };
}

async function mailFrom(inbound: Inbound): Promise<Mail> {
  const left = wholeDelivery();
  const { FromFull, From = '', ToFull, CcFull, Subject, Date: date, TextBody, HtmlBody, Headers } = inbound;
  const at = new Date(date ?? '');
  return {
    from: (FromFull ? mailboxesOf(FromFull) : mailboxesFrom('', From))[0],
    to: [...ToFull, ...CcFull].flatMap((one) => {
      const person = Person.safeParse(one);
      return person.success ? mailboxesOf(person.data) : [];
    }),
    subject: decodedText(withoutEncodedWords(Subject ?? '')),
    at: Number.isNaN(at.getTime()) ? undefined : at,
    text: mailText(TextBody ?? '', HtmlBody ?? '', left),
    headers: Headers.flatMap((one) => {
      const header = Header.safeParse(one);
      return header.success ? [headerFrom(header.data.Name, header.data.Value)] : [];
    }),
    attached: await readAttached(filesIn(inbound), left),
  };
}

const mailboxesOf = ({ Name, Email }: z.output<typeof Person>) => mailboxesFrom(withoutEncodedWords(Name), Email);

/**
 * Reads the verdict on the sender. Postmark runs SpamAssassin on every mail; its tests are in the topmost header of
 * that name.
 */
function senderIn({ headers }: Mail): ReceivedMail['sender'] {
  const tests = headers.find(({ name }) => name === 'x-spam-tests')?.value ?? '';
  if (/\bDKIM_VALID_AU\b/.test(tests)) return 'proven';
  return /\bDKIM_INVALID\b/.test(tests) && /\bSPF_(FAIL|SOFTFAIL)\b/.test(tests) ? 'forged' : 'unknown';
}

import {
  ATTRIBUTION,
  fieldIn,
  type Header,
  headerAt,
  LOOKED_AT,
  SUBJECT_PREFIX,
  unquoted,
  withHeaderLines,
} from '../facts/quoted-header.js';
import type { Mail, Mailbox } from './mail.js';
import { ADDRESS, deliveredTo, listsOf, mailboxIn, masksOf, replacedSenders } from './relayed-mail.js';

/** A mail as its sender wrote it, and the people who forwarded it by hand, if any. */
export interface Original {
  readonly from: Mailbox | undefined;
  readonly to: readonly Mailbox[];
  /** The mailboxes to which mail servers delivered it, the first one first; empty for a mail that another quotes. */
  readonly deliveredTo: readonly Mailbox[];
  /** The addresses of the mailing lists that it came by. */
  readonly lists: readonly string[];
  /** Those of its recipients' addresses that only the sender knows. */
  readonly masks: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The time at which it was sent, where that is known, or else that of forwarding. */
  readonly at: Date | undefined;
  /**
   * The people who forwarded it by hand, the first one first; empty when it came directly or by a forwarding rule. A
   * quoted header may name a person without an address.
   */
  readonly forwardedBy: readonly (Mailbox | undefined)[];
  /** True where the subject of the mail, or of the one that quotes it, is that of an answer. */
  readonly isAnswered: boolean;
}

/** Matches the beginning of an answer's subject in the languages of common mail programs. */
const ANSWER = /^\s*(?:\[[^[\]\n]{1,40}\]\s*)*(?:re|aw|sv|vs|antw|rép|res|ris|odp|ynt|на|відп)(?:\s*\[\d+\])?\s*:/i;

/** The most quoted headers that are read. */
const MOST_QUOTED = 5;

/** Returns a mail as its sender wrote it, whatever it quotes. */
export const sentMail = (mail: Mail): Original => ({
  from: mail.from,
  to: mail.to,
  deliveredTo: deliveredTo(mail.headers),
  lists: listsOf(mail.headers),
  masks: masksOf(mail),
  subject: mail.subject.replace(SUBJECT_PREFIX, ''),
  text: mail.text,
  at: mail.at,
  forwardedBy: [],
  isAnswered: ANSWER.test(mail.subject),
});

/**
 * Finds the mails that a mail may be about: itself, where it comes from the sender that is looked for; else the one
 * that is forwarded in its text, and those that are attached to it. A mailing list or a service that replaces the
 * sender's address counts as forwarding.
 */
export function originalsOf(mail: Mail, isSender: (from: Mailbox) => boolean): Original[] {
  const { from, headers, attached } = mail;
  if (!from || isSender(from)) return [sentMail(mail)];
  const forwarded = [quotedMail(mail, isSender) ?? [], attached.flatMap((one) => originalsOf(one, isSender))].flat();
  if (forwarded.length > 0) {
    const lists = listsOf(headers);
    return forwarded.map((one) => ({
      ...one,
      lists: [...one.lists, ...lists],
      forwardedBy: [...one.forwardedBy, from],
    }));
  }
  const replaced = replacedSenders(mail).find(isSender);
  return [{ ...sentMail(mail), ...(replaced && { from: replaced, forwardedBy: [from] }) }];
}

/**
 * Returns the mail that a text quotes with its header: the first one of the sender that is looked for, with the senders
 * of the mails that quote it in turn; else the first one of all. Undefined where the text quotes none.
 */
function quotedMail({ subject, text, at }: Mail, isSender: (from: Mailbox) => boolean): Original | undefined {
  const quoted = quotedHeaders(text).map(({ header, rest }) => ({ header, rest, from: mailboxIn(header.from) }));
  const sent = quoted.findIndex(({ from }) => from !== undefined && isSender(from));
  const found = quoted[Math.max(sent, 0)];
  if (!found) return undefined;
  const { header, rest, from } = found;
  return {
    from,
    to: [mailboxIn(header.to)].flatMap((one) => one ?? []),
    deliveredTo: [],
    lists: [],
    masks: [],
    subject: (header.subject || subject).replace(SUBJECT_PREFIX, ''),
    text: rest,
    at,
    forwardedBy: quoted
      .slice(0, Math.max(sent, 0))
      .map((one) => one.from)
      .toReversed(),
    isAnswered: ANSWER.test(subject),
  };
}

/** A quoted header, and the text behind it. */
interface Quoted {
  readonly header: Header;
  readonly rest: string;
}

/**
 * Finds the quoted headers: consecutive field lines with a sender and a subject, in the order of any mail program, and
 * the lines above what a reply quotes.
 */
function quotedHeaders(text: string): Quoted[] {
  const lines = withHeaderLines(text).split('\n');
  const found: Quoted[] = [];
  for (let at = 0; at < Math.min(lines.length, LOOKED_AT) && found.length < MOST_QUOTED; at += 1) {
    if (!fieldIn(lines[at])) {
      const reply = attributionAt(lines, at);
      if (!reply) continue;
      found.push({ header: { from: reply.from }, rest: quotedBelow(lines.slice(at + reply.length)) });
      at += reply.length - 1;
      continue;
    }
    const quoted = headerAt(lines, at);
    if (quoted?.header.from === undefined) continue;
    const rest = lines.slice(at + quoted.length).map(unquoted);
    found.push({ header: quoted.header, rest: rest.join('\n').trim() });
    at += quoted.length - 1;
  }
  return found;
}

/** Matches a line above what is quoted that stands between dashes, as Zoho writes it without a colon. */
const BETWEEN_DASHES = /^-{2,}\s*(.*?)\s*-{2,}$/;

/** The longest such line, in characters; it may be broken once. */
const LONGEST_ATTRIBUTION = 500;

/** Reads the line above what a reply quotes: the address of whoever wrote that, and the number of lines. */
function attributionAt(lines: readonly string[], at: number): { from: string; length: number } | undefined {
  for (const length of [1, 2]) {
    const line = lines
      .slice(at, at + length)
      .map((one) => unquoted(one).trim())
      .join(' ')
      .replace(BETWEEN_DASHES, '$1:');
    const from = line.length <= LONGEST_ATTRIBUTION && ATTRIBUTION.test(line) && ADDRESS.exec(line)?.[0];
    if (from) return { from, length };
  }
  return undefined;
}

/** Returns what is quoted below such a line: the lines with quotation marks or, where there are none, all. */
function quotedBelow(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line.trim() !== '');
  const isMarked = (line: string) => line.trim() === '' || /^\s*>/.test(line);
  const end = isMarked(lines[first] ?? '') ? lines.findIndex((line) => !isMarked(line)) : -1;
  return (end < 0 ? lines : lines.slice(0, end)).map(unquoted).join('\n').trim();
}

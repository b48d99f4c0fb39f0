/** Words of the tags by which mail gateways and filters warn, such as `External Sender`. */
const WARNING =
  '(?:external|extern(?:e[rs]?|o|a)?|ext|caution|warning|attention|achtung|vorsicht|(?:suspected |possible )?spam|suspicious|untrusted|unverified)';

/** Words that may follow in such a tag. */
const WARNED = String.raw`(?:[\s-]{1,3}(?:${WARNING}|e-?mail|sender|absender|message|nachricht|source))*`;

/**
 * Matches prefixes of a subject: of forwarded or answered mails in the languages of common mail programs, and those
 * that gateways, mailing lists and filters add, such as `[EXTERNAL]`, `*EXTERN*`, `Caution - External Sender:` and
 * `***SPAM***`.
 */
export const SUBJECT_PREFIX = new RegExp(
  String.raw`^\s*(?:${[
    String.raw`(?:fwd?|fw|wg|wtr|tr|rv|rif|doorst|i|vb|vs|re|aw|sv|antw|enc|res|pd|odp)(?:\s*\[\d+\])?\s*[:：]\s*`,
    String.raw`\[[^[\]\n]{1,40}\]\s*(?:[:：]\s*)?`,
    String.raw`(?:[^\p{L}\p{N}\s]{1,6}\s?)?${WARNING}${WARNED}\s?[^\p{L}\p{N}\s]{1,6}\s*`,
  ].join('|')})+`,
  'iu',
);

/** The fields of a quoted header that were found. */
export interface Header {
  from?: string;
  to?: string;
  subject?: string;
  other?: string;
}

/**
 * The header lines that mail programs quote above a forwarded mail: in English, German, French, Spanish, Portuguese,
 * Italian, Dutch, Polish, Swedish, Danish, Norwegian, Russian and Ukrainian.
 */
const FIELDS: readonly (readonly [keyof Header, RegExp])[] = [
  ['from', /^(?:from|von|de|da|van|od|från|fra|от(?: кого)?|від)\s*[:：]\s*(.*)$/i],
  ['to', /^(?:to|an|à|para|a|aan|do|till?|кому)\s*[:：]\s*(.*)$/i],
  [
    'subject',
    /^(?:subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|temat|ämne|emne|тема)\s*[:：]\s*(.*)$/i,
  ],
  [
    'other',
    /^(?:date|sent|b?cc|importance|priority|sensitivity|attachments|wichtigkeit|priorität|vertraulichkeit|anlagen|datum|gesendet|reply-to|antwort an|kopie|envoyé|répondre à|fecha|enviado(?: e[lm])?|enviada em|responder a|data|inviato|rispondi a|verzonden|antwoord aan|wysłano|dw|skickat|sendt|dato|kopia|дата|отправлено|надіслано|копия|копія)\s*[:：]\s*(.*)$/i,
  ],
];

/** The fields that a header has once. */
const NAMED_ONCE: ReadonlySet<keyof Header> = new Set(['from', 'subject']);

/** Matches the line that mail programs write above what a reply quotes, such as `On Monday, Upwork wrote:`. */
export const ATTRIBUTION =
  /^(?:on|am|le|el|em|il|op|w dniu|dnia)\s.{4,300}\s(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|napisał(?:\(?a\)?)?)(?:\s.{1,200})?\s?:$/iu;

/** The most lines of a quoted header, blank ones included. */
const LONGEST_HEADER = 14;

/** Number of lines of a text in which quoted headers are searched. */
export const LOOKED_AT = 400;

/** The most of a quoted header field that is read, in characters. */
const READ = 2000;

/** A quoted header, which has a subject, and the number of its lines. */
interface QuotedHeader {
  readonly header: Header & Required<Pick<Header, 'subject'>>;
  readonly length: number;
}

/** Matches a header that Yahoo writes in the line of its separator: `----- Forwarded Message ----- From: …To: …`. */
const IN_ONE_LINE = /^.{0,12}?-{3,} ?[^\n:<>-]{5,60} ?-{3,}[ \t]*((?:From|Von|De|Da|Van)\s?:.{1,2000})$/gmu;

/** Matches the fields of such a header up to its subject, which is the last one. */
const NAMES = /(?=(?:To|An|À|Para|A|Sent|Gesendet|Envoyé|Enviado|Inviato|Verzonden|Date|Datum|Cc|Kopie)\s?:)/gu;
const SUBJECT_LAST = /^(.*?)((?:Subject|Betreff|Objet|Sujet|Asunto|Assunto|Oggetto|Onderwerp)\s?:.*)$/u;

/** Writes each field of a header that stands in one line on a line of its own. */
export const withHeaderLines = (text: string): string =>
  text.replace(IN_ONE_LINE, (_, header: string) => {
    const [, fields = header, subject = ''] = SUBJECT_LAST.exec(header) ?? [];
    return `\n${fields.replace(NAMES, '\n')}\n${subject}`;
  });

/**
 * Returns the quoted header that begins in a line: a subject and another field at least. Undefined where none begins
 * there.
 */
export function headerAt(lines: readonly string[], at: number): QuotedHeader | undefined {
  if (!fieldIn(lines[at])) return undefined;
  const { header, length } = readHeader(lines.slice(at, at + LONGEST_HEADER));
  const { subject, ...others } = header;
  return subject === undefined || Object.keys(others).length === 0
    ? undefined
    : { header: { ...header, subject }, length };
}

/** Returns the subject that a line has under its name in any of these languages; undefined for any other line. */
export function subjectOf(line: string): string | undefined {
  const [name, value] = fieldIn(line) ?? [];
  return name === 'subject' ? value : undefined;
}

/**
 * Reads fields up to a line that is none, or to the sender or subject of the next quoted header. A long value continues
 * in the next line, and blank lines may be in between.
 */
function readHeader(lines: readonly string[]): { header: Header; length: number } {
  const header: Header = {};
  let length = 0;
  let last: keyof Header | undefined;
  for (const [at, line] of lines.entries()) {
    const field = fieldIn(line);
    const words = unquoted(line).trim();
    if (field) {
      const [name, value] = field;
      if (NAMED_ONCE.has(name) && header[name] !== undefined) break;
      last = header[name] === undefined ? name : undefined;
      header[name] ??= value;
      length = at + 1;
    } else if (words === '') last = undefined;
    else if (fieldIn(lines[at + 1]) || (last && isBroken(lines[at - 1], words))) {
      if (last) header[last] = `${header[last]} ${words}`;
      if (last) length = at + 1;
    } else break;
  }
  return { header, length };
}

/** The fewest characters of a line that a mail program breaks before the next word. */
const BROKEN_FROM = 70;

/** Tells whether a mail program broke a line in two: the next word, which names no field, would have made it too long. */
const isBroken = (before = '', words: string): boolean =>
  /^["'(&\p{L}\p{N}](?![\p{L} -]{1,24}:)/u.test(words) &&
  `${unquoted(before).trim()} ${words.split(' ')[0]}`.length > BROKEN_FROM;

/** Removes the quotation marks before a line, such as `> *From:* Upwork`. */
export const unquoted = (line: string): string => line.replace(/^(?:\s*>)+ ?/, '');

/** Returns the field that a line has, with its value; undefined for any other line. */
export function fieldIn(line: string | undefined): readonly [keyof Header, string] | undefined {
  const plain = unquoted(line ?? '')
    .replace(/[*_]/g, '')
    .trim()
    .slice(0, READ);
  for (const [name, form] of FIELDS) {
    const value = form.exec(plain)?.[1];
    if (value !== undefined) return [name, value.trim()];
  }
  return undefined;
}

import { GREETING, LETTER_HEADING, PROSE_LABEL } from '../facts/letter-words.js';
import { ATTRIBUTION, SUBJECT_PREFIX, subjectOf } from '../facts/quoted-header.js';
import { hasLink, linesOf, wordsOf } from '../facts/text-lines.js';
import { titleAfterHeading } from '../upwork/title-after-heading.js';

/** Headings of other tools' posts, with a title behind them. */
const POSTED: readonly RegExp[] = [
  /^(?:new |direct )*(?:upwork )?(?:job )?(?:invite|invitation)(?: received| from upwork| for .{1,60}?)?\s?[!:：–—-]+\s*(\S.*)$/i,
  /^(?:(?:du hast|sie haben) )?(?:eine )?(?:neue )?einladung(?: auf upwork)?(?: für| als)?\s?[:：–—-]\s*(\S.*)$/i,
];

/** Returns the title after a heading, empty where the heading is alone on its line; undefined for every other line. */
function announcedIn(line: string): string | undefined {
  const words = (subjectOf(wordsOf(line)) ?? wordsOf(line)).replace(SUBJECT_PREFIX, '');
  return titleAfterHeading(words) ?? POSTED.flatMap((form) => form.exec(words)?.[1] ?? [])[0];
}

/** Matches the words of a link that do not describe the job: labels of buttons, and mentions alone. */
const NO_TITLE =
  /^(?:[@#][^\s@#]+(?: [@#][^\s@#]+)*|(?:view|see|open|show|review|read|apply|respond|accept|decline|click|go|check|answer)\b.*|(?:the )?(?:job|invite|invitation|link|here|upwork|details|more|proposal|profile)(?: (?:link|post|posting|details|on upwork))?|(?:einladung|auftrag|job|profil|details|hier|mehr)(?: (?:ansehen|anzeigen|öffnen|lesen))?|(?:annehmen|ablehnen|ansehen|öffnen|antworten)\b.*|upwork\b.{0,20}|new (?:invite|invitation|job)\b.{0,20}|neue (?:einladung)\b.{0,20}|job details|auftragsdetails|original message from (?:the )?client)[.!:]?$/i;

/** Matches a job's address with its title: `/jobs/Shop-for-lamps_~02…`, `/freelance-jobs/apply/Shop-for-lamps_~02…`. */
const SLUG = /\/(?:jobs?|apply|details)\/([^/\s_~<>?#]{3,200})_(?:~|%7e)0[12]/i;

/** The longest title, in characters. */
const LONGEST = 200;

/** A title, and the lines without the one that contained it. */
export interface Titled {
  readonly title?: string;
  readonly prose: readonly string[];
}

/**
 * Finds the title among the lines of a text: after the words of an invitation's subject, on a link, below a heading, in
 * the job's address, or as a short first line that is no greeting.
 * @param facts the lines that state facts, which are no titles
 */
export function findTitle(lines: readonly string[], text: string, facts: ReadonlySet<string>): Titled {
  const announced = lines.findIndex((line) => subjectIn(line) !== undefined);
  if (announced >= 0) return { ...titled(subjectIn(lines[announced])), prose: without(lines, announced) };
  const linked = lines.findIndex((line) => !facts.has(line) && isLinkedTitle(line));
  if (linked >= 0) return { ...titled(wordsOf(lines[linked] ?? '')), prose: without(lines, linked) };
  const below = belowHeading(lines, facts);
  if (below >= 0) return { ...titled(lines[below]), prose: without(lines, below) };
  const inAddress = slugIn(text);
  if (inAddress) return { title: inAddress, prose: lines };
  const first = lines.findIndex((line) => wordsOf(line) !== '' && !facts.has(line));
  return isHeadline(lines[first]) && linesOf(text).filter(Boolean).length > 1
    ? { ...titled(lines[first]), prose: without(lines, first) }
    : { prose: lines };
}

/**
 * Returns the index of the line below a heading that Upwork's page has above a title or an invitation; -1 where there
 * is none.
 */
function belowHeading(lines: readonly string[], facts: ReadonlySet<string>): number {
  const details = lines.findIndex((line) => /^(?:job details|auftragsdetails|jobdetails)$/i.test(wordsOf(line)));
  if (details >= 0) return lines.findIndex((line, at) => at > details && wordsOf(line) !== '');
  const heading = lines.findIndex(isHeading);
  const letter = lines.findIndex((line, at) => at > heading && isLetter(wordsOf(line)));
  const head = heading < 0 ? [] : lines.slice(0, letter < 0 ? lines.length : letter);
  return head.findIndex((line, at) => at > heading && !facts.has(line) && isHeadline(line));
}

const isLetter = (words: string): boolean => GREETING.test(words) || PROSE_LABEL.test(words);

const without = (lines: readonly string[], at: number): readonly string[] => lines.toSpliced(at, 1);

const titled = (text = ''): { title?: string } => {
  const title = wordsOf(text).slice(0, LONGEST).trim();
  return title ? { title } : {};
};

function subjectIn(line = ''): string | undefined {
  const title = announcedIn(line);
  return title && !NO_TITLE.test(title) ? title : undefined;
}

/** Tells whether a line only announces an invitation. */
const isHeading = (line: string): boolean => announcedIn(line) === '';

/**
 * Tells whether a line has something before the address that it ends with. Only the last word is searched: a search of
 * the whole line takes the square of its length.
 */
function endsInLink(line: string): boolean {
  const bare = line.replace(/>[*_~]*$/, '');
  const last = bare.split(/[\s<>]/).at(-1) ?? '';
  return /^\S/.test(line) && last.length < bare.length ? /https?:\/\/./i.test(last) : /.https?:\/\/./i.test(last);
}

/** True for a line of words and one link, where the words are no label of a button. */
function isLinkedTitle(line: string): boolean {
  if (!endsInLink(line) || /[.!?] </.test(line)) return false;
  const words = wordsOf(line);
  return (
    words.length >= 3 &&
    words.length <= LONGEST &&
    !/[:]$/.test(words) &&
    !NO_TITLE.test(words) &&
    !isAdded(words) &&
    !GREETING.test(words)
  );
}

function slugIn(text: string): string | undefined {
  const words = SLUG.exec(text)?.[1]?.replaceAll('-', ' ').trim();
  return words && !words.includes('%') && /\p{L}/u.test(words) ? words : undefined;
}

/** A line that is neither a sentence nor an address, a heading or a button. */
function isHeadline(line = ''): boolean {
  const words = wordsOf(line);
  const isOther = GREETING.test(words) || NO_TITLE.test(words) || isAdded(words) || isHeading(line);
  return !hasLink(line) && words.length >= 4 && words.length <= 120 && !/[.!?:：,;]$/.test(words) && !isOther;
}

/** Matches lines of a mail's head, buttons and foot, which are no part of a letter. */
const NOISE =
  /^(?:(?:from|to|cc|sent|date|von|an|kopie|gesendet|datum|antwort an|reply-to)\s?[:：] .{1,300}|-{2,} ?(?:forwarded message|weitergeleitete nachricht|original message|ursprüngliche nachricht).*|-{2,}[^-]{1,60}-{2,}|-{2,}|_{3,}|begin forwarded message:?|anfang der weitergeleiteten (?:nachricht|e-mail):?|.{1,80} (?:wrote|schrieb):|(?:view|see|open|review|read|apply|respond)(?: to)?(?: (?:the|your|this|full|on|now|job|invitation|invite|details|upwork|gigradar|vollna))*|(?:accept|decline)(?: (?:invitation|interview|invite))?|(?:einladung|auftrag|job) (?:ansehen|anzeigen|öffnen|annehmen|ablehnen)|annehmen|ablehnen|job details|auftragsdetails|the upwork team|das upwork-team|unsubscribe|abbestellen|privacy policy|new (?:upwork )?(?:invite|invitation)(?: for .{1,60})?[!.]?|neue einladung(?: für .{1,60})?[!.]?)$/i;

/** Joins the lines that state no fact: the client's letter, or else a description. */
export const letterOf = (prose: readonly string[]): string =>
  prose
    .filter((line) => line === '' || !isNoise(line))
    .map((line) => PROSE_LABEL.exec(wordsOf(line))?.[1] ?? line)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Matches lines that mail programs add: their own names below a mail, and places of pictures. */
const ADDED =
  /^(?:sent from (?:my\b|outlook|yahoo|mail|proton|gmail).{0,60}|get outlook for .{1,20}|(?:von meine[mr]|gesendet (?:von|mit|aus)) .{2,60}|envoyé (?:de|depuis) (?:mon|ma|outlook) .{2,40}|enviado (?:desde mi|do meu|desde outlook) .{2,40}|inviato da(?:l mio)? .{2,40}|verzonden (?:vanaf|met|vanuit) .{2,40}|wysłan[eo] z .{2,40}|skickat från min .{2,40}|\[(?:cid:|image|inline|bild|grafik)[^\]]{0,200}\]|[[\]]+)$/i;

/** Tells whether a line says nothing about the job, in the words of whoever or whatever wrote it. */
const isAdded = (words: string): boolean =>
  NOISE.test(words) ||
  ADDED.test(words) ||
  ATTRIBUTION.test(words) ||
  LETTER_HEADING.test(words) ||
  subjectOf(words) !== undefined;

/** An address alone, a button, or a line of a mail's head or foot. */
function isNoise(line: string): boolean {
  const words = wordsOf(line);
  if (words === '') return hasLink(line);
  return isAdded(words) || isHeading(line) || (hasLink(line) && NO_TITLE.test(words));
}

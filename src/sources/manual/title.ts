import { hasLink, wordsOf } from '../facts/lines.js';

/** Beginnings of a line that a title follows: the subjects of invitations and the headings of other tools' posts. */
const BEFORE_TITLE: readonly RegExp[] = [
  /^(?:(?:subject|betreff)\s?: )?(?:(?:fwd?|wg|re|aw)\s?: )*(?:you have |you(?:'|’)ve (?:got|received) |you received )?(?:an? )?(?:new )?invitation to (?:interview|apply|submit a proposal)(?: for)?\s?[:–—-]\s*(\S.*)$/i,
  /^(?:(?:subject|betreff)\s?: )?(?:(?:fwd?|wg|re|aw)\s?: )*you(?: have|(?:'|’)ve) been invited to (?:interview|apply|submit a proposal)(?: for)?\s?[:–—-]\s*(\S.*)$/i,
  /^(?:new |direct )*(?:upwork )?(?:job )?(?:invite|invitation)(?: received| from upwork| for .{1,60}?)?\s?[!:–—-]+\s*(\S.*)$/i,
  /^(?:(?:subject|betreff)\s?: )?(?:(?:fwd?|wg|re|aw)\s?: )*(?:(?:du hast|sie haben) )?(?:eine )?(?:neue )?einladung(?: (?:zum (?:vorstellungsgespräch|interview|gespräch)|zur bewerbung|auf upwork))?(?: für| als)?\s?[:–—-]\s*(\S.*)$/i,
];

/** Words on a link that say nothing of the job. */
const NO_TITLE =
  /^(?:(?:view|see|open|show|review|read|apply|respond|accept|decline|click|go|check|answer)\b.*|(?:the )?(?:job|invite|invitation|link|here|upwork|details|more|proposal|profile)(?: (?:link|post|posting|details|on upwork))?|(?:einladung|auftrag|job|profil|details|hier|mehr)(?: (?:ansehen|anzeigen|öffnen|lesen))?|(?:annehmen|ablehnen|ansehen|öffnen|antworten)\b.*|upwork\b.{0,20}|new (?:invite|invitation|job)\b.{0,20}|neue (?:einladung)\b.{0,20}|invitation to (?:interview|apply)|job details|auftragsdetails|original message from (?:the )?client)[.!:]?$/i;

const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|day|evening)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|moin|servus)\b/i;

/** An address of a job with its words: `/jobs/Shop-for-lamps_~02…`. */
const SLUG = /\/jobs?\/([^/\s_~<>?#]{3,200})_(?:~|%7e)0[12]/i;

/** The longest title, in characters. */
const LONGEST = 200;

/** A title, and the lines without the one that it was. */
export interface Titled {
  readonly title?: string;
  readonly prose: readonly string[];
}

/**
 * Finds the title among the lines that state no fact: behind the words of an invitation's subject, on a link, below a
 * heading, in the address of the job, or as a short first line that is no greeting.
 */
export function findTitle(lines: readonly string[], text: string): Titled {
  const announced = lines.findIndex((line) => subjectIn(line) !== undefined);
  if (announced >= 0) return { ...titled(subjectIn(lines[announced])), prose: without(lines, announced) };
  const linked = lines.findIndex(isLinkedTitle);
  if (linked >= 0) return { ...titled(wordsOf(lines[linked] ?? '')), prose: without(lines, linked) };
  const below = belowHeading(lines);
  if (below >= 0) return { ...titled(lines[below]), prose: without(lines, below) };
  const inAddress = slugIn(text);
  if (inAddress) return { title: inAddress, prose: lines };
  const first = lines.findIndex((line) => wordsOf(line) !== '');
  return isHeadline(lines, first) ? { ...titled(lines[first]), prose: without(lines, first) } : { prose: lines };
}

/** Finds the line below the heading that Upwork's page has over a title; -1 where there is none. */
function belowHeading(lines: readonly string[]): number {
  const heading = lines.findIndex((line) => /^(?:job details|auftragsdetails|jobdetails)$/i.test(wordsOf(line)));
  return heading < 0 ? -1 : lines.findIndex((line, at) => at > heading && wordsOf(line) !== '');
}

const without = (lines: readonly string[], at: number): readonly string[] => lines.toSpliced(at, 1);

const titled = (text = ''): { title?: string } => {
  const title = wordsOf(text).slice(0, LONGEST).trim();
  return title ? { title } : {};
};

function subjectIn(line = ''): string | undefined {
  const words = wordsOf(line);
  for (const form of BEFORE_TITLE) {
    const title = form.exec(words)?.[1];
    if (title && !NO_TITLE.test(title)) return title;
  }
  return undefined;
}

/** A line of words and a link alone, whose words are no button. */
function isLinkedTitle(line: string): boolean {
  if (!/^\S.*<?https?:\/\/[^\s<>]+>?[*_~]*$/i.test(line) || /[.!?] </.test(line)) return false;
  const words = wordsOf(line);
  return (
    words.length >= 3 &&
    words.length <= LONGEST &&
    !/[:]$/.test(words) &&
    !NO_TITLE.test(words) &&
    !GREETING.test(words)
  );
}

function slugIn(text: string): string | undefined {
  const words = SLUG.exec(text)?.[1]?.replaceAll('-', ' ').trim();
  return words && !words.includes('%') && /\p{L}/u.test(words) ? words : undefined;
}

/** A first line that something follows, and that is neither a sentence nor an address. */
function isHeadline(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  const words = wordsOf(line);
  const follows = lines.slice(at + 1).some((other) => other !== '');
  const isSentence = /[.!?:,;]$/.test(words) || GREETING.test(words) || NO_TITLE.test(words) || NOISE.test(words);
  return follows && !hasLink(line) && words.length >= 4 && words.length <= 120 && !isSentence;
}

/** Lines of a mail's head, buttons and foot, which are no part of a letter. */
const NOISE =
  /^(?:(?:from|to|cc|sent|date|subject|von|an|kopie|gesendet|datum|betreff|antwort an|reply-to)\s?: .{1,300}|-{2,} ?(?:forwarded message|weitergeleitete nachricht|original message|ursprüngliche nachricht).*|-{2,}|_{3,}|begin forwarded message:?|anfang der weitergeleiteten (?:nachricht|e-mail):?|.{1,80} (?:wrote|schrieb):|(?:view|see|open|review|read|apply|respond)(?: to)?(?: (?:the|your|this|full|on|now|job|invitation|invite|details|upwork|gigradar|vollna))*|(?:accept|decline)(?: (?:invitation|interview|invite))?|(?:einladung|auftrag|job) (?:ansehen|anzeigen|öffnen|annehmen|ablehnen)|annehmen|ablehnen|job details|auftragsdetails|the upwork team|das upwork-team|unsubscribe|abbestellen|privacy policy|(?:original )?message from (?:the )?client:?|nachricht (?:des kunden|vom kunden):?|invitation to (?:interview|apply)|einladung zum (?:interview|vorstellungsgespräch)|new (?:upwork )?(?:invite|invitation)(?: for .{1,60})?[!.]?|neue einladung(?: für .{1,60})?[!.]?)$/i;

/** A label before the letter or the description itself. */
const LETTER_LABEL =
  /^(?:message|letter|invitation message|invitation letter|description|job description|nachricht|anschreiben|einladungstext|beschreibung|auftragsbeschreibung)(?: (?:from|von|of|by) [^:]{1,60})?\s?:\s*(.*)$/i;

/** Joins what states no fact: the client's letter, or else a description. */
export const letterOf = (prose: readonly string[]): string =>
  prose
    .filter((line) => line === '' || !isNoise(line))
    .map((line) => LETTER_LABEL.exec(wordsOf(line))?.[1] ?? line)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** An address alone, a button, or a line of a mail's head or foot. */
function isNoise(line: string): boolean {
  const words = wordsOf(line);
  if (words === '') return hasLink(line);
  return NOISE.test(words) || (hasLink(line) && NO_TITLE.test(words));
}

import { GREETING_ALONE, LETTER_HEADING, LETTER_LABEL } from '../facts/letter-words.js';
import type { Reading } from '../facts/parse-deadline.js';
import { type Facts, readFacts, statesFact } from '../facts/read-facts.js';
import type { TextLimits } from '../facts/text-limits.js';
import { linesOf } from '../facts/text-lines.js';

/**
 * The content of an invitation's mail. The present layout of Upwork's mails could not be verified, so all facts are
 * uncertain.
 */
export interface Body extends Omit<Facts, 'deadlines' | 'prose'> {
  /** The client's letter. */
  readonly letter: string;
  readonly expiresAt?: Date;
}

/** Matches lines that end the client's letter: buttons, lists of facts, and the foot of the mail. */
const AFTER_LETTER =
  /^(?:(?:view|see|open|review|read|accept|decline|respond)(?: (?:now|to|the|your|this|full|invitation|invite|interview|job|post|details|on|upwork|here))*\s*(?:(?:[→>»:]+\s*)?<?https?:.*|[→>»]*)$|(?:einladung|auftrag|job) (?:ansehen|anzeigen|öffnen)|annehmen$|ablehnen$|(?:job details|budget|fixed[- ]price|hourly(?: rate| range)?|festpreis|stundensatz|skills(?: and expertise)?|fähigkeiten|kenntnisse|client(?: name| location| rating)?|kunde|location|country|standort)(?: ?\([^)]*\))?(?:(?:\s*:|\s·\s).*|(?:\s*[-–—·|])?\s*[^\s\d]{0,3} ?\d.{0,40})?$|thanks,?$|thank you,?$|(?:kind |best )?regards|the upwork team|das upwork-team|viele grüße|mit freundlichen grüßen|need help\?|you(?:'|’)?re receiving|this (?:e-?mail|message) was|unsubscribe|abbestellen|privacy policy|©|\(c\) ?\d|-- ?$|<?https?:\/\/\S+>?$)/i;

/** Matches a line that is a link alone. */
const LINK = /^<?https?:\/\/\S+>?$/i;

/**
 * Reads the client's letter and the facts of a job from the text of a mail. A wish for an early answer within a
 * sentence of the letter is no deadline.
 */
export function readMailBody(text: string, reading: Reading, limits: TextLimits): Body {
  const lines = linesOf(text, limits);
  const { deadlines, prose: _, ...facts } = readFacts(lines, reading, limits.deadlines);
  const letter = letterIn(lines);
  const isOutside = (line: string) => !letter.includes(line);
  const deadline = deadlines.find(({ line, isAlone }) => isAlone || isOutside(line));
  return { ...facts, ...(deadline && { expiresAt: deadline.at }), letter, unread: facts.unread.filter(isOutside) };
}

/** Returns the lines after a label, or else from the greeting on, up to the first button or fact. */
function letterIn(lines: readonly string[]): string {
  const labelled = lines.findIndex((line) => LETTER_LABEL.test(line) || LETTER_HEADING.test(line));
  const greeted = lines.findIndex((line) => GREETING_ALONE.test(line));
  const from = Math.max(labelled, labelled < 0 ? greeted : labelled, 0);
  const first = labelled < 0 ? undefined : LETTER_LABEL.exec(lines[from] ?? '')?.[1];
  const rest = lines.slice(labelled < 0 ? from : from + 1);
  const end = rest.findIndex(
    (line, at) => AFTER_LETTER.test(line) || statesFact(line) || isLabelOfLink(line, rest.slice(at + 1, at + 3)),
  );
  const letter = [...(first ? [first] : []), ...(end < 0 ? rest : rest.slice(0, end))];
  return letter
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Tells whether a line names the link below it, such as "View invitation:". */
const isLabelOfLink = (line: string, below: readonly string[]): boolean =>
  line.endsWith(':') && AFTER_LETTER.test(line.slice(0, -1)) && LINK.test(below.find((one) => one !== '') ?? '');

import type { InvitationKind } from '../../domain/model/event/event.js';
import type { Client } from '../../domain/model/job/client.js';
import type { Budget } from '../../domain/model/job/job.js';
import { budgetIn } from '../money.js';

/** The facts in the text of an invitation's mail. No layout of 2026 could be verified, so all of them are uncertain. */
export interface Body {
  readonly letter: string;
  readonly budget?: Budget;
  readonly skills: readonly string[];
  readonly client: Client;
  readonly kind?: InvitationKind;
}

/** Lines that end the client's letter: buttons, facts in lists, and the foot of the mail. */
const AFTER_LETTER =
  /^(?:(?:view|see|open|review|read) (?:the |your |this )?(?:full )?(?:invitation|invite|job|details)\b|accept\b.{0,30}$|decline\b.{0,30}$|respond (?:now|to)|(?:einladung|auftrag|job) (?:ansehen|anzeigen|öffnen)|annehmen$|ablehnen$|job details|budget\b|fixed[- ]price\b|hourly\b|festpreis|stundensatz|skills\b|fähigkeiten|client\b|kunde\b|location\b|standort|thanks,?$|thank you,?$|(?:kind |best )?regards|the upwork team|das upwork-team|viele grüße|mit freundlichen grüßen|need help|you(?:'|’)?re receiving|this (?:e-?mail|message) was|unsubscribe|abbestellen|privacy policy|©|\(c\) ?\d|-- ?$|<?https?:\/\/\S+>?$)/i;

const GREETING = /^(?:hi|hello|hey|dear|hallo|guten tag|liebe[rs]?|sehr geehrte[rs]?)\b[^.!?]{0,60}[,!:.]?$/i;

/** A line that introduces the letter, such as "Message from the client:". */
const LETTER_LABEL =
  /^(?:message|letter|invitation message|nachricht|anschreiben|einladungstext)(?: (?:from|von|of) [^:]{1,60})?\s*:\s*(.*)$/i;

const LINES: readonly (readonly [string, RegExp])[] = [
  ['fixed', /^(?:budget|fixed[- ]price|festpreis)(?: \([^)]*\))?\s*:?\s*(.*\d.*)$/i],
  ['hourly', /^(?:hourly(?: rate| range)?|stundensatz)\s*:?\s*(.*\d.*)$/i],
  ['skills', /^(?:skills(?: and expertise)?|fähigkeiten|kenntnisse)\s*:\s*(.+)$/i],
  ['name', /^(?:client(?: name)?|kunde)\s*:\s*(.+)$/i],
  ['country', /^(?:client location|location|country|standort|land)\s*:\s*(.+)$/i],
  ['rating', /^(?:client rating|rating|bewertung)\s*:?\s*(\d(?:[.,]\d+)?)\b/i],
  ['spent', /^(?:total spent|spent|ausgegeben)\s*:?\s*(.*\d.*)$/i],
];

/** The longest text that is looked through, in lines. */
const LOOKED_AT = 2000;

/** Reads the client's letter and the facts of a job from the text of a mail. */
export function readBody(text: string): Body {
  const lines = text.split('\n', LOOKED_AT).map((line) => line.slice(0, 5000).trim());
  const facts = new Map<string, string>();
  for (const line of lines)
    for (const [name, form] of LINES) {
      const value = form.exec(line)?.[1]?.trim();
      if (value && !facts.has(name)) facts.set(name, value);
    }
  const budget = budgetOf(facts, lines);
  const kind = kindOf(text);
  return {
    letter: letterIn(lines),
    ...(budget && { budget }),
    skills: (facts.get('skills') ?? '')
      .split(/[,;•·|]/)
      .map((skill) => skill.trim())
      .filter(Boolean),
    client: clientOf(facts, text),
    ...(kind && { kind }),
  };
}

/** The lines behind a label, or else from the greeting on, up to the first button or fact. */
function letterIn(lines: readonly string[]): string {
  const labelled = lines.findIndex((line) => LETTER_LABEL.test(line));
  const greeted = lines.findIndex((line) => GREETING.test(line));
  const from = Math.max(labelled, labelled < 0 ? greeted : labelled, 0);
  const first = labelled < 0 ? undefined : LETTER_LABEL.exec(lines[from] ?? '')?.[1];
  const rest = lines.slice(labelled < 0 ? from : from + 1);
  const end = rest.findIndex((line) => AFTER_LETTER.test(line));
  const letter = [...(first ? [first] : []), ...(end < 0 ? rest : rest.slice(0, end))];
  return letter
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function budgetOf(facts: ReadonlyMap<string, string>, lines: readonly string[]): Budget | undefined {
  const isHourly = (text: string) => /\/ ?h(?:ou)?r\b|per hour|hourly|\/ ?std|pro stunde/i.test(text);
  const fixed = facts.get('fixed');
  if (fixed) return budgetIn(fixed, isHourly(fixed) ? 'hourly' : 'fixed');
  const hourly =
    facts.get('hourly') ?? lines.find((line) => line.length < 80 && /[$€£]\s?\d/.test(line) && isHourly(line));
  return hourly === undefined ? undefined : budgetIn(hourly, 'hourly');
}

function clientOf(facts: ReadonlyMap<string, string>, text: string): Client {
  const [name, country] = [facts.get('name'), facts.get('country')];
  const rating = Number((facts.get('rating') ?? '').replace(',', '.'));
  const spent = budgetIn(facts.get('spent') ?? '', 'fixed')?.max;
  return {
    ...(name && { name }),
    ...(country && { country }),
    ...(rating > 0 && rating <= 5 && { rating }),
    ...(spent !== undefined && { totalSpent: spent }),
    ...(/payment (?:method )?verified|zahlungsmethode bestätigt/i.test(text) && { paymentVerified: true }),
  };
}

function kindOf(text: string): InvitationKind | undefined {
  if (/\b(?:interview with uma|uma(?:™|®)?[ -]?(?:powered )?interview|interview mit uma)\b/i.test(text))
    return 'uma-interview';
  return /\b(?:automatic(?:ally)? invit|automatische einladung)/i.test(text) ? 'automatic' : undefined;
}

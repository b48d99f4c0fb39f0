import { de, en, es, fr, it, nl, type ParsedResult, pt } from 'chrono-node';
import { offsetIn } from '../../lib/day-in-time-zone.js';
import { type DayOrder, hasAmbiguousDate } from '../day-order.js';
import { withFullDates } from './german-dates.js';

/** The time and the time zone in which a text is read. */
export interface Reading {
  readonly now: Date;
  /** The reader's IANA time zone, which applies to a text that names none. */
  readonly timeZone: string;
}

/** Matches the beginning of a line that states a deadline, in English, which has both orders of a day and its month. */
const LABEL =
  /^(?:please )?(?:(?:respond|reply|answer|accept|apply)(?: by| before| until| within| in)?|(?:(?:response|reply|application|bid(?:ding)?|proposal) )?(?:deadline|due)(?: date)?|closing date|closes|expir(?:es|y|ation)(?: date)?|valid (?:until|through)|ends)\b/iu;

/** A language that writes the day before the month. */
interface Language {
  readonly reader: Pick<typeof de, 'parse'>;
  /** Matches the beginning of a line that states a deadline. */
  readonly label: RegExp;
  /** Matches words of dates and times that no other of these languages has. */
  readonly words: RegExp;
}

/** Ends a word, also behind a letter with an accent. */
const END = String.raw`(?![\p{L}\p{N}])`;
const labelOf = (forms: string): RegExp => new RegExp(`^(?:${forms})${END}`, 'iu');
const wordsOf = (forms: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${forms})${END}`, 'iu');

const GERMAN: Language = {
  reader: de,
  label: labelOf(
    '(?:bitte )?(?:antworten?|bewirb|bewerben)(?: sie| sich| dich)*(?: bis| innerhalb(?: von)?)?|(?:antwort|bewerbungs|angebots)?frist|(?:bewerbungs|angebots|einsende)schluss|bewerbungsende|antwort bis|läuft (?:ab|aus)|gültig bis|endet|offen bis|bis',
  ),
  words:
    /\b\d{1,2}\.\s?(?:\d{1,2}\.|[a-zäöü]{3})|\b(?:uhr|tage?n?|stunden?|wochen?|morgen|heute|übermorgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\b/iu,
};

const LANGUAGES: readonly Language[] = [
  GERMAN,
  {
    reader: fr,
    label: labelOf(
      "(?:merci de |veuillez )?(?:répond(?:re|ez)|postule[rz])(?: avant| d['’]ici| jusqu['’]au)?(?: le| au)?|date (?:limite|de clôture|d['’]échéance|d['’]expiration)(?: (?:de|pour) (?:la )?(?:réponse|répondre|candidature|postuler|dépôt))?|échéance|clôture(?: des candidatures)?|fin des candidatures|délai de (?:réponse|candidature)|expire(?: le)?|valable jusqu['’]au|jusqu['’]au|avant le|d['’]ici(?: le| au)?",
    ),
    words: wordsOf(
      "janvier|janv\\.?|février|févr\\.?|mars|avril|mai|juin|juillet|juil\\.?|août|septembre|octobre|novembre|décembre|déc\\.?|jours?|semaines?|heures?|\\d{1,2}h(?:\\d\\d)?|demain|aujourd['’]hui",
    ),
  },
  {
    reader: es,
    label: labelOf(
      'responde[r]?(?: antes del?| hasta el)?|responda(?: antes del?| hasta el)?|postula(?:r|te)?(?: antes del?| hasta el)?|fecha (?:límite|tope|de cierre|de vencimiento|de caducidad)(?: (?:de|para) (?:la )?(?:respuesta|responder|postulación|postular))?|plazo (?:de|para) (?:la )?(?:respuesta|responder|postulación|postular|presentación)|vence(?: el)?|vencimiento|caduca(?: el)?|expira(?: el)?|cierra(?: el)?|válid[ao] hasta(?: el)?|hasta el|antes del',
    ),
    words: wordsOf(
      'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|dic\\.?|días?|semanas?|mañana|hoy|a las',
    ),
  },
  {
    reader: pt,
    label: labelOf(
      'responda(?: até)?|candidate-se(?: até)?|data[- ]limite(?: (?:de|para) (?:resposta|responder|candidatura))?|prazo (?:final|limite|(?:de|para) (?:resposta|responder|candidatura|inscrição))|expira|encerra|válid[ao] até|até',
    ),
    words: wordsOf(
      'janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|dez\\.?|dias?|amanhã|hoje|às',
    ),
  },
  {
    reader: it,
    label: labelOf(
      'rispond(?:i|ere)(?: entro)?(?: il)?|candidati(?: entro)?(?: il)?|scadenza(?: (?:per la risposta|candidature))?|scade(?: il)?|data di scadenza|termine(?: ultimo)?(?: per (?:rispondere|la candidatura))?|valid[ao] fino (?:al|a)|fino al|entro(?: il)?',
    ),
    words: wordsOf(
      'gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|giorn[io]|settiman[ae]|domani|oggi|alle(?: ore)?',
    ),
  },
  {
    reader: nl,
    label: labelOf(
      'reage(?:er|ren)(?: voor| vóór| uiterlijk| tot)?|antwoord(?: voor| vóór| uiterlijk)?|sollicite(?:er|ren)(?: voor| vóór)?|uiterste (?:datum|reactiedatum)|reactietermijn|sluitingsdatum|verloopt(?: op)?|vervalt(?: op)?|geldig tot(?: en met)?|uiterlijk|tot en met',
    ),
    words: wordsOf(
      'januari|februari|maart|mei|juni|juli|augustus|oktober|dagen|dag|weken|uur|vandaag|om \\d{1,2}[.:]\\d\\d',
    ),
  },
];

/** The longest line that states a deadline, and how much of it is searched for the date, in characters. */
const LONGEST_LINE = 160;
const SEARCHED = 100;

/** The most numbers of a date with its time and time zone; chrono-node takes far longer for a line of many. */
const MOST_NUMBERS = 8;

/** A deadline. `isAlone` is false where the line says more. */
export interface Deadline {
  readonly at: Date;
  readonly isAlone: boolean;
}

/** Matches a fraction of a second. */
const FRACTION = /(:\d\d:\d\d)[.,]\d{1,9}/g;

/** Words between a label and a time, and after it. */
const BETWEEN =
  /(?<!\p{L})(?:by|until|before|within|in|on|at|the|from now|am|um|bis|zum|uhr|time|left|utc|gmt|[a-z]{1,2}[sd]t|cet|est|pst|only|le|au|avant|heures?|el|la|las|los|del|de|hasta|horas|em|até|às|il|alle|ore|entro|op|om|tot|voor|uur)(?!\p{L})/giu;

/**
 * Reads the deadline from a line that states one; undefined for other lines and for deadlines in the past, `unclear`
 * for a date that means another day where the day is written first. English has both orders.
 */
export type ParseDeadline = (line: string) => Deadline | 'unclear' | undefined;

/**
 * Creates the parser of the deadlines of one text.
 * @param order that of the dates in the text
 * @param most the number of lines that are searched for a date; those behind them state none
 */
export function deadlineParser(reading: Reading, order: DayOrder | undefined, most: number): ParseDeadline {
  let searched = 0;
  return (line) => {
    if (line.length > LONGEST_LINE) return undefined;
    const language = LANGUAGES.find((one) => one.label.test(line));
    const label = (language?.label ?? LABEL).exec(line)?.[0];
    if (label === undefined) return undefined;
    const written = order ?? (language && 'day-first');
    if (written === undefined && hasAmbiguousDate(line)) return 'unclear';
    const beginning = beginningOf(line).replace(FRACTION, '$1');
    if (searched === most || (beginning.match(/\d+/g) ?? []).length > MOST_NUMBERS) return undefined;
    searched += 1;
    return deadlineIn(line, label, instantIn(beginning, { ...reading, order: written, language }), reading);
  };
}

/** Returns the words of a line that are searched for its date. */
const beginningOf = (line: string): string =>
  line.length <= SEARCHED ? line : line.slice(0, SEARCHED + 1).replace(/\s\S*$/, '');

function deadlineIn(line: string, label: string, { at, text, isTime }: Found, reading: Reading): Deadline | undefined {
  if (!at || at <= reading.now) return undefined;
  const more = inFull(line, reading).replace(label, ' ').replace(text, ' ').replace(BETWEEN, ' ');
  // a day that was not understood may stand beside the time
  if (isTime && /\p{L}{2}|\d/u.test(more)) return undefined;
  return { at, isAlone: !/\p{L}{2}/u.test(more) };
}

/** A date or duration that was found in a text, and the words that state it. */
interface Found {
  readonly at?: Date | undefined;
  readonly text: string;
  /** True for a time without a day, which is that of today. */
  readonly isTime?: boolean;
}

const NOTHING: Found = { text: '' };

/** The settings for reading one line: the order of its dates, and its language where its label tells that. */
interface Written extends Reading {
  readonly order: DayOrder | undefined;
  readonly language: Language | undefined;
}

/** Reads the first date or duration in a text. A day without a time ends at midnight. */
function instantIn(text: string, reading: Written): Found {
  const offset = offsetIn(reading.timeZone, reading.now);
  const found = parsed(text, reading, offset);
  const at = found && endOf(found);
  if (!at || !found) return NOTHING;
  const there = offsetIn(reading.timeZone, at);
  const again = there === offset || found.start.isCertain('timezoneOffset') ? found : parsed(text, reading, there);
  return again ? { at: endOf(again), text: again.text, isTime: isTimeAlone(again) } : NOTHING;
}

/** Matches the end of a day (ISO 8601), which chrono-node does not know. */
const END_OF_DAY = /(?<![\d:.])24:00(?::00)?(?![\d:])/gu;

/** Writes dates and times as chrono-node knows them. */
function inFull(text: string, { now, timeZone }: Reading): string {
  const german = GERMAN.words.test(text) ? withFullDates(text, now, timeZone) : text;
  return german.replace(END_OF_DAY, '23:59');
}

/** Reads a text in the language of its label or, where that is English or has no such words, in that of its words. */
function parsed(text: string, reading: Written, timezone: number): ParsedResult | undefined {
  const { now: instant, order, language } = reading;
  const english = order === 'day-first' ? en.GB : en;
  const spoken = language?.words.test(text) ? language : LANGUAGES.find(({ words }) => words.test(text));
  const { reader } = spoken ?? { reader: english };
  return reader.parse(inFull(text, reading), { instant, timezone }, { forwardDate: true })[0];
}

/** Matches a duration, such as "in 3 days", which ends at its minute. */
const SPAN = /^(?:in|within|innerhalb|nach|dans|en|dentro de|tra|fra|over|binnen)\b|\b(?:later|from now)$/i;

const isTimeAlone = ({ start, text }: ParsedResult): boolean =>
  !start.isCertain('day') && !start.isCertain('weekday') && !SPAN.test(text);

function endOf({ start, text }: ParsedResult): Date | undefined {
  const at = start.date().getTime();
  if (Number.isNaN(at)) return undefined;
  const isDay = !start.isCertain('hour') && !SPAN.test(text);
  const left = isDay ? (23 - (start.get('hour') ?? 0)) * 60 + 59 - (start.get('minute') ?? 0) : 0;
  return new Date(at + left * 60_000);
}

import type { InvitationKind } from '../../domain/model/event/event.js';
import type { Client } from '../../domain/model/job/client.js';
import type { Budget } from '../../domain/model/job/job.js';
import { itemsOf } from '../../lib/list-items.js';
import { withAsciiDigits } from '../ascii-digits.js';
import { dayOrderIn } from '../day-order.js';
import { budgetIn, dollarsIn } from '../parse-money.js';
import { joinedFacts } from './join-fact-lines.js';
import { type Deadline, deadlineParser, type ParseDeadline, type Reading } from './parse-deadline.js';
import { regionOfCountry } from './region-of-country.js';
import { ALONE } from './text-limits.js';
import { partsOf, wordsOf } from './text-lines.js';

/** The facts of an invitation that the lines of a text state, and the lines that state none. */
export interface Facts {
  readonly title?: string;
  readonly budget?: Budget;
  readonly skills: readonly string[];
  readonly client: Client;
  readonly freelancer?: string;
  /** The lines that state a deadline, in their order. */
  readonly deadlines: readonly StatedDeadline[];
  readonly private?: true;
  readonly kind?: InvitationKind;
  /** The lines that were not completely read, in their order. */
  readonly prose: readonly string[];
  /** Those of them that state a fact, as opposed to lines of a letter. */
  readonly unread: readonly string[];
}

/** A deadline, and its line. */
export interface StatedDeadline extends Deadline {
  readonly line: string;
}

/** A fact by its name. `other`: one that Baton does not store. `page`: when and where a job was shown. */
interface Fact {
  readonly name:
    | 'title'
    | 'budget'
    | 'rate'
    | 'fixed'
    | 'hourly'
    | 'skill'
    | 'name'
    | 'country'
    | 'rating'
    | 'spent'
    | 'hires'
    | 'payment'
    | 'private'
    | 'freelancer'
    | 'other'
    | 'page';
  readonly value: string;
  /** Words beside the value that are not stored, such as the number of reviews behind a rating. */
  readonly more?: string | undefined;
}

type Table<Name> = readonly (readonly [Name, RegExp])[];

/** A label and its value: `Client location: Portugal`, `Budget – $500`. */
const LABELLED = /^(\p{L}[\p{L}\p{M} /’'()-]{1,38}?)(?:\s?[:：=]\s*|\s[–—-]\s+)(\S.*)$/u;

/** A label in a row of a table, and the other cells: `Budget · $500`. */
const ROW = /^(\p{L}[\p{L}\p{M} /’'()-]{1,38}?)\s·\s+(\S.*)$/u;

const LABELS: Table<Fact['name'] | 'type'> = [
  ['title', /^(?:(?:job|project) ?)?title$|^(?:job|project)(?: name)?$|^(?:auftrag|projekt|titel|auftragstitel)$/i],
  ['title', /^(?:titre|intitulé)(?: d[ue] .{1,20})?$|^(?:mission|projet|offre(?: de mission)?)$/i],
  [
    'title',
    /^(?:título|titolo)(?: d[aeio]l? .{1,20})?$|^(?:proyecto|projeto|progetto|trabajo|trabalho|vaga|incarico)$/i,
  ],
  ['title', /^(?:opdracht|klus)(?:titel)?$/i],
  ['fixed', /^fixed(?:[- ]price)?(?: budget)?$|^festpreis$/i],
  ['fixed', /^(?:prix fixe|forfait|precio fijo|preço fixo|prezzo fisso|vaste prijs)$/i],
  ['hourly', /^hourly(?: rate| range| budget)?$|^stundensatz$|^stundenlohn$/i],
  [
    'hourly',
    /^(?:taux|tarif) horaire$|^(?:tarifa|precio|preço|valor) por hora$|^(?:tariffa oraria|uurtarief|uurloon)$/i,
  ],
  ['budget', /^(?:job )?budget$|^(?:price|honorar|preis)$/i],
  [
    'budget',
    /^budget (?:du|de la) .{1,20}$|^(?:prix|montant|presupuesto|precio|orçamento|preço|prezzo|compenso|prijs)$/i,
  ],
  ['rate', /^(?:pay )?rate$|^vergütungssatz$/i],
  ['skill', /^(?:required |mandatory )?skills(?: (?:and|&) expertise)?$|^(?:tags|fähigkeiten|kenntnisse)$/i],
  ['skill', /^(?:compétences(?: requises)?|habilidades|competencias|competências|competenze|vaardigheden)$/i],
  ['name', /^(?:nom du |nombre del |nome d[eo]l? ?)?client[ei]?$|^(?:klant|opdrachtgever|bedrijf)$/i],
  ['name', /^(?:société|entreprise|empresa|azienda|società)$/i],
  ['name', /^client(?: name)?$|^(?:hiring )?company$|^(?:kunde|kundin|auftraggeber|auftraggeberin|firma)$/i],
  ['country', /^(?:pays|país|paese|localisation|ubicación|localização|locatie)(?: (?:du|del|do|van de) .{1,12})?$/i],
  ['country', /^(?:client )?(?:location|country)$|^(?:standort|land|herkunft)(?: des kunden)?$/i],
  ['rating', /^(?:client )?(?:rating|score|feedback)$|^(?:kunden)?bewertung$/i],
  ['spent', /^(?:client )?(?:total )?(?:spent|spend|spendings?)$|^(?:bisher )?ausgegeben$|^ausgaben$/i],
  ['hires', /^(?:client )?(?:total )?hires$|^(?:bisherige )?(?:einstellungen|beauftragungen)$/i],
  ['payment', /^payment(?: method)?(?: verified)?$|^zahlungs(?:methode|mittel|art)(?: bestätigt| verifiziert)?$/i],
  ['freelancer', /^(?:invited )?(?:freelancer|profile|talent|contractor|member|invitee)$|^invited$/i],
  ['freelancer', /^(?:profil|freelancerin|eingeladen)$/i],
  ['type', /^(?:job )?type$|^(?:auftrags)?art$/i],
  ['other', /^(?:project length|duration|experience(?: level)?|categor(?:y|ies))$/i],
  ['other', /^(?:proposals|interviewing|invites sent|member since)$/i],
  ['other', /^(?:kategorie|dauer|erfahrung|erfahrungsstufe)$/i],
  ['page', /^(?:posted|published|connects|source|filter|scanner|veröffentlicht|quelle)$/i],
];

/** Matches facts without a label, as on the page of a job and in the posts of other tools. */
const UNLABELLED: Table<Fact['name']> = [
  ['rating', /^(?:rating is )?(\d(?:[.,]\d{1,2})?) ?(?:(?:out )?of 5(?:\.00?)?\.?|\/ ?5|stars?|sterne)$/i],
  ['rating', /^(\d(?:[.,]\d{1,2})?) (?<more>(?:of|from|aus|von) [\d.,]+ (?:reviews?|bewertungen))$/i],
  ['spent', /^([^\p{Ll}]{0,12}\d.{0,20}?\+?) (?:total |insgesamt )?(?:[Ss]pent|ausgegeben)$/u],
  ['hires', /^([\d.,]+) (?:total )?(?:hires?|einstellungen|beauftragungen)(?<more>, [\d.,]+ (?:active|aktiv))?$/i],
  ['payment', /^(payment (?:method )?(?:is )?(?:un|not )?verified)$/i],
  ['payment', /^(zahlungs(?:methode|mittel|art) (?:ist )?(?:nicht |un)?(?:bestätigt|verifiziert))$/i],
  [
    'private',
    /^((?:(?:this|the) (?:job|invitation|project|post) is |this is an? )?(?:private|invite[- ]only)(?: (?:job|project))?\.?)$/i,
  ],
  [
    'private',
    /^((?:(?:dieser|diese|dieses|der|die|das) (?:job|auftrag|einladung|projekt) ist )?(?:privat(?:e[rs]?)?|nur auf einladung)(?: (?:job|auftrag|projekt))?\.?)$/i,
  ],
  ['hourly', /^((?:hourly|stundensatz)\b.*\d.*)$/i],
  [
    'hourly',
    /^([^\p{Ll}]{0,12}\d.{0,40}(?:\/ ?(?:h|hr|hour|std|stunde)\b|\b(?:per|an|pro|je) (?:hour|[Ss]tunde)\b|\bhourly\b).{0,12})$/u,
  ],
  ['fixed', /^((?:fixed(?:[- ]price)?|festpreis)\b.*\d.*)$/i],
  ['fixed', /^([^\p{Ll}]{0,12}\d.{0,20}(?:[Ff]ixed(?:[- ]price)?|[Ff]estpreis))$/u],
  ['other', /^(?:member since|mitglied seit) .{1,30}$|^[\d,]+ jobs? posted$|^\d+% hire rate\b.{0,30}$/i],
  ['page', /^(?:posted|veröffentlicht) (?=.*(?:\d|yesterday|today|last|gestern|heute)).{1,40}$/i],
];

/** Matches a line that announces the list of skills below it. */
const SKILLS_BELOW =
  /^(?:(?:mandatory |required |nice-to-have )?skills(?: and expertise)?|fähigkeiten|kenntnisse|compétences(?: requises)?|habilidades|competencias|competências|competenze|vaardigheden)\s?:?$/i;
const CLIENT_BELOW =
  /^(?:about the client|client(?: details)?|über den kunden|kunde|à propos du client|sobre el cliente|sobre o cliente|informazioni sul cliente|over de klant)\s?:?$/i;

/** The longest line that states facts, in characters; a longer one is prose. Skills and titles may be longer. */
const LONGEST_FACT = 240;

/** A line with the facts or the deadline that it states; neither where it is prose. */
interface Statement<Stated = Fact> {
  readonly line: string;
  readonly facts?: readonly Stated[];
  readonly deadline?: StatedDeadline;
  /** Set where the line says until when to answer, and its date has two meanings. */
  readonly isUnclear?: true;
}

/**
 * Reads the facts of a text's lines. Of two statements the first counts. A line that is not completely read is prose.
 * @param searched the most lines that are searched for the date of a deadline
 */
export function readFacts(written: readonly string[], reading: Reading, searched = ALONE.deadlines): Facts {
  const lines = joinedFacts(written, isStatedBelow);
  const parseDeadline = deadlineParser(reading, dayOrderIn(lines), searched);
  const statements = understood(statementsIn(lines, parseDeadline));
  const kind = kindStated(statements);
  const held: Held = new Map();
  const skills = new Set<string>();
  const prose: string[] = [];
  const unread: string[] = [];
  for (const { line, facts, deadline, isUnclear } of statements) {
    if (deadline?.isAlone === false || !facts?.every((fact) => isAllRead(fact, held))) {
      prose.push(line);
      if (facts || isUnclear) unread.push(line);
    }
    for (const fact of facts ?? []) {
      if (fact.name === 'skill') skills.add(fact.value);
      else hold(fact, held, kind);
    }
  }
  const deadlines = statements.flatMap(({ deadline }) => deadline ?? []);
  return { ...known(held, kind), skills: [...skills], ...kindIn(lines), deadlines, prose, unread };
}

/** Reads what each line states. */
function statementsIn(lines: readonly string[], parseDeadline: ParseDeadline): Statement[] {
  let listsSkills = false;
  return lines.map((line) => {
    const words = wordsOf(line);
    const until = parseDeadline(words);
    if (until === 'unclear') return { line, isUnclear: true };
    const facts = until ? [] : (factsIn(words) ?? (listsSkills ? listedSkills(words) : undefined));
    listsSkills = SKILLS_BELOW.test(words) || (listsSkills && facts !== undefined && !endsSkills(words, facts));
    return { line, ...(facts && { facts }), ...(until && { deadline: { ...until, line } }) };
  });
}

/** Tells whether a line states other facts than the skills above it. */
const endsSkills = (words: string, facts: readonly Fact[]): boolean =>
  CLIENT_BELOW.test(words) || facts.some(({ name }) => !SKILL_LIKE.has(name));

/** The facts that a line of a list of skills has: one that is too long for a skill counts as another fact. */
const SKILL_LIKE: ReadonlySet<Fact['name']> = new Set(['skill', 'other']);

/** Facts that stand below a letter rather than in it. */
const BELOW_LETTER: ReadonlySet<Label | undefined> = new Set([
  'title',
  'budget',
  'fixed',
  'hourly',
  'skill',
  'name',
  'country',
]);

/** The longest value, in characters, that a label states below a letter; a longer one is a sentence of it. */
const LONGEST_VALUE = 80;

/**
 * Tells whether a line is a label, in any language, with a short value that is no sentence, or the heading of a list of
 * facts.
 */
export function statesFact(line: string): boolean {
  if (SKILLS_BELOW.test(line) || CLIENT_BELOW.test(line)) return true;
  const [name, value] = labelIn(line);
  return BELOW_LETTER.has(name) && value.length <= LONGEST_VALUE && !/[.!?…,;:]$/.test(value);
}

/** Reads the facts that a line states; undefined for prose. */
function factsIn(line: string): Fact[] | undefined {
  if (SKILLS_BELOW.test(line) || CLIENT_BELOW.test(line)) return [];
  const [name, value] = labelIn(line);
  if (name === 'skill') return skillsIn(value);
  if (name === 'title') return titleIn(value);
  if (line === '' || line.length > LONGEST_FACT) return undefined;
  const [first = '', ...others] = partsOf(name === undefined ? line : value);
  const facts = [name === undefined ? statedBy(first) : labelled(name, first), ...others.flatMap(partIn)];
  return facts.every((fact) => fact !== undefined) ? facts : undefined;
}

/** Reads a title, and the facts behind it in its line where each has a label: `Shop for lamps | Budget: $500`. */
function titleIn(value: string): Fact[] {
  const [title = '', ...others] = partsOf(value);
  const facts = others.flatMap((part) => (labelIn(part)[0] === undefined ? undefined : partIn(part)));
  return facts.every((fact) => fact !== undefined)
    ? [{ name: 'title', value: title }, ...facts]
    : [{ name: 'title', value }];
}

type Label = Fact['name'] | 'type';

/** The facts whose value, a line below the label, cannot be mistaken for other words. */
const BELOW_LABEL: ReadonlySet<Label> = new Set([
  ...(['budget', 'fixed', 'hourly', 'rate', 'rating', 'spent', 'hires', 'country'] as const),
]);

/** Tells whether the line below a label is its value. */
function isStatedBelow(label: string, value: string): boolean {
  const name = nameIn(LABELS, label.normalize('NFKC'));
  if (name === undefined || name === 'type' || !BELOW_LABEL.has(name)) return false;
  return name === 'country' ? regionOfCountry(value) !== undefined : READ[name](value) !== undefined;
}

/** Splits a line into label and value; no name where the label is unknown. */
function labelIn(text: string): [name: Label | undefined, value: string] {
  const [, label = '', value = ''] = LABELLED.exec(text) ?? rowIn(text) ?? [];
  return [nameIn(LABELS, label.normalize('NFKC').trim()), value];
}

/** Matches a row whose first cell states no fact by itself, as `Payment verified` does. */
function rowIn(text: string): RegExpExecArray | undefined {
  const row = ROW.exec(text);
  return row && statedBy(row[1] ?? '') === undefined ? row : undefined;
}

/** Types of jobs by what they say of the budget. */
const TYPES: Table<Fact['name']> = [
  ['hourly', /hour|stunde|horaire|heure|hora|orari|uur/i],
  ['fixed', /fixed|festpreis|prix fixe|forfait|fijo|fixo|fisso|vaste prijs/i],
  ['other', /^/],
];

/**
 * Reads the fact after a label, whose value may itself say which fact it is: `Client: Portugal · $120K spent`, `Type:
 * Hourly`.
 */
function labelled(name: Label, value: string): Fact {
  if (name === 'type') return { name: nameIn(TYPES, value) ?? 'other', value };
  const stated = statedBy(value);
  return stated && (name === 'name' || name === stated.name) ? stated : { name, value };
}

function partIn(part: string): readonly (Fact | undefined)[] {
  const [name, value] = labelIn(part);
  if (name === 'skill') return skillsIn(value);
  return [name === undefined ? statedBy(part) : labelled(name, value)];
}

/** Reads a fact that has no label. */
function statedBy(part: string): Fact | undefined {
  if (regionOfCountry(part)) return { name: 'country', value: part };
  const plain = withAsciiDigits(part);
  const [name, form] = UNLABELLED.find(([, one]) => one.test(plain)) ?? [];
  const found = form?.exec(plain);
  return name && { name, value: found?.[1] ?? part, more: found?.groups?.more };
}

const nameIn = <Name>(table: Table<Name>, text: string): Name | undefined =>
  table.find(([, form]) => form.test(text))?.[0];

/** The longest name of a skill, in characters; a longer text describes one. */
const LONGEST_SKILL = 60;

const skillsIn = (value: string): Fact[] =>
  itemsOf(value).map((skill) => ({ name: skill.length > LONGEST_SKILL ? 'other' : 'skill', value: skill }));

/** Reads a line of a list of skills: short, and no sentence. */
const listedSkills = (line: string): Fact[] | undefined =>
  line !== '' && line.length <= 40 && !/[.!?:]$/.test(line) ? skillsIn(line) : undefined;

/** The parsers of values, by fact; undefined where the value is not understood. */
const READ = {
  title: textIn,
  name: (value: string) => (/\p{L}/u.test(value) ? textIn(value) : undefined),
  country: textIn,
  freelancer: textIn,
  skill: textIn,
  page: textIn,
  private: textIn,
  other: () => undefined,
  rating: (value: string) => numberWithin(value, /^\d(?:[.,]\d{1,2})?$/, 5) || undefined,
  hires: (value: string) => numberWithin(value.replace(/[.,](?=\d{3}(?!\d))/g, ''), /^\d+$/, Number.MAX_SAFE_INTEGER),
  spent: (value: string) => (/\$|usd|dollar/i.test(withAsciiDigits(value)) ? dollarsIn(value) : undefined),
  payment: verifiedIn,
  fixed: (value: string, country?: string) => moneyIn(value, 'fixed', country),
  hourly: (value: string, country?: string) => moneyIn(value, 'hourly', country),
  budget: (value: string, country?: string) => moneyIn(value, 'fixed', country),
  rate: (value: string, country?: string) => moneyIn(value, 'hourly', country),
} as const satisfies Record<Fact['name'], (value: string, country?: string) => unknown>;

function textIn(value: string): string | undefined {
  return value.trim() || undefined;
}

function numberWithin(value: string, form: RegExp, most: number): number | undefined {
  const written = withAsciiDigits(value).trim();
  const number = Number(written.replace(',', '.'));
  return form.test(written) && number <= most ? number : undefined;
}

const VERIFIED =
  /^(?:(?:is|ist) )?(?:(un|not |nicht )?(?:verified|bestätigt|verifiziert)|yes|ja|true|(no|nein|false))\.?$/i;

function verifiedIn(value: string): boolean | undefined {
  const [said, ...denied] = VERIFIED.exec(value.replace(/^(?:payment|zahlungs)\S*(?: method)? /i, '').trim()) ?? [];
  return said === undefined ? undefined : denied.every((one) => one === undefined);
}

/**
 * Remarks that lists put beside a rate per hour and that do not change it: `20 hrs/week`, `Est. time: 1 to 3 months`,
 * `Expert`.
 */
const BESIDE_RATE =
  /(?:^|[,;(]|\s[-–—|])\s*(?:(?:est\.?(?:imated)? time:?\s*)?(?:less than |more than |up to |about |ca\.? |bis zu )?\d+(?:\s?(?:to|-|–|bis)\s?\d+)?\+?\s?(?:h|hrs?|hours?|days?|weeks?|months?|std\.?|stunden|tage|wochen|monate)(?:\s?(?:\/|per|a|pro|je|die)\s?(?:week|wk|month|woche|monat))?|entry[- ]level|intermediate|expert)\)?(?=\s*(?:[,;(]|[-–—|]|$))/giu;

/** A budget. `isAll` is false where the text says more. */
interface Money {
  readonly budget: Budget;
  readonly isAll: boolean;
}

/** Reads a budget, also an hourly one with common remarks beside it; undefined where the amount has no currency. */
function moneyIn(value: string, kind: Budget['kind'], country?: string): Money | undefined {
  const budget = budgetIn(value, kind, { country });
  if (budget) return { budget, isAll: true };
  const rate = budgetIn(value.replace(BESIDE_RATE, ' '), kind, { country });
  return rate && { budget: rate, isAll: false };
}

/** A fact with its parsed value; undefined where that is not understood. */
interface Understood extends Fact {
  readonly meaning: unknown;
}

/** Parses the values of all facts, each once. The client's country decides whose crowns (`kr`) a budget is in. */
function understood(statements: readonly Statement[]): Statement<Understood>[] {
  const countries = statements.flatMap(({ facts = [] }) => facts.filter(({ name }) => name === 'country'));
  const country = countries.flatMap(({ value }) => regionOfCountry(value) ?? [])[0];
  return statements.map(({ facts, ...statement }) => ({
    ...statement,
    ...(facts && { facts: facts.map((fact) => ({ ...fact, meaning: READ[fact.name](fact.value, country) })) }),
  }));
}

/** Returns the kind of budget from a line without an amount, such as `Type: Hourly`. */
const kindStated = (statements: readonly Statement<Understood>[]): Budget['kind'] | undefined =>
  statements
    .flatMap(({ facts = [] }) => facts)
    .flatMap(({ name, meaning }) =>
      meaning === undefined && (name === 'hourly' || name === 'fixed') ? [name] : [],
    )[0];

/** Matches a value without letters and digits, such as `-`. */
const NOTHING = /^[^\p{L}\p{N}]*$/u;

const MONEY: ReadonlySet<Fact['name']> = new Set(['budget', 'rate', 'fixed', 'hourly']);

/** The first understood fact of each name; all kinds of money count as one fact. */
type Held = Map<Fact['name'], Understood>;

const keyOf = (name: Fact['name']): Fact['name'] => (MONEY.has(name) ? 'budget' : name);

function hold(fact: Understood, held: Held, kind: Budget['kind'] | undefined): void {
  const key = keyOf(fact.name);
  if (fact.meaning === undefined || held.has(key)) return;
  if (key === 'budget' && !isBudget(fact, kind)) return;
  held.set(key, fact);
}

/**
 * Tells whether an amount is the budget. An hourly rate may have remarks beside it; beside a fixed price a remark may
 * be a condition.
 */
function isBudget(fact: Understood, kind: Budget['kind'] | undefined): boolean {
  const { isAll } = fact.meaning as Money;
  return isAll || budgetOf(fact, kind).kind === 'hourly';
}

/** Tells whether reading a fact loses nothing: all of it is understood, and no other statement counts instead. */
function isAllRead({ name, value, more, meaning }: Understood, held: Held): boolean {
  if (NOTHING.test(value)) return true;
  const holding = held.get(keyOf(name))?.value ?? value;
  const isHeld = name === 'skill' || name === 'page' || holding === value;
  const isUnderstood = MONEY.has(name) ? (meaning as Money | undefined)?.isAll : meaning !== undefined;
  return more === undefined && isHeld && isUnderstood === true;
}

function known(
  held: Held,
  kind: Budget['kind'] | undefined,
): Pick<Facts, 'title' | 'budget' | 'client' | 'freelancer' | 'private'> {
  const meaningOf = <Name extends keyof typeof READ>(name: Name) =>
    held.get(name)?.meaning as ReturnType<(typeof READ)[Name]>;
  const [title, freelancer, money] = [meaningOf('title'), meaningOf('freelancer'), held.get('budget')];
  const [name, country, rating] = [meaningOf('name'), meaningOf('country'), meaningOf('rating')];
  const [totalSpent, hires, paymentVerified] = [meaningOf('spent'), meaningOf('hires'), meaningOf('payment')];
  return {
    ...(title && { title }),
    ...(money && { budget: budgetOf(money, kind) }),
    client: {
      ...(name && { name }),
      ...(country && { country }),
      ...(rating !== undefined && { rating }),
      ...(totalSpent !== undefined && { totalSpent }),
      ...(hires !== undefined && { hires }),
      ...(paymentVerified !== undefined && { paymentVerified }),
    },
    ...(freelancer && { freelancer }),
    ...(meaningOf('private') && { private: true }),
  };
}

/** The kind of a budget or a rate without words that name its kind. */
const USUAL: Partial<Record<Fact['name'], Budget['kind']>> = { budget: 'fixed', rate: 'hourly' };

/** Returns a budget; another line of the text may state its kind. */
function budgetOf({ name, meaning }: Understood, kind: Budget['kind'] | undefined): Budget {
  const { budget } = meaning as Money;
  return kind !== undefined && budget.kind === USUAL[name] ? { ...budget, kind } : budget;
}

const UMA = /\binterview (?:with|by|mit) uma\b|\buma(?:[™®])?[ -](?:powered )?interview\b/i;
const AUTOMATIC = /\bautomatic(?:ally)? invit|\bautomatische einladung/i;

function kindIn(lines: readonly string[]): { kind?: InvitationKind } {
  if (lines.some((line) => UMA.test(line))) return { kind: 'uma-interview' };
  return lines.some((line) => AUTOMATIC.test(line)) ? { kind: 'automatic' } : {};
}

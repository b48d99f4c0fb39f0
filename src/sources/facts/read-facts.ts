import type { InvitationKind } from '../../domain/model/event/event.js';
import type { Client } from '../../domain/model/job/client.js';
import type { Budget } from '../../domain/model/job/job.js';
import { budgetIn } from '../money.js';
import { isCountry } from './countries.js';
import { deadlineIn, type Reading } from './deadline.js';
import { partsOf, wordsOf } from './lines.js';

/** The facts of an invitation in the lines of a text, and the lines that state none. */
export interface Facts {
  readonly title?: string;
  readonly budget?: Budget;
  readonly skills: readonly string[];
  readonly client: Client;
  readonly freelancer?: string;
  readonly expiresAt?: Date;
  readonly private?: true;
  readonly kind?: InvitationKind;
  readonly prose: readonly string[];
}

/** A fact by its name; `known` is one that Baton does not keep. */
interface Fact {
  readonly name:
    | 'title'
    | 'budget'
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
    | 'known';
  readonly value: string;
}

type Table<Name> = readonly (readonly [Name, RegExp])[];

/** A label and its value: `Client location: Portugal`, `Budget – $500`. */
const LABELLED = /^(\p{L}[\p{L}\p{M} /’'()-]{1,38}?)(?:\s?[:=]\s*|\s[–—-]\s+)(\S.*)$/u;

const LABELS: Table<Fact['name']> = [
  ['title', /^(?:(?:job|project) ?)?title$|^(?:job|project)(?: name)?$|^(?:auftrag|projekt|titel|auftragstitel)$/i],
  ['fixed', /^fixed(?:[- ]price)?(?: budget)?$|^festpreis$/i],
  ['hourly', /^hourly(?: rate| range| budget)?$|^stundensatz$|^stundenlohn$/i],
  ['budget', /^(?:job )?budget$|^(?:rate|price|honorar|preis)$/i],
  ['skill', /^(?:required |mandatory )?skills(?: (?:and|&) expertise)?$|^(?:tags|fähigkeiten|kenntnisse)$/i],
  ['name', /^client(?: name)?$|^(?:hiring )?company$|^(?:kunde|kundin|auftraggeber|auftraggeberin|firma)$/i],
  ['country', /^(?:client )?(?:location|country)$|^(?:standort|land|herkunft)(?: des kunden)?$/i],
  ['rating', /^(?:client )?(?:rating|score|feedback)$|^(?:kunden)?bewertung$/i],
  ['spent', /^(?:client )?(?:total )?(?:spent|spend|spendings?)$|^(?:bisher )?ausgegeben$|^ausgaben$/i],
  ['hires', /^(?:client )?(?:total )?hires$|^(?:bisherige )?(?:einstellungen|beauftragungen)$/i],
  ['payment', /^payment(?: method)?(?: verified)?$|^zahlungs(?:methode|mittel|art)(?: bestätigt| verifiziert)?$/i],
  ['freelancer', /^(?:invited )?(?:freelancer|profile|talent|contractor|member|invitee)$|^invited$/i],
  ['freelancer', /^(?:profil|freelancerin|eingeladen)$/i],
  ['known', /^(?:posted|published|type|job type|project length|duration|experience(?: level)?|categor(?:y|ies))$/i],
  ['known', /^(?:proposals|interviewing|invites sent|member since|connects|source|filter|scanner)$/i],
  ['known', /^(?:veröffentlicht|kategorie|dauer|erfahrung|erfahrungsstufe|quelle)$/i],
];

/** Facts that stand without a label, as on the page of a job and in the posts of other tools. */
const UNLABELLED: Table<Fact['name']> = [
  ['rating', /^(?:rating is )?(\d(?:[.,]\d{1,2})?) ?(?:(?:out )?of 5(?:\.00?)?\.?|\/ ?5|stars?|sterne)$/i],
  ['rating', /^(\d(?:[.,]\d{1,2})?) (?:of|from|aus|von) [\d.,]+ (?:reviews?|bewertungen)$/i],
  ['spent', /^([^\p{Ll}]{0,12}\d.{0,20}?)\+? (?:total |insgesamt )?(?:[Ss]pent|ausgegeben)$/u],
  ['hires', /^([\d.,]+) (?:total )?(?:hires?|einstellungen|beauftragungen)(?:, [\d.,]+ (?:active|aktiv))?$/i],
  ['payment', /^(payment (?:method )?(?:is )?(?:un|not )?verified)$/i],
  ['payment', /^(zahlungs(?:methode|mittel|art) (?:ist )?(?:nicht |un)?(?:bestätigt|verifiziert))$/i],
  ['private', /^((?:this (?:job|invitation) is |this is an? )?(?:private|invite[- ]only)(?: job)?\.?)$/i],
  ['private', /^((?:privater|nur auf einladung)(?: auftrag)?\.?)$/i],
  ['hourly', /^((?:hourly|stundensatz)\b.*\d.*)$/i],
  [
    'hourly',
    /^([^\p{Ll}]{0,12}\d.{0,40}(?:\/ ?(?:h|hr|hour|std|stunde)\b|\b(?:per|an|pro|je) (?:hour|[Ss]tunde)\b|\bhourly\b).{0,12})$/u,
  ],
  ['fixed', /^((?:fixed(?:[- ]price)?|festpreis)\b.*\d.*)$/i],
  ['fixed', /^([^\p{Ll}]{0,12}\d.{0,20}(?:[Ff]ixed(?:[- ]price)?|[Ff]estpreis))$/u],
  ['known', /^(?:posted|veröffentlicht) .{1,40}$|^(?:member since|mitglied seit) .{1,30}$/i],
  ['known', /^[\d,]+ jobs? posted$|^\d+% hire rate\b.{0,30}$/i],
];

/** A line alone that says what the lines below it list. */
const SKILLS_BELOW =
  /^(?:(?:mandatory |required |nice-to-have )?skills(?: and expertise)?|fähigkeiten|kenntnisse)\s?:?$/i;
const CLIENT_BELOW = /^(?:about the client|client(?: details)?|über den kunden|kunde)\s?:?$/i;

/** The longest line that states facts, in characters: a longer one is prose. Skills and titles may be longer. */
const LONGEST_FACT = 240;

/** Reads the facts of a text's lines. Of two statements the first holds. */
export function readFacts(lines: readonly string[], reading: Reading): Facts {
  const facts: Fact[] = [];
  const prose: string[] = [];
  let expiresAt: Date | undefined;
  let listsSkills = false;
  for (const whole of lines) {
    const line = wordsOf(whole);
    const until = deadlineIn(line, reading);
    const read: Fact[] | undefined = until ? [] : (factsIn(line) ?? (listsSkills ? listedSkills(line) : undefined));
    expiresAt ??= until;
    listsSkills = SKILLS_BELOW.test(line) || (listsSkills && read !== undefined);
    if (read) facts.push(...read);
    else prose.push(whole);
  }
  return { ...known(facts), ...kindIn(lines), ...(expiresAt && { expiresAt }), prose };
}

/** Reads the facts that a line states; undefined for prose. */
function factsIn(line: string): Fact[] | undefined {
  if (SKILLS_BELOW.test(line) || CLIENT_BELOW.test(line)) return [];
  const [, label = '', value = ''] = LABELLED.exec(line) ?? [];
  const name = nameIn(LABELS, label.trim());
  if (name === 'skill') return skillsIn(value);
  if (name === 'title') return [{ name, value }];
  if (line === '' || line.length > LONGEST_FACT) return undefined;
  const [first = '', ...others] = partsOf(name === undefined ? line : value);
  const facts = [name === undefined ? statedBy(first) : labelled(name, first), ...others.map(partIn)];
  return facts.every(isClear) ? facts : undefined;
}

const MONEY: ReadonlySet<Fact['name']> = new Set(['budget', 'fixed', 'hourly', 'spent']);

/** Neither words nor a sum, such as `-` and `$0`; or hours a week, which are no money. */
const NO_SUM = /^[^\p{L}1-9]*$|\b(?:week|woche)\b/iu;

/** Tells whether nothing is lost by reading a fact: a sum in words or in a strange currency stays where people see it. */
const isClear = (fact: Fact | undefined): fact is Fact =>
  fact !== undefined &&
  (!MONEY.has(fact.name) || NO_SUM.test(fact.value) || budgetIn(fact.value, 'fixed') !== undefined);

/** A client's label may stand before other facts: `Client: Portugal · $120K spent`. */
const labelled = (name: Fact['name'], value: string): Fact =>
  (name === 'name' ? statedBy(value) : undefined) ?? { name, value };

function partIn(part: string): Fact | undefined {
  const [, label = '', value = ''] = LABELLED.exec(part) ?? [];
  const name = nameIn(LABELS, label.trim());
  return name === undefined ? statedBy(part) : labelled(name, value);
}

/** Reads a fact that has no label. */
function statedBy(part: string): Fact | undefined {
  if (isCountry(part)) return { name: 'country', value: part };
  const [name, form] = UNLABELLED.find(([, one]) => one.test(part)) ?? [];
  return name && { name, value: form?.exec(part)?.[1] ?? part };
}

const nameIn = <Name>(table: Table<Name>, text: string): Name | undefined =>
  table.find(([, form]) => form.test(text))?.[0];

const skillsIn = (value: string): Fact[] =>
  value
    .split(/[,;·•|]/u)
    .map((skill) => skill.trim())
    .filter((skill) => skill !== '' && skill.length <= 60)
    .map((skill) => ({ name: 'skill', value: skill }));

/** Reads a line of a list of skills: short, and no sentence. */
const listedSkills = (line: string): Fact[] | undefined =>
  line !== '' && line.length <= 40 && !/[.!?:]$/.test(line) ? skillsIn(line) : undefined;

function known(facts: readonly Fact[]): Omit<Facts, 'prose' | 'kind' | 'expiresAt'> {
  const first = (name: Fact['name']) => facts.find((fact) => fact.name === name)?.value.trim();
  const [title, freelancer] = [first('title'), first('freelancer')];
  const budget = budgetOf(first);
  return {
    ...(title && { title }),
    ...(budget && { budget }),
    skills: [...new Set(facts.flatMap(({ name, value }) => (name === 'skill' ? [value] : [])))],
    client: clientOf(first),
    ...(freelancer && { freelancer }),
    ...(first('private') && { private: true }),
  };
}

type First = (name: Fact['name']) => string | undefined;

const HOURLY = /hour|\/ ?(?:h|hr|std)\b|stunde/i;

/** Reads the budget; undefined where no currency stands at the sum. */
function budgetOf(first: First): Budget | undefined {
  const [hourly, fixed, either] = [first('hourly'), first('fixed'), first('budget')];
  const isHourly = hourly !== undefined || HOURLY.test(either ?? '');
  const kind = isHourly ? 'hourly' : 'fixed';
  return budgetIn((isHourly ? hourly : fixed) ?? '', kind) ?? budgetIn(either ?? '', kind);
}

function clientOf(first: First): Client {
  const [name, country, payment] = [first('name'), first('country'), first('payment')];
  const rating = numberIn(first('rating'));
  const hires = numberIn(first('hires')?.replace(/[.,]/g, ''));
  const totalSpent = budgetIn(first('spent') ?? '', 'fixed');
  return {
    ...(name && { name }),
    ...(country && { country }),
    ...(rating !== undefined && rating > 0 && rating <= 5 && { rating }),
    ...(totalSpent?.max !== undefined && totalSpent.currency === 'USD' && { totalSpent: totalSpent.max }),
    ...(hires !== undefined && Number.isSafeInteger(hires) && { hires }),
    ...(payment !== undefined && { paymentVerified: !/\b(?:un|not|nicht|no|nein)/i.test(payment) }),
  };
}

function numberIn(text = ''): number | undefined {
  const [digits] = /^\d+(?:[.,]\d+)?/.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits.replace(',', '.'));
}

const UMA = /\binterview (?:with|by|mit) uma\b|\buma(?:[™®])?[ -](?:powered )?interview\b/i;
const AUTOMATIC = /\bautomatic(?:ally)? invit|\bautomatische einladung/i;

function kindIn(lines: readonly string[]): { kind?: InvitationKind } {
  if (lines.some((line) => UMA.test(line))) return { kind: 'uma-interview' };
  return lines.some((line) => AUTOMATIC.test(line)) ? { kind: 'automatic' } : {};
}

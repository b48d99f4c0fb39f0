import { fold, spellings } from '../../lib/accent-folding.js';
import type { catalogues } from './words.js';

/** Phrases that commands and forms understand, in lower case. */
interface Phrases {
  readonly open: readonly string[];
  /** Phrases that may follow `open`. */
  readonly toWork: readonly string[];
  readonly unknown: readonly string[];
  /** Phrases that empty a list or remove an entry. */
  readonly nothing: readonly string[];
  /** Verbs before entries that are added to a list, or removed from it. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Phrases that ask for what is kept. */
  readonly show: readonly string[];
  readonly full: readonly string[];
  readonly until: readonly string[];
  readonly today: readonly string[];
  readonly tomorrow: readonly string[];
  readonly dayAfterTomorrow: readonly string[];
  /** Words before a weekday: of the week after this one, and of the days ahead. */
  readonly next: readonly string[];
  readonly coming: readonly string[];
  readonly nextWeek: readonly string[];
  readonly nextMonth: readonly string[];
  /** The spans of the team's tallies. */
  readonly week: readonly string[];
  readonly month: readonly string[];
  readonly quarter: readonly string[];
  readonly all: readonly string[];
}

const PHRASES = {
  en: {
    open: ['open', 'free', 'yes'],
    toWork: ['to work'],
    unknown: ['unknown'],
    nothing: ['none', 'nothing', 'clear', 'empty', 'remove', 'delete', 'reset'],
    add: ['add'],
    remove: ['remove', 'delete'],
    show: ['show', 'list', 'view', 'edit', 'change', 'help', 'mine', 'my skills'],
    full: ['full', 'busy', 'no', 'away', 'unavailable', 'out of office', 'on leave', 'on vacation', 'on holiday'],
    until: ['until', 'till', 'til'],
    today: ['today', 'tonight', 'now'],
    tomorrow: ['tomorrow'],
    dayAfterTomorrow: ['day after tomorrow', 'the day after tomorrow'],
    next: ['next'],
    coming: ['this', 'coming'],
    nextWeek: ['next week'],
    nextMonth: ['next month'],
    week: ['week', 'this week'],
    month: ['month', 'this month'],
    quarter: ['quarter', 'this quarter'],
    all: ['all', 'all time', 'ever', 'total'],
  },
  de: {
    open: ['offen', 'frei', 'ja'],
    toWork: ['für arbeit'],
    unknown: ['unbekannt', 'egal'],
    nothing: ['keine', 'keins', 'nichts', 'leer', 'leeren', 'entfernen', 'löschen'],
    add: ['hinzufügen', 'ergänze', 'ergänzen', 'dazu'],
    remove: ['entferne', 'entfernen', 'lösche', 'löschen'],
    show: ['zeige', 'zeigen', 'anzeigen', 'liste', 'ändern', 'bearbeiten', 'hilfe', 'meine'],
    full: ['ausgelastet', 'voll', 'nein', 'weg', 'abwesend', 'ausgebucht', 'nicht verfügbar', 'im urlaub'],
    until: ['bis'],
    today: ['heute'],
    tomorrow: ['morgen'],
    dayAfterTomorrow: ['übermorgen'],
    next: ['nächsten', 'nächster', 'nächste'],
    coming: ['diesen', 'kommenden'],
    nextWeek: ['nächste woche'],
    nextMonth: ['nächsten monat'],
    week: ['woche', 'diese woche'],
    month: ['monat', 'diesen monat', 'dieser monat'],
    quarter: ['quartal', 'dieses quartal'],
    all: ['alle', 'alles', 'gesamt', 'insgesamt', 'immer'],
  },
} as const satisfies Record<keyof typeof catalogues, Phrases>;

/** Other words for the subcommands, in each language: people try what other apps and their own language call them. */
const SUBCOMMANDS = {
  en: {
    help: ['?', 'commands'],
    available: ['availability'],
    skills: ['skill'],
    settings: ['setting', 'config'],
    demo: ['practice'],
    link: ['linking'],
  },
  de: {
    help: ['hilfe', 'befehle'],
    available: ['verfügbar', 'verfügbarkeit'],
    skills: ['kenntnisse', 'fähigkeiten'],
    settings: ['einstellungen'],
    demo: ['übung', 'üben'],
    link: ['verknüpfen'],
    connect: ['verbinden'],
    add: ['neu'],
    trend: ['verlauf'],
    privacy: ['datenschutz', 'daten'],
    export: ['exportieren'],
    feedback: ['rückmeldung'],
  },
} as const satisfies Record<keyof typeof catalogues, Readonly<Record<string, readonly string[]>>>;

const subcommands = new Map(
  Object.values(SUBCOMMANDS).flatMap((named) =>
    Object.entries<readonly string[]>(named).flatMap(([subcommand, words]) =>
      words.flatMap(spellings).map((word) => [word, subcommand] as const),
    ),
  ),
);

/** Returns the subcommand that a word of any language means; the word itself where it is none of these. */
export const subcommandFor = (word: string): string => subcommands.get(fold(word)) ?? word;

/**
 * Returns every phrase in every language and spelling, as alternatives of a regular expression: people mix languages.
 */
export const phrases = (what: keyof Phrases): string =>
  Object.values(PHRASES)
    .flatMap((language) => language[what])
    .flatMap(spellings)
    .join('|');

const NOTHING = new RegExp(`^(?:${phrases('nothing')}|[-"„“”«»]+)[.!]*$`);

/** Tells whether a text is one of the phrases for nothing, in any language, or a dash or empty quotation marks. */
export const isNothing = (text: string): boolean => NOTHING.test(fold(text));

/** Tells whether a text says something: it has a letter, a number or an emoji. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);

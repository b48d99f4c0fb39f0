import { spellings } from '../../lib/folding.js';
import type { catalogues } from './words.js';

/** Phrases for an availability, in lower case. */
interface Phrases {
  readonly open: readonly string[];
  /** Phrases that may follow `open`. */
  readonly toWork: readonly string[];
  readonly unknown: readonly string[];
  readonly full: readonly string[];
  readonly until: readonly string[];
  readonly tomorrow: readonly string[];
  readonly nextWeek: readonly string[];
  readonly nextMonth: readonly string[];
}

const PHRASES = {
  en: {
    open: ['open', 'free', 'yes'],
    toWork: ['to work'],
    unknown: ['unknown', 'clear', 'none'],
    full: ['full', 'busy', 'no'],
    until: ['until', 'till', 'til'],
    tomorrow: ['tomorrow'],
    nextWeek: ['next week'],
    nextMonth: ['next month'],
  },
  de: {
    open: ['offen', 'frei', 'ja'],
    toWork: ['für arbeit'],
    unknown: ['unbekannt', 'egal'],
    full: ['ausgelastet', 'voll', 'nein'],
    until: ['bis'],
    tomorrow: ['morgen'],
    nextWeek: ['nächste woche'],
    nextMonth: ['nächsten monat'],
  },
} as const satisfies Record<keyof typeof catalogues, Phrases>;

/**
 * Returns every phrase in every language and spelling, as alternatives of a regular expression: people mix languages.
 */
export const phrases = (what: keyof Phrases): string =>
  Object.values(PHRASES)
    .flatMap((language) => language[what])
    .flatMap(spellings)
    .join('|');

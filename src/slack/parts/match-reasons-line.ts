import type { Why } from '../../domain/model/matching/rank-colleagues.js';
import { shortDay } from '../blocks/format-dates.js';
import { truncate } from '../words/truncate-and-escape.js';
import type { Words } from '../words/words.js';

/** The most characters for the shared skills, which leaves room for the other facts. */
const SKILLS = 30;

/** Lists the facts for and against a colleague on one line of plain text; empty when there are none. */
export const matchReasonsLine = (why: readonly Why[], words: Words): string =>
  why.map((fact) => factText(fact, words)).join(' · ');

function factText(why: Why, words: Words): string {
  const { plain, locale } = words;
  switch (why.fact) {
    case 'skills':
      return plain('why.skills', { skills: truncate(why.shared.join(', '), SKILLS) });
    case 'full':
      return why.until ? plain('why.fullUntil', { day: shortDay(why.until, locale) }) : plain('why.full');
    case 'zone':
      return plain('why.zone', { count: why.hours });
    case 'load':
      return plain('why.load', { count: why.received });
    case 'record':
      return plain('why.record', { accepted: why.accepted, received: why.received });
    case 'open':
      return plain('why.open');
  }
}

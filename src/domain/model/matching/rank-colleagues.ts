import { spellings } from '../../../lib/accent-folding.js';
import type { Availability } from '../member/availability.js';

/** The declared and counted facts about a colleague for one job. */
export interface MatchFacts {
  readonly slackUserId: string;
  readonly name: string;
  readonly skills: readonly string[];
  readonly availability: Availability;
  /** Minutes by which the colleague's time zone is ahead of the client's; absent when either is unknown. */
  readonly minutesFromClient?: number;
  /** Referrals received in the present calendar month. */
  readonly recentlyReceived: number;
  /** Number of referrals received, of all time. */
  readonly received: number;
  readonly accepted: number;
}

/** A fact for or against a colleague; the catalogue has the words. */
export type Why =
  | { readonly fact: 'skills'; readonly shared: readonly string[] }
  | { readonly fact: 'open' }
  | { readonly fact: 'full'; readonly until?: string }
  | { readonly fact: 'zone'; readonly hours: number }
  | { readonly fact: 'load'; readonly received: number }
  | { readonly fact: 'record'; readonly accepted: number; readonly received: number };

/** True for facts that come from the team's counts, which guests may not see. */
export const isCounted = ({ fact }: Why): boolean => fact === 'record' || fact === 'load';

/** A colleague with the facts for and against them. */
export interface Match {
  readonly slackUserId: string;
  readonly name: string;
  readonly why: readonly Why[];
}

const MINUTES_OF_A_DAY = 24 * 60;

/** Returns the hours between two time zones, at most 12. */
export function hoursApart(minutes: number): number {
  const around = Math.abs(minutes) % MINUTES_OF_A_DAY;
  return Math.round(Math.min(around, MINUTES_OF_A_DAY - around) / 60);
}

/** Returns a function that finds the job's skills among those of a colleague, in the job's order and spelling. */
function sharedSkillsOf(needed: readonly string[]): (declared: readonly string[]) => string[] {
  const wanted = needed.map((skill) => ({ skill, spelled: spellings(skill) }));
  return (declared) => {
    const known = new Set(declared.flatMap(spellings));
    return wanted.filter(({ spelled }) => spelled.some((one) => known.has(one))).map(({ skill }) => skill);
  };
}

/** Returns the job's skills that the colleague has declared, in the job's order and spelling. */
export const sharedSkills = (needed: readonly string[], declared: readonly string[]): string[] =>
  sharedSkillsOf(needed)(declared);

/** Returns the facts for and against a colleague, the strongest first. */
export function whyOf(
  needed: readonly string[],
  facts: MatchFacts,
  shared: readonly string[] = sharedSkills(needed, facts.skills),
): Why[] {
  const { availability, minutesFromClient, received, accepted, recentlyReceived } = facts;
  return [
    ...(shared.length ? [{ fact: 'skills', shared } as const] : []),
    ...(availability.kind === 'open' ? [{ fact: 'open' } as const] : []),
    ...(availability.kind === 'full' ? [full(availability)] : []),
    ...(minutesFromClient === undefined ? [] : [{ fact: 'zone', hours: hoursApart(minutesFromClient) } as const]),
    ...(received ? [{ fact: 'record', accepted, received } as const] : []),
    ...(recentlyReceived ? [{ fact: 'load', received: recentlyReceived } as const] : []),
  ];
}

const full = ({ until }: { until?: string }): Why => ({ fact: 'full', ...(until && { until }) });

const AVAILABLE = { open: 2, unknown: 1, full: 0 } as const;

/**
 * Returns the sort keys of a colleague: availability, then shared skills, acceptance rate, a near time zone and little
 * load.
 */
const keysOf = (shared: readonly string[], facts: MatchFacts): readonly number[] => [
  AVAILABLE[facts.availability.kind],
  shared.length,
  facts.received ? facts.accepted / facts.received : 0,
  -hoursApart(facts.minutesFromClient ?? MINUTES_OF_A_DAY / 2),
  -facts.recentlyReceived,
];

interface Ranked {
  readonly facts: MatchFacts;
  readonly shared: readonly string[];
  readonly keys: readonly number[];
}

const byName = new Intl.Collator('en').compare;

function byFit(a: Ranked, b: Ranked): number {
  const at = a.keys.findIndex((key, index) => key !== b.keys[index]);
  return at < 0 ? byName(a.facts.name, b.facts.name) : (b.keys[at] ?? 0) - (a.keys[at] ?? 0);
}

/** Ranks colleagues, the best first, each with its facts. The order is deterministic. */
export function rankMatches(needed: readonly string[], colleagues: readonly MatchFacts[]): Match[] {
  const sharedOf = sharedSkillsOf(needed);
  return colleagues
    .map((facts) => ranked(sharedOf(facts.skills), facts))
    .sort(byFit)
    .map(({ facts, shared }) => ({
      slackUserId: facts.slackUserId,
      name: facts.name,
      why: whyOf(needed, facts, shared),
    }));
}

const ranked = (shared: readonly string[], facts: MatchFacts): Ranked => ({
  facts,
  shared,
  keys: keysOf(shared, facts),
});

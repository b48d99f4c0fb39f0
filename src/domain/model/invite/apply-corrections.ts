import { isSameValue } from '../../../lib/same-value.js';
import type { UncertainField } from '../event/event.js';
import type { Budget } from '../job/job.js';
import type { Fact, Invite } from './invite.js';
import { CORRECTED, COVERS, rankOf } from './merge-invitation.js';
import { isExpiredByClock } from './transitions.js';

/** The facts that a person can correct. `name` and `country` are the client's. Undefined: not known. */
interface Facts {
  readonly title: string;
  readonly skills: readonly string[];
  readonly private: boolean;
  readonly budget: Budget | undefined;
  readonly name: string | undefined;
  readonly country: string | undefined;
  readonly expiresAt: Date | undefined;
}

/** A person's corrections. An absent field keeps its value; an undefined one says that there is no such fact. */
export type Corrections = Partial<Facts>;

/** The fields of an invite that corrections change. */
export interface Correction {
  readonly facts: readonly Fact[];
  readonly set: Pick<Invite, 'job' | 'client' | 'ranks' | 'uncertain' | 'expiresAt'>;
  readonly unset: readonly 'expiresAt'[];
}

/** Tells whether a person may correct an invite: one of its facts was read without certainty, or corrected before. */
export const isCorrectable = ({ uncertain = [], corrected }: Pick<Invite, 'uncertain' | 'corrected'>): boolean =>
  uncertain.length > 0 || corrected !== undefined;

/**
 * Tells whether an invite that has ended may be corrected, and open again by that: only Baton's clock says that it has
 * ended, by a deadline that was read without certainty or that a person corrected.
 */
export const isEndDoubtful = (invite: Invite): boolean =>
  isExpiredByClock(invite) && !invite.past && (rankOf(invite, 'expiresAt') < 0 || isCorrected(invite, 'expiresAt'));

const isCorrected = ({ ranks }: Pick<Invite, 'ranks'>, fact: Fact): boolean => ranks?.[fact] === CORRECTED;

/**
 * Returns the changes that corrections make to an invite; null where nothing changes. A person's correction outranks
 * every source, also where it empties a field: later reports do not change it.
 */
export function applyCorrections(invite: Invite, corrections: Corrections): Correction | null {
  const before = factsOf(invite);
  const facts = (Object.keys(corrections) as (keyof Facts)[]).filter(
    (fact) => !isSameValue(before[fact], corrections[fact]),
  );
  if (facts.length === 0) return null;
  const { title, skills, budget, name, country, expiresAt, private: isPrivate } = { ...before, ...corrections };
  const { budget: _, ...job } = invite.job;
  const { name: __, country: ___, ...client } = invite.client;
  const corrected: Pick<Invite, 'client' | 'ranks'> = {
    client: { ...client, ...(name && { name }), ...(country && { country }) },
    ranks: { ...invite.ranks, ...Object.fromEntries(facts.map((fact) => [fact, CORRECTED])) },
  };
  return {
    facts,
    set: {
      ...corrected,
      job: {
        ...job,
        title,
        skills,
        ...(budget && { budget }),
        ...(facts.includes('private') && { private: isPrivate }),
      },
      ...(expiresAt && { expiresAt }),
      ...(invite.uncertain && { uncertain: invite.uncertain.filter((field) => !isSettled(field, corrected)) }),
    },
    unset: expiresAt ? [] : ['expiresAt'],
  };
}

const factsOf = ({ job, client, expiresAt }: Invite): Facts => ({
  title: job.title,
  skills: job.skills,
  private: job.private ?? false,
  budget: job.budget,
  name: client.name,
  country: client.country,
  expiresAt,
});

/** Tells whether a person has corrected every fact that an uncertain field stands for. */
function isSettled(field: UncertainField, invite: Pick<Invite, 'client' | 'ranks'>): boolean {
  const isCertain = (fact: Fact) => isCorrected(invite, fact);
  const known = COVERS[field].filter((fact) => field !== 'client' || fact in invite.client);
  return COVERS[field].some(isCertain) && known.every(isCertain);
}

import type { Invite } from '../model/invite/invite.js';
import type { Standing } from '../model/referral/why-not-refer.js';
import type { JobRecords } from './read-job-records.js';

/** People's standings in a job, by their marketplace id. */
export type CandidateStandings = ReadonlyMap<string, Standing>;

const STRENGTH: Record<Standing, number> = { involved: 0, invited: 1, referred: 2, proposed: 3, hired: 4 };

/** Merges the standings from the tenant's invites and referrals with those that the marketplace reports. */
export function candidateStandings(invite: Invite, { invites, referrals, candidates }: JobRecords): CandidateStandings {
  const known = new Map<string, Standing>();
  const learn = (personId: string, standing: Standing) => {
    const before = known.get(personId);
    if (!before || STRENGTH[before] < STRENGTH[standing]) known.set(personId, standing);
  };
  for (const other of invites) {
    if (other.id !== invite.id) learn(other.invitee.person.id, other.status === 'accepted' ? 'proposed' : 'invited');
  }
  for (const { to, takesSlot } of referrals)
    if (takesSlot && to.target.by === 'person') learn(to.target.personId, 'referred');
  for (const { personId, standing } of candidates) learn(personId, standing);
  return known;
}

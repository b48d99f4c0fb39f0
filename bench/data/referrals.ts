import type { Referral } from '../../src/domain/model/referral/referral.js';
import { jobOf } from './invites.js';
import { nameOf, personOf, TENANT, userId } from './people.js';

const MINUTE = 60_000;

/** A referral that was forwarded and accepted, so many minutes ago. */
export function referralOf(number: number, from: number, to: number): Referral {
  const at = new Date(Date.now() - number * MINUTE);
  const { id, title, url } = jobOf(`past-${number}`);
  const line = (what: string, who: string) => ({ at, who, what, through: 'webhook' }) as const;
  return {
    id: `referral-${number}`,
    tenantId: TENANT,
    status: 'accepted',
    inviteId: `past-${number}`,
    externalInviteId: `ext-past-${number}`,
    job: { id, title, url },
    from: { slackUserId: userId(from), name: nameOf(from) },
    to: { slackUserId: userId(to), name: nameOf(to), target: { by: 'person', personId: personOf(to).id } },
    reasonId: 'busy',
    noteToColleague: 'This is right up your street.',
    noteToClient: 'She has built three of these.',
    createdAt: at,
    releaseAt: at,
    receivedExternalId: `ext-received-${number}`,
    chain: [],
    takesSlot: true,
    milestones: ['viewed'],
    revision: 6,
    history: [line('held', userId(from)), line('forwarded', 'marketplace'), line('accepted', 'marketplace')],
    work: [],
  };
}

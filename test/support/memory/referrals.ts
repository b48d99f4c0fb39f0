import { Duplicate } from '../../../src/domain/model/errors.js';
import type { Referral } from '../../../src/domain/model/referral/referral.js';
import { hasArrived } from '../../../src/domain/model/referral/transitions.js';
import type { Referrals } from '../../../src/domain/ports.js';
import { advance, find, insert, newestFirst, update, withLeases, withLine, withWork } from './documents.js';
import type { Store, Tables } from './store.js';

const latest = ({ referral }: Tables, tenantId: string, matches: (one: Referral) => boolean) =>
  newestFirst(
    [...referral.values()].filter((one) => one.tenantId === tenantId && matches(one)),
    (one) => one.createdAt,
  );

const slotTaken = (tables: Tables, { tenantId, id, job }: Referral): boolean =>
  latest(tables, tenantId, (one) => one.takesSlot && one.id !== id && one.job.id === job.id).length > 0;

const refuseTakenSlot = (tables: Tables, referral: Referral): void => {
  if (referral.takesSlot && slotTaken(tables, referral)) throw new Duplicate(referral.job.id);
};

export const memoryReferrals = ({ run }: Store): Referrals => ({
  insert: (referral) =>
    run((tables) => {
      refuseTakenSlot(tables, referral);
      insert(tables.referral, referral);
    }),
  get: (ref) => run(({ referral }) => find(referral, ref)),
  ofInvite: (tenantId, inviteId) =>
    run((tables) => latest(tables, tenantId, (one) => one.inviteId === inviteId)[0] ?? null),
  byReceived: (tenantId, externalId) =>
    run((tables) => latest(tables, tenantId, (one) => one.receivedExternalId === externalId)[0] ?? null),
  advance: (ref, transition) =>
    run((tables) => {
      const before = find(tables.referral, ref);
      const after = advance(tables.referral, ref, transition);
      if (before && after && slotTaken(tables, after) && after.takesSlot) {
        update(tables.referral, ref, () => before);
        throw new Duplicate(after.job.id);
      }
      return withLeases(tables, after);
    }),
  addMilestone: (ref, milestone, line, work) =>
    run((tables) => {
      if (find(tables.referral, ref)?.milestones.includes(milestone)) return null;
      const added = update(tables.referral, ref, (found) => ({
        ...withWork(found, work),
        milestones: [...found.milestones, milestone],
        revision: found.revision + 1,
        history: withLine(found.history, line),
      }));
      return withLeases(tables, added);
    }),
  ofJob: (tenantId, jobId) => run((tables) => latest(tables, tenantId, ({ job }) => job.id === jobId)),
  isUnderWay: (tenantId, slackUserId) =>
    run((tables) =>
      latest(tables, tenantId, ({ from, to }) => [from.slackUserId, to.slackUserId].includes(slackUserId)).some(
        ({ status }) => status === 'held' || status === 'forwarding',
      ),
    ),
  page: (tenantId, { side, slackUserId, statuses, before, limit, practice }) =>
    run((tables) =>
      latest(tables, tenantId, ({ from, to }) => (side === 'sent' ? from : to).slackUserId === slackUserId)
        .filter(({ status }) => side === 'sent' || hasArrived(status))
        .filter((one) => practice || !one.practice)
        .filter(({ status, createdAt }) => (statuses?.includes(status) ?? true) && (!before || createdAt < before))
        .slice(0, limit),
    ),
});

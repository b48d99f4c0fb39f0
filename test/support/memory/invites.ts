import { Duplicate } from '../../../src/domain/model/errors.js';
import { originClaim } from '../../../src/domain/model/invite/identity-claims.js';
import type { Invite, InviteOnJob, InviteStatus, OpenInviteRef } from '../../../src/domain/model/invite/invite.js';
import type { Work } from '../../../src/domain/model/outbox-work.js';
import type { Invites } from '../../../src/domain/ports.js';
import { advance, find, insert, update, withLeases, withWork } from './documents.js';
import type { Store, Tables } from './store.js';

const holding = ({ invite }: Tables, tenantId: string, claims: readonly string[]) =>
  [...invite.values()].filter(
    (one) => one.tenantId === tenantId && one.claims?.some((claim) => claims.includes(claim)),
  );

const withId = ({ invite }: Tables, tenantId: string, externalId: string) =>
  [...invite.values()].find((one) => one.tenantId === tenantId && one.externalId === externalId);

const byExternalId = (tables: Tables, tenantId: string, externalId: string) =>
  holding(tables, tenantId, [originClaim(externalId)])[0] ?? withId(tables, tenantId, externalId) ?? null;

const refuseTaken = (tables: Tables, { tenantId, id, claims = [] }: Pick<Invite, 'tenantId' | 'id' | 'claims'>) => {
  if (holding(tables, tenantId, claims).some((one) => one.id !== id)) throw new Duplicate(id);
};

const openOf = ({ invite }: Tables, tenantId: string, slackUserId: string | null) =>
  [...invite.values()].filter(
    (one) => one.tenantId === tenantId && one.status === 'open' && (one.invitee.slackUserId ?? null) === slackUserId,
  );

const endOf = ({ expiresAt }: Invite) => expiresAt?.getTime() ?? Number.MAX_VALUE;
const byEnd = (a: Invite, b: Invite) => endOf(a) - endOf(b) || a.invitedAt.getTime() - b.invitedAt.getTime();

const onJob = ({ invitee: { person, slackUserId }, ...invite }: Invite): InviteOnJob => {
  const { id, tenantId, status, revision, invitedAt, chain, past, practice, duplicateOf, peers } = invite;
  return {
    ...{ id, tenantId, status, revision, invitedAt, chain },
    ...(past && { past }),
    ...(practice && { practice }),
    ...(duplicateOf && { duplicateOf }),
    ...(peers && { peers }),
    invitee: { person: { id: person.id, name: person.name }, ...(slackUserId !== undefined && { slackUserId }) },
  };
};

const refOf = ({ id, tenantId, revision, practice }: Invite): OpenInviteRef => ({
  id,
  tenantId,
  revision,
  ...(practice && { practice }),
});

const isToBeSent = ({ job, dead }: Work) => job === 'forward-decision' && !dead;

export const memoryInvites = ({ run }: Store): Invites => ({
  insert: (invite) =>
    run((tables) => {
      if (withId(tables, invite.tenantId, invite.externalId)) throw new Duplicate(invite.externalId);
      refuseTaken(tables, invite);
      insert(tables.invite, invite);
    }),
  get: (ref) => run(({ invite }) => find(invite, ref)),
  byExternalId: (tenantId, externalId) => run((tables) => byExternalId(tables, tenantId, externalId)),
  holding: (tenantId, claims) => run((tables) => holding(tables, tenantId, claims)),
  advance: (ref, transition, addressee) =>
    run((tables) => {
      const { invite } = tables;
      const isTheirs = ({ invitee }: Invite) => addressee === undefined || (invitee.slackUserId ?? null) === addressee;
      const before = find(invite, ref);
      const after = advance(invite, ref, transition, isTheirs);
      try {
        if (after) refuseTaken(tables, after);
      } catch (error) {
        if (before) update(invite, ref, () => before);
        throw error;
      }
      return withLeases(tables, after);
    }),
  plan: (tenantId, claim, work, from) =>
    run((tables) => {
      const [lead] = holding(tables, tenantId, [claim]);
      const isPlanned = lead?.work.some(({ job, at, dead }) => job === work.job && at >= from && !dead);
      if (!lead || isPlanned) return null;
      const after = update(tables.invite, lead, (one) => withWork(one, [work]));
      return after && { tenantId, id: after.id, work: after.work };
    }),
  setPeers: (tenantId, changes) =>
    run(({ invite }) => {
      const changed = changes.flatMap(
        ({ id, revision, peers }) =>
          advance<InviteStatus, Invite>(
            invite,
            { tenantId, id },
            { from: ['open'], revision, set: { peers }, work: [] },
          ) ?? [],
      );
      return changed.length === changes.length ? changed : null;
    }),
  ofJob: (tenantId, jobId) =>
    run(({ invite }) =>
      [...invite.values()].filter((one) => one.tenantId === tenantId && one.job.id === jobId).map(onJob),
    ),
  strangers: (tenantId, limit, who = 'all') =>
    run(({ invite }) => {
      const theirs = [...invite.values()]
        .filter((one) => one.tenantId === tenantId && one.status === 'open' && !one.practice)
        .filter(({ invitee }) => invitee.slackUserId === undefined)
        .filter(({ invitee }) => who === 'all' || invitee.person.email !== undefined)
        .sort(byEnd);
      const people = new Map(theirs.map(({ invitee: { person }, origins }) => [person.id, { person, origins }]));
      return [...people.values()].slice(0, limit);
    }),
  ofPerson: (tenantId, personId, limit) =>
    run(({ invite }) =>
      [...invite.values()]
        .filter((one) => one.tenantId === tenantId && one.invitee.person.id === personId)
        .sort((a, b) => b.invitedAt.getTime() - a.invitedAt.getTime())
        .slice(0, limit),
    ),
  openFor: (tenantId, slackUserId, limit) =>
    run((tables) => openOf(tables, tenantId, slackUserId).sort(byEnd).slice(0, limit)),
  openRefsFor: (tenantId, slackUserId, limit) =>
    run((tables) => openOf(tables, tenantId, slackUserId).sort(byEnd).slice(0, limit).map(refOf)),
  countOpen: (tenantId, slackUserId, of = 'all') =>
    run((tables) => openOf(tables, tenantId, slackUserId).filter(({ practice }) => of === 'all' || !practice).length),
  unannouncedFor: (tenantId, slackUserId, limit) =>
    run((tables) =>
      openOf(tables, tenantId, slackUserId)
        .filter(({ unannounced }) => unannounced)
        .sort(byEnd)
        .slice(0, limit),
    ),
  countUnannounced: (tenantId, of) =>
    run(
      ({ invite }) =>
        [...invite.values()].filter(
          (one) =>
            one.tenantId === tenantId &&
            one.unannounced &&
            one.status === 'open' &&
            ('connectionId' in of
              ? one.origins.some(({ connectionId }) => connectionId === of.connectionId)
              : (one.invitee.slackUserId ?? null) === of.slackUserId),
        ).length,
    ),
  isUnderWay: (tenantId, slackUserId) =>
    run(({ invite }) =>
      [...invite.values()].some(
        (one) => one.tenantId === tenantId && one.decision?.by === slackUserId && one.work.some(isToBeSent),
      ),
    ),
  unsettledOf: (tenantId, personIds) =>
    run(({ invite }) =>
      [...invite.values()]
        .filter((one) => one.tenantId === tenantId && one.status === 'open')
        .filter(({ invitee }) => personIds.includes(invitee.person.id))
        .filter(({ invitee, ranks }) => invitee.slackUserId === undefined || ranks?.addressee !== undefined)
        .map(({ id, invitee, ranks }) => ({ id, tenantId, invitee, ...(ranks && { ranks }) })),
    ),
});

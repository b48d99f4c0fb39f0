import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { MarketplaceRefusal } from '../../../../src/domain/model/errors.js';
import type { MarketplaceEvent, ProposalStatus } from '../../../../src/domain/model/event/event.js';
import { PROPOSAL_MEANS } from '../../../../src/domain/receiving/record-proposal-status.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { buildInvitation, buildInvite, buildJob } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const STATUSES = Object.keys(PROPOSAL_MEANS) as ProposalStatus[];
const HOUR = 3_600_000;

async function invited(path: 'native' | 'handoff' = 'native') {
  const ports = await agency({ path });
  const invite = buildInvite({ externalId: 'inv-1' });
  const hear = async (id: string, event: MarketplaceEvent) => {
    await storeEvent(ports, 'T1', id, event);
    await runWork(ports);
  };
  const propose = (status: ProposalStatus) =>
    hear(`msg_${status}`, {
      type: 'proposal.status_changed',
      data: { id: 'prop-1', invitationId: 'inv-1', status, changedAt: START },
    });
  const again = () => ports.invites.byExternalId('T1', 'inv-1');
  return { ports, invite, hear, propose, again };
}

test.each([
  ['an hour ago', -HOUR],
  ['a year ahead', 365 * 24 * HOUR],
])('a proposal of an unknown invitation from %s is put aside, and counts once that comes', async (_, ms) => {
  const ports = await agency();
  const about = { jobId: 'upwork:7', freelancer: PEOPLE.ana };
  const changedAt = new Date(START.getTime() + ms);
  const data = { id: 'prop-1', invitationId: 'prop-1', status: 'viewed', changedAt, about } as const;
  const vollna = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
  await storeEvent(ports, 'T1', 'msg_1', { type: 'proposal.status_changed', data }, vollna);
  await runWork(ports);
  expect((await ports.events.get({ tenantId: 'T1', id: 'msg_1' }))?.work).toEqual([]);
  const invitation = buildInvitation({ id: 'c-vollna:1', job: buildJob({ id: 'upwork:7' }), freelancer: PEOPLE.ana });
  await storeEvent(ports, 'T1', 'msg_2', { type: 'invitation.created', data: invitation }, vollna);
  await runWork(ports);
  expect(await ports.invites.byExternalId('T1', 'c-vollna:1')).toMatchObject({
    status: 'accepted',
    proposal: 'viewed',
  });
});

describe('a proposal that nobody’s referral led to', () => {
  test.each(STATUSES)('(%s) closes its invite as accepted, once', async (status) => {
    const { ports, invite, propose, again } = await invited();
    await ports.invites.insert(invite);
    await propose(status);
    const after = await again();
    expect(after).toMatchObject({ status: 'accepted', decision: { by: 'marketplace' } });
    await propose('submitted');
    await propose(status);
    expect(await again()).toEqual(after);
  });

  test.each(STATUSES)('(%s) that comes before its invitation does the same', async (status) => {
    const { ports, hear, propose, again } = await invited();
    ports.marketplace.failNext(new MarketplaceRefusal('invitation-not-found', ''));
    await propose(status);
    const data = buildInvitation({ id: 'inv-1', freelancer: PEOPLE.ana });
    await hear('msg_created', { type: 'invitation.created', data });
    expect(await again()).toMatchObject({ status: 'accepted', decision: { by: 'marketplace' } });
  });

  test('outweighs what ended the invitation before, or is told so later', async () => {
    for (const order of ['proposal first', 'status first']) {
      const { ports, invite, hear, propose, again } = await invited();
      await ports.invites.insert(invite);
      const data = { id: 'inv-1', status: 'archived', changedAt: START } as const;
      if (order === 'proposal first') await propose('viewed');
      await hear('msg_archived', { type: 'invitation.status_changed', data });
      if (order === 'status first') await propose('viewed');
      expect(await again()).toMatchObject({ status: 'accepted' });
    }
  });

  test('confirms an accept that is under way', async () => {
    const { ports, invite, propose, again } = await invited();
    await ports.invites.insert(invite);
    await acceptInvite(ports, ANA, invite.id);
    ports.marketplace.failNext(new Error('the answer was lost'));
    await propose('submitted');
    expect(await again()).toMatchObject({ status: 'accepted', decision: { by: 'UANA', confirmedAt: START } });
  });

  test('ends a hand-off that cannot be carried out any more', async () => {
    const { ports, invite, propose, again } = await invited('handoff');
    await ports.invites.insert(invite);
    await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    await propose('submitted');
    expect(await again()).toMatchObject({ status: 'accepted', trouble: { code: 'invitation-not-open' } });
  });

  test('leaves a decline or a referral under way to the marketplace’s answer', async () => {
    for (const decide of ['decline', 'refer'] as const) {
      const { ports, invite, propose, again } = await invited();
      await ports.invites.insert(invite);
      const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;
      if (decide === 'decline') await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
      else await referInvite(ports, ANA, invite.id, { colleague, reasonId: 'busy' });
      const accepted = buildInvitation({ id: 'inv-1', status: 'accepted' });
      ports.marketplace.invitations.set('inv-1', accepted);
      ports.marketplace.failNext(new MarketplaceRefusal('invitation-not-open', ''));
      await propose('submitted');
      await runWork(ports, { withinMs: HOUR });
      expect(await again()).toMatchObject({ status: 'accepted', decision: { by: 'marketplace' } });
    }
  });
});

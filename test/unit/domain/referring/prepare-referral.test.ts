import { expect, test } from '@jest/globals';
import { prepareAsk } from '../../../../src/domain/asking/prepare-ask.js';
import { prepareReferral } from '../../../../src/domain/referring/prepare-referral.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildInvite, buildJob, buildPerson } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const REASONS = [{ id: 'busy', text: 'Too busy' }];

async function invited(given: Parameters<typeof agency>[0] = {}, invite = buildInvite()) {
  const ports = await agency(given);
  await ports.invites.insert(invite);
  return { ports, invite };
}

test('a referral is prepared with the reasons and the undo window, an ask with the time to answer', async () => {
  const { ports, invite } = await invited({ settings: { undoSeconds: 5, askMinutes: 7 } });
  expect(await prepareReferral(ports, ANA, invite.id)).toEqual({ invite, reasons: REASONS, undoSeconds: 5 });
  expect(await prepareAsk(ports, ANA, invite.id)).toEqual({ invite, reasons: REASONS, minutes: 7 });
});

test('an ask is prepared with the time that is left where the invite ends before the time to answer', async () => {
  const expiresAt = new Date(START.getTime() + 15 * 60_000);
  const { ports, invite } = await invited({ settings: { askMinutes: 30 } }, buildInvite({ expiresAt }));
  expect(await prepareAsk(ports, ANA, invite.id)).toMatchObject({ minutes: 14 });
});

test('it says where a person carries it over, and for whom it is decided', async () => {
  const { ports, invite } = await invited({ path: 'handoff' });
  const anas = await prepareReferral(ports, ANA, invite.id);
  expect(anas).toMatchObject({ byHand: true });
  expect(anas).not.toHaveProperty('inPlaceOf');
  expect(await prepareReferral(ports, ADMIN, invite.id)).toMatchObject({ inPlaceOf: 'Ana Lopez', byHand: true });
  const unlinked = buildInvite({ invitee: { person: buildPerson({ name: 'Mei' }) } });
  await ports.invites.insert(unlinked);
  expect(await prepareReferral(ports, BEN, unlinked.id)).toMatchObject({ inPlaceOf: 'Mei' });
  const practice = buildInvite({ practice: true });
  await ports.invites.insert(practice);
  expect(await prepareReferral(ports, ANA, practice.id)).not.toHaveProperty('byHand');
});

test('a private job is passed on where a person does it by hand: the message recommends the colleague', async () => {
  const invite = buildInvite({ job: buildJob({ private: true }) });
  const byHand = await invited({ path: 'handoff' }, invite);
  expect(await prepareReferral(byHand.ports, ANA, invite.id)).toMatchObject({ byHand: true });
  expect(await prepareAsk(byHand.ports, ANA, invite.id)).toMatchObject({ byHand: true });
  const wish = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;
  const referral = await referInvite(byHand.ports, ANA, invite.id, wish);
  await runWork(byHand.ports, { withinMs: 60_000 });
  expect(await byHand.ports.referrals.get(referral)).toMatchObject({ status: 'awaiting-handoff' });
  const native = await invited({}, invite);
  await expectRefusal(prepareReferral(native.ports, ANA, invite.id), 'referral.privateJob');
  await native.ports.connections.disconnect('T1');
  await expectRefusal(prepareReferral(native.ports, ANA, invite.id), 'connection.removed');
});

test.each([
  ['referral', prepareReferral],
  ['ask', prepareAsk],
] as const)('a %s is refused for another’s invite, none, and where referring is not released', async (_, prepare) => {
  const { ports, invite } = await invited({ settings: { release: { percent: 0, always: [], never: [] } } });
  await expectRefusal(prepare(ports, BEN, invite.id), 'invite.notYours', { name: 'Ana Lopez' });
  await expectRefusal(prepare(ports, ANA, 'none'), 'invite.notFound');
  await expectRefusal(prepare(ports, ANA, invite.id), 'referral.notReleased');
});

test('colleagues are not asked about practice, which can be referred', async () => {
  const { ports, invite } = await invited({}, buildInvite({ practice: true }));
  await expectRefusal(prepareAsk(ports, ANA, invite.id), 'relay.practice');
  expect(await prepareReferral(ports, ANA, invite.id)).toMatchObject({ invite });
});

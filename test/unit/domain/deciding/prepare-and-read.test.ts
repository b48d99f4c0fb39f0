import { describe, expect, test } from '@jest/globals';
import { prepareDecision } from '../../../../src/domain/deciding/prepare-decision.js';
import { readClientLetter } from '../../../../src/domain/deciding/read-client-letter.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildActor, buildConnection, buildInvite, buildPerson } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, BEN } from '../../../support/populated-agency.js';

async function invited(given: Parameters<typeof buildInvite>[0] = {}) {
  const ports = await agency();
  const invite = buildInvite(given);
  await ports.invites.insert(invite);
  return { ports, invite };
}

describe('preparing a decision', () => {
  test('gives the invite and the marketplace’s reasons', async () => {
    const { ports, invite } = await invited();
    const declineReasons = [{ id: 'no-time', text: 'No time' }];
    await ports.connections.save(buildConnection({ declineReasons }));
    expect(await prepareDecision(ports, ANA, invite.id)).toEqual({ invite, reasons: declineReasons });
  });

  test('is refused for another’s invite, a decided one, none, and without a marketplace', async () => {
    const { ports, invite } = await invited();
    const decision = { id: 'd', kind: 'accepted', by: 'UANA', byName: 'Ana', at: START } as const;
    const decided = buildInvite({ status: 'accepted', decision });
    await ports.invites.insert(decided);
    await expectRefusal(prepareDecision(ports, BEN, invite.id), 'invite.notYours', { name: 'Ana Lopez' });
    await expectRefusal(prepareDecision(ports, ANA, decided.id), 'invite.youAccepted');
    await expectRefusal(prepareDecision(ports, ANA, 'none'), 'invite.notFound');
    await expectRefusal(prepareDecision(ports, buildActor({ tenantId: 'T2' }), invite.id), 'invite.notFound');
    await ports.connections.disconnect('T1');
    await expectRefusal(prepareDecision(ports, ANA, invite.id), 'connection.removed');
  });
});

describe('reading a letter', () => {
  test.each(['open', 'accepted', 'withdrawn', 'expired'] as const)('works while it is %s', async (status) => {
    const { ports, invite } = await invited({ status, letter: 'All of it' });
    expect(await readClientLetter(ports, ANA, invite.id)).toEqual(invite);
  });

  test('is for the addressee, or for anybody while the member is unknown', async () => {
    const { ports, invite } = await invited();
    await expectRefusal(readClientLetter(ports, BEN, invite.id), 'invite.notYours', { name: 'Ana Lopez' });
    const unlinked = buildInvite({ invitee: { person: buildPerson() } });
    await ports.invites.insert(unlinked);
    expect(await readClientLetter(ports, BEN, unlinked.id)).toEqual(unlinked);
  });

  test('is refused where there is none', async () => {
    const { ports, invite } = await invited();
    await expectRefusal(readClientLetter(ports, ANA, 'none'), 'invite.notFound');
    await expectRefusal(readClientLetter(ports, buildActor({ tenantId: 'T2' }), invite.id), 'invite.notFound');
  });
});

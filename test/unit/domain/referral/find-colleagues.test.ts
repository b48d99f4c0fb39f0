import { describe, expect, test } from '@jest/globals';
import { findColleagues } from '../../../../src/domain/referral/find-colleagues.js';
import { ANA, agency, PEOPLE } from '../../../support/agency.js';
import { buildActor, buildInvite, buildPerson, buildProfile } from '../../../support/factories.js';
import { expectRefusal } from '../../../support/refused.js';

async function asked(query: string, by = ANA) {
  const ports = await agency();
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
  await ports.invites.insert(invite);
  await ports.members.save('T1', [
    buildProfile({ slackUserId: 'UBOT', name: 'Bot', isBot: true }),
    buildProfile({ slackUserId: 'UGUEST', name: 'Guest', isGuest: true }),
    buildProfile({ slackUserId: 'UEXT', name: 'External', isExternal: true }),
    buildProfile({ slackUserId: 'UGONE', name: 'Gone', isDeactivated: true }),
  ]);
  ports.marketplace.people.push(PEOPLE.ana, PEOPLE.ben, PEOPLE.dora, buildPerson({ id: 'p-bea', name: 'Bea' }));
  const ask = () => findColleagues(ports, by, invite.id, query);
  return { ports, invite, ask };
}

const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);

describe('finding colleagues', () => {
  test('offers the team without oneself, bots, guests, outsiders and those who left', async () => {
    const { ask } = await asked('');
    expect(await ask()).toMatchObject({ people: [], trouble: false });
    expect(names((await ask()).team)).toEqual(['Ben Okoro', 'Cleo Marsh', 'Ada Min']);
  });

  test('offers whom the marketplace finds, without the team and the invited person', async () => {
    const { ask } = await asked('  e ');
    expect(names((await ask()).people)).toEqual([]);
    const found = await asked('be');
    expect(names((await found.ask()).team)).toEqual(['Ben Okoro']);
    expect(names((await found.ask()).people)).toEqual(['Bea']);
  });

  test('asks the marketplace from two letters on, without the space around them', async () => {
    const { ports, ask } = await asked(' b ');
    ports.marketplace.failNext(new Error('must not be asked'));
    expect(await ask()).toMatchObject({ people: [], trouble: false });
    const two = await asked(' do ');
    expect(names((await two.ask()).people)).toEqual(['Dora Weiss']);
  });

  test('shows the team alone when the marketplace does not answer', async () => {
    const { ports, ask } = await asked('be');
    ports.marketplace.failNext(new Error('time is up'));
    const { team, people, trouble } = await ask();
    expect([names(team), people, trouble]).toEqual([['Ben Okoro'], [], true]);
    expect(ports.log.lines).toEqual([
      {
        level: 'warn',
        fields: { tenantId: 'T1', err: expect.objectContaining({ message: 'time is up' }) },
        event: 'people.search-failed',
      },
    ]);
  });

  test('offers nobody the invite is addressed to, whoever looks', async () => {
    const { ask } = await asked('', buildActor({ slackUserId: 'UADMIN' }));
    expect(names((await ask()).team)).toEqual(['Ben Okoro', 'Cleo Marsh', 'Ada Min']);
  });

  test('needs an invite, of this tenant', async () => {
    const { ports, invite } = await asked('');
    await expectRefusal(findColleagues(ports, ANA, 'none', ''), 'invite.notFound');
    const elsewhere = buildActor({ tenantId: 'T2' });
    await expectRefusal(findColleagues(ports, elsewhere, invite.id, ''), 'invite.notFound');
  });

  test('shows as many as a menu takes at the most', async () => {
    const { ports, ask } = await asked('many');
    const many = Array.from({ length: 130 }, (_, index) => `many ${index + 100}`);
    await ports.members.save(
      'T1',
      many.map((name) => buildProfile({ slackUserId: name, name })),
    );
    ports.marketplace.people.push(...many.map((name) => buildPerson({ id: name, name })));
    const { team, people } = await ask();
    expect([team.length, people.length]).toEqual([49, 49]);
  });
});

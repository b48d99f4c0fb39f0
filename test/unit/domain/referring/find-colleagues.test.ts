import { describe, expect, test } from '@jest/globals';
import { MANUAL_WAY } from '../../../../src/domain/model/connection/connection.js';
import { DEFAULT_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import type { Count } from '../../../../src/domain/model/tally/tally.js';
import { findColleagues } from '../../../../src/domain/referring/find-colleagues.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildActor, buildClient, buildInvite, buildPerson, buildProfile } from '../../../support/factories.js';
import { hookedPorts } from '../../../support/hooked-ports.js';
import type { MemoryPorts } from '../../../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../../../support/populated-agency.js';

async function asked(query: string, by = ANA) {
  const ports = await agency();
  const client = buildClient({ timeZone: 'Europe/Oslo' });
  const invite = buildInvite({ client, invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
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

  test.each(['p-ana@agency.example', 'https://market.example/p-ana'])(
    'one’s own address (%s) is answered with the reason',
    async (address) => {
      const { team, people } = await (await asked(address)).ask();
      expect([team, people]).toMatchObject([[{ name: 'Ana Lopez', whyNot: 'referral.toYourself' }], []]);
    },
  );

  test.each([
    '<@U0BEN123|ben>',
    '<@U0BEN123>',
    'https://studio-north.slack.com/team/U0BEN123',
    'https://studio.enterprise.slack.com/user_profile/U0BEN123',
    'https://app.slack.com/client/T0123ABCD/user_profile/U0BEN123',
    ' U0BEN123 ',
    'Bent Berg (he/him)',
    'Bent Berg (he/h',
  ])('%s, as it is copied from a profile in Slack, is that colleague', async (query) => {
    const { ports, ask } = await asked(query);
    await ports.members.save('T1', [buildProfile({ slackUserId: 'U0BEN123', name: 'Bent Berg' })]);
    expect(await ask()).toMatchObject({ team: [{ name: 'Bent Berg' }], people: [], trouble: false });
  });

  test.each(['<@UGONE>', '<@U0NOBODY9>', 'U0NOBODY9'])('the id of somebody else (%s) finds nobody', async (query) => {
    expect(await (await asked(query)).ask()).toEqual({ team: [], people: [], trouble: false });
  });

  test('a name in capitals is no id', async () => {
    const { ports, ask } = await asked('WOLFGANG');
    await ports.members.save('T1', [buildProfile({ slackUserId: 'U0W', name: 'Wolfgang Roth' })]);
    expect(names((await ask()).team)).toEqual(['Wolfgang Roth']);
  });

  test.each(['\uC774', '\u110B\u1175', '\u674E', '\u3042', '\u30A2', '\uFF71'])(
    'one character may be a whole name: %s',
    async (query) => {
      const { ports, ask } = await asked(query);
      ports.marketplace.people.push(buildPerson({ id: 'p-kim', name: query }));
      expect(names((await ask()).people)).toEqual([query]);
    },
  );

  test.each(['e', '\u00E9', '\u3131', '\u{1F600}'])(
    'one character that is no name is not searched: %s',
    async (query) => {
      const { ports, ask } = await asked(query);
      ports.marketplace.people.push(buildPerson({ id: 'p-kim', name: query }));
      expect(names((await ask()).people)).toEqual([]);
    },
  );

  test('looks for no more than a name has, in the database where the team is too large to be read', async () => {
    const { ports, invite } = await asked('');
    const searched: string[] = [];
    const team = await ports.members.team('T1', 1);
    const members: MemoryPorts['members'] = {
      ...ports.members,
      team: async (_, limit) => Array.from({ length: limit }, () => team).flat(),
      search: (tenantId, query, limit) => {
        searched.push(query);
        return ports.members.search(tenantId, query, limit);
      },
    };
    await findColleagues({ ...ports, members }, ANA, invite.id, 'x'.repeat(5_000));
    expect(searched).toEqual(['x'.repeat(250)]);
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

describe('in a large team', () => {
  const crowd = async () => {
    const given = await asked('');
    const profiles = Array.from({ length: 1_000 }, (_, index) => {
      const name = `Colleague ${String(index).padStart(4, '0')}`;
      return buildProfile({
        slackUserId: `UC${index}`,
        name,
        email: `c${index}@agency.example`,
        timeZone: 'Moon/Crater',
      });
    });
    await given.ports.members.save('T1', profiles);
    await given.ports.members.configure('T1', 'UC999', { availability: { kind: 'open' }, skills: ['TypeScript'] });
    return given;
  };

  test('the best match is at the top, however late its name comes', async () => {
    const { ports, invite, ask } = await crowd();
    expect((await ask()).team[0]).toMatchObject({ name: 'Colleague 0999', whyNot: null });
    await ports.invites.insert(
      buildInvite({ job: invite.job, invitee: { person: { id: 'p-999', name: 'Colleague 0999' } } }),
    );
    await ports.members.link('T1', 'UC999', [{ id: 'p-999', name: 'Colleague 0999', linkedBy: 'hand' }]);
    expect(names((await ask()).team)).not.toContain('Colleague 0999');
  });

  test('reads as often as in a small one', async () => {
    const callsOf = async ({ ports, invite }: Awaited<ReturnType<typeof asked>>) => {
      const calls: string[] = [];
      await findColleagues(hookedPorts(ports, { check: (call) => void calls.push(call) }), ANA, invite.id, '');
      return calls.sort();
    };
    expect(await callsOf(await crowd())).toEqual(await callsOf(await asked('')));
  });
});

describe('what speaks for each', () => {
  const words = (given: object) => ({ preferences: DEFAULT_PREFERENCES, ...given });

  test('ranks who has time and skills first, and says why', async () => {
    const { ports, ask } = await asked('');
    await ports.members.configure('T1', 'UCLEO', words({ skills: ['typescript'], availability: { kind: 'open' } }));
    await ports.members.configure('T1', 'UBEN', words({ availability: { kind: 'full', until: '2026-12-01' } }));
    const { team } = await ask();
    expect(team.map(({ name, why }) => [name, why])).toEqual([
      ['Cleo Marsh', [{ fact: 'skills', shared: ['TypeScript'] }, { fact: 'open' }]],
      ['Ben Okoro', [{ fact: 'full', until: '2026-12-01' }]],
      ['Ada Min', []],
    ]);
  });

  test('counts the record, this month’s load and the zones', async () => {
    const { ports, ask } = await asked('ben');
    await ports.members.save('T1', [
      buildProfile({ slackUserId: 'UBEN', name: 'Ben Okoro', timeZone: 'America/New_York' }),
    ]);
    const move = (period: string, count: Count, by: number) => ({ member: 'UBEN', period, count, by });
    await ports.tallies.add('T1', [
      move('all', 'received', 4),
      move('all', 'receivedAccepted', 3),
      move('month:2026-11', 'received', 1),
      move('month:2026-10', 'received', 3),
    ]);
    expect((await ask()).team).toMatchObject([
      {
        why: [
          { fact: 'zone', hours: 6 },
          { fact: 'record', accepted: 3, received: 4 },
          { fact: 'load', received: 1 },
        ],
      },
    ]);
  });

  test('tells a guest, who may pass their own invites on, nothing that was counted', async () => {
    const { ports, ask } = await asked('ben');
    const move = { member: 'UBEN', period: 'all', count: 'received', by: 4 } as const;
    await ports.tallies.add('T1', [move, { ...move, period: 'month:2026-11' }]);
    await ports.members.configure('T1', 'UBEN', words({ availability: { kind: 'open' } }));
    const facts = async () => (await ask()).team.map(({ why }) => why.map(({ fact }) => fact));
    expect(await facts()).toEqual([['open', 'record', 'load']]);
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UANA', name: 'Ana Lopez', isGuest: true })]);
    expect(await facts()).toEqual([['open']]);
  });

  test('forgets that somebody was full once the day has come', async () => {
    const { ports, ask } = await asked('ben');
    await ports.members.configure('T1', 'UBEN', words({ availability: { kind: 'full', until: '2026-11-25' } }));
    expect((await ask()).team).toMatchObject([{ why: [{ fact: 'open' }] }]);
  });
});

describe('who does not fit', () => {
  test('is shown with the reason, at the end', async () => {
    const { ports, invite, ask } = await asked('');
    await ports.invites.insert(
      buildInvite({ job: invite.job, invitee: { person: PEOPLE.ben, slackUserId: 'UBEN' }, status: 'declined' }),
    );
    await ports.members.configure('T1', 'UBEN', { skills: ['TypeScript', 'MongoDB'], availability: { kind: 'open' } });
    expect((await ask()).team.map(({ name, whyNot }) => [name, whyNot])).toEqual([
      ['Cleo Marsh', null],
      ['Ben Okoro', 'referral.alreadyInvited'],
      ['Ada Min', 'referral.noSuchPerson'],
    ]);
  });

  test('is marked among the people of the marketplace, too', async () => {
    const { ports, invite, ask } = await asked('do');
    ports.marketplace.standings.set(invite.externalId, [{ personId: 'p-dora', standing: 'hired' }]);
    expect((await ask()).people).toMatchObject([{ name: 'Dora Weiss', whyNot: 'referral.alreadyHired' }]);
  });

  test('is not shown when hidden, or a guest where guests are not colleagues', async () => {
    const { ports, ask } = await asked('');
    await ports.members.configure('T1', 'UBEN', { preferences: { ...DEFAULT_PREFERENCES, hidden: true } });
    expect(names((await ask()).team)).toEqual(['Cleo Marsh', 'Ada Min']);
    await ports.tenants.configure('T1', { guests: true });
    expect(names((await ask()).team)).toContain('Guest');
  });
});

describe('whoever is a member', () => {
  const HIDDEN = { preferences: { ...DEFAULT_PREFERENCES, hidden: true } };
  const gone = buildProfile({ slackUserId: 'UBEN', name: 'Ben Okoro', isDeactivated: true });

  test.each<[string, (ports: MemoryPorts) => Promise<unknown>]>([
    ['hides', (ports) => ports.members.configure('T1', 'UBEN', HIDDEN)],
    ['has left', (ports) => ports.members.save('T1', [gone])],
    ['is a guest', (ports) => ports.members.save('T1', [{ ...gone, isDeactivated: false, isGuest: true }])],
    ['is a bot', (ports) => ports.members.save('T1', [{ ...gone, isDeactivated: false, isBot: true }])],
    ['belongs elsewhere', (ports) => ports.members.save('T1', [{ ...gone, isDeactivated: false, isExternal: true }])],
  ])('and %s is no stranger, whatever the marketplace calls them', async (_, change) => {
    for (const query of ['benj', 'p-ben@agency.example', 'https://market.example/p-ben']) {
      const { ports, ask } = await asked(query);
      ports.marketplace.people.push({ ...PEOPLE.ben, name: 'Benjamin O.' });
      await change(ports);
      expect(await ask()).toEqual({ team: [], people: [], trouble: false });
    }
  });

  test('is found among the team by the name that the marketplace has', async () => {
    const { ports, ask } = await asked('benjamin');
    ports.marketplace.people.push({ ...PEOPLE.ben, name: 'Benjamin O.' }, { id: 'p-bo', name: 'Benjamin Else' });
    const { team, people } = await ask();
    expect([names(team), names(people)]).toEqual([['Ben Okoro'], ['Benjamin Else']]);
  });

  test('comes with what tells them from a namesake', async () => {
    const { ports, ask } = await asked('ben');
    await ports.members.save('T1', [
      buildProfile({ slackUserId: 'UBEN2', name: 'Ben Okoro', handle: 'ben2', email: 'b2@agency.example' }),
    ]);
    expect((await ask()).team).toMatchObject([
      { slackUserId: 'UBEN', email: 'p-ben@agency.example' },
      { slackUserId: 'UBEN2', handle: 'ben2', email: 'b2@agency.example' },
    ]);
  });
});

describe('an address that was typed', () => {
  test.each([
    'mailto:p-ben@agency.example',
    'mailto:p-ben@agency.example?subject=Hello',
    'Ben Okoro <p-ben@agency.example>',
    '"Okoro, Ben" <p-ben@agency.example>,',
    'P-Ben@agency.example.',
    '\u200Bp-ben@agency.example\u200B;',
    '<https://market.example/p-ben>',
  ])('%s finds whose it is', async (address) => {
    const { team, people } = await (await asked(address)).ask();
    expect([names(team), people]).toEqual([['Ben Okoro'], []]);
  });

  test('finds the colleague or the person whose it is', async () => {
    const { ports, ask } = await asked('p-ben@agency.example');
    expect(names((await ask()).team)).toEqual(['Ben Okoro']);
    const outside = await asked('dora@else.example');
    outside.ports.marketplace.people.push({ id: 'p-d2', name: 'Dora Else', email: 'dora@else.example' });
    expect(await outside.ask()).toMatchObject({ team: [], people: [{ name: 'Dora Else', whyNot: null }] });
    expect(ports.log.lines).toEqual([]);
  });

  test('that nobody has says so; one that could not be looked up does not', async () => {
    const { ports, ask } = await asked('nobody@else.example');
    expect(await ask()).toEqual({ team: [], people: [], trouble: false, unknownAddress: 'nobody@else.example' });
    ports.marketplace.failNext(new Error('down'));
    expect(await ask()).toEqual({ team: [], people: [], trouble: true });
  });

  test('is not said to be nobody’s where people cannot be looked up', async () => {
    const { ports } = await asked('');
    const origins = [{ ...MANUAL_WAY, externalId: 'manual:1' }];
    const invite = buildInvite({
      id: 'i2',
      externalId: 'manual:1',
      origins,
      invitee: { person: PEOPLE.ana, slackUserId: 'UANA' },
    });
    await ports.invites.insert(invite);
    expect(await findColleagues(ports, ANA, invite.id, 'nobody@else.example')).toEqual({
      team: [],
      people: [],
      trouble: false,
      uncheckedAddress: 'nobody@else.example',
    });
  });
});

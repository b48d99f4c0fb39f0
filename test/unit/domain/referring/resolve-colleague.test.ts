import { describe, expect, test } from '@jest/globals';
import { MANUAL_WAY } from '../../../../src/domain/model/connection/connection.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { UPWORK } from '../../../../src/domain/model/member/marketplace-accounts.js';
import type { Settings } from '../../../../src/domain/model/tenant/tenant.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { type Colleague, resolveColleague } from '../../../../src/domain/referring/resolve-colleague.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import {
  buildConnection,
  buildInvite,
  buildJob,
  buildMember,
  buildPerson,
  buildProfile,
} from '../../../support/factories.js';
import { ADMIN, ANA, agency, PEOPLE } from '../../../support/populated-agency.js';

const dora = { ...PEOPLE.dora, email: 'Dora@else.example', profileUrl: 'https://market.example/p-dora/' };

async function picking(given: Partial<Invite> = {}, settings: Partial<Settings> = {}) {
  const ports = await agency({ settings });
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' }, ...given });
  await ports.invites.insert(invite);
  ports.marketplace.people.push(dora, PEOPLE.ben);
  const pick = (colleague: Colleague, by = ANA) => resolveColleague(ports, invite, by, colleague);
  const at = (address: string) => pick({ kind: 'address', address });
  return { ports, invite, pick, at };
}

describe('on a private job that is passed on by hand', () => {
  const privately = async () => {
    const picked = await picking({ job: buildJob({ private: true }) });
    await picked.ports.connections.save(buildConnection({ path: 'handoff' }));
    picked.ports.marketplace.people.length = 0;
    return picked;
  };

  test('a profile’s address is taken, and an email address is not: the message to the client would hold it', async () => {
    const { at } = await privately();
    expect(await at('https://market.example/p-zoe')).toMatchObject({ profileUrl: 'https://market.example/p-zoe' });
    await expectRefusal(at('zoe@else.example'), 'referral.needsProfile');
    expect(await at('p-ben@agency.example')).toMatchObject({ name: 'Ben Okoro', slackUserId: 'UBEN' });
  });
});

describe('a colleague on Upwork', () => {
  const job = buildJob({ id: 'upwork:7', url: 'https://www.upwork.com/jobs/~021955676437925687781' });
  const pickBen = async (account: { id: string; profileUrl?: string; email?: string }) => {
    const origins = [{ ...MANUAL_WAY, externalId: 'manual:1' }];
    const { ports, pick } = await picking({ job, origins });
    const linked = { name: 'Ben Okoro', place: UPWORK, linkedBy: 'hand' } as const;
    await ports.members.link('T1', 'UBEN', [{ ...linked, ...account }]);
    return pick({ kind: 'member', slackUserId: 'UBEN' });
  };

  test('whom a source knows by its own number alone is named by the address in Slack', async () => {
    expect(await pickBen({ id: 'vollna:7' })).toMatchObject({ target: { by: 'email', email: PEOPLE.ben.email } });
  });

  test('of a mail is named by the address that it was written to', async () => {
    const email = 'ben@home.example';
    expect(await pickBen({ id: `mailto:${email}`, email })).toMatchObject({ target: { by: 'email', email } });
  });

  test('is named by the page of their profile where it is known', async () => {
    const profileUrl = 'https://www.upwork.com/freelancers/~01abc0000000000042';
    const id = 'upwork:~01abc0000000000042';
    expect(await pickBen({ id, profileUrl })).toMatchObject({ profileUrl, target: { by: 'person', personId: id } });
  });
});

describe('somebody’s address', () => {
  const target = { by: 'person', personId: 'p-dora' };
  const found = { name: 'Dora Weiss', target, profileUrl: 'https://market.example/p-dora/' };

  test.each([
    'dora@else.example',
    '  DORA@ELSE.EXAMPLE ',
    'https://market.example/p-dora/',
    'https://market.example/p-dora/?ref=mail#top',
  ])('%s finds them', async (address) => {
    const { at } = await picking();
    expect(await at(address)).toEqual(found);
  });

  test('that has no account is refused, and nothing is sent', async () => {
    const { ports, invite, at } = await picking();
    const name = 'nobody@else.example';
    await expectRefusal(at(` ${name} `), 'referral.noSuchAddress');
    const wish = { colleague: { kind: 'address', address: name } as const, reasonId: 'busy' };
    await expectRefusal(referInvite(ports, ANA, invite.id, wish), 'referral.noSuchAddress');
    expect(ports.marketplace.calls).toEqual([]);
    expect(await ports.invites.get(invite)).toEqual(invite);
  });

  test('of two people finds neither, and says so', async () => {
    const { ports, at } = await picking();
    ports.marketplace.people.push(buildPerson({ id: 'p-x', name: 'Another', email: 'dora@else.example' }));
    await expectRefusal(at('dora@else.example'), 'referral.sharedAddress');
  });

  test('that only resembles a name of somebody finds nobody', async () => {
    const { ports, at } = await picking();
    ports.marketplace.people.push(buildPerson({ id: 'p-x', name: 'x@y.example', email: 'other@y.example' }));
    await expectRefusal(at('x@y.example'), 'referral.noSuchAddress');
  });

  test('of a colleague is that colleague, with all that forbids them', async () => {
    const { at } = await picking();
    expect(await at('p-ben@agency.example')).toMatchObject({ slackUserId: 'UBEN' });
    const { at: inChain } = await picking({ chain: [{ slackUserId: 'UBEN', name: 'Ben', referralId: 'r' }] });
    await expectRefusal(inChain('p-ben@agency.example'), 'referral.backUpTheChain');
  });

  test('is looked up while the job’s candidates are asked for, for somebody waits', async () => {
    const { ports, at } = await picking();
    const { candidates, searchPeople } = ports.marketplace;
    let both = () => {};
    const asked = new Promise<void>((resolve) => {
      both = resolve;
    });
    ports.marketplace.candidates = async (...query) => {
      await asked;
      return candidates(...query);
    };
    ports.marketplace.searchPeople = async (...query) => {
      both();
      return searchPeople(...query);
    };
    expect(await at('dora@else.example')).toEqual(found);
  });

  test('cannot be looked up while the marketplace is away', async () => {
    const { ports, at } = await picking();
    ports.marketplace.failNext(new Error('down'));
    await expect(at('dora@else.example')).rejects.toThrow('down');
  });
});

describe('a member who is not linked', () => {
  const unlinked = async (path: 'native' | 'handoff' = 'native') => {
    const world = await picking();
    await world.ports.connections.save(buildConnection({ path }));
    await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UDORA', name: 'Dora W.', email: dora.email })]);
    return { ...world, pickDora: () => world.pick({ kind: 'member', slackUserId: 'UDORA' }) };
  };
  const byEmail = { name: 'Dora W.', slackUserId: 'UDORA', target: { by: 'email', email: dora.email } };

  test('is referred by the address of their account', async () => {
    const { pickDora } = await unlinked();
    expect(await pickDora()).toEqual(byEmail);
  });

  test('is refused where the marketplace knows no such address, before anything is sent', async () => {
    const { ports, pickDora } = await unlinked();
    ports.marketplace.people.length = 0;
    await expectRefusal(pickDora(), 'referral.noSuchPerson', { name: 'Dora W.' });
  });

  test('is told apart later where the marketplace is away, or a person carries it over', async () => {
    const { ports, pickDora } = await unlinked();
    ports.marketplace.searchPeople = () => Promise.reject(new Error('down'));
    expect(await pickDora()).toEqual(byEmail);
    const byHand = await unlinked('handoff');
    byHand.ports.marketplace.people.length = 0;
    expect(await byHand.pickDora()).toEqual(byEmail);
  });
});

describe('somebody picked', () => {
  test.each([
    ['invited', 'referral.alreadyInvited'],
    ['proposed', 'referral.alreadyProposed'],
    ['referred', 'referral.alreadyReferred'],
    ['hired', 'referral.alreadyHired'],
    ['involved', 'referral.alreadyInvolved'],
  ] as const)('who is %s for the job is refused, colleague or not', async (standing, code) => {
    const { ports, invite, pick, at } = await picking();
    ports.marketplace.standings.set(
      invite.externalId,
      ['p-ben', 'p-dora'].map((personId) => ({ personId, standing })),
    );
    await expectRefusal(pick({ kind: 'member', slackUserId: 'UBEN' }), code, { name: 'Ben Okoro' });
    await expectRefusal(pick({ kind: 'person', personId: 'p-dora', shown: 'Dora Weiss' }), code, {
      name: 'Dora Weiss',
    });
    await expectRefusal(at('dora@else.example'), code);
  });

  test('who is a guest is a colleague where the tenant says so', async () => {
    const guest = buildProfile({ slackUserId: 'UGUEST', name: 'Gus', isGuest: true, email: 'gus@else.example' });
    const refused = await picking();
    await refused.ports.members.save('T1', [guest]);
    await expectRefusal(refused.pick({ kind: 'member', slackUserId: 'UGUEST' }), 'referral.isGuest');
    const allowed = await picking({}, { guests: true });
    await allowed.ports.members.save('T1', [guest]);
    allowed.ports.marketplace.people.push(buildPerson({ id: 'p-gus', email: 'gus@else.example' }));
    expect(await allowed.pick({ kind: 'member', slackUserId: 'UGUEST' })).toMatchObject({ name: 'Gus' });
  });

  test('who is hidden is offered and referred no more', async () => {
    const { ports, pick } = await picking();
    await ports.members.configure('T1', 'UBEN', { preferences: { ...buildMember().preferences, hidden: true } });
    await expectRefusal(pick({ kind: 'member', slackUserId: 'UBEN' }), 'referral.notEligible');
    await expectRefusal(pick({ kind: 'person', personId: 'p-ben', shown: 'Ben' }), 'referral.notEligible');
  });

  test('has the name that the marketplace knows them by, not the one that a list had room for', async () => {
    const long = { id: 'p-long', name: `Maximiliane ${'von und zu '.repeat(7)}Hohenstein` };
    const { ports, pick } = await picking();
    ports.marketplace.people.push({ id: 'p-other', name: long.name }, long);
    const shown = `${long.name.slice(0, 74)}…`;
    expect(await pick({ kind: 'person', personId: 'p-long', shown })).toEqual({
      name: long.name,
      target: { by: 'person', personId: 'p-long' },
    });
    expect(await pick({ kind: 'person', personId: 'p-ben', shown: 'Bennie' })).toMatchObject({ name: 'Ben Okoro' });
    ports.marketplace.searchPeople = () => Promise.reject(new Error('down'));
    expect(await pick({ kind: 'person', personId: 'p-long', shown })).toMatchObject({ name: shown });
  });

  test('by a manager may be the manager, but not whose invite it is', async () => {
    const { ports, pick } = await picking();
    await ports.members.save('T1', [
      buildProfile({ slackUserId: 'UADMIN', name: 'Ada Min', email: 'ada@agency.example' }),
    ]);
    ports.marketplace.people.push(buildPerson({ id: 'p-ada', email: 'ada@agency.example' }));
    expect(await pick({ kind: 'member', slackUserId: 'UADMIN' }, ADMIN)).toMatchObject({ slackUserId: 'UADMIN' });
    await expectRefusal(pick({ kind: 'member', slackUserId: 'UANA' }, ADMIN), 'referral.toAddressee', {
      name: 'Ana Lopez',
    });
  });
});

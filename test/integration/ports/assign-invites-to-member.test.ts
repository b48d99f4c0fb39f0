import { expect, test } from '@jest/globals';
import { assignInvitesToMember } from '../../../src/domain/lifecycle/assign-invites-to-member.js';
import { jobClaims, keysOfMember, ownClaims } from '../../../src/domain/model/invite/identity-claims.js';
import { type Invite, MOST_CARDS } from '../../../src/domain/model/invite/invite.js';
import { buildInvite, buildMember, buildPerson, buildProfile, nextId } from '../../support/factories.js';
import { memoryPorts, START } from '../../support/memory-ports.js';
import { portSuite } from './port-suite.js';

const NOBODY = buildPerson({ id: 'vollna:7' });
const BENS = { person: buildPerson({ id: 'mailto:ben@home.example' }), slackUserId: 'UBEN' };

portSuite('the open invites of a person who is linked', (open) => {
  async function world() {
    const { clock, ...others } = memoryPorts();
    const ports = { ...others, ...open(), clock };
    const tenantId = nextId('T');
    const [ana, ben] = ['UANA', 'UBEN'].map((slackUserId) => buildMember({ slackUserId, tenantId }));
    if (!ana || !ben) throw new Error('nobody is there');
    await ports.members.save(
      tenantId,
      [ana, ben].map(({ slackUserId, name }) => buildProfile({ slackUserId, name })),
    );
    await ports.members.configure(tenantId, 'UBEN', { homeOpenedAt: START });
    const insert = async (facts: Partial<Invite>) => {
      const invite = buildInvite({ tenantId, work: [], invitee: { person: NOBODY }, ...facts });
      await ports.invites.insert(invite);
      return invite;
    };
    const link = () => assignInvitesToMember(ports, NOBODY.id, ana);
    return { ports, tenantId, insert, link, homes: async () => (await ports.members.get(tenantId, 'UBEN'))?.work };
  }

  test('are announced to the member, so many of those without a card at once', async () => {
    const { ports, insert, link } = await world();
    const stored: Invite[] = [];
    for (let number = 0; number < MOST_CARDS + 2; number += 1) stored.push(await insert({ unannounced: true }));
    await link();
    const invites = await Promise.all(stored.map((one) => ports.invites.get(one)));
    expect(invites.filter((one) => one?.unannounced)).toHaveLength(2);
    for (const one of invites) {
      expect(one).toMatchObject({ revision: 2, invitee: { person: NOBODY, slackUserId: 'UANA' } });
      expect(one?.work[0]).toMatchObject({ job: 'announce-invite' });
    }
    await link();
    expect(await Promise.all(stored.map((one) => ports.invites.get(one)))).toEqual(invites);
  });

  test('become the member’s where a less certain source named somebody else, with all that follows', async () => {
    const { ports, insert, link, homes } = await world();
    const made = buildInvite();
    const [id, keys] = [made.externalId, ['upwork:invitation:7']];
    const former = [...jobClaims(made.job, BENS), ...keysOfMember(keys, 'UBEN')];
    const invite = await insert({
      ...{ job: made.job, externalId: id, keys, nudges: 2, remindedUnder: 'a plan' },
      invitee: { person: NOBODY, slackUserId: 'UBEN' },
      ranks: { person: 80, addressee: 30, keys: 80 },
      claims: [...ownClaims({ id, keys }), ...former],
      referredIn: { byName: 'Cleo', referralId: 'r1', inferred: true },
      chain: [{ slackUserId: 'UCLEO', name: 'Cleo', referralId: 'r1' }],
    });
    await link();
    const after = await ports.invites.get(invite);
    const invitee = { person: NOBODY, slackUserId: 'UANA' };
    expect(after).toMatchObject({ invitee, nudges: 0, ranks: { person: 80, addressee: 80 }, chain: [] });
    for (const field of ['remindedUnder', 'referredIn']) expect(after).not.toHaveProperty(field);
    expect(new Set(after?.claims)).toEqual(
      new Set([...ownClaims({ id, keys }), ...jobClaims(made.job, invitee), ...keysOfMember(keys, 'UANA')]),
    );
    expect(after?.work.map(({ job }) => job).sort()).toEqual(['announce-invite', 'nudge-invite']);
    expect(await homes()).toMatchObject([{ job: 'publish-home' }]);
    await link();
    expect(await ports.invites.get(invite)).toEqual(after);
  });

  test('stay where they are once they are answered, or as certain to be somebody else’s as who was invited', async () => {
    const { ports, insert, link, homes } = await world();
    const invitee = { person: NOBODY, slackUserId: 'UBEN' };
    const stay = [
      await insert({ invitee }),
      await insert({ invitee, ranks: { person: 80, addressee: 80 } }),
      await insert({ invitee, ranks: { person: 80, addressee: 30 }, status: 'declined' }),
    ];
    await link();
    for (const one of stay) expect(await ports.invites.get(one)).toEqual(one);
    expect(await homes()).toEqual([]);
  });
});

import { expect, test } from '@jest/globals';
import { assignInvitesToMember } from '../../../src/domain/lifecycle/assign-invites-to-member.js';
import { jobClaims, keysOfMember, ownClaims } from '../../../src/domain/model/invite/identity-claims.js';
import { type Invite, MOST_CARDS } from '../../../src/domain/model/invite/invite.js';
import { buildInvite, buildMember, buildPerson, buildProfile, buildReferral, nextId } from '../../support/factories.js';
import { Crash, mortal } from '../../support/hooked-ports.js';
import { memoryPorts, START } from '../../support/memory-ports.js';
import { portSuite } from './port-suite.js';

const NOBODY = buildPerson({ id: 'vollna:7' });
const ANAS = { person: buildPerson({ id: 'p-ana' }), slackUserId: 'UANA' };
const byMail = (externalId = nextId('c-mail:')) => ({
  externalId,
  origins: [{ connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false, externalId }],
});
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
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
    const link = (steps = Number.POSITIVE_INFINITY) => assignInvitesToMember(mortal(ports, steps), NOBODY.id, ana);
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

  test('become the member’s with all that follows at once, whenever the process dies meanwhile', async () => {
    const { ports, tenantId, insert, link } = await world();
    const told = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true } as const;
    const story = async (steps: number) => {
      const { job, externalId } = buildInvite();
      const to = { name: 'Ana', slackUserId: 'UANA', target: { by: 'person', personId: 'p-ana' } } as const;
      const referral = buildReferral({ tenantId, job, to, status: 'forwarded' });
      await ports.referrals.insert(referral);
      const [invite, twin] = [
        await insert({
          ...{ job, externalId, origins: [{ ...told, externalId }], ranks: { person: 80, addressee: 30 } },
          invitee: { person: NOBODY, slackUserId: 'UBEN' },
          claims: [...ownClaims({ id: externalId, keys: [] }), ...jobClaims(job, BENS)],
        }),
        await insert({
          job,
          ...byMail(),
          invitee: ANAS,
          claims: jobClaims(job, ANAS),
          invitedAt: later(1),
          history: [],
        }),
      ];
      const died = await link(steps).then(
        () => false,
        (error: unknown) => error instanceof Crash,
      );
      if (died) await link();
      const after = await ports.invites.get(invite);
      expect(after).toMatchObject({ invitee: { slackUserId: 'UANA' }, referredIn: { referralId: referral.id } });
      const both = [ANAS, { person: NOBODY, slackUserId: 'UANA' }].flatMap((one) => jobClaims(job, one));
      expect(after?.claims).toEqual(expect.arrayContaining(both));
      expect(await ports.invites.get(twin)).toMatchObject({ status: 'archived', duplicateOf: invite.id });
      expect(await ports.referrals.get(referral)).toMatchObject({ receivedExternalId: externalId });
      return died;
    };
    let steps = 0;
    while (await story(steps)) steps += 1;
    expect(steps).toBeGreaterThan(10);
  });

  test('become the member’s also where another invite takes the same job at the same time', async () => {
    const { ports, tenantId, insert } = await world();
    const { job, externalId } = buildInvite();
    const invite = await insert({ job, externalId, invitee: { person: NOBODY }, claims: [`origin:${externalId}`] });
    const twin = await insert({ job, ...byMail(), invitee: ANAS, claims: jobClaims(job, ANAS), invitedAt: later(1) });
    const snapshots: Invite[][] = [[]];
    const holding: typeof ports.invites.holding = async (...asked) =>
      snapshots.pop() ?? (await ports.invites.holding(...asked));
    const racing = { ...ports, invites: { ...ports.invites, holding } };
    await assignInvitesToMember(racing, NOBODY.id, buildMember({ slackUserId: 'UANA', tenantId }));
    expect(snapshots).toEqual([]);
    const after = await Promise.all([invite, twin].map((one) => ports.invites.get(one)));
    expect(after.map((one) => one?.status).sort()).toEqual(['archived', 'open']);
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

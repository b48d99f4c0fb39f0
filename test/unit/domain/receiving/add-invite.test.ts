import { describe, expect, test } from '@jest/globals';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { prepareDecision } from '../../../../src/domain/deciding/prepare-decision.js';
import { reportHandoffDone } from '../../../../src/domain/deciding/report-handoff-done.js';
import { MANUAL_WAY, type Via } from '../../../../src/domain/model/connection/connection.js';
import type { Invitation } from '../../../../src/domain/model/event/event.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { UPWORK } from '../../../../src/domain/model/member/marketplace-accounts.js';
import type { Actor } from '../../../../src/domain/model/member/member.js';
import { addInvite, type EnteredInvite } from '../../../../src/domain/receiving/add-invite.js';
import { prepareAddInvite } from '../../../../src/domain/receiving/prepare-add-invite.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import { buildInvitation, buildInvite, buildJob, buildProfile } from '../../../support/factories.js';
import { type MemoryPorts, START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const LINK = 'https://www.upwork.com/jobs/Shop-for-lamps_~021955676437925687781?source=rss';
const JOB = 'https://www.upwork.com/jobs/~021955676437925687781';
const INVITATION = 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657';

/** An agency with nothing connected, whose people are on Upwork. */
async function unconnected() {
  const ports = await agency();
  for (const { tenantId, id } of await ports.connections.latestOf('T1'))
    await ports.connections.remove({ tenantId, id });
  for (const [slackUserId, person] of [
    ['UANA', PEOPLE.ana],
    ['UBEN', PEOPLE.ben],
  ] as const)
    await ports.members.link('T1', slackUserId, [{ ...person, place: UPWORK, linkedBy: 'hand' }]);
  return ports;
}

const entered = (more: Partial<EnteredInvite> = {}): EnteredInvite => ({
  title: 'Shop for lamps',
  link: LINK,
  slackUserId: 'UANA',
  letter: 'Hello',
  facts: { skills: ['TypeScript'], client: { country: 'Portugal' } },
  ...more,
});

describe('an invite that is entered by hand', () => {
  test('is stored with what was entered, for the member, and its card is announced', async () => {
    const ports = await unconnected();
    const expiresAt = new Date(START.getTime() + 60 * MINUTE);
    const budget = { kind: 'hourly', min: 30, max: 50, currency: 'USD' } as const;
    const facts = { skills: ['TypeScript'], client: { country: 'Portugal' }, budget, private: true as const };
    const { invite, isNew } = await addInvite(ports, ANA, entered({ title: '  Shop for lamps ', expiresAt, facts }));
    expect(isNew).toBe(true);
    expect(invite).toMatchObject({
      status: 'open',
      origins: [{ ...MANUAL_WAY, externalId: invite.externalId }],
      job: {
        id: 'upwork:1955676437925687781',
        title: 'Shop for lamps',
        url: JOB,
        budget,
        skills: ['TypeScript'],
        private: true,
      },
      client: { country: 'Portugal' },
      letter: 'Hello',
      invitee: { person: PEOPLE.ana, slackUserId: 'UANA' },
      expiresAt,
      history: [{ at: START, who: 'UANA', what: 'open', through: 'slack' }],
    });
    await runWork(ports);
    expect(ports.sent).toMatchObject([{ content: { kind: 'invite-card', byHand: true, marketplace: 'Upwork' } }]);
    expect(await ports.messages.cardsOf('T1', invite.id)).toMatchObject([{ to: 'UANA' }]);
  });

  test('of a link to the invitation has its address and its key', async () => {
    const ports = await unconnected();
    const { invite } = await addInvite(ports, ANA, entered({ link: `${INVITATION}/accept` }));
    expect(invite).toMatchObject({
      url: INVITATION,
      keys: ['upwork:invitation:1955676881223622657'],
      job: { url: INVITATION },
    });
  });

  test('is one invite for the same job and person, whoever enters it and however often', async () => {
    const ports = await unconnected();
    const { done } = await twenty(() => addInvite(ports, ANA, entered()));
    const again = await addInvite(ports, ADMIN, entered({ title: 'Lamps', link: JOB }));
    expect(new Set([...done, again].map(({ invite }) => invite.id)).size).toBe(1);
    expect(again).toMatchObject({ isNew: false, invite: { job: { title: 'Shop for lamps' } } });
    const [ofBen, untitled, sameTitle] = [
      await addInvite(ports, ADMIN, entered({ slackUserId: 'UBEN' })),
      await addInvite(ports, ANA, entered({ link: '' })),
      await addInvite(ports, ANA, entered({ link: '', title: 'SHOP for  lamps' })),
    ];
    expect([ofBen.isNew, untitled.isNew, sameTitle.isNew]).toEqual([true, true, false]);
  });

  test('that a connection brought already is that one', async () => {
    const ports = await agency();
    const known = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
    await ports.invites.insert({ ...known, job: { ...known.job, id: 'upwork:1955676437925687781' } });
    expect(await addInvite(ports, ANA, entered())).toMatchObject({ isNew: false, invite: { id: known.id } });
    expect(await ports.invites.ofJob('T1', 'upwork:1955676437925687781')).toHaveLength(1);
  });

  test('from the page of a job elsewhere is the one that a connection brought, by whatever id and also when it is decided', async () => {
    const ports = await agency();
    const job = buildJob({ id: 'job-7' });
    const known = await receiveInvite(ports, 'T1', buildInvitation({ job, freelancer: PEOPLE.ana }));
    const link = `${job.url}?utm_source=mail`;
    expect(await addInvite(ports, ANA, entered({ link }))).toMatchObject({ isNew: false, invite: { id: known.id } });
    await declineInvite(ports, ANA, known.id, { reasonId: 'busy' });
    expect(await addInvite(ports, ANA, entered({ link }))).toMatchObject({
      isNew: false,
      invite: { id: known.id, status: 'declined' },
    });
    expect(await addInvite(ports, ADMIN, entered({ link, slackUserId: 'UBEN' }))).toMatchObject({ isNew: true });
  });

  test('from the page of a job elsewhere is the one that a release without claims stored, once that is told of again', async () => {
    const ports = await agency();
    const known = buildInvite({ externalId: 'inv-7', job: buildJob({ id: 'job-7' }) });
    await ports.invites.insert(known);
    await receiveInvite(
      ports,
      'T1',
      buildInvitation({ id: 'inv-7', job: known.job, freelancer: known.invitee.person }),
    );
    const link = known.job.url;
    expect(await addInvite(ports, ANA, entered({ link }))).toMatchObject({ isNew: false, invite: { id: known.id } });
  });

  test('from the page of a job elsewhere is the invite to which a connection adds later, and that it then answers', async () => {
    const ports = await agency();
    const job = buildJob({ id: 'job-7' });
    const { invite } = await addInvite(ports, ANA, entered({ link: `${job.url}/#top` }));
    const told = await receiveInvite(ports, 'T1', buildInvitation({ id: 'inv-7', job, freelancer: PEOPLE.ana }));
    expect(told).toMatchObject({
      id: invite.id,
      job: { id: 'job-7' },
      origins: [{ source: 'manual' }, { source: 'contract', externalId: 'inv-7' }],
    });
    expect(await prepareDecision(ports, ANA, invite.id)).not.toHaveProperty('byHand');
  });

  test.each([
    ['a mail, which is uncertain of the addressee', { source: 'email', trust: 30 }, ['freelancer', 'letter']],
    ['a vendor', { source: 'vollna', trust: 80 }, []],
    ['the member by hand', { source: 'manual', trust: 50 }, []],
  ] as const)(
    'with the link of an invitation to a colleague stays the colleague’s: told by %s',
    async (_, way, uncertain) => {
      const ports = await unconnected();
      const keys = ['upwork:invitation:1955676881223622657'];
      const told = buildInvitation({ id: 'x1', freelancer: PEOPLE.ana, keys, letter: 'For Ana', uncertain });
      const via = { connectionId: 'c9', namesInvitations: true, ...way };
      const theirs = await receiveInvite(ports, 'T1', told, via);
      const own = entered({ link: INVITATION, slackUserId: 'UBEN', letter: 'For me' });
      await expectRefusal(addInvite(ports, BEN, own), 'invite.notYours', { name: PEOPLE.ana.name, field: 'link' });
      expect(await ports.invites.get(theirs)).toEqual(theirs);
      const { invite } = await addInvite(ports, ADMIN, own);
      expect(invite.id).toBe(theirs.id);
    },
  );

  describe.each([
    ['a mail', { source: 'email', trust: 30, namesInvitations: false }, []],
    [
      'a mail that is uncertain of the addressee',
      { source: 'email', trust: 30, namesInvitations: false },
      ['freelancer', 'letter'],
    ],
    ['a member by hand', { source: 'manual', trust: 50, namesInvitations: false }, []],
    ['a vendor', { source: 'getmany', trust: 70, namesInvitations: true }, []],
    ['a more trusted vendor', { source: 'vollna', trust: 80, namesInvitations: true }, []],
  ] as const)('beside an invitation to a colleague, told by %s', (_, way, uncertain) => {
    const keys = ['upwork:invitation:1955676881223622657'];
    const job = buildJob({ id: 'upwork:1955676437925687999', title: 'For Ana alone' });
    const told = buildInvitation({ id: 'x1', job, freelancer: PEOPLE.ana, keys, letter: 'For Ana', uncertain });
    const via = { connectionId: 'c9', ...way };
    const own = entered({ slackUserId: 'UBEN', link: JOB, letter: 'For me' });
    const both = entered({ slackUserId: 'UBEN', link: `${JOB} ${INVITATION}` });

    test.each(['before', 'after', 'never'] as const)(
      'whose link a member enters with a job of their own, which they added %s it came, leaves both as they are',
      async (when) => {
        const ports = await unconnected();
        if (when === 'before') await addInvite(ports, BEN, own);
        const theirs = await receiveInvite(ports, 'T1', told, via);
        if (when === 'after') await addInvite(ports, BEN, own);
        const jobs = [told.job.id, 'upwork:1955676437925687781'];
        const stored = () => Promise.all(jobs.map((id) => ports.invites.ofJob('T1', id)));
        const before = await stored();
        const refusal = { name: PEOPLE.ana.name, field: 'link' };
        await expectRefusal(addInvite(ports, BEN, both), 'invite.notYours', refusal);
        expect(await stored()).toEqual(before);
        expect(await ports.invites.get(theirs)).toEqual(theirs);
        await expectRefusal(declineInvite(ports, BEN, theirs.id, { reasonId: 'busy' }), 'invite.notYours');
        const { invite } = await addInvite(ports, ADMIN, both);
        expect(invite.id === theirs.id).toBe(when === 'never');
        expect(await ports.invites.get(theirs)).toMatchObject({ status: 'open' });
      },
    );

    test('is not merged with what a member enters at the same time', async () => {
      const ports = await unconnected();
      await addInvite(ports, BEN, own);
      const holding = ports.invites.holding;
      let theirs: Invite | undefined;
      ports.invites.holding = async (tenantId, claims) => {
        const held = await holding(tenantId, claims);
        theirs ??= await receiveInvite({ ...ports, invites: { ...ports.invites, holding } }, 'T1', told, via);
        return held;
      };
      await expectRefusal(addInvite(ports, BEN, both), 'invite.notYours', { name: PEOPLE.ana.name, field: 'link' });
      expect(theirs && (await ports.invites.get(theirs))).toEqual(theirs);
    });
  });

  test('fills in what the source could not tell', async () => {
    const ports = await agency();
    const known = buildInvite({ letter: '', client: {}, invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
    await ports.invites.insert({ ...known, job: { ...known.job, id: 'upwork:1955676437925687781' } });
    await addInvite(ports, ANA, entered());
    expect(await ports.invites.get(known)).toMatchObject({
      letter: 'Hello',
      client: { country: 'Portugal' },
      job: { title: known.job.title },
      origins: [{ source: 'contract' }, { source: 'manual' }],
    });
  });

  test('is for a member without an account, too', async () => {
    const ports = await unconnected();
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UNEW', name: 'Nia New' })]);
    const { invite } = await addInvite(ports, ADMIN, entered({ slackUserId: 'UNEW' }));
    expect(invite.invitee).toEqual({ person: { id: 'slack:UNEW', name: 'Nia New' }, slackUserId: 'UNEW' });
  });

  test('is refused with the field at fault', async () => {
    const ports = await unconnected();
    const add = (more: Partial<EnteredInvite>) => addInvite(ports, ANA, entered(more));
    await expectRefusal(add({ title: '  ' }), 'invite.noTitle', { field: 'title' });
    await expectRefusal(add({ title: '\u200B\u2060' }), 'invite.noTitle', { field: 'title' });
    await expectRefusal(add({ link: 'see my mail' }), 'invite.badLink', { field: 'link' });
    await expectRefusal(add({ expiresAt: START }), 'invite.deadlinePast', { field: 'deadline' });
    await expectRefusal(add({ slackUserId: 'UBEN' }), 'invite.forOthers', { field: 'member' });
    await expectRefusal(addInvite(ports, ADMIN, entered({ slackUserId: 'UNOBODY' })), 'member.unknown', {
      field: 'member',
    });
  });

  test.each([
    [{ isBot: true }, 'invitee.isBot'],
    [{ isDeactivated: true }, 'invitee.hasLeft'],
    [{ isExternal: true }, 'invitee.isExternal'],
    [{ isGuest: true }, 'invitee.isGuest'],
  ] as const)('is refused for whoever gets none, with the reason: %j', async (given, code) => {
    const ports = await unconnected();
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UNONE', name: 'Noe None', ...given })]);
    const add = () => addInvite(ports, ADMIN, entered({ slackUserId: 'UNONE' }));
    await expectRefusal(add(), code, { field: 'member', name: 'Noe None' });
    await ports.members.link('T1', 'UNONE', [{ id: 'p-none', name: 'Noe None', linkedBy: 'hand' }]);
    if (code === 'invitee.isGuest') await expect(add()).resolves.toMatchObject({ isNew: true });
    else await expectRefusal(add(), code);
  });

  test('is for a guest where guests count as colleagues', async () => {
    const ports = await unconnected();
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UNONE', isGuest: true })]);
    await ports.tenants.configure('T1', { guests: true });
    await expect(addInvite(ports, ADMIN, entered({ slackUserId: 'UNONE' }))).resolves.toMatchObject({ isNew: true });
  });

  test('on Upwork offers Upwork’s reasons, and is referred and handed off without any connection', async () => {
    const ports = await unconnected();
    const { invite } = await addInvite(ports, ANA, entered());
    const prepared = await prepareDecision(ports, ANA, invite.id);
    expect(prepared).toMatchObject({ byHand: true });
    expect(prepared.reasons.map(({ text }) => text)).toContain('Too busy on other projects');
    await referInvite(ports, ANA, invite.id, {
      colleague: { kind: 'member', slackUserId: 'UBEN' },
      reasonId: 'too-busy',
    });
    await runWork(ports, { withinMs: MINUTE });
    await runWork(ports, { withinMs: MINUTE });
    expect(ports.sent.at(-1)?.content).toMatchObject({
      kind: 'invite-card',
      reason: { text: 'Too busy on other projects' },
      referral: { status: 'awaiting-handoff', to: { profileUrl: PEOPLE.ben.profileUrl } },
    });
    await reportHandoffDone(ports, ANA, invite.id);
    expect(await ports.referrals.ofInvite('T1', invite.id)).toMatchObject({ status: 'forwarded' });
  });

  test('elsewhere offers no reasons of Upwork', async () => {
    const ports = await unconnected();
    const { invite } = await addInvite(ports, ANA, entered({ link: 'https://market.example/jobs/7' }));
    expect((await prepareDecision(ports, ANA, invite.id)).reasons).toEqual([]);
  });

  test.each([
    ['dora@else.example', { by: 'email', email: 'dora@else.example' }, undefined],
    [
      'https://www.upwork.com/freelancers/~01921F906821a83980?s=1',
      { by: 'person', personId: 'upwork:~01921f906821a83980' },
      'https://www.upwork.com/freelancers/~01921f906821a83980',
    ],
  ])('is referred to an address as it is, since nobody can look it up: %s', async (address, target, profileUrl) => {
    const ports = await unconnected();
    const { invite } = await addInvite(ports, ANA, entered());
    const { to } = await referInvite(ports, ANA, invite.id, {
      colleague: { kind: 'address', address },
      reasonId: 'budget',
    });
    expect(to).toEqual({ name: address, target, ...(profileUrl && { profileUrl }) });
  });
});

describe('the form begins', () => {
  test('with what was pasted; a plain member adds their own', async () => {
    const prepared = await prepareAddInvite(await unconnected(), BEN, `${LINK}\nFreelancer: Ana Lopez`);
    expect(prepared).toMatchObject({ draft: { title: 'Shop for lamps' } });
    expect(prepared).not.toHaveProperty('addressee');
  });

  test.each([
    ['Freelancer: Ana Lopez', 'UANA'],
    ['Freelancer: Somebody', 'UADMIN'],
    ['', 'UADMIN'],
  ])('with the member whom the text names, for those who add others’: %s', async (text, addressee) => {
    expect(await prepareAddInvite(await unconnected(), ADMIN, text)).toMatchObject({ addressee });
  });
});

describe('a link that a member entered for themselves', () => {
  const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
  const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
  const uid = '1955676881223622657';
  const told = (given: Partial<Invitation>) =>
    buildInvitation({ letter: 'As it was told.', keys: [`upwork:invitation:${uid}`], ...given });
  const mailed = told({ id: 'c-mail:1', job: buildJob({ id: 'c-mail:job' }), uncertain: ['freelancer'] });
  const enter = (ports: MemoryPorts, by: Actor, slackUserId = by.slackUserId) => {
    const link = `https://www.upwork.com/nx/proposals/interview/uid/${uid}`;
    return addInvite(ports, by, { title: 'Mine', link, slackUserId, letter: '', facts: { skills: [], client: {} } });
  };

  test('is the invite that the sources tell of, where these name the same member', async () => {
    const ports = await agency();
    const { invite } = await enter(ports, BEN);
    for (const report of [mailed, { ...mailed, id: 'c-mail:2', uncertain: [] }])
      expect(await receiveInvite(ports, 'T1', { ...report, freelancer: PEOPLE.ben }, MAIL)).toMatchObject({
        id: invite.id,
        letter: 'As it was told.',
        invitee: { slackUserId: 'UBEN' },
      });
  });

  test('is another’s once a source knows that for certain, where a mail to nobody known was told with it', async () => {
    const ports = await agency();
    const mail = await receiveInvite(
      ports,
      'T1',
      { ...mailed, freelancer: { id: 'mailto:x@y.example', name: 'X' } },
      MAIL,
    );
    expect((await enter(ports, BEN)).invite).toMatchObject({ id: mail.id, invitee: { slackUserId: 'UBEN' } });
    const byVollna = told({ id: 'c-vollna:1', job: buildJob({ id: 'upwork:1' }), freelancer: PEOPLE.ana });
    expect(await receiveInvite(ports, 'T1', byVollna, VOLLNA)).toMatchObject({
      id: mail.id,
      invitee: { slackUserId: 'UANA', person: { id: PEOPLE.ana.id } },
    });
  });

  test('gives way to a manager, who knows whose it is', async () => {
    const ports = await agency();
    const { invite: bens } = await enter(ports, BEN);
    await declineInvite(ports, BEN, bens.id, { reasonId: 'busy' });
    const { invite, isNew } = await enter(ports, ADMIN, 'UANA');
    expect({ isNew, ...invite }).toMatchObject({ isNew: true, status: 'open', invitee: { slackUserId: 'UANA' } });
    expect(await receiveInvite(ports, 'T1', { ...mailed, freelancer: PEOPLE.ben }, MAIL)).toMatchObject({
      id: invite.id,
    });
  });

  test('stays theirs against a mail that anybody may have sent', async () => {
    const ports = await agency();
    const { invite } = await enter(ports, ANA);
    const forged = await receiveInvite(ports, 'T1', { ...mailed, freelancer: PEOPLE.ben }, MAIL);
    expect(forged.id).not.toBe(invite.id);
    const real = { ...mailed, id: 'c-mail:2', freelancer: PEOPLE.ana };
    expect(await receiveInvite(ports, 'T1', real, MAIL)).toMatchObject({ id: invite.id, letter: 'As it was told.' });
    expect(await ports.invites.get(forged)).toMatchObject({ origins: [{ externalId: 'c-mail:1' }] });
  });
});

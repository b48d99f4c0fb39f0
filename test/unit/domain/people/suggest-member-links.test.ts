import { beforeEach, describe, expect, test } from '@jest/globals';
import { readHome } from '../../../../src/domain/announcing/read-home.js';
import { readMessageContent } from '../../../../src/domain/announcing/read-message-content.js';
import { UPWORK } from '../../../../src/domain/model/member/marketplace-accounts.js';
import { linkMember } from '../../../../src/domain/people/link-member.js';
import { searchAgencyPeople } from '../../../../src/domain/people/search-agency-people.js';
import { suggestLinks } from '../../../../src/domain/people/suggest-member-links.js';
import { unlinkedPeople } from '../../../../src/domain/people/unlinked-people.js';
import { addInvite } from '../../../../src/domain/receiving/add-invite.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildConnection, buildInvitation, buildJob, buildMessage, buildProfile } from '../../../support/factories.js';
import type { MemoryPorts } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const VOLLNA = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true } as const;
const PROFILE = 'https://www.upwork.com/freelancers/~01aaaaaaaaaaaaaaaa';
let ports: MemoryPorts;

/** An agency on Upwork by Vollna, beside its first marketplace: Eve is invited there, and nobody knows who she is. */
beforeEach(async () => {
  ports = await agency({ settings: { nudgeHours: [] } });
  const { connectionId: id, ...traits } = VOLLNA;
  const { bareIds: _, ...connection } = buildConnection({ id, ...traits, marketplace: 'upwork', can: ['outcomes'] });
  await ports.connections.save(connection);
  await ports.members.save('T1', [
    buildProfile({ slackUserId: 'UEVE', name: 'Eve Stone', email: 'eve@agency.example' }),
  ]);
  ports.marketplace.team.push(PEOPLE.ana, PEOPLE.ben, PEOPLE.cleo);
});

const invited = (id: string, name: string, job = buildJob({ id: 'upwork:1' })) =>
  receiveInvite(ports, 'T1', buildInvitation({ id: `c-vollna:${id}`, job, freelancer: { id, name } }), VOLLNA);
const named = async () =>
  (await suggestLinks(ports, 'T1')).map(({ person, member }) => [person.name, member?.slackUserId]);

describe('people whose invites reach nobody', () => {
  test.each([
    ['Eve Stone', 'UEVE'],
    ['eve stone', 'UEVE'],
    ['Eve S.', 'UEVE'],
    ['Eva Stein', undefined],
    ['A', undefined],
  ])('%s is suggested %s', async (name, slackUserId) => {
    await invited('vollna:7', name);
    expect(await named()).toEqual([[name, slackUserId]]);
  });

  test('are not suggested a member who has such an account, nor one of two', async () => {
    await invited('vollna:7', 'Eve S.');
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UEVA', name: 'Eve Summer' })]);
    expect(await named()).toEqual([['Eve S.', undefined]]);
    await ports.members.link('T1', 'UEVA', [{ id: 'vollna:9', name: 'Eva', place: UPWORK, linkedBy: 'hand' }]);
    expect(await named()).toEqual([['Eve S.', 'UEVE']]);
  });

  test('are not suggested a member where another has the same name in the same place', async () => {
    await invited('vollna:7', 'Eve S.');
    await invited('vollna:8', 'eve S.', buildJob({ id: 'upwork:2' }));
    expect(await named()).toEqual([
      ['Eve S.', undefined],
      ['eve S.', undefined],
    ]);
  });

  test('stand on the Homes of admins alone, until they are linked', async () => {
    const { id } = await invited('vollna:7', 'Eve S.');
    const strangers = async (who: string) => (await readHome(ports, { tenantId: 'T1', id: who })).strangers;
    expect(await strangers('UADMIN')).toMatchObject([{ person: { id: 'vollna:7' }, member: { slackUserId: 'UEVE' } }]);
    expect(await strangers('UANA')).toBeUndefined();
    const { added } = await linkMember(ports, ADMIN, 'UEVE', 'vollna:7');
    expect(added).toEqual({ id: 'vollna:7', name: 'Eve S.', place: UPWORK, linkedBy: 'hand' });
    expect(await strangers('UADMIN')).toBeUndefined();
    expect(await ports.invites.get({ tenantId: 'T1', id })).toMatchObject({ invitee: { slackUserId: 'UEVE' } });
  });

  test('are found in the form, with those whom a connection lists', async () => {
    await invited('vollna:7', 'Eve S.');
    expect((await searchAgencyPeople(ports, ADMIN, '')).map(({ id }) => id)).toEqual([
      'p-ana',
      'p-ben',
      'p-cleo',
      'vollna:7',
    ]);
    ports.marketplace.failNext(new Error('down'));
    expect((await searchAgencyPeople(ports, ADMIN, 'eve')).map(({ id }) => id)).toEqual(['vollna:7']);
  });
});

describe('a member with several accounts', () => {
  test('is linked to a profile of Upwork by its address, beside the account that is there', async () => {
    const [found] = await searchAgencyPeople(ports, ADMIN, `${PROFILE}?ref=1`);
    expect(found).toMatchObject({ profileUrl: PROFILE });
    const { member, before } = await linkMember(ports, ADMIN, 'UBEN', found?.id ?? '');
    expect(before).toBeUndefined();
    expect(member.accounts).toMatchObject([{ id: 'p-ben' }, { id: found?.id, place: UPWORK, profileUrl: PROFILE }]);
    expect((await searchAgencyPeople(ports, ADMIN, PROFILE))[0]).toMatchObject({ holder: 'Ben Okoro' });
    expect(await ports.members.byPerson('T1', 'p-ben')).toMatchObject({ slackUserId: 'UBEN' });
    expect(await ports.members.byPerson('T1', found?.id ?? '')).toMatchObject({ slackUserId: 'UBEN' });
  });

  test('is referred with the account of the job’s marketplace', async () => {
    await ports.members.link('T1', 'UANA', [
      { ...PEOPLE.ana, linkedBy: 'email' },
      { id: 'vollna:1', name: 'Ana L.', place: UPWORK, linkedBy: 'hand' },
    ]);
    const [profile] = await searchAgencyPeople(ports, ADMIN, PROFILE);
    await linkMember(ports, ADMIN, 'UBEN', profile?.id ?? '');
    const wish = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;
    const here = await receiveInvite(ports, 'T1', buildInvitation({ freelancer: PEOPLE.ana }));
    const there = await invited('vollna:1', 'Ana L.');
    expect(there.invitee.slackUserId).toBe('UANA');
    expect((await referInvite(ports, ANA, here.id, wish)).to).toMatchObject({
      target: { by: 'person', personId: 'p-ben' },
      profileUrl: PEOPLE.ben.profileUrl,
    });
    expect((await referInvite(ports, ANA, there.id, wish)).to).toMatchObject({
      target: { by: 'person', personId: profile?.id },
      profileUrl: PROFILE,
    });
  });

  test('keeps no account once their data is erased, and what named them by either is blank', async () => {
    await ports.members.link('T1', 'UANA', [
      { ...PEOPLE.ana, linkedBy: 'email' },
      { id: 'vollna:1', name: 'Ana L.', place: UPWORK, linkedBy: 'hand' },
    ]);
    const { id } = await invited('vollna:1', 'Ana L.');
    await runWork(ports);
    await ports.members.forget('T1', 'UANA', ports.clock.now(), () => ({
      id: 'w',
      job: 'deliver-message',
      at: ports.clock.now(),
      attempts: 0,
    }));
    expect((await ports.members.get('T1', 'UANA'))?.accounts).toEqual([]);
    expect(await ports.invites.get({ tenantId: 'T1', id })).toMatchObject({ invitee: { person: { name: '' } } });
  });
});

describe('an address that stands for no one person', () => {
  const MAIL = { connectionId: 'c-mail', source: 'email', trust: 60, namesInvitations: false } as const;
  const OWN = { id: 'mailto:upwork@in.agency.example', name: 'upwork@in.agency.example' };
  const ofMail = (email: string) => ({ id: `mailto:${email}`, name: email.split('@')[0] ?? '', email });
  const mailed = (freelancer: { id: string; name: string; email?: string }, id = '1') =>
    receiveInvite(
      ports,
      'T1',
      buildInvitation({ id: `c-mail:${id}`, job: buildJob({ id: `upwork:${id}` }), freelancer }),
      MAIL,
    );
  const unclearOf = async (invite: { readonly id: string }) => {
    const content = await readMessageContent(ports, buildMessage({ to: 'UADMIN', inviteId: invite.id }));
    return content?.kind === 'invite-card' ? content.unclear : 'no card';
  };

  test('of Baton’s own is offered nowhere, and links to nobody', async () => {
    const invite = await mailed(OWN);
    expect(await unclearOf(invite)).toBe('unnamed');
    expect(await named()).toEqual([]);
    expect((await unlinkedPeople(ports, 'T1')) as object).toMatchObject({ people: [] });
    expect(await searchAgencyPeople(ports, ADMIN, 'upwork@in')).toEqual([]);
    await expectRefusal(linkMember(ports, ADMIN, 'UEVE', OWN.id), 'referral.noSuchPerson');
  });

  test('that two members have is offered nowhere, and links to neither', async () => {
    const email = 'jobs@agency.example';
    await ports.members.save(
      'T1',
      ['UONE', 'UTWO'].map((slackUserId) => buildProfile({ slackUserId, email })),
    );
    const invite = await mailed(ofMail(email));
    expect(await unclearOf(invite)).toBe('shared');
    expect(await named()).toEqual([]);
    expect((await unlinkedPeople(ports, 'T1')) as object).toMatchObject({ people: [] });
    expect(await searchAgencyPeople(ports, ADMIN, 'jobs')).toEqual([]);
    await expectRefusal(linkMember(ports, ADMIN, 'UONE', `mailto:${email}`), 'referral.sharedAddress');
  });

  test('is another than that of one person, whom nobody knows yet', async () => {
    const invite = await mailed(ofMail('zoe@agency.example'));
    expect(await unclearOf(invite)).toBeUndefined();
    expect(await named()).toEqual([['zoe', undefined]]);
    await linkMember(ports, ADMIN, 'UEVE', 'mailto:zoe@agency.example');
    expect(await ports.invites.get(invite)).toMatchObject({ invitee: { slackUserId: 'UEVE' } });
  });

  test('gives its invite to the member for whom a manager enters it', async () => {
    const link = 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657';
    const job = buildJob({ id: 'upwork:1955676437925687781' });
    const keys = ['upwork:invitation:1955676881223622657'];
    const invitation = buildInvitation({ id: 'c-mail:9', job, freelancer: OWN, url: link, keys });
    const invite = await receiveInvite(ports, 'T1', invitation, MAIL);
    const facts = { skills: [], client: {} };
    const entered = { title: job.title, link, slackUserId: 'UEVE', letter: '', facts };
    const added = await addInvite(ports, ADMIN, entered);
    await runWork(ports);
    expect([added.invite.id, (await ports.invites.get(invite))?.invitee.slackUserId]).toEqual([invite.id, 'UEVE']);
  });
});

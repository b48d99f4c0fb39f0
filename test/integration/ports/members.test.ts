import { expect, test } from '@jest/globals';
import { ONLY_WAY } from '../../../src/domain/model/connection/connection.js';
import { Duplicate } from '../../../src/domain/model/errors.js';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import {
  DEFAULT_PREFERENCES,
  FORGOTTEN_PREFERENCES,
  type LinkedAccount,
  type SlackProfile,
} from '../../../src/domain/model/member/member.js';
import type { Message } from '../../../src/domain/model/message/message.js';
import { todo, type Work } from '../../../src/domain/model/outbox-work.js';
import {
  buildEvent,
  buildFeedback,
  buildInvitation,
  buildInvite,
  buildJob,
  buildMember,
  buildMessage,
  buildPerson,
  buildProfile,
  buildRedraw,
  buildReferral,
  buildRelay,
  nextId,
} from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { portSuite } from './port-suite.js';

const ana: LinkedAccount = { id: 'p-ana', name: 'Ana Lopez', linkedBy: 'hand' };
const profile = (slackUserId: string, name: string, given: Partial<SlackProfile> = {}) =>
  buildProfile({ slackUserId, name, ...given });

portSuite('members', (open) => {
  const team = async (...profiles: SlackProfile[]) => {
    const tenantId = nextId('T');
    await open().members.save(tenantId, profiles);
    return tenantId;
  };
  const names = async (tenantId: string, query: string, limit = 9) =>
    (await open().members.search(tenantId, query, limit)).map(({ name }) => name);

  test('are what Slack says of them', async () => {
    const full = profile('U1', 'Ana', { email: 'Ana@Agency.example', timeZone: 'Europe/Oslo', locale: 'nb-NO' });
    const tenantId = await team(full);
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual(buildMember({ ...full, tenantId }));
    expect(await open().members.get(tenantId, 'U2')).toBeNull();
    await open().members.save(tenantId, []);
  });

  test('follow what Slack says later, and keep their links', async () => {
    const tenantId = await team(profile('U1', 'Ana', { email: 'ana@agency.example', timeZone: 'Europe/Oslo' }));
    await open().members.link(tenantId, 'U1', [ana]);
    const later = profile('U1', 'Ana L.', { isDeactivated: true });
    await open().members.save(tenantId, [later, profile('U2', 'Ben')]);
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual(
      buildMember({ ...later, tenantId, accounts: [ana] }),
    );
    expect(await open().members.atEmail(tenantId, 'ana@agency.example')).toEqual([]);
    expect(await names(tenantId, 'ana l.')).toEqual(['Ana L.']);
  });

  test('are a team without those who were erased, as this process writes it', async () => {
    const tenantId = await team(profile('U1', 'Ana', { isDeactivated: true }), profile('U2', 'Ben'));
    const present = async (limit = 9) => (await open().members.team(tenantId, limit)).map(({ name }) => name);
    expect(await present()).toEqual(['Ben', 'Ana']);
    expect(await present(1)).toEqual(['Ben']);
    await open().members.save(tenantId, [profile('U3', 'Cem')]);
    expect(await present()).toEqual(['Ben', 'Cem', 'Ana']);
    await open().members.forget(tenantId, 'U2', START, () => todo('deliver-message', START));
    expect(await present()).toEqual(['Cem', 'Ana']);
  });

  test('are linked to a person and unlinked', async () => {
    const tenantId = await team(profile('U1', 'Ana'));
    expect(await open().members.link(tenantId, 'U1', [ana])).toMatchObject({ slackUserId: 'U1', accounts: [ana] });
    expect(await open().members.byPerson(tenantId, 'p-ana')).toMatchObject({ slackUserId: 'U1' });
    expect(await open().members.link(tenantId, 'U1', [{ ...ana, linkedBy: 'email' }])).not.toBeNull();
    expect(await open().members.link(tenantId, 'U1', [])).toStrictEqual(
      buildMember({ ...profile('U1', 'Ana'), tenantId }),
    );
    expect(await open().members.byPerson(tenantId, 'p-ana')).toBeNull();
    expect(await open().members.link(tenantId, 'U2', [ana])).toBeNull();
  });

  test('have several accounts, and are found by each', async () => {
    const tenantId = await team(profile('U1', 'Ana'), profile('U2', 'Ben'));
    const onUpwork = { id: 'vollna:7', name: 'A. L.', place: 'upwork', linkedBy: 'hand' } as const;
    const { members } = open();
    expect(await members.link(tenantId, 'U1', [ana, onUpwork])).toMatchObject({ accounts: [ana, onUpwork] });
    for (const id of ['p-ana', 'vollna:7']) expect(await members.byPerson(tenantId, id)).toMatchObject({ name: 'Ana' });
    expect(await members.ofPeople(tenantId, ['vollna:7', 'p-ana'])).toMatchObject([{ slackUserId: 'U1' }]);
    expect(await members.all(tenantId)).toMatchObject([{ accounts: [ana, onUpwork] }, { accounts: [] }]);
    await expect(members.link(tenantId, 'U2', [{ ...ana, id: 'p-ben' }, onUpwork])).rejects.toThrow(Duplicate);
    expect(await members.link(tenantId, 'U1', [onUpwork])).toMatchObject({ accounts: [onUpwork] });
    expect(await members.byPerson(tenantId, 'p-ana')).toBeNull();
    expect(await members.anyLinked(tenantId)).toBe(true);
  });

  test('share no person, until the first one gives it back', async () => {
    const tenantId = await team(profile('U1', 'Ana'), profile('U2', 'Ben'));
    await open().members.link(tenantId, 'U1', [ana]);
    await expect(open().members.link(tenantId, 'U2', [ana])).rejects.toThrow(Duplicate);
    expect(await open().members.get(tenantId, 'U2')).toMatchObject({ accounts: [] });
    await open().members.link(tenantId, 'U1', []);
    expect(await open().members.link(tenantId, 'U2', [ana])).toMatchObject({ accounts: [ana] });
  });

  test('that link to one person at once: one gets it', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `U${index}`);
    const tenantId = await team(...ids.map((id) => profile(id, id)));
    const results = await Promise.allSettled(ids.map((id) => open().members.link(tenantId, id, [ana])));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('are found by their email in any case; who is still here comes first', async () => {
    const tenantId = await team(
      profile('U1', 'Aaron before', { email: 'ANA@agency.example', isDeactivated: true }),
      profile('U2', 'Ana', { email: 'Ana@agency.example' }),
      profile('U3', 'Ben'),
    );
    const at = async (email: string) =>
      (await open().members.atEmail(tenantId, email)).map(({ slackUserId }) => slackUserId);
    expect(await at('aNa@AGENCY.example')).toEqual(['U2', 'U1']);
    expect(await at('na@agency.example')).toEqual([]);
  });

  test('are searched by a part of their name, in any case, by name', async () => {
    const tenantId = await team(profile('U3', 'Zoë Ana'), profile('U1', 'ana (NYC) [x.y]*'), profile('U2', 'Banana'));
    expect(await names(tenantId, 'ANA')).toEqual(['ana (NYC) [x.y]*', 'Banana', 'Zoë Ana']);
    expect(await names(tenantId, 'ana', 2)).toEqual(['ana (NYC) [x.y]*', 'Banana']);
    expect(await names(tenantId, '(nyc) [x.y]*')).toEqual(['ana (NYC) [x.y]*']);
    expect(await names(tenantId, 'zoë')).toEqual(['Zoë Ana']);
    for (const odd of ['.', '^', '$', '|', 'a.a', '\\']) {
      expect(await names(tenantId, odd)).toEqual(odd === '.' ? ['ana (NYC) [x.y]*'] : []);
    }
    expect(await names(tenantId, '')).toHaveLength(3);
    expect((await open().members.all(tenantId)).map(({ slackUserId }) => slackUserId)).toEqual(['U1', 'U2', 'U3']);
  });

  test('are found however their names are typed', async () => {
    const tenantId = await team(
      profile('U1', 'José Álvarez'),
      profile('U2', 'Ju\u0308rgen Groß'),
      profile('U3', 'Ben Okoro'),
      profile('U4', 'Pat O’Brien'),
      profile('U5', 'Søren (a|b) Juergensen'),
      profile('U6', 'Mary-Jane van der Berg'),
      profile('U7', '김 민준'),
      profile('U8', 'Zoe Weiß-Müller'),
    );
    for (const query of ['maryjane', 'vanderberg', 'berg maryj'])
      expect(await names(tenantId, query)).toEqual(['Mary-Jane van der Berg']);
    expect(await names(tenantId, '김민준')).toEqual(['김 민준']);
    for (const query of ['weissmuller', 'weißmüller'])
      expect(await names(tenantId, query)).toEqual(['Zoe Weiß-Müller']);
    expect(await names(tenantId, 'yjane')).toEqual([]);
    for (const query of ['jose', 'alvarez', 'José', 'JOSE\u0301', 'alv jos'])
      expect(await names(tenantId, query)).toEqual(['José Álvarez']);
    for (const query of ['jurgen', 'gross', 'gro\u00DF', 'groß jürgen'])
      expect(await names(tenantId, query)).toEqual(['Ju\u0308rgen Groß']);
    for (const query of ['juergen', 'Jürgen'])
      expect(await names(tenantId, query)).toEqual(['Ju\u0308rgen Groß', 'Søren (a|b) Juergensen']);
    for (const query of ['okoro ben', 'OK BE', ' ben\u200B'])
      expect(await names(tenantId, query)).toEqual(['Ben Okoro']);
    expect(await names(tenantId, "O'Brien")).toEqual(['Pat O’Brien']);
    expect(await names(tenantId, '(a|b) soren')).toEqual(['Søren (a|b) Juergensen']);
    for (const query of ['a|x', 'ben ana', 'joe', 'x|']) expect(await names(tenantId, query)).toEqual([]);
    await open().members.save(tenantId, [profile('U3', 'Bénédicte Okoro')]);
    expect(await names(tenantId, 'ben')).toEqual(['Bénédicte Okoro']);
    expect(await names(tenantId, 'ben okoro', 1)).toEqual(['Bénédicte Okoro']);
  });

  test('are found by the persons they are linked to', async () => {
    const tenantId = await team(
      profile('U1', 'Ana'),
      profile('U2', 'Ben', { isDeactivated: true }),
      profile('U3', 'Cem'),
    );
    await open().members.link(tenantId, 'U1', [ana]);
    await open().members.link(tenantId, 'U2', [{ ...ana, id: 'p-ben' }]);
    const found = async (...personIds: string[]) =>
      (await open().members.ofPeople(tenantId, personIds)).map(({ slackUserId }) => slackUserId).sort();
    expect(await found('p-ben', 'p-ana', 'p-zed')).toEqual(['U1', 'U2']);
    expect(await found('p-zed')).toEqual([]);
    expect(await found()).toEqual([]);
    expect(await open().members.ofPeople(nextId('T'), ['p-ana'])).toEqual([]);
    const known = await open().members.ofIds(tenantId, ['U1', 'U3', 'U9']);
    expect(known.map(({ name }) => name).sort()).toEqual(['Ana', 'Cem']);
    expect(await open().members.ofIds(tenantId, [])).toEqual([]);
    expect(await open().members.ofIds(nextId('T'), ['U1'])).toEqual([]);
  });

  const at = (second: number) => new Date(START.getTime() + second * 1000);

  test('are what Slack said last, in whatever order it is heard', async () => {
    const full = { handle: 'ana', email: 'ana@agency.example', timeZone: 'Europe/Oslo', locale: 'nb-NO' };
    const tenantId = await team(profile('U1', 'Ana', { ...full, changedAt: at(5) }));
    const saved = async (given: SlackProfile, asOf?: Date) => {
      await open().members.save(tenantId, [given, profile('U2', 'Ben')], asOf);
      return open().members.get(tenantId, 'U1');
    };
    const kept = await open().members.get(tenantId, 'U1');
    expect(kept).toMatchObject({ ...full, changedAt: at(5) });
    const before = profile('U1', 'Ana before', { isDeactivated: true, isAdmin: true });
    expect(await saved({ ...before, changedAt: at(4) })).toStrictEqual(kept);
    expect(await saved({ ...before, email: 'x@y.example' }, at(4))).toStrictEqual(kept);
    expect(await names(tenantId, 'before')).toEqual([]);
    const gone = profile('U1', 'Ana', { isDeactivated: true, changedAt: at(6) });
    expect(await saved(gone)).toStrictEqual(buildMember({ ...gone, tenantId }));
    expect(await saved({ ...gone, isDeactivated: false, changedAt: at(5) })).toMatchObject({ isDeactivated: true });
    expect(await saved({ ...gone, name: 'Ana of the same second' })).toMatchObject({ name: 'Ana of the same second' });
    const undated = profile('U1', 'Ana as of then');
    expect(await saved(undated, at(6))).toStrictEqual(buildMember({ ...undated, tenantId, changedAt: at(6) }));
    expect(await saved(profile('U1', 'Ana now'))).toMatchObject({ name: 'Ana now', changedAt: at(6) });
    expect(await open().members.get(tenantId, 'U2')).not.toHaveProperty('changedAt');
  });

  test('that are forgotten follow their flags in the same order, and keep no handle', async () => {
    const tenantId = await team(profile('U1', 'Ana', { handle: 'ana', changedAt: at(5) }));
    await open().members.forget(tenantId, 'U1', START, buildRedraw);
    await open().members.save(tenantId, [profile('U1', 'Ana', { isDeactivated: true, changedAt: at(4) })]);
    const forgotten = { preferences: FORGOTTEN_PREFERENCES, forgottenAt: START };
    const bare = profile('U1', '', { changedAt: at(5) });
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual(buildMember({ ...bare, tenantId, ...forgotten }));
    await open().members.save(tenantId, [profile('U1', 'Ana', { handle: 'ana', isGuest: true, changedAt: at(6) })]);
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual(
      buildMember({ ...bare, isGuest: true, changedAt: at(6), tenantId, ...forgotten }),
    );
    expect(await names(tenantId, 'ana')).toEqual([]);
  });

  test('that are bots or have left crowd nobody out', async () => {
    const tenantId = await team(
      profile('U1', 'Ana before', { isDeactivated: true }),
      profile('U2', 'Ana bot', { isBot: true }),
      profile('U3', 'Ana Lopez'),
    );
    expect(await names(tenantId, 'ana', 1)).toEqual(['Ana Lopez']);
    expect(await names(tenantId, 'ana')).toEqual(['Ana Lopez', 'Ana bot', 'Ana before']);
  });

  test('of two tenants never meet', async () => {
    const same = profile('U1', 'Ana', { email: 'ana@agency.example' });
    const [mine, theirs] = [await team(same), await team(same)];
    await open().members.link(mine, 'U1', [ana]);
    expect(await open().members.get(theirs, 'U1')).toStrictEqual(buildMember({ ...same, tenantId: theirs }));
    expect(await open().members.byPerson(theirs, 'p-ana')).toBeNull();
    expect(await open().members.link(theirs, 'U1', [ana])).not.toBeNull();
    expect(await open().members.atEmail(nextId('T'), 'ana@agency.example')).toEqual([]);
    expect(await open().members.all(nextId('T'))).toEqual([]);
  });

  test('may be a thousand', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => profile(`U${index}`, `Member ${index}`));
    const tenantId = await team(...many);
    expect(await open().members.all(tenantId)).toHaveLength(1_000);
    expect(await names(tenantId, 'member 999')).toEqual(['Member 999']);
  });

  const words = {
    skills: ['Rust'],
    availability: { kind: 'full', until: '2026-12-01' },
    preferences: { ...DEFAULT_PREFERENCES, muted: ['viewed'], onLeaderboard: true },
    homeOpenedAt: START,
    homeView: { list: 'received', filter: 'won', before: START },
  } as const;

  test('keep what they say of themselves, whatever Slack says later', async () => {
    const tenantId = await team(profile('U1', 'Ana'), profile('U2', 'Ben'));
    const said = await open().members.configure(tenantId, 'U1', words);
    expect(said).toStrictEqual(buildMember({ ...profile('U1', 'Ana'), tenantId, ...words }));
    await open().members.save(tenantId, [profile('U1', 'Ana L.')]);
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual({ ...said, name: 'Ana L.' });
    const later = await open().members.configure(tenantId, 'U1', { skills: [] });
    expect(later).toStrictEqual({ ...said, name: 'Ana L.', skills: [] });
    expect(await open().members.get(tenantId, 'U2')).toMatchObject({ skills: [], preferences: DEFAULT_PREFERENCES });
    expect(await open().members.configure(tenantId, 'U3', words)).toBeNull();
  });

  test('are on the team’s board as they choose, by name', async () => {
    const tenantId = await team(profile('U1', 'Zoë'), profile('U2', 'ana'), profile('U3', 'Ben'), profile('U4', 'Cem'));
    const choose = (id: string, given: object) =>
      open().members.configure(tenantId, id, { preferences: { ...DEFAULT_PREFERENCES, ...given } });
    expect(await open().members.onBoard(tenantId)).toEqual([]);
    for (const id of ['U1', 'U2', 'U3']) await choose(id, { onLeaderboard: true });
    await choose('U3', { onLeaderboard: true, hidden: true });
    const board = await open().members.onBoard(tenantId);
    expect(board).toStrictEqual([await open().members.get(tenantId, 'U2'), await open().members.get(tenantId, 'U1')]);
    expect(await open().members.onBoard(nextId('T'))).toEqual([]);
  });

  test('are found as admins once they have opened their Home', async () => {
    const [admin, owner, other] = [
      { ...profile('U1', 'Ana'), isAdmin: true },
      { ...profile('U2', 'Olaf'), isOwner: true },
      profile('U3', 'Ben'),
    ];
    const tenantId = await team(admin, owner, other);
    const found = async () =>
      (await open().members.adminsAtHome(tenantId)).map(({ slackUserId }) => slackUserId).sort();
    expect(await found()).toEqual([]);
    for (const id of ['U1', 'U2', 'U3']) await open().members.configure(tenantId, id, { homeOpenedAt: START });
    expect(await found()).toEqual(['U1', 'U2']);
    expect(await open().members.adminsAtHome(nextId('T'))).toEqual([]);
  });

  test('are found as admins while they are present: the owners first, then by name, and so many', async () => {
    const admin = (id: string, name: string, given: object = {}) => ({ ...profile(id, name), isAdmin: true, ...given });
    const tenantId = await team(
      admin('U1', 'Zoë'),
      admin('U2', 'Ben'),
      admin('U3', 'Olaf', { isOwner: true }),
      admin('U4', 'Adam', { isDeactivated: true }),
      admin('U5', 'Bot', { isBot: true }),
      admin('U6', 'Ada', { isExternal: true }),
      admin('U7', 'Abe'),
      profile('U8', 'Ana'),
    );
    await open().members.forget(tenantId, 'U7', START, () => todo('deliver-message', START));
    const found = async (limit: number) =>
      (await open().members.presentAdmins(tenantId, limit)).map(({ slackUserId }) => slackUserId);
    expect(await found(9)).toEqual(['U3', 'U2', 'U1']);
    expect(await found(2)).toEqual(['U3', 'U2']);
    expect(await open().members.presentAdmins(nextId('T'), 9)).toEqual([]);
  });

  test('take work, which is done once', async () => {
    const tenantId = await team(profile('U1', 'Ana'));
    const work = [todo('publish-home', START)];
    const member = await open().members.addWork(tenantId, 'U1', work);
    expect(member).toStrictEqual(buildMember({ ...profile('U1', 'Ana'), tenantId, work }));
    await open().members.save(tenantId, [profile('U1', 'Ana L.')]);
    const ref = { tenantId, id: 'U1' };
    expect((await open().worklist.begin('publish-home', ref, START, 1_000)).items).toStrictEqual(work);
    await open().worklist.finish('publish-home', ref, work, START);
    expect((await open().members.get(tenantId, 'U1'))?.work).toEqual([]);
    expect(await open().members.addWork(tenantId, 'U2', work)).toBeNull();
  });

  test('leave and get work for it in one change, or neither', async () => {
    const tenantId = await team(profile('U1', 'Ana'));
    const gone = profile('U1', 'Ana', { isDeactivated: true });
    const work = [todo('hand-over-member', START)];
    const leave = async (over?: Error) => {
      await open().members.save(tenantId, [gone, profile('U2', 'Ben')]);
      await open().members.addWork(tenantId, 'U1', work);
      if (over) throw over;
    };
    await expect(open().atomically(() => leave(new Error('over')))).rejects.toThrow('over');
    const { skills: _, availability: __, work: ___, ...entry } = buildMember({ ...profile('U1', 'Ana'), tenantId });
    expect(await open().members.all(tenantId)).toStrictEqual([entry]);
    await open().atomically(() => leave());
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual(buildMember({ ...gone, tenantId, work }));
    expect(await open().members.get(tenantId, 'U2')).not.toBeNull();
  });

  /** One document of every kind in which Ana stands, and Ben beside her. */
  const story = async () => {
    const tenantId = await team(
      profile('UANA', 'Ana Lopez', { email: 'ana@agency.example', timeZone: 'Europe/Oslo', locale: 'nb-NO' }),
      profile('UBEN', 'Ben Okoro'),
    );
    await open().members.link(tenantId, 'UANA', [ana]);
    await open().members.configure(tenantId, 'UANA', words);
    const link = { slackUserId: 'UANA', name: 'Ana Lopez', referralId: 'r1' };
    const other = { slackUserId: 'UBEN', name: 'Ben Okoro', referralId: 'r2' };
    const target = { by: 'email', email: 'ana@agency.example' } as const;
    const person = buildPerson({ title: 'Ana, engineer', skills: ['Rust'] });
    const decision = { id: 'd1', kind: 'declined', by: 'UANA', byName: 'Ana Lopez', at: START } as const;
    const ben = { id: 'p-ben', name: 'Ben Okoro' };
    const onBehalfOf = { slackUserId: 'UANA', name: 'Ana Lopez' };
    const referralTo = { name: 'Ana Lopez', slackUserId: 'UANA', target };
    const origins = ['x1', 'x2'].map((externalId) => ({ ...ONLY_WAY, connectionId: `c-${externalId}`, externalId }));
    const toldTwice = buildInvite({ tenantId, invitee: { person }, externalId: 'x1', origins });
    const passedOn = (fromInvitationId: string) =>
      buildEvent({
        tenantId,
        data: buildInvitation({
          freelancer: ben,
          referral: { fromInvitationId, referredBy: { name: 'Ana Lopez' }, message: 'From Ana, with love' },
        }),
      });
    const notes = { noteToColleague: 'From Ana, with love', noteToClient: 'Ana says: take Ben' };
    const documents = {
      referrals: [
        buildReferral({ tenantId, id: 'r1', inviteId: toldTwice.id, externalInviteId: 'x1', ...notes }),
        buildReferral({
          tenantId,
          from: { slackUserId: 'UBEN', name: 'Ben Okoro' },
          to: referralTo,
          chain: [link, other],
        }),
        buildReferral({
          tenantId,
          from: { slackUserId: 'UBEN', name: 'Ben Okoro' },
          actedBy: onBehalfOf,
          noteToClient: 'Ben’s own',
        }),
      ],
      invites: [
        buildInvite({
          tenantId,
          invitee: { person, slackUserId: 'UANA' },
          decision: { ...decision, messageToClient: 'Ana is busy' },
        }),
        toldTwice,
        buildInvite({
          tenantId,
          corrected: { by: 'UANA', byName: 'Ana Lopez', at: START },
          invitee: { person: ben, slackUserId: 'UBEN' },
          chain: [link, other],
          referredIn: { byName: 'Ana Lopez', referralId: 'r1', note: 'From Ana, with love' },
          decision: { ...decision, by: 'UBEN', byName: 'Ben Okoro', onBehalfOf, messageToClient: 'Ben is busy' },
        }),
      ],
      relays: [
        buildRelay({ tenantId, ...notes }),
        buildRelay({ tenantId, from: { slackUserId: 'UBEN', name: 'Ben Okoro' }, asks: [onBehalfOf, other] }),
      ],
      events: [buildEvent({ tenantId, data: buildInvitation({ freelancer: person }) }), passedOn('x1'), passedOn('x2')],
    };
    const feedback = buildFeedback({ tenantId, text: 'Ana wants cake' });
    for (const one of documents.referrals) await open().referrals.insert(one);
    for (const one of documents.invites) await open().invites.insert(one);
    for (const one of documents.relays) await open().relays.insert(one);
    for (const one of documents.events) await open().events.insert(one);
    await open().feedback.insert(feedback);
    const digest = buildMessage({ tenantId, id: 'digest.1', kind: 'digest', event: 'week:2026-11-16' });
    const kept = [
      buildMessage({ tenantId, id: 'card.1' }),
      buildMessage({ tenantId, id: 'news.1', kind: 'referral-news', event: 'viewed' }),
      buildMessage({ tenantId, id: 'relay.1', kind: 'relay-news', event: 'agreed' }),
    ];
    for (const { work: _, ...message } of [digest, ...kept]) await open().messages.ensure(message, []);
    const read = async () => ({
      referrals: await Promise.all(documents.referrals.map((one) => open().referrals.get(one))),
      invites: await Promise.all(documents.invites.map((one) => open().invites.get(one))),
      relays: await Promise.all(documents.relays.map((one) => open().relays.get(one))),
      events: await Promise.all(documents.events.map((one) => open().events.get(one))),
      feedback: [await open().feedback.get(feedback)],
    });
    const gone = async () => [(await open().feedback.get(feedback))?.text, await open().messages.get(digest)];
    return {
      tenantId,
      documents: { ...documents, feedback: [feedback] },
      read,
      gone,
      messages: () => Promise.all(kept.map((one) => open().messages.get(one))),
    };
  };

  test('are forgotten everywhere, and nobody else is', async () => {
    const { tenantId, documents, read, gone, messages } = await story();
    await open().members.forget(tenantId, 'UANA', START, buildRedraw);
    const left = await read();
    expect(JSON.stringify(left).replaceAll('Hello Ana', 'Hello')).not.toMatch(/Ana |ana@|Rust|p-ana"\s*,\s*"name":"A/);
    expect(await gone()).toEqual(['', null]);
    expect(await messages()).not.toContain(null);
    const nameless = (text: string) =>
      text
        .replaceAll(
          /"(email|profileUrl|title|skills|note|noteToColleague|noteToClient|messageToClient|message)":("[^"]*"|\[[^\]]*\]),?/g,
          '',
        )
        .replaceAll(/"(Ana Lopez|Ana wants cake)"/g, '""')
        .replaceAll(/"revision":\d+,?/g, '')
        .replaceAll(/,}/g, '}');
    const bare = (of: unknown) => JSON.parse(nameless(JSON.stringify(of)));
    expect(bare(left)).toEqual(bare(documents));
    expect(JSON.stringify(left)).toContain('Ben is busy');
    expect(JSON.stringify(left)).toContain('Ben’s own');
    expect(await open().members.get(tenantId, 'UANA')).toStrictEqual(
      buildMember({
        ...profile('UANA', ''),
        tenantId,
        preferences: FORGOTTEN_PREFERENCES,
        forgottenAt: START,
      }),
    );
    expect(await open().members.atEmail(tenantId, 'ana@agency.example')).toEqual([]);
    expect(await open().members.byPerson(tenantId, 'p-ana')).toBeNull();
    expect(await names(tenantId, 'ana')).toEqual([]);
    await open().members.forget(tenantId, 'UANA', START, buildRedraw);
    await open().members.forget(tenantId, 'UNOBODY', START, buildRedraw);
    expect(bare(await read())).toEqual(bare(left));
  });

  test('are not brought back by what was read before, on condition of the revision', async () => {
    const { tenantId, documents } = await story();
    await open().members.forget(tenantId, 'UANA', START, buildRedraw);
    const [invite = buildInvite(), told = buildInvite()] = documents.invites;
    const peers = { named: [{ name: 'Ana Lopez', slackUserId: 'UANA', status: 'open' }], more: 0 } as const;
    const stale = { id: told.id, revision: told.revision, peers };
    expect(await open().invites.setPeers(tenantId, [stale])).toBeNull();
    const { status, revision, invitee } = invite;
    const again = { from: [status], revision, set: { invitee }, work: [] };
    expect(await open().invites.advance(invite, again)).toBeNull();
    const referred = documents.referrals[0] ?? buildReferral();
    const { from, status: held } = referred;
    const change = { from: [held], revision: referred.revision, set: { from }, work: [] };
    expect(await open().referrals.advance(referred, change)).toBeNull();
    expect(JSON.stringify(await open().invites.get(told))).not.toContain('Ana Lopez');
  });

  test('are forgotten in what refers to their invites and people too, and nobody else is', async () => {
    const tenantId = await team(
      profile('UANA', 'Ana Lopez', { email: 'Ana@agency.example' }),
      profile('UBEN', 'Ben Okoro', { email: 'ben@agency.example' }),
    );
    await open().members.link(tenantId, 'UANA', [ana]);
    await open().members.link(tenantId, 'UBEN', [{ id: 'p-ben', name: 'Ben Okoro', linkedBy: 'hand' }]);
    const anas = (id: string) => ({ id, name: 'Ana Lopez', email: 'ana@home.example' });
    const invite = (facts: Partial<Invite>) => buildInvite({ tenantId, work: [], ...facts });
    const mine = invite({ invitee: { person: anas('mailto:ana@home.example'), slackUserId: 'UANA' } });
    const duplicate = invite({ invitee: { person: anas('vollna:7') }, status: 'archived', duplicateOf: mine.id });
    const duplicates = invite({
      invitee: { person: anas('getmany:7') },
      status: 'archived',
      duplicateOf: duplicate.id,
    });
    const earlier = invite({ invitee: { person: anas('getmany:7') }, status: 'expired' });
    const byAna = { byName: 'Ana Lopez', note: 'From Ana, with love' };
    const bens = { person: { id: 'p-ben', name: 'Ben Okoro' }, slackUserId: 'UBEN' };
    const onward = invite({ invitee: bens, referredIn: { ...byAna, referralId: 'r1' } });
    const onwardTwice = invite({ invitee: bens, referredIn: byAna, status: 'archived', duplicateOf: onward.id });
    const doubtful = invite({
      invitee: { person: { id: 'p-zoe', name: 'Zoe' }, slackUserId: 'UANA' },
      ranks: { person: 80, addressee: 30 },
    });
    const zoes = invite({ invitee: { person: { id: 'p-zoe', name: 'Zoe' } } });
    const misread = invite({ invitee: { person: { id: 'p-ben', name: 'Ben Okoro' }, slackUserId: 'UANA' } });
    const invites = [mine, duplicate, duplicates, earlier, onward, onwardTwice, doubtful, zoes, misread];
    const sent = buildReferral({ tenantId, id: 'r1', inviteId: mine.id, from: { slackUserId: 'UANA', name: 'Ana L' } });
    const ben = { slackUserId: 'UBEN', name: 'Ben Okoro' };
    const toHer = [{ by: 'person', personId: 'p-ana' } as const, { by: 'email', email: 'ana@agency.example' } as const];
    const referrals = [
      sent,
      ...toHer.map((target) => buildReferral({ tenantId, from: ben, to: { name: 'Ana Lopez', target } })),
      buildReferral({ tenantId, from: ben, to: { ...ben, target: { by: 'person', personId: 'p-ana' } } }),
    ];
    const shared = { id: 'mailto:ours@in.example', name: 'ours@in.example' };
    const unread = [
      invite({ invitee: { person: shared, slackUserId: 'UANA' } }),
      invite({ invitee: { person: shared } }),
    ];
    const early = invite({
      invitee: { person: { ...anas('mailto:ana@agency.example'), email: 'ana@agency.example' } },
    });
    const peer = { name: 'Ana Lopez', personId: 'mailto:ana@home.example', status: 'open' } as const;
    const beside = invite({
      invitee: bens,
      peers: { named: [peer, { ...peer, name: 'Zoe', personId: 'mailto:zoe@home.example' }], more: 0 },
    });
    const byMail = { name: 'Ana Lopez', target: { by: 'person', personId: 'mailto:ana@home.example' } } as const;
    const mailed = [byMail, { ...byMail, slackUserId: 'UANA' }].map((to) => buildReferral({ tenantId, from: ben, to }));
    const event = buildEvent({ tenantId, data: buildInvitation({ freelancer: anas('vollna:7') }) });
    const about = { jobId: 'j1', freelancer: anas('mailto:ana@home.example') };
    const proposal = buildEvent({
      tenantId,
      type: 'proposal.status_changed',
      data: { id: 'p1', invitationId: 'p1', status: 'viewed', changedAt: START, about },
    });
    for (const one of [...invites, ...unread, early, beside]) await open().invites.insert(one);
    for (const one of [...referrals, ...mailed]) await open().referrals.insert(one);
    for (const one of [event, proposal]) await open().events.insert(one);
    await open().members.forget(tenantId, 'UANA', START, buildRedraw);
    const besides = [
      await Promise.all([...unread, early, beside].map((one) => open().invites.get(one))),
      await Promise.all(mailed.map((one) => open().referrals.get(one))),
      await open().events.get(proposal),
    ];
    const [told, passed] = [
      await Promise.all(invites.map((one) => open().invites.get(one))),
      await Promise.all(referrals.map((one) => open().referrals.get(one))),
    ];
    const left = JSON.stringify([told, passed, besides, await open().events.get(event)]);
    expect(left.replaceAll('Hello Ana', 'Hello')).not.toMatch(/Ana |ana@|with love/);
    expect(told.map((one) => one?.invitee.person.name)).toEqual([
      '',
      '',
      '',
      '',
      'Ben Okoro',
      'Ben Okoro',
      '',
      'Zoe',
      '',
    ]);
    expect(passed.map((one) => one?.to.name)).toEqual([sent.to.name, '', '', 'Ben Okoro']);
    const nobody = { id: 'mailto:UANA', name: '' };
    expect(told[0]?.invitee).toEqual({ person: nobody, slackUserId: 'UANA' });
    expect(besides).toMatchObject([
      [
        { invitee: { person: { id: shared.id } } },
        { invitee: { person: shared } },
        { invitee: { person: nobody } },
        {
          peers: {
            named: [
              { name: '', personId: nobody.id },
              { name: 'Zoe', personId: 'mailto:zoe@home.example' },
            ],
          },
        },
      ],
      mailed.map(() => ({ to: { name: '', target: { personId: nobody.id } } })),
      { data: { about: { freelancer: nobody } } },
    ]);
  });

  test('are shown anew wherever they were posted, however often that is begun', async () => {
    const { tenantId, documents } = await story();
    const [theirs, , onward] = documents.invites.map(({ id }) => id);
    const another = buildInvite({ tenantId, job: buildJob({ id: String(documents.referrals[1]?.job.id) }), chain: [] });
    const bens = buildInvite({ tenantId, invitee: { person: { id: 'p-ben', name: 'Ben' }, slackUserId: 'UBEN' } });
    for (const one of [another, bens]) await open().invites.insert(one);
    const ensure = async (id: string, about: Partial<Message>, posted = true) => {
      const { work: _, ...message } = buildMessage({ tenantId, id, ...about });
      await open().messages.ensure(message, []);
      if (posted) await open().messages.posted({ tenantId, id }, { channel: 'D1', ts: id });
    };
    await ensure('theirs', { inviteId: String(theirs) });
    await ensure('onward', { inviteId: String(onward) });
    await ensure('job', { inviteId: another.id });
    await ensure('ask', { kind: 'relay-ask', inviteId: String(documents.relays[1]?.inviteId) });
    await ensure('news', { kind: 'referral-news', referralId: String(documents.referrals[1]?.id) });
    await ensure('feedback', { kind: 'feedback', feedbackId: String(documents.feedback[0]?.id), to: 'C1' });
    await ensure('unposted', { inviteId: String(theirs) }, false);
    await ensure('bens', { inviteId: bens.id });
    const work: Work[] = [];
    const redraw = (before: number) => {
      work[before] = buildRedraw();
      return work[before];
    };
    const given = async (id: string) => (await open().messages.get({ tenantId, id }))?.work ?? [];
    const shown = ['theirs', 'onward', 'job', 'ask', 'news', 'feedback'];
    await open().members.forget(tenantId, 'UANA', START, redraw);
    const first = (await Promise.all(shown.map(given))).flat();
    expect(new Set(first)).toEqual(new Set(work));
    expect(first).toHaveLength(shown.length);
    await open().members.forget(tenantId, 'UANA', START, redraw);
    for (const id of shown.filter((one) => one !== 'theirs')) expect(await given(id)).toHaveLength(2);
    expect([...(await given('unposted')), ...(await given('bens'))]).toEqual([]);
  });

  test('are forgotten until they are taken back: Slack’s words about them are not kept', async () => {
    const full = profile('U1', 'Ana', { email: 'ana@agency.example', timeZone: 'Europe/Oslo', locale: 'nb-NO' });
    const tenantId = await team(full, profile('U2', 'Ben'));
    expect(await open().members.forgotten(tenantId)).toEqual(new Set());
    await open().members.forget(tenantId, 'U1', START, buildRedraw);
    expect(await open().members.forgotten(tenantId)).toEqual(new Set(['U1']));
    await open().members.save(tenantId, [{ ...full, isAdmin: true }, profile('U2', 'Ben O.'), profile('U3', 'Cem')]);
    const forgotten = { preferences: FORGOTTEN_PREFERENCES, forgottenAt: START };
    const bare = buildMember({ ...profile('U1', '', { isAdmin: true }), tenantId, ...forgotten });
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual(bare);
    expect(await open().members.atEmail(tenantId, 'ana@agency.example')).toEqual([]);
    expect(await names(tenantId, '')).toEqual(['', 'Ben O.', 'Cem']);
    const { forgottenAt: _, ...back } = bare;
    expect(await open().members.takeBack(tenantId, 'U1')).toStrictEqual(back);
    expect(await open().members.forgotten(tenantId)).toEqual(new Set());
    expect(await open().members.takeBack(tenantId, 'U1')).toBeNull();
    expect(await open().members.takeBack(tenantId, 'U9')).toBeNull();
    await open().members.save(tenantId, [full]);
    expect(await open().members.get(tenantId, 'U1')).toStrictEqual({ ...back, ...full });
    expect(await open().members.atEmail(tenantId, 'ana@agency.example')).toMatchObject([{ name: 'Ana' }]);
  });

  test('keep their work when they are forgotten', async () => {
    const tenantId = await team(profile('U1', 'Ana'));
    const work = [todo('forget-member', START), todo('hand-over-member', START)];
    await open().members.addWork(tenantId, 'U1', work);
    const { items: running } = await open().worklist.begin('forget-member', { tenantId, id: 'U1' }, START, 1_000);
    await open().members.forget(tenantId, 'U1', START, buildRedraw);
    await open().worklist.finish('forget-member', { tenantId, id: 'U1' }, running, START);
    expect((await open().members.get(tenantId, 'U1'))?.work).toStrictEqual(work.slice(1));
  });

  test('are forgotten in their own tenant alone', async () => {
    const { read } = await story();
    const before = await read();
    const other = await team(profile('UANA', 'Ana Lopez'));
    await open().members.forget(other, 'UANA', START, buildRedraw);
    expect(await read()).toEqual(before);
  });
});

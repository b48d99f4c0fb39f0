import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import type { StoredEvent } from '../../../src/domain/model/event/event.js';
import { DEFAULT_PREFERENCES } from '../../../src/domain/model/member/member.js';
import { DEFAULT_SETTINGS } from '../../../src/domain/model/tenant/tenant.js';
import { todo } from '../../../src/domain/model/work.js';
import { openMongo } from '../../../src/mongo/open-mongo.js';
import {
  buildConnection,
  buildEvent,
  buildInvite,
  buildMember,
  buildProfile,
  buildReferral,
} from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { newKey, noLog, type OpenStore, openStore } from './port-suite.js';

let store: OpenStore;

beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const put = (collection: string, doc: object, key: string, tenantId = 'T1') =>
  store.raw.collection<{ readonly _id: string }>(collection).insertOne({ ...doc, _id: `${tenantId}:${key}` });

test('invites and referrals of the first release are read with no chain and no reminders', async () => {
  const { chain: _, nudges: __, ...invite } = buildInvite();
  const { chain: ___, ...referral } = buildReferral({ inviteId: invite.id, job: invite.job });
  await put('invites', invite, invite.id);
  await put('referrals', referral, referral.id);
  const { invites, referrals } = store.ports;
  const whole = { ...invite, chain: [], nudges: 0 };
  expect(await invites.get(invite)).toStrictEqual(whole);
  expect(await invites.byExternalId('T1', invite.externalId)).toStrictEqual(whole);
  expect(await invites.ofJob('T1', invite.job.id)).toMatchObject([{ id: invite.id, status: 'open' }]);
  expect(await invites.openFor('T1', 'UANA', 9)).toStrictEqual([whole]);
  expect(await invites.advance(invite, { from: ['open'], set: {}, work: [], raise: 0 })).toStrictEqual(whole);
  expect(await referrals.get(referral)).toStrictEqual({ ...referral, chain: [] });
  expect(await referrals.ofInvite('T1', invite.id)).toStrictEqual({ ...referral, chain: [] });
  expect(await referrals.ofJob('T1', invite.job.id)).toStrictEqual([{ ...referral, chain: [] }]);
});

test('descriptions of jobs, which earlier releases kept whole, are not read any more', async () => {
  const invite = buildInvite();
  const event = buildEvent({ work: [todo('receive-event', START)] });
  const description = 'x'.repeat(1_900_000);
  const data = { ...event.data, job: { ...invite.job, description } };
  await put('invites', { ...invite, job: { ...invite.job, description } }, invite.id);
  await store.ports.events.insert({ ...event, data } as StoredEvent);
  const { invites, events, worklist } = store.ports;
  expect(await invites.get(invite)).toStrictEqual(invite);
  expect(await invites.advance(invite, { from: ['open'], set: {}, work: [], raise: 0 })).toStrictEqual(invite);
  expect((await events.get(event))?.data).not.toHaveProperty('job.description');
  const { doc } = await worklist.begin('receive-event', event, START, 1000);
  expect(doc).toMatchObject({ data: { job: { id: invite.job.id } } });
  expect(doc).not.toHaveProperty('data.job.description');
});

test('members of the first release have said nothing, and their work is found', async () => {
  const { isOwner: _, ...profile } = buildProfile();
  await put('members', { ...profile, tenantId: 'T1', nameKey: 'ana lopez' }, 'UANA');
  const { members, worklist } = store.ports;
  const said = {
    accounts: [],
    skills: [],
    availability: { kind: 'unknown' },
    preferences: DEFAULT_PREFERENCES,
    work: [],
  };
  const whole = { ...profile, ...said, isOwner: false, id: 'UANA', tenantId: 'T1' };
  expect(await members.get('T1', 'UANA')).toStrictEqual(whole);
  const { skills: __, availability: ___, work: ____, ...entry } = whole;
  expect(await members.all('T1')).toStrictEqual([entry]);
  expect(await members.search('T1', 'ana', 9)).toStrictEqual([whole]);
  expect(await members.search('T1', 'lop ana', 9)).toStrictEqual([whole]);
  expect(await members.search('T1', 'ben', 9)).toEqual([]);
  const work = [todo('publish-home', START)];
  expect(await members.addWork('T1', 'UANA', work)).toStrictEqual({ ...whole, work });
  expect(await worklist.due(START, 9)).toEqual([{ ref: { tenantId: 'T1', id: 'UANA' }, work: work[0] }]);
});

test('tenants of the first release have the new settings as they are by default', async () => {
  const settings = { undoSeconds: 5, timeZone: 'Europe/Oslo' };
  const tenant = { id: 'T1', tenantId: 'T1', name: 'A', status: 'active', installedAt: START, settings, work: [] };
  await put('tenants', tenant, 'T1');
  const { tenants } = store.ports;
  const whole = { ...DEFAULT_SETTINGS, ...settings };
  expect((await tenants.get('T1'))?.settings).toStrictEqual(whole);
  expect((await tenants.configure('T1', { maxChain: 3 }))?.settings).toStrictEqual({ ...whole, maxChain: 3 });
  expect(await tenants.get('T1')).toMatchObject({ activeSince: START });
  const again = { ...tenant, status: 'active', activeSince: START, settings: DEFAULT_SETTINGS } as const;
  expect((await tenants.install(again)).settings).toStrictEqual({ ...whole, maxChain: 3 });
});

test('the connection of a release with one a tenant is read, and set up again in its place', async () => {
  const connection = buildConnection({ id: 'conn-1', path: 'handoff' });
  await store.ports.connections.save(connection);
  const raw = await store.raw.collection('connections').findOne({ _id: 'T1' as never });
  expect(raw).toMatchObject({ id: 'conn-1', tenantId: 'T1', name: 'Sandbox' });
  const { config, id, tenantId, name, declineReasons } = connection;
  // that release kept address and path in the open, and sealed the rest under the same key
  const earlier = { id, tenantId, name, declineReasons, baseUrl: 'https://old.example', path: 'handoff' };
  await store.raw.collection('connections').replaceOne({ _id: 'T1' as never }, { ...earlier, sealed: raw?.sealed });
  const [read] = await store.ports.connections.latestOf('T1');
  expect(read).toMatchObject({ id, source: 'contract', bareIds: true, health: {}, work: [], config });
  expect(read?.can).not.toContain('decide');
  await store.ports.connections.save({ ...connection, name: 'Anew' });
  expect(await store.raw.collection('connections').countDocuments({ tenantId })).toBe(1);
  expect(await store.ports.connections.latest(connection)).toMatchObject({ name: 'Anew', config });
});

test('an invite of a release that knew no origins has one, in the connection that there was', async () => {
  const { origins, ...invite } = buildInvite({ id: 'without-origins' });
  await put('invites', invite, invite.id);
  expect((await store.ports.invites.get(invite))?.origins).toStrictEqual(origins);
});

test('members with one account of an earlier release have a list, once a process has started', async () => {
  const { accounts: _, ...member } = buildMember({ slackUserId: 'UOLD', id: 'UOLD', tenantId: 'T-old' });
  const old = { nameKey: 'ana', work: [] };
  const own = { id: 'p-old', name: 'Ana', linkedBy: 'email' };
  const upwork = { id: 'vollna:7', name: 'Ana L.', linkedBy: 'hand' };
  const add = (id: string, person: object) =>
    put('members', { ...member, ...old, slackUserId: id, id, person }, id, 'T-old');
  await add('UOLD', own);
  await add('UNEW', upwork);
  const again = await openMongo({ uri: store.uri, keys: [newKey('k2')], log: noLog });
  const { members } = again.ports;
  expect((await members.get('T-old', 'UOLD'))?.accounts).toEqual([own]);
  expect(await members.byPerson('T-old', 'p-old')).toMatchObject({ slackUserId: 'UOLD' });
  expect(await members.byPerson('T-old', 'vollna:7')).toMatchObject({ accounts: [{ ...upwork, place: 'upwork' }] });
  await expect(members.link('T-old', 'UNEW', [{ ...own, linkedBy: 'hand' }])).rejects.toThrow(Duplicate);
  expect(await store.raw.collection('members').countDocuments({ person: { $exists: true } })).toBe(0);
  await again.close();
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Mongoose } from 'mongoose';
import { ONLY_WAY, PRACTICE_WAY } from '../../../src/domain/model/connection/connection.js';
import { Duplicate } from '../../../src/domain/model/errors.js';
import type { StoredEvent } from '../../../src/domain/model/event/event.js';
import { DEFAULT_PREFERENCES } from '../../../src/domain/model/member/member.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { DEFAULT_SETTINGS } from '../../../src/domain/model/tenant/tenant.js';
import { openMongo } from '../../../src/mongo/open-mongo.js';
import { earlierDocuments, earlierKey, earlierMarket, restoreEarlier } from '../../support/earlier-release.js';
import { buildEvent, buildInvite, buildMember, buildProfile, buildReferral } from '../../support/factories.js';
import { freshUris } from '../../support/fresh-uris.js';
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

describe('a release that knew one connection a tenant, and no origins', () => {
  let earlier: OpenStore;

  beforeAll(async () => {
    const { mongo: uri } = freshUris();
    const raw = await new Mongoose().createConnection(uri).asPromise();
    await restoreEarlier(raw);
    await raw.close();
    earlier = await openStore([earlierKey()], uri);
  });
  afterAll(() => earlier.close());

  /** The documents as it wrote them. */
  const written = (collection: string) =>
    earlierDocuments().flatMap((one) => (one.collection === collection ? [one.document] : []));

  test('its connections are read, and set up again in their place', async () => {
    const agencies = Object.values(earlierMarket().agencies);
    for (const { id, tenantId, name, path, baseUrl } of written('connections')) {
      const [read] = await earlier.ports.connections.latestOf(tenantId);
      expect(read).toMatchObject({ id, name, source: 'contract', bareIds: true, health: {}, work: [] });
      const { token, webhook } = agencies.find((one) => one.webhook?.url.includes(id)) ?? {};
      expect(read?.config).toStrictEqual({ baseUrl, path, token, webhookSecrets: webhook?.secrets });
      expect(read?.can.includes('decide')).toBe(path === 'native');
      if (read) await earlier.ports.connections.save({ ...read, name: 'Anew' });
      expect(await earlier.raw.collection('connections').countDocuments({ tenantId })).toBe(1);
      expect(await earlier.ports.connections.latest({ tenantId, id })).toMatchObject({
        name: 'Anew',
        config: read?.config,
      });
    }
  });

  test('each of its invites has one origin, in the connection that there was, or in practice', async () => {
    const invites = written('invites');
    expect(invites.length).toBeGreaterThan(20);
    for (const { tenantId, id, externalId, practice } of invites) {
      const read = await earlier.ports.invites.get({ tenantId, id });
      expect(read?.origins).toStrictEqual([{ ...(practice ? PRACTICE_WAY : ONLY_WAY), externalId }]);
      expect(await earlier.ports.invites.byExternalId(tenantId, externalId)).toStrictEqual(read);
    }
  });

  test('its members with one account have a list', async () => {
    const linked = written('members').filter(({ person }) => person);
    expect(linked.length).toBeGreaterThan(3);
    const { members } = earlier.ports;
    for (const { tenantId, slackUserId, person } of linked) {
      expect((await members.get(tenantId, slackUserId))?.accounts).toEqual([person]);
      expect(await members.byPerson(tenantId, person.id)).toMatchObject({ slackUserId });
    }
    const [one, other] = linked;
    const taken = [{ ...one?.person, linkedBy: 'hand' }];
    await expect(members.link(one?.tenantId, other?.slackUserId, taken)).rejects.toThrow(Duplicate);
    expect(await earlier.raw.collection('members').countDocuments({ person: { $exists: true } })).toBe(0);
  });
});

test('an account of Upwork that an earlier release kept has its place', async () => {
  const { accounts: _, ...member } = buildMember({ slackUserId: 'UNEW', id: 'UNEW', tenantId: 'T-old' });
  const upwork = { id: 'vollna:7', name: 'Ana L.', linkedBy: 'hand' };
  await put('members', { ...member, nameKey: 'ana', work: [], person: upwork }, 'UNEW', 'T-old');
  const again = await openMongo({ uri: store.uri, keys: [newKey('k2')], log: noLog });
  expect(await again.ports.members.byPerson('T-old', 'vollna:7')).toMatchObject({
    accounts: [{ ...upwork, place: 'upwork' }],
  });
  await again.close();
});

import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import { originClaim } from '../../../src/domain/model/invite/identity-claims.js';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { KEPT } from '../../../src/domain/model/stored-size-limits.js';
import { buildInvite, buildJob, buildPerson, nextId } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { openStore, portSuite } from './port-suite.js';

const line = { at: START, who: 'UANA', what: 'declined', through: 'slack' } as const;
const decline = { from: ['open'], set: { status: 'declined' }, line, work: [todo('forward-decision', START)] } as const;
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

portSuite('invites', (open) => {
  const stored = async (given: Partial<Invite> = {}) => {
    const invite = buildInvite({ tenantId: nextId('T'), ...given });
    await open().invites.insert(invite);
    return invite;
  };

  test('that are practice stay so', async () => {
    const invite = buildInvite({ tenantId: nextId('T'), practice: true });
    await open().invites.insert(invite);
    expect(await open().invites.get(invite)).toStrictEqual(invite);
  });

  test('come back as they were inserted', async () => {
    const invite = await stored({ work: [todo('announce-invite', START)], letter: 'مرحبا 👋 $set {"a.b": 1}' });
    expect(await open().invites.get(invite)).toStrictEqual(invite);
    expect(await open().invites.byExternalId(invite.tenantId, invite.externalId)).toStrictEqual(invite);
    expect(await open().invites.get({ ...invite, id: 'another' })).toBeNull();
    expect(await open().invites.byExternalId(invite.tenantId, 'another')).toBeNull();
  });

  test('have an external id and an id that no other invite of the tenant has', async () => {
    const invite = await stored();
    const sameExternalId = buildInvite({ tenantId: invite.tenantId, externalId: invite.externalId });
    await expect(open().invites.insert(sameExternalId)).rejects.toThrow(Duplicate);
    await expect(open().invites.insert({ ...invite, externalId: 'another' })).rejects.toThrow(Duplicate);
    expect(await open().invites.get(sameExternalId)).toBeNull();
  });

  test('hold claims that no other invite of the tenant holds', async () => {
    const { invites } = open();
    const claims = [originClaim('ext-a'), 'key:upwork:invitation:1'];
    const invite = await stored({ externalId: 'ext-a', claims });
    const { tenantId } = invite;
    const other = buildInvite({ tenantId, claims: ['key:upwork:invitation:1'] });
    await expect(invites.insert(other)).rejects.toThrow(Duplicate);
    expect(await invites.get(other)).toBeNull();
    await stored({ claims });
    const beside = await stored({ tenantId, externalId: 'ext-c', claims: ['origin:ext-c'] });
    await stored({ tenantId });
    await stored({ tenantId });
    const claim = (more: readonly string[]) =>
      invites.advance(beside, { from: ['open'], set: { claims: ['origin:ext-c', ...more] }, work: [] });
    await expect(claim(['origin:ext-a'])).rejects.toThrow(Duplicate);
    expect(await invites.get(beside)).toStrictEqual(beside);
    expect((await claim(['origin:ext-d']))?.claims).toEqual(['origin:ext-c', 'origin:ext-d']);
    const holders = async (...wanted: string[]) => (await invites.holding(tenantId, wanted)).map(({ id }) => id).sort();
    expect(await holders('origin:ext-d', 'origin:unknown')).toEqual([beside.id]);
    expect(await holders('origin:ext-d', ...claims)).toEqual([invite.id, beside.id].sort());
    expect(await holders('origin:unknown')).toEqual([]);
    expect(await invites.byExternalId(tenantId, 'ext-d')).toMatchObject({ id: beside.id });
    expect(await invites.byExternalId(tenantId, 'ext-a')).toStrictEqual(invite);
  });

  test('pass a claim on within a transaction', async () => {
    const { invites, atomically } = open();
    const goes = await stored({ claims: ['key:one', 'key:two'] });
    const stays = await stored({ tenantId: goes.tenantId, claims: ['key:three'] });
    const other = await stored({ tenantId: goes.tenantId, claims: ['key:four'] });
    const pass = (from: Invite, to: Invite, claims: string[]) =>
      atomically(async () => {
        await invites.advance(from, { from: ['open'], set: {}, unset: ['claims'], work: [] });
        await invites.advance(to, { from: ['open'], set: { claims }, work: [] });
      });
    await pass(goes, stays, ['key:three', 'key:one', 'key:two']);
    await pass(other, stays, ['key:one', 'key:four']);
    expect((await invites.holding(goes.tenantId, ['key:one', 'key:four'])).map(({ id }) => id)).toEqual([stays.id]);
    expect(await invites.get(goes)).not.toHaveProperty('claims');
  });

  test('at once with one claim are one', async () => {
    const { invites } = open();
    const tenantId = nextId('T');
    const insert = () => invites.insert(buildInvite({ tenantId, claims: ['key:one', originClaim(nextId('ext-'))] }));
    const done = await Promise.allSettled(Array.from({ length: 10 }, insert));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await invites.holding(tenantId, ['key:one'])).toHaveLength(1);
  });

  test('are under way while a decision of somebody’s is to be sent', async () => {
    const tenantId = nextId('T');
    const isUnderWay = (slackUserId = 'UANA', of = tenantId) => open().invites.isUnderWay(of, slackUserId);
    const decision = { id: 'd1', kind: 'declined', by: 'UANA', byName: 'Ana Lopez', at: START } as const;
    const work = [todo('announce-invite', START), todo('forward-decision', START)];
    await stored({ tenantId, work: work.slice(0, 1) });
    await stored({ tenantId, status: 'declined', decision, work: work.slice(0, 1) });
    await stored({
      tenantId,
      status: 'declined',
      decision,
      work: [{ ...todo('forward-decision', START), dead: true }],
    });
    await stored({ tenantId, status: 'declined', decision: { ...decision, by: 'UBEN' }, work });
    expect(await isUnderWay()).toBe(false);
    await stored({ tenantId, status: 'declined', decision, work });
    expect(await isUnderWay()).toBe(true);
    expect([await isUnderWay('UBEN'), await isUnderWay('UCEM'), await isUnderWay('UANA', nextId('T'))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('of two tenants never meet', async () => {
    const [mine, theirs] = [nextId('T'), nextId('T')];
    const invite = await stored({ tenantId: mine, work: [] });
    await open().invites.insert({ ...invite, tenantId: theirs });
    await open().invites.advance(invite, decline);
    expect(await open().invites.get({ ...invite, tenantId: theirs })).toStrictEqual({ ...invite, tenantId: theirs });
    expect(await open().invites.openFor(mine, 'UANA', 9)).toEqual([]);
    expect(await open().invites.openFor(theirs, 'UANA', 9)).toHaveLength(1);
    expect(await open().invites.advance({ ...invite, tenantId: nextId('T') }, decline)).toBeNull();
    expect(await open().invites.unsettledOf(mine, ['p-ana'])).toEqual([]);
  });

  test('advance in one step: status, history, work and revision', async () => {
    const invite = await stored();
    const after = await open().invites.advance(invite, decline);
    const { status } = decline.set;
    expect(after).toStrictEqual({ ...invite, status, history: [line], work: decline.work, revision: 2 });
    expect(await open().invites.get(invite)).toStrictEqual(after);
  });

  test('advance from the states that are named, and from no other', async () => {
    const invite = await stored({ status: 'referred' });
    expect(await open().invites.advance(invite, decline)).toBeNull();
    expect(await open().invites.get(invite)).toStrictEqual(invite);
    expect(await open().invites.advance(invite, { ...decline, from: ['open', 'referred'] })).not.toBeNull();
    expect(await open().invites.advance({ ...invite, id: 'another' }, decline)).toBeNull();
  });

  test('remove fields, and raise the revision as told, with or without a line', async () => {
    const trouble = { code: 'gone', detail: 'The job is closed.' };
    const invite = await stored({ trouble, closed: 'expired' });
    const { line: _, ...silent } = decline;
    const after = await open().invites.advance(invite, { ...silent, unset: ['trouble', 'closed'], raise: 7 });
    expect(after).toMatchObject({ revision: 8, history: [] });
    expect(after).not.toHaveProperty('trouble');
    expect(after).not.toHaveProperty('closed');
    expect(await open().invites.advance(invite, { from: ['declined'], set: {}, work: [], raise: 0 })).toStrictEqual(
      after,
    );
  });

  test('advance for whom they are addressed to, or as addressed to nobody we know', async () => {
    const addressed = await stored();
    expect(await open().invites.advance(addressed, decline, 'UBEN')).toBeNull();
    expect(await open().invites.advance(addressed, decline, null)).toBeNull();
    expect(await open().invites.advance(addressed, decline, 'UANA')).not.toBeNull();
    const unlinked = await stored({ invitee: { person: buildPerson() } });
    expect(await open().invites.advance(unlinked, decline, 'UBEN')).toBeNull();
    expect(await open().invites.advance(unlinked, decline, null)).not.toBeNull();
  });

  test('are decided once, also when twenty decide at once', async () => {
    const invite = await stored();
    const all = await Promise.all(Array.from({ length: 20 }, () => open().invites.advance(invite, decline, 'UANA')));
    expect(all.filter(Boolean)).toHaveLength(1);
    expect(await open().invites.get(invite)).toMatchObject({ revision: 2, history: [line], work: decline.work });
  });

  test('advance from the revision that was read, where one is named', async () => {
    const invite = await stored({ revision: 4 });
    expect(await open().invites.advance(invite, { ...decline, revision: 3 })).toBeNull();
    const nudge = { from: ['open'], revision: 4, set: { nudges: 1 }, work: [] } as const;
    const all = await Promise.all(Array.from({ length: 9 }, () => open().invites.advance(invite, nudge)));
    expect(all.filter(Boolean)).toEqual([{ ...invite, nudges: 1, revision: 5 }]);
  });

  test('keep the latest lines of their history', async () => {
    const history = Array.from({ length: KEPT.history }, (_, index) => ({ ...line, what: `line ${index}` }));
    const invite = await stored({ history });
    const after = await open().invites.advance(invite, decline);
    expect(after?.history).toEqual([...history.slice(1), line]);
  });

  test('of a job are all of the tenant’s, whatever became of them', async () => {
    const [tenantId, job] = [nextId('T'), buildJob()];
    const mine = [await stored({ tenantId, job }), await stored({ tenantId, job, status: 'declined' })];
    await stored({ tenantId });
    await stored({ job });
    const found = await open().invites.ofJob(tenantId, job.id);
    expect(found.map(({ id }) => id).sort()).toEqual(mine.map(({ id }) => id).sort());
    const [{ id, status, revision, invitedAt, chain, invitee } = buildInvite()] = mine;
    expect(found.find((one) => one.id === id)).toStrictEqual({
      ...{ id, tenantId, status, revision, invitedAt, chain },
      invitee: { person: { id: invitee.person.id, name: invitee.person.name }, slackUserId: invitee.slackUserId },
    });
  });

  test('of a job tell what they know of each other', async () => {
    const [tenantId, job] = [nextId('T'), buildJob()];
    const peers = { named: [{ name: 'Ben', slackUserId: 'UBEN', status: 'declined' }], more: 2 } as const;
    const link = { slackUserId: 'UBEN', name: 'Ben', referralId: 'r' };
    const invite = await stored({ tenantId, job, peers, chain: [link], past: true, duplicateOf: 'another' });
    expect(await open().invites.get(invite)).toStrictEqual(invite);
    const [found] = await open().invites.ofJob(tenantId, job.id);
    expect(found).toMatchObject({ peers, chain: [link], past: true, duplicateOf: 'another' });
  });

  test('get their peers together, on condition that they are open and as they were read', async () => {
    const { invites } = open();
    const one = await stored({});
    const { tenantId } = one;
    const [other, answered] = [await stored({ tenantId }), await stored({ tenantId, status: 'declined' })];
    const peers = { named: [{ name: 'Ben', slackUserId: 'UBEN', status: 'open' }], more: 2 } as const;
    const changeOf = ({ id, revision }: typeof one) => ({ id, revision, peers });
    const raised = (invite: typeof one) => ({ ...invite, peers, revision: invite.revision + 1 });
    const both = await invites.setPeers(tenantId, [changeOf(one), changeOf(other)]);
    expect(both?.toSorted((a, b) => Number(b.id === one.id) - Number(a.id === one.id))).toStrictEqual(
      [one, other].map(raised),
    );
    expect(await invites.setPeers(tenantId, [changeOf(one), changeOf(raised(other))])).toBeNull();
    expect(await invites.get(one)).toStrictEqual(raised(one));
    expect(await invites.get(other)).toMatchObject({ revision: other.revision + 2 });
    expect(await invites.setPeers(tenantId, [changeOf(answered)])).toBeNull();
    expect(await invites.setPeers(nextId('T'), [changeOf(raised(one))])).toBeNull();
    expect(await invites.get(one)).toStrictEqual(raised(one));
  });

  test('take planned work at their claim, once until it is nearly due', async () => {
    const { invites } = open();
    const lead = await stored({ claims: ['lead:a'], work: [todo('announce-invite', later(9))] });
    await stored({ tenantId: lead.tenantId, claims: ['lead:b'] });
    await stored({ claims: ['lead:a'] });
    const plan = (at: number, from: number, claim = 'lead:a') =>
      invites.plan(lead.tenantId, claim, todo('announce-peers', later(at)), later(from));
    const first = await plan(4, 2);
    expect(first).toMatchObject({ tenantId: lead.tenantId, id: lead.id });
    expect(first?.work.map(({ job, at }) => [job, at])).toEqual([
      ['announce-invite', later(9)],
      ['announce-peers', later(4)],
    ]);
    expect(await plan(5, 4)).toBeNull();
    expect((await plan(6, 5))?.work).toHaveLength(3);
    expect(await plan(9, 8, 'lead:none')).toBeNull();
    expect(await invites.get(lead)).toMatchObject({ revision: lead.revision, work: [{}, {}, {}] });
  });

  test('without a member name their people, each once, while they are open', async () => {
    const tenantId = nextId('T');
    const person = (id: string) => ({ person: buildPerson({ id, name: id }) });
    const first = await stored({ tenantId, invitee: person('vollna:7'), expiresAt: later(1) });
    await stored({ tenantId, invitee: person('vollna:7'), expiresAt: later(1), origins: first.origins });
    await stored({ tenantId, invitee: person('vollna:8'), expiresAt: later(2) });
    await stored({ tenantId, invitee: person('vollna:9'), status: 'declined' });
    await stored({ tenantId, invitee: { ...person('vollna:10'), slackUserId: 'UANA' } });
    await stored({ invitee: person('vollna:11') });
    const found = await open().invites.strangers(tenantId, 9);
    expect(found.map((one) => one.person.id)).toEqual(['vollna:7', 'vollna:8']);
    expect(found[0]).toStrictEqual({ person: first.invitee.person, origins: first.origins });
    expect(await open().invites.strangers(tenantId, 1)).toHaveLength(1);
  });

  test('of people with an address are found behind any number without', async () => {
    const tenantId = nextId('T');
    for (let number = 0; number < 501; number += 1)
      await stored({ tenantId, invitee: { person: { id: `vollna:${number}`, name: 'Somebody' } } });
    const person = buildPerson({ id: 'mailto:eve@home.example', email: 'eve@home.example' });
    const last = await stored({ tenantId, invitee: { person }, expiresAt: later(9) });
    const found = await open().invites.strangers(tenantId, 9, 'with-address');
    expect(found).toStrictEqual([{ person, origins: last.origins }]);
  });

  test('of a person of a source come the newest first, in any status', async () => {
    const tenantId = nextId('T');
    const invitee = { person: buildPerson({ id: 'vollna:7' }) };
    const of = (minutes: number, given: Partial<Invite> = {}) =>
      stored({ tenantId, invitee, invitedAt: later(minutes), ...given });
    const [oldest, newest, middle] = [await of(1), await of(3, { status: 'declined' }), await of(2)];
    await stored({ tenantId });
    await stored({ invitee });
    const found = await open().invites.ofPerson(tenantId, invitee.person.id, 10);
    expect(found).toStrictEqual([newest, middle, oldest]);
    expect(await open().invites.ofPerson(tenantId, invitee.person.id, 1)).toStrictEqual([newest]);
  });

  test('that are open for somebody come by their end, those without one last, and are counted', async () => {
    const tenantId = nextId('T');
    const of = (minutes: number, given: Partial<Invite> = {}) =>
      stored({ tenantId, expiresAt: later(minutes), ...given });
    const endless = async (minutes: number) => {
      const { expiresAt: _, ...invite } = buildInvite({ tenantId, invitedAt: later(minutes) });
      await open().invites.insert(invite);
      return invite;
    };
    const [newer, older] = [await endless(8), await endless(7)];
    const [first, last, middle] = [await of(1), await of(3), await of(2)];
    await of(4, { status: 'declined' });
    await of(5, { invitee: { person: buildPerson(), slackUserId: 'UBEN' } });
    const unlinked = await of(6, { invitee: { person: buildPerson() } });
    const ids = async (limit: number) => (await open().invites.openFor(tenantId, 'UANA', limit)).map(({ id }) => id);
    expect(await ids(9)).toEqual([first.id, middle.id, last.id, older.id, newer.id]);
    expect(await ids(4)).toEqual([first.id, middle.id, last.id, older.id]);
    expect(await ids(2)).toEqual([first.id, middle.id]);
    const refs = [first, middle, last, older].map(({ id, revision }) => ({ id, tenantId, revision }));
    expect(await open().invites.openRefsFor(tenantId, 'UANA', 4)).toStrictEqual(refs);
    expect(await open().invites.openRefsFor(tenantId, null, 4)).toMatchObject([{ id: unlinked.id }]);
    expect(await open().invites.countOpen(tenantId, 'UANA')).toBe(5);
    expect(await open().invites.countOpen(tenantId, 'UNOBODY')).toBe(0);
    expect(await open().invites.countOpen(tenantId, null)).toBe(1);
    expect(await open().invites.countOpen(nextId('T'), 'UANA')).toBe(0);
    await of(7, { practice: true });
    expect(await open().invites.countOpen(tenantId, 'UANA')).toBe(6);
    expect(await open().invites.countOpen(tenantId, 'UANA', 'real')).toBe(5);
  });

  test('without a card are counted by member, without one, and by connection, and listed by their end', async () => {
    const tenantId = nextId('T');
    const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour));
    const hidden = (given: Partial<Invite>) => stored({ tenantId, unannounced: true, ...given });
    const [later, sooner] = [await hidden({ expiresAt: at(2) }), await hidden({ expiresAt: at(1) })];
    const vollna = { connectionId: 'c-1', source: 'vollna', trust: 80, namesInvitations: true, externalId: 'c-1:1' };
    await hidden({ invitee: { person: buildPerson() }, origins: [vollna], externalId: 'c-1:1' });
    await hidden({ status: 'declined' });
    await stored({ tenantId });
    const { unannouncedFor, countUnannounced } = open().invites;
    const ids = async (limit: number) => (await unannouncedFor(tenantId, 'UANA', limit)).map(({ id }) => id);
    expect(await ids(9)).toEqual([sooner.id, later.id]);
    expect(await ids(1)).toEqual([sooner.id]);
    expect(await countUnannounced(tenantId, { slackUserId: 'UANA' })).toBe(2);
    expect(await countUnannounced(tenantId, { slackUserId: null })).toBe(1);
    expect(await countUnannounced(tenantId, { connectionId: 'c-1' })).toBe(1);
    expect(await countUnannounced(nextId('T'), { slackUserId: 'UANA' })).toBe(0);
  });

  test('that are open and not certainly somebody’s are found by their people', async () => {
    const tenantId = nextId('T');
    const [person, ranks] = [buildPerson(), { person: 80, addressee: 30 }];
    const found = [
      await stored({ tenantId, invitee: { person } }),
      await stored({ tenantId, invitee: { person, slackUserId: 'UCAT' }, ranks }),
      await stored({ tenantId, invitee: { person: buildPerson({ id: 'p-ben' }) } }),
    ];
    await stored({ tenantId, invitee: { person }, status: 'expired' });
    await stored({ tenantId, invitee: { person, slackUserId: 'UANA' } });
    await stored({ tenantId, invitee: { person: buildPerson({ id: 'p-cem' }) } });
    const many = Array.from({ length: 1_200 }, (_, index) => `vollna:${index}`);
    const read = await open().invites.unsettledOf(tenantId, ['p-ana', ...many, 'p-ben']);
    expect(await open().invites.unsettledOf(tenantId, [])).toEqual([]);
    expect(read.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toStrictEqual(
      found
        .map(({ id, invitee, ranks: known }) => ({ id, tenantId, invitee, ...(known && { ranks: known }) }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });
});

test('those that are open for somebody are found by an index, in their order', async () => {
  const { raw, close } = await openStore();
  const theirs = { tenantId: 'T1', 'invitee.slackUserId': 'UANA', status: 'open' };
  for (const expiresAt of [{ $gt: new Date(0) }, null]) {
    const found = raw.collection('invites').find({ ...theirs, expiresAt }, { sort: { expiresAt: 1, invitedAt: 1 } });
    const plan = JSON.stringify(await found.limit(5).explain());
    expect(plan).toContain('IXSCAN');
    expect(plan).not.toContain('COLLSCAN');
  }
  await close();
});

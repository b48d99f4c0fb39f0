import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Connection } from '../../../../src/domain/model/connection/connection.js';
import {
  Hopeless,
  MarketplaceRefusal,
  Misconfigured,
  PlaceReserved,
  Postponed,
  Refusal,
  TokenRefused,
} from '../../../../src/domain/model/errors.js';
import { KEPT } from '../../../../src/domain/model/stored-size-limits.js';
import { errorFields } from '../../../../src/lib/error-text.js';
import { inAllLanguages, setUp } from '../../../../src/sources/contract/set-up.js';
import { createMarketplace, type MarketplaceOptions } from '../../../../src/sources/create-marketplace.js';
import { connectionTo, type Json, sandboxFor, TOKEN } from '../../../support/start-test-sandbox.js';
import { createdBody } from './schema/samples.js';

let sandbox: Awaited<ReturnType<typeof sandboxFor>>;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  sandbox = await sandboxFor();
  closing.push(sandbox.close);
});

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function clientOf(connection: Connection | null, more: Partial<MarketplaceOptions> = {}) {
  const client = createMarketplace({
    connections: { latest: async () => connection },
    trustedOrigins: [sandbox.url],
    ...more,
  });
  closing.push(client.close);
  return client;
}

/** A server that answers as it is told. */
async function serverOf(handler: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer({ keepAliveTimeout: 0 }, handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.close().closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A client of a marketplace that answers as it is told. */
async function answering(handler: Parameters<typeof createServer>[1], more: Partial<MarketplaceOptions> = {}) {
  const url = await serverOf(handler);
  return { ...clientOf(connectionTo(url), { trustedOrigins: [url], timeoutMs: 60_000, ...more }), url };
}

const TO = { tenantId: 'T1', id: 'c1' };
const candidate = (baseUrl: string, token = TOKEN) => connectionTo(baseUrl, { token });

const client = (more?: Partial<MarketplaceOptions>) => clientOf(connectionTo(sandbox.url), more);
const invite = (wish: object = {}): Promise<Json> => sandbox.control('/invitations', { freelancer: 'p_ana', ...wish });
const failure = (promise: Promise<unknown>): Promise<Json> =>
  promise.then(
    () => 'nothing went wrong',
    (error) => error,
  );
const toBen = (more: object = {}) => ({
  reasonId: 'too-busy',
  referral: { target: { by: 'person' as const, personId: 'p_ben' }, referredBy: { name: 'Ana Silva' }, ...more },
});

describe('the client', () => {
  test('accepts', async () => {
    const { id } = await invite();
    await client().accept(TO, id, 'k1');
    expect(sandbox.state.invitations[id]?.status).toBe('accepted');
    expect(Object.values(sandbox.state.proposals)).toMatchObject([{ invitationId: id, status: 'submitted' }]);
  });

  test.each([
    ['was paused', { pausedAt: new Date() }],
    ['takes no decisions any more', { can: [] }],
  ])('sends no decision over a connection that %s since its path was chosen', async (_, change) => {
    const { id } = await invite();
    const changed = clientOf({ ...connectionTo(sandbox.url), ...change });
    await expect(changed.accept(TO, id, 'k1')).rejects.toThrow(Misconfigured);
    await expect(changed.decline(TO, id, { reasonId: 'too-busy' }, 'k2')).rejects.toThrow(Misconfigured);
    await expect(changed.decline(TO, id, toBen(), 'k3')).rejects.toThrow(Misconfigured);
    expect(sandbox.state.invitations[id]?.status).toBe('open');
  });

  test('declines', async () => {
    const { id } = await invite();
    const answer = await client().decline(TO, id, { reasonId: 'budget', message: 'Sorry 🙏' }, 'k1');
    expect(answer).toEqual({});
    expect(sandbox.state.invitations[id]).toMatchObject({
      status: 'declined',
      decline: { reasonId: 'budget', message: 'Sorry 🙏' },
    });
  });

  test.each([
    { by: 'person' as const, personId: 'p_ben' },
    { by: 'email' as const, email: 'BEN@agency.example' },
  ])('refers by $by', async (target) => {
    const { id } = await invite({ expiresInSeconds: 3600 });
    const words = { message: 'For you', messageToClient: 'Ben is great' };
    const { receivedExternalId = '' } = await client().decline(TO, id, toBen({ target, ...words }), 'k1');
    const { data } = await client().invitation(TO, receivedExternalId);
    expect(data).toMatchObject({
      status: 'open',
      freelancer: { id: 'p_ben' },
      letter: sandbox.state.invitations[id]?.letter,
      referral: { fromInvitationId: id, referredBy: { name: 'Ana Silva' }, message: 'For you' },
    });
    expect(data.expiresAt).toEqual(new Date(sandbox.state.invitations[id]?.expiresAt ?? ''));
    expect(data.referral).not.toHaveProperty('messageToClient');
  });

  test('lists members once for a look-up that asks at each key', async () => {
    const lines: unknown[] = [];
    const line = (fields: unknown) => void lines.push(fields);
    const listing = client({ log: { info: line, warn: line, error: line } });
    for (const _ of 'ana') await listing.members(TO);
    expect(lines).toHaveLength(1);
  });

  test('searches, lists members over several pages, and keeps strangers’ emails out', async () => {
    for (let n = 0; n < 120; n++)
      await sandbox.control('/people', { id: `p${n}`, name: `Nr ${n}`, agencyId: 'agency' });
    const members = await client().members(TO);
    expect(members).toHaveLength(123);
    expect(new Set(members.map(({ id }) => id)).size).toBe(123);
    expect(members[0]).toMatchObject({ email: 'ana@agency.example' });
    const [found, ...others] = await client().searchPeople(TO, 'tanaka SHOPIFY');
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: 'p_mei', profileUrl: `${sandbox.url}/people/p_mei` });
    expect(found).not.toHaveProperty('email');
  });
});

describe('somebody with an address', () => {
  test('is found by their whole email, with that email, and by their profile’s URL', async () => {
    await sandbox.control('/people', { id: 'p_far', name: 'Far Away', email: 'far@else.example' });
    const far = { id: 'p_far', name: 'Far Away', profileUrl: `${sandbox.url}/people/p_far` };
    const search = (query: string) => client().searchPeople(TO, query);
    expect(await search(' FAR@else.example ')).toEqual([{ ...far, email: 'FAR@else.example' }]);
    expect(await search(`${sandbox.url}/people/p_far/?ref=mail#top`)).toEqual([far]);
    expect(await search('Far Away')).toEqual([far]);
  });

  test('is nobody when no account has it', async () => {
    for (const query of ['ana@', 'nobody@agency.example', 'https://elsewhere.example/people/p_ana', 'agency.example'])
      expect(await client().searchPeople(TO, query)).toEqual([]);
  });
});

describe('the candidates of a job', () => {
  test('are asked for once in a minute, and kept for those who cannot wait', async () => {
    let asked = 0;
    const { candidates, knownCandidates } = await answering((_, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ items: [{ freelancerId: 'p_ben', standing: 'invited' }] }));
    });
    expect(await knownCandidates('T1', 'i1')).toEqual([]);
    const [first, second] = await Promise.all([candidates(TO, 'i1'), candidates(TO, 'i1')]);
    expect(second).toBe(first);
    expect(await knownCandidates('T1', 'i1')).toBe(first);
    expect(await knownCandidates('T2', 'i1')).toEqual([]);
    await candidates(TO, 'i1');
    expect(asked).toBe(1);
    await candidates(TO, 'i2');
    expect(asked).toBe(2);
  });

  const standings = async (id: string) => {
    const items = await client().candidates(TO, id);
    return Object.fromEntries(items.map(({ personId, standing }) => [personId, standing]));
  };

  test('are those who have to do with it already, and how', async () => {
    const { id, job } = await invite();
    expect(await standings(id)).toEqual({ p_ana: 'invited' });
    const ben = await invite({ freelancer: 'p_ben', jobId: job.id });
    const mei = await invite({ freelancer: 'p_mei', jobId: job.id });
    await sandbox.control(`/invitations/${mei.id}/withdraw`);
    await invite({ freelancer: 'p_cyd' });
    expect(await standings(id)).toEqual({ p_ana: 'invited', p_ben: 'invited', p_mei: 'invited' });
    await client().accept(TO, ben.id, 'k1');
    expect(await standings(id)).toMatchObject({ p_ben: 'proposed' });
    const [proposal] = Object.values(sandbox.state.proposals);
    await sandbox.control(`/proposals/${proposal?.id}/hire`);
    expect(await standings(id)).toEqual({ p_ana: 'invited', p_ben: 'hired', p_mei: 'invited' });
  });

  test('are the very people whom a referral refuses', async () => {
    const { id } = await invite();
    await client().decline(TO, id, toBen(), 'k1');
    const again = await invite({ jobId: sandbox.state.invitations[id]?.jobId });
    expect(await standings(again.id)).toEqual({ p_ana: 'invited', p_ben: 'referred' });
    expect(await failure(client().decline(TO, again.id, toBen(), 'k2'))).toMatchObject({ code: 'already-referred' });
  });

  test('are for the agency of the invited freelancer alone', async () => {
    const { id } = await invite({ freelancer: 'p_mei' });
    expect(await failure(client().candidates(TO, id))).toMatchObject({ code: 'not-yours' });
    expect(await failure(client().candidates(TO, 'nothing'))).toMatchObject({ code: 'invitation-not-found' });
  });

  test('are not waited for longer than a search', async () => {
    const { id } = await invite();
    await sandbox.control('/switches', { kind: 'hang', path: 'candidates' });
    const asking = client({ timeoutMs: 60_000, searchTimeoutMs: 50 }).candidates(TO, id);
    expect(await failure(asking)).not.toBeInstanceOf(Hopeless);
  });
});

describe('a refusal', () => {
  const refused = async (code: string, act: Promise<unknown>) => {
    const error = await failure(act);
    expect(error).toBeInstanceOf(MarketplaceRefusal);
    expect(error).toMatchObject({ code, detail: expect.stringMatching(/\w+ \w+/) });
  };

  test('says that there is no such invitation', () =>
    refused('invitation-not-found', client().accept(TO, 'inv_x', 'k')));

  test('says that it is not open', async () => {
    const { id } = await invite();
    await sandbox.control(`/invitations/${id}/withdraw`);
    await refused('invitation-not-open', client().accept(TO, id, 'k'));
    expect((await client().invitation(TO, id)).data.status).toBe('withdrawn');
  });

  test('says that it has expired, before the clock has said so', async () => {
    const { id } = await invite({ expiresInSeconds: 0 });
    await refused('invitation-not-open', client().accept(TO, id, 'k'));
  });

  test('says that it is another agency’s', async () => {
    const { id } = await invite({ freelancer: 'p_mei' });
    await refused('not-yours', client().accept(TO, id, 'k'));
    await refused('not-yours', client().invitation(TO, id));
  });

  test('says that the job is private', async () => {
    const { id } = await invite({ private: true });
    await refused('job-private', client().decline(TO, id, toBen(), 'k'));
    expect(sandbox.state.invitations[id]?.status).toBe('open');
  });

  test('says that the job is closed', async () => {
    const { id, job } = await invite();
    await sandbox.control(`/jobs/${job.id}/close`, { slowly: true });
    await refused('job-closed', client().accept(TO, id, 'k'));
  });

  test.each([
    { by: 'person' as const, personId: 'p_nobody' },
    { by: 'email' as const, email: 'nobody@nowhere.example' },
  ])('says that nobody has this $by', async (target) => {
    const { id } = await invite();
    await refused('person-not-found', client().decline(TO, id, toBen({ target }), 'k'));
    expect(sandbox.state.invitations[id]?.status).toBe('open');
  });

  test('says that the colleague was invited, referred, made a proposal, was hired', async () => {
    const { id: ana, job } = await invite();
    const { id: cyd } = await invite({ freelancer: 'p_cyd', jobId: job.id });
    await refused(
      'already-invited',
      client().decline(TO, ana, toBen({ target: { by: 'person', personId: 'p_cyd' } }), 'k1'),
    );
    const { receivedExternalId: ben } = await client().decline(TO, ana, toBen(), 'k2');
    await refused('already-referred', client().decline(TO, cyd, toBen(), 'k3'));
    await client().accept(TO, ben ?? '', 'k4');
    await refused('already-proposed', client().decline(TO, cyd, toBen(), 'k5'));
    await sandbox.control(`/proposals/${ben}/hire`);
    await refused('already-hired', client().decline(TO, cyd, toBen(), 'k6'));
  });

  test('says that nobody refers to themselves', async () => {
    const { id } = await invite();
    await refused(
      'already-invited',
      client().decline(TO, id, toBen({ target: { by: 'person', personId: 'p_ana' } }), 'k'),
    );
  });

  test('of the token says nothing of what was asked', async () => {
    const error = await failure(clientOf(connectionTo(sandbox.url, { token: 'wrong' })).members(TO));
    expect(error).toBeInstanceOf(TokenRefused);
    expect(error).not.toBeInstanceOf(Hopeless);
  });

  test.each([
    { reasonId: 'nonsense' },
    { reasonId: 'other', message: 'x'.repeat(5001) },
    toBen({ target: { by: 'email', email: 'not an email' } }),
  ])('says that the request does not follow the contract: %#', async (decline) => {
    const { id } = await invite();
    await refused('bad-request', client().decline(TO, id, decline, 'k'));
  });

  test('says that a key was used for something else, and keeps what it was used for', async () => {
    const { id } = await invite();
    await client().decline(TO, id, { reasonId: 'budget' }, 'k');
    for (const act of [client().decline(TO, id, { reasonId: 'other' }, 'k'), client().accept(TO, id, 'k')])
      expect(await failure(act)).toEqual(new Error('the marketplace answered 422: idempotency-conflict'));
    await client().decline(TO, id, { reasonId: 'budget' }, 'k');
    expect(sandbox.state.effects).toHaveLength(1);
  });
});

describe('nothing is doubled', () => {
  test('when the same request is sent again', async () => {
    const { id } = await invite();
    const first = await client().decline(TO, id, toBen(), 'k');
    const second = await client().decline(TO, id, toBen(), 'k');
    expect(second).toEqual(first);
    expect(sandbox.state.effects.map(({ kind }) => kind)).toEqual(['decline', 'refer']);
    expect(sandbox.state.calls.map(({ replayed }) => replayed)).toEqual([false, true]);
  });

  test('when the answer is lost', async () => {
    const { id } = await invite();
    await sandbox.control('/switches', { path: 'decline', kind: 'drop', times: 1 });
    const error = await failure(client().decline(TO, id, toBen(), 'k'));
    expect(error).not.toBeInstanceOf(Hopeless);
    expect(error.message).toMatch(/^no answer from the marketplace: /);
    expect(sandbox.state.invitations[id]?.status).toBe('declined');
    expect(await client().decline(TO, id, toBen(), 'k')).toHaveProperty('receivedExternalId');
    expect(sandbox.state.effects.map(({ kind }) => kind)).toEqual(['decline', 'refer']);
  });

  test('when it takes longer than we wait', async () => {
    const { id } = await invite();
    await sandbox.control('/switches', { path: 'accept', kind: 'slow', ms: 3000, times: 1 });
    const impatient = client({ timeoutMs: 800 });
    expect((await failure(impatient.accept(TO, id, 'k'))).message).toMatch('it took too long');
    expect((await failure(client().accept(TO, id, 'k'))).message).toBe('the marketplace answered 409: in-progress');
    await sandbox.until(() => sandbox.state.effects.length > 0);
    await client().accept(TO, id, 'k');
    expect(sandbox.state.effects).toHaveLength(1);
  });

  test('when twenty are sent at once', async () => {
    const { id } = await invite();
    await Promise.allSettled(Array.from({ length: 20 }, () => client().accept(TO, id, 'k')));
    await client().accept(TO, id, 'k');
    expect(sandbox.state.effects).toHaveLength(1);
  });

  test('and a temporary failure is not remembered', async () => {
    const { id } = await invite();
    for (const wish of [{ kind: 'fail', status: 503 }, { kind: 'fail', status: 500 }, { kind: 'limit' }]) {
      await sandbox.control('/switches', { path: 'accept', times: 1, ...wish });
      await failure(client().accept(TO, id, 'k'));
    }
    await client().accept(TO, id, 'k');
    expect(sandbox.state.effects).toHaveLength(1);
  });

  test('but a final refusal is', async () => {
    const { id } = await invite();
    const toDee = toBen({ target: { by: 'person', personId: 'p_dee' } });
    await failure(client().decline(TO, id, toDee, 'k'));
    await sandbox.control('/people', { id: 'p_dee', name: 'Dee' });
    expect(await failure(client().decline(TO, id, toDee, 'k'))).toMatchObject({ code: 'person-not-found' });
    expect(await client().decline(TO, id, toDee, 'k2')).toHaveProperty('receivedExternalId');
  });
});

describe('an answer is taken for what it says', () => {
  const answers = (status: number, body?: object) =>
    answering((_, response) => void response.writeHead(status).end(body && JSON.stringify(body)));
  const refer = async (status: number, body?: object) => (await answers(status, body)).decline(TO, 'i1', toBen(), 'k');

  test.each([200, 201, 202])('%d with the status that was asked for: it is done', async (status) => {
    await (await answers(status, { id: 'i1', status: 'accepted' })).accept(TO, 'i1', 'k');
    const received = { id: 'i1', status: 'declined', receivedInvitationId: 'i2' };
    expect(await refer(status, received)).toEqual({ receivedExternalId: 'i2' });
  });

  test.each([204, 205])('%d: it is done, and there is no more to say', async (status) => {
    await (await answers(status)).accept(TO, 'i1', 'k');
    expect(await refer(status)).toEqual({});
  });

  test.each([null, '', 5, {}, 'x'.repeat(201)])(
    'another id beside it that cannot be read, %j: it is done',
    async (odd) => {
      const accepted = await answers(200, { id: 'i1', status: 'accepted', proposalId: odd, receivedInvitationId: odd });
      await accepted.accept(TO, 'i1', 'k');
      expect(await refer(200, { id: 'i1', status: 'declined', receivedInvitationId: odd })).toEqual({});
    },
  );

  test('the other status: it was decided the other way', async () => {
    const no = { name: 'MarketplaceRefusal', code: 'invitation-not-open' };
    const declined = await answers(200, { id: 'i1', status: 'declined' });
    expect(await failure(declined.accept(TO, 'i1', 'k'))).toMatchObject(no);
    expect(await failure(refer(200, { id: 'i1', status: 'accepted', receivedInvitationId: 'i2' }))).toMatchObject(no);
  });

  test.each(['withdrawn', 'expired', 'archived'])('%s: it ended before it was decided', async (status) => {
    const no = { name: 'MarketplaceRefusal', code: 'invitation-not-open' };
    expect(await failure((await answers(200, { id: 'i1', status })).accept(TO, 'i1', 'k'))).toMatchObject(no);
    expect(await failure(refer(200, { id: 'i1', status }))).toMatchObject(no);
  });

  test('another id: it is no answer to this', async () => {
    const other = new Error('the marketplace answered about another invitation');
    const accepted = await answers(200, { id: 'i9', status: 'accepted' });
    expect(await failure(accepted.accept(TO, 'i1', 'k'))).toEqual(other);
    expect(await failure(refer(200, { id: 'i9', status: 'declined' }))).toEqual(other);
    const { id } = await invite();
    const invitation = await fetch(`${sandbox.url}/invitations/${id}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const shown = await answers(200, (await invitation.json()) as object);
    expect(await failure(shown.invitation(TO, 'i1'))).toEqual(other);
    expect((await shown.invitation(TO, id)).data.id).toBe(id);
  });

  test.each([
    [202, undefined],
    [200, undefined],
    [200, { id: 'i1', status: 'pending' }],
    [200, { id: 'i1', status: 'open' }],
    [200, { id: 'i1' }],
    [200, { type: 'x/job-closed', status: 409 }],
  ])('%d with %j: it is not done yet, and is asked again', async (status, body) => {
    const error = await failure((await answers(status, body)).accept(TO, 'i1', 'k'));
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(Hopeless);
  });

  test.each([
    [404, '<html><h1>Not Found</h1></html>'],
    [403, '<html>Attention required!</html>'],
    [422, JSON.stringify({ type: 'https://m.example/problems/idempotency-conflict', detail: 'Another body.' })],
    [400, JSON.stringify({ message: 'no Route matched with those values' })],
  ])('%d with %s after an answer that was lost: it is no verdict', async (status, body) => {
    let calls = 0;
    const lossy = await answering((request, response) => {
      calls++;
      if (calls === 1) request.socket.destroy();
      else response.writeHead(status).end(body);
    });
    for (const _ of [1, 2]) {
      const error = await failure(lossy.decline(TO, 'i1', toBen(), 'k'));
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(Hopeless);
    }
    expect(calls).toBe(2);
  });
});

describe('an odd item in a list', () => {
  const good = { id: 'p1', name: 'Ana Silva', profileUrl: 'https://market.example/p1' };
  const ODD: object[] = [
    { ...good, name: '' },
    { ...good, id: '' },
    { ...good, id: '..' },
  ];

  async function listing(body: object) {
    const lines: [Record<string, unknown>, string][] = [];
    const counted: [string, number][] = [];
    const line = (fields: Record<string, unknown>, event: string) => void lines.push([fields, event]);
    const asked = await answering((_, response) => void response.end(JSON.stringify(body)), {
      log: { info: () => {}, warn: line, error: line },
      leftOut: (...count) => void counted.push(count),
    });
    return { asked, lines, counted };
  }

  test.each(ODD)('is left out of people, and counted: %j', async (odd) => {
    const { asked, lines, counted } = await listing({ items: [odd, good] });
    expect(await asked.members(TO)).toEqual([good]);
    expect(await asked.searchPeople(TO, 'ana')).toEqual([good]);
    expect(lines).toMatchObject([
      [{ tenantId: 'T1', path: '/me/members', leftOut: 1, of: 2 }, 'marketplace.items-left-out'],
      [{ path: '/freelancers', leftOut: 1, of: 2 }, 'marketplace.items-left-out'],
    ]);
    expect(counted).toEqual([
      ['/me/members', 1],
      ['/freelancers', 1],
    ]);
    expect(JSON.stringify(lines)).not.toContain('Ana');
  });

  test.each([
    { profileUrl: 'market.example/p2' },
    { profileUrl: 'javascript:alert(1)' },
    { email: 5 },
    { email: '' },
    { skills: null },
  ])('that has an odd fact is kept without it: %j', async (odd) => {
    const { asked, counted } = await listing({ items: [{ ...good, ...odd }] });
    const kept = 'profileUrl' in odd ? { id: good.id, name: good.name } : good;
    expect(await asked.members(TO)).toStrictEqual([kept]);
    expect(await asked.searchPeople(TO, 'ana')).toStrictEqual([kept]);
    expect(counted).toEqual([]);
  });

  test.each([null, ''])('does not come after the last page: its cursor is %j', async (nextCursor) => {
    const { asked, counted } = await listing({ items: [good], nextCursor });
    expect(await asked.members(TO)).toEqual([good]);
    expect(await asked.searchPeople(TO, 'ana')).toEqual([good]);
    expect(counted).toEqual([]);
  });

  test('that is there twice is shown once', async () => {
    const { asked } = await listing({ items: [good, { ...good, id: 'p2' }, good] });
    expect(await asked.searchPeople(TO, 'ana')).toEqual([good, { ...good, id: 'p2' }]);
  });

  test('that is the only one leaves nobody, and is no trouble', async () => {
    const { asked } = await listing({ items: ODD });
    expect(await asked.searchPeople(TO, 'ana')).toEqual([]);
  });

  test('of candidates keeps them out of what can be referred, whatever their standing is called', async () => {
    const items = [
      { personId: 'p1', standing: 'shortlisted' },
      { personId: 'p2', standing: 'hired', more: true },
      { personId: 'p3' },
      { personId: 'p4', standing: null },
      { standing: 'hired' },
    ];
    const { asked, counted } = await listing({ items });
    expect(await asked.candidates(TO, 'i1')).toEqual([
      { personId: 'p1', standing: 'involved' },
      { personId: 'p2', standing: 'hired' },
      { personId: 'p3', standing: 'involved' },
      { personId: 'p4', standing: 'involved' },
    ]);
    expect(counted).toEqual([['/invitations/{id}/candidates', 1]]);
  });

  async function probed(body: object) {
    const baseUrl = await serverOf((_, response) => void response.end(JSON.stringify(body)));
    return clientOf(null, { trustedOrigins: [baseUrl] })
      .probe(candidate(baseUrl))
      .then(({ declineReasons }) => declineReasons);
  }

  test('of reasons is left out; an id may be as long as the contract says', async () => {
    const items = [
      { id: 'wordy', text: 'x'.repeat(201) },
      { id: 'y'.repeat(201), text: 'Its id is too long' },
      { id: 'z'.repeat(200), text: 'A reason with a long id' },
    ];
    const [reason, ...more] = await probed({ items });
    expect(reason).toEqual({ id: 'z'.repeat(200), text: 'A reason with a long id' });
    expect(more).toEqual([]);
  });

  test('of reasons that is the only one is no answer: nobody could decline', async () => {
    const wordy = probed({ items: [{ id: 'wordy', text: 'x'.repeat(201) }] });
    expect(await failure(wordy)).toMatchObject({ code: 'connection.unreadable', params: { fault: 'items' } });
    expect(await probed({ items: [] })).toEqual([]);
  });

  test.each([
    [200, '{"reasons":[]}', 'items'],
    [404, 'no such page', 'HTTP 404'],
  ])('an answer of %s with %s is told to whoever connects it, with what is at fault', async (status, body, fault) => {
    const baseUrl = await serverOf((_, response) => void response.writeHead(status).end(body));
    const probe = clientOf(null, { trustedOrigins: [baseUrl] }).probe(candidate(baseUrl));
    expect(await failure(probe)).toMatchObject({ code: 'connection.unreadable', params: { field: 'url', fault } });
  });
});

describe('trouble', () => {
  test('429 puts everything off for that connection', async () => {
    await sandbox.control('/switches', { kind: 'limit', path: 'members', retryAfter: 17, times: 1 });
    const error = await failure(client().members(TO));
    expect(error).toBeInstanceOf(Postponed);
    expect(error).toMatchObject({ retryAfterMs: 17_000, limitKey: `marketplace:T1:${TO.id}` });
  });

  test('decisions take a place of the connection, under their own names', async () => {
    const taken: unknown[] = [];
    const admit: MarketplaceOptions['admit'] = async (...place) => {
      taken.push(place);
      throw new PlaceReserved(40, place[0].key);
    };
    const paced = clientOf(connectionTo(sandbox.url), { admit });
    expect(await failure(paced.accept(TO, 'i1', 'd1'))).toBeInstanceOf(PlaceReserved);
    expect(await failure(paced.decline(TO, 'i1', { reasonId: 'busy' }, 'd2'))).toBeInstanceOf(PlaceReserved);
    const limit = { key: `marketplace:T1:${TO.id}`, perSecond: 50, burst: 50 };
    expect(taken).toEqual([
      [limit, 'd1'],
      [limit, 'd2'],
    ]);
  });

  test('a hang ends at the time limit, which is shorter for a search', async () => {
    await sandbox.control('/switches', { kind: 'hang', path: '*' });
    const started = Date.now();
    const searching = client({ timeoutMs: 60_000, searchTimeoutMs: 50 }).searchPeople(TO, 'x');
    expect((await failure(searching)).message).toMatch('it took too long');
    const listing = client({ timeoutMs: 50, searchTimeoutMs: 60_000 }).members(TO);
    expect((await failure(listing)).message).toMatch('it took too long');
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test('a dead marketplace is an ordinary error', async () => {
    const gone = await sandboxFor();
    await gone.close();
    const error = await failure(clientOf(connectionTo(gone.url), { trustedOrigins: [gone.url] }).members(TO));
    expect(error.message).toBe('no answer from the marketplace: ECONNREFUSED');
    expect(errorFields(error)).toMatchObject({ cause: { error: 'Error', code: 'ECONNREFUSED' } });
    expect(error).not.toBeInstanceOf(Hopeless);
  });

  test('a tenant without a connection is told so', async () => {
    expect(await failure(clientOf(null).members(TO))).toEqual(new Refusal('tenant.notConnected'));
  });

  test('a hand-off connection never decides', async () => {
    const { id } = await invite();
    const handoff = clientOf(connectionTo(sandbox.url, { path: 'handoff' }));
    expect(await failure(handoff.accept(TO, id, 'k'))).toBeInstanceOf(Misconfigured);
    expect(await failure(handoff.decline(TO, id, { reasonId: 'other' }, 'k'))).toBeInstanceOf(Misconfigured);
    expect(sandbox.state.calls).toEqual([]);
  });
});

describe('probing', () => {
  const probe = (baseUrl: string, token = TOKEN) => failure(client().probe(candidate(baseUrl, token)));

  test('gives the decline reasons', async () => {
    const { declineReasons: reasons } = await client().probe(candidate(sandbox.url));
    expect(reasons[0]).toEqual({
      id: 'too-busy',
      text: 'I have no time for this job',
      translations: { de: 'Ich habe keine Zeit für diesen Auftrag' },
    });
  });

  test('gives them in one language, where the marketplace has no other or does not answer in it', async () => {
    const text = { id: 'too-busy', text: 'Too busy' };
    expect(await inAllLanguages(async () => [text])).toEqual([text]);
    const english = async (language: string) => (language === 'en' ? [text] : Promise.reject(new Error('gone')));
    expect(await inAllLanguages(english)).toEqual([text]);
    await expect(inAllLanguages(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  });

  test('takes a token without what was pasted around it, and none that no header can hold', () => {
    const configured = (token: string) => setUp.configure({ url: 'https://market.example', token }, undefined);
    expect(configured(' a-token\u200B\n')).toMatchObject({ token: 'a-token' });
    for (const token of ['"a-token"', "'a-token'", '`a-token` ', '“a-token”'])
      expect(configured(token)).toMatchObject({ token: 'a-token' });
    for (const token of ['two words', 'line\nbreak', 'tökén'])
      expect(() => configured(token)).toThrow(
        expect.objectContaining({ code: 'connection.badToken', params: { field: 'token' } }),
      );
    expect(() => configured(' ')).toThrow(expect.objectContaining({ code: 'connection.missing' }));
  });

  test('says what is wrong', async () => {
    expect(await probe('http://10.0.0.1')).toMatchObject({ code: 'connection.badUrl' });
    expect(await probe(sandbox.url, 'wrong-token')).toMatchObject({ code: 'connection.rejected' });
    await sandbox.control('/switches', { kind: 'fail', path: '*', times: 1 });
    expect(await probe(sandbox.url)).toMatchObject({ code: 'marketplace.unreachable' });
  });
});

describe('a hostile marketplace', () => {
  test('cannot send us elsewhere', async () => {
    const elsewhere = `${sandbox.url}/me/members`;
    const redirecting = await answering((_, response) => response.writeHead(307, { location: elsewhere }).end());
    expect((await failure(redirecting.members(TO))).message).toBe('the marketplace answered 307');
    expect(sandbox.state.calls).toEqual([]);
  });

  test('cannot fill our memory', async () => {
    const endless = await answering((_, response) => {
      response.writeHead(200);
      const more = () => void (response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(more)));
      more();
    });
    expect((await failure(endless.members(TO))).message).toMatch('longer than');
  });

  test('cannot make us page forever', async () => {
    const looping = await answering((_, response) => response.end(JSON.stringify({ items: [], nextCursor: 'again' })));
    expect(await failure(looping.members(TO))).toMatchObject({ name: 'Refusal', code: 'marketplace.tooLong' });
  });

  test('cannot make us keep what nothing uses, or more of a text than is kept', async () => {
    const { data } = createdBody();
    const long = 'x'.repeat(300_000);
    const client = { name: long, country: long, timeZone: long };
    const told = { ...data, letter: long, job: { ...data.job, description: long }, client };
    const wordy = await answering((_, response) => response.end(JSON.stringify(told)));
    const { data: kept } = await wordy.invitation(TO, 'inv_1');
    expect(kept).toMatchObject({
      id: 'inv_1',
      letterCut: true,
      job: { title: 'Shop front' },
      client: { name: 'x'.repeat(KEPT.name) },
    });
    expect(JSON.stringify(kept).length).toBeLessThan(KEPT.letter + 2000);
  });

  test('cannot make us keep every reason, or everybody whom a search found', async () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({
      id: `i${index}`,
      text: 'A reason',
      name: 'N',
      skills: ['a'],
    }));
    const wordy = await answering((_, response) => response.end(JSON.stringify({ items })));
    expect((await wordy.probe(candidate(wordy.url))).declineReasons).toHaveLength(KEPT.reasons);
    const found = await wordy.searchPeople(TO, 'n');
    expect(found).toHaveLength(KEPT.found);
    expect(found[0]).toEqual({ id: 'i0', name: 'N' });
  });

  test('cannot name a private address: nobody connects to it', async () => {
    let connections = 0;
    const server = createTcpServer((socket) => {
      connections++;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `https://localhost:${(server.address() as AddressInfo).port}`;
    expect((await failure(clientOf(connectionTo(url)).members(TO))).message).toMatch('a private address');
    expect(connections).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });
});

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  type Json,
  receiveWebhooks,
  SECRET,
  sandboxFor,
  sendJson,
  TOKEN,
} from '../../../support/start-test-sandbox.js';

let hooks: Awaited<ReturnType<typeof receiveWebhooks>>;
let sandbox: Awaited<ReturnType<typeof sandboxFor>>;

beforeEach(async () => {
  hooks = await receiveWebhooks();
  sandbox = await sandboxFor(hooks.url);
});

afterEach(async () => {
  await sandbox.close();
  await hooks.close();
});

const auth = { authorization: `Bearer ${TOKEN}` };
const get = (path: string, headers: object = auth) => fetch(sandbox.url + path, { headers: { ...headers } });
const getJson = async (path: string): Promise<Json> => (await get(path)).json();
const post = (path: string, body: object, key: string, headers = auth) =>
  sendJson(sandbox.url + path, body, { ...headers, 'idempotency-key': key });
const invite = (values: object = {}): Promise<Json> =>
  sandbox.control('/invitations', { freelancer: 'p_ana', ...values });
const referral = (who: object = { person: 'p_ben' }) => ({
  reasonId: 'too-busy',
  referral: { ...who, message: 'For you', messageToClient: 'Ben is <great> 🎉', referredBy: { name: 'Ana Silva' } },
});
const come = (count: number) => hooks.until(() => hooks.received.length >= count);
const told = () => hooks.received.map(({ event: { type, data } }) => `${type} ${data.id} ${data.status}`);

describe('the sandbox', () => {
  test('tells of an invitation as it can be read', async () => {
    const { id } = await invite({ expiresInSeconds: 60 });
    await come(1);
    const wire = await getJson(`/invitations/${id}`);
    expect(JSON.parse(JSON.stringify(hooks.received[0]?.event))).toEqual({ type: 'invitation.created', data: wire });
    expect(wire).toMatchObject({ status: 'open', freelancer: { id: 'p_ana', email: 'ana@agency.example' } });
  });

  test('tells of a referral in one go, and the client sees it', async () => {
    const { id, job } = await invite();
    const answer: Json = await (await post(`/invitations/${id}/decline`, referral(), 'k1')).json();
    const { receivedInvitationId: received } = answer;
    await come(3);
    expect(told().toSorted()).toEqual(
      [
        `invitation.created ${id} open`,
        `invitation.created ${received} open`,
        `invitation.status_changed ${id} declined`,
      ].toSorted(),
    );
    const { candidates } = await getJson(`/client/jobs/${job.id}.json`);
    expect(candidates).toMatchObject([
      { name: 'Ana Silva', status: 'declined', declined: { reason: 'I have no time for this job' } },
      { name: 'Ben Okafor', status: 'invited', referredBy: 'Ana Silva', note: 'Ben is <great> 🎉' },
    ]);
    const page = await (await get(`/client/jobs/${job.id}`)).text();
    expect(page).toContain('Referred by Ana Silva');
    expect(page).toContain('Ben is &lt;great&gt; 🎉');
  });

  test('finds the colleague of a referral by their profile', async () => {
    const { id } = await invite();
    const decline = (profileUrl: string) => post(`/invitations/${id}/decline`, referral({ profileUrl }), profileUrl);
    expect((await decline('https://market.example/nobody')).status).toBe(422);
    const { receivedInvitationId }: Json = await (await decline(`${sandbox.url}/people/p_ben?from=mail`)).json();
    expect(await getJson(`/invitations/${receivedInvitationId}`)).toMatchObject({ freelancer: { id: 'p_ben' } });
  });

  test('tells of everything that clients and freelancers do on it', async () => {
    const { id } = await invite();
    const { proposalId } = await sandbox.control(`/invitations/${id}/accept`);
    for (const act of ['view', 'interview', 'hire']) await sandbox.control(`/proposals/${id}/${act}`);
    await come(6);
    const statuses = ['submitted', 'viewed', 'interviewed', 'hired'];
    expect(told().toSorted()).toEqual(
      [
        `invitation.created ${id} open`,
        `invitation.status_changed ${id} accepted`,
        ...statuses.map((status) => `proposal.status_changed ${proposalId} ${status}`),
      ].toSorted(),
    );
    const again = await sendJson(`${sandbox.url}/sandbox/proposals/${proposalId}/decline`, {});
    expect(again.status).toBe(409);
  });

  test('says when its port is taken', async () => {
    const port = Number(new URL(sandbox.url).port);
    await expect(sandboxFor(undefined, { port })).rejects.toThrow('EADDRINUSE');
  });

  test('lets an invitation expire', async () => {
    const { id } = await invite({ expiresInSeconds: 0 });
    await come(2);
    expect(told()).toContain(`invitation.status_changed ${id} expired`);
  });

  test('archives what is open when a job is closed', async () => {
    const { id, job } = await invite();
    const { id: other } = await invite({ freelancer: 'p_ben', jobId: job.id });
    const { proposalId } = await sandbox.control(`/invitations/${other}/accept`);
    await sandbox.control(`/jobs/${job.id}/close`);
    await come(6);
    expect(told()).toContain(`invitation.status_changed ${id} archived`);
    expect(told()).toContain(`proposal.status_changed ${proposalId} archived`);
    expect(sandbox.state.invitations[other]?.status).toBe('accepted');
  });

  test('keeps agencies apart, and tells the referrer’s agency what came of it', async () => {
    const rivals = await receiveWebhooks();
    const webhook = { url: rivals.url, secrets: [SECRET] };
    await sandbox.control('/agencies', { id: 'rival', name: 'Rival', token: 'rival-token', webhook });
    await sandbox.control('/people', { id: 'p_riv', name: 'Riv', email: 'riv@rival.example', agencyId: 'rival' });
    const { id } = await invite();
    const response = await post(`/invitations/${id}/decline`, referral({ email: 'riv@rival.example' }), 'k1');
    const { receivedInvitationId }: Json = await response.json();
    await rivals.until(() => rivals.received.length === 1);
    const rivalAuth = { authorization: 'Bearer rival-token' };
    const accepted = await post(`/invitations/${receivedInvitationId}/accept`, {}, 'k1', rivalAuth);
    const { proposalId }: Json = await accepted.json();
    await come(4);
    await rivals.until(() => rivals.received.length === 3);
    expect(told().toSorted()).toEqual(
      [
        `invitation.created ${id} open`,
        `invitation.status_changed ${id} declined`,
        `invitation.status_changed ${receivedInvitationId} accepted`,
        `proposal.status_changed ${proposalId} submitted`,
      ].toSorted(),
    );
    expect((await get(`/invitations/${id}`, rivalAuth)).status).toBe(403);
    expect((await getJson(`/invitations/${receivedInvitationId}`)).freelancer).not.toHaveProperty('email');
    expect((await (await get('/me/members', rivalAuth)).json()) as Json).toMatchObject({ items: [{ id: 'p_riv' }] });
    await rivals.close();
  });

  test('answers as its document says', async () => {
    const document = await getJson('/openapi.json');
    expect(document.servers).toEqual([{ url: sandbox.url }]);
    const kept = JSON.parse(readFileSync('src/sources/contract/openapi.json', 'utf8'));
    expect({ ...document, servers: kept.servers }).toEqual(kept);
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'contract');
    const schema = (name: string) => ({ $ref: `contract#/components/schemas/${name}` });
    const { id } = await invite({ expiresInSeconds: 60 });
    const answers: [string, Json][] = [
      ['Invitation', await getJson(`/invitations/${id}`)],
      ['People', await getJson('/me/members')],
      ['People', await getJson('/freelancers?query=react')],
      ['Candidates', await getJson(`/invitations/${id}/candidates`)],
      ['DeclineReasons', await getJson('/decline-reasons')],
      ['Problem', await getJson('/invitations/nothing')],
      ['DecisionAnswer', await (await post(`/invitations/${id}/decline`, referral(), 'k')).json()],
    ];
    for (const [name, answer] of answers) expect([name, ajv.validate(schema(name), answer)]).toEqual([name, true]);
    for (const { body } of Object.values(sandbox.state.deliveries)) {
      expect(
        ajv.validate(schema('InvitationCreated'), JSON.parse(body)) ||
          ajv.validate(schema('InvitationStatusChanged'), JSON.parse(body)),
      ).toBe(true);
    }
  });
});

describe('a decision', () => {
  test('needs a key', async () => {
    const { id } = await invite();
    const response = await sendJson(`${sandbox.url}/invitations/${id}/accept`, {}, auth);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ type: `${sandbox.url}/problems/bad-request` });
  });

  test('that is repeated says so', async () => {
    const { id } = await invite();
    const [first, second] = [
      await post(`/invitations/${id}/accept`, {}, 'k'),
      await post(`/invitations/${id}/accept`, {}, 'k'),
    ];
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await second.json()).toEqual(await first.json());
  });

  test('is the same request when only the order of its fields differs', async () => {
    const { id } = await invite();
    await post(`/invitations/${id}/decline`, { reasonId: 'other', message: 'No' }, 'k');
    const again = await post(`/invitations/${id}/decline`, { message: 'No', reasonId: 'other' }, 'k');
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  test('that is still running asks to come back', async () => {
    const { id } = await invite();
    await sandbox.control('/switches', { kind: 'slow', ms: 1500, times: 1 });
    const first = post(`/invitations/${id}/accept`, {}, 'k');
    await sandbox.until(
      () => sandbox.state.switches.length === 0 && sandbox.state.calls.some(({ key }) => key === 'k'),
    );
    const early = await post(`/invitations/${id}/accept`, {}, 'k');
    expect([early.status, early.headers.get('retry-after')]).toEqual([409, '1']);
    expect(((await early.json()) as Json).type).toMatch(/in-progress$/);
    expect((await first).status).toBe(200);
  });

  test('has its own keys in each agency', async () => {
    await sandbox.control('/agencies', { id: 'rival', name: 'Rival', token: 'rival-token' });
    await sandbox.control('/people', { id: 'p_riv', name: 'Riv', agencyId: 'rival' });
    const [mine, theirs] = [await invite(), await invite({ freelancer: 'p_riv' })];
    const headers = { authorization: 'Bearer rival-token' };
    expect((await post(`/invitations/${mine.id}/accept`, {}, 'same')).status).toBe(200);
    expect((await post(`/invitations/${theirs.id}/accept`, {}, 'same', headers)).status).toBe(200);
  });

  test('is the same request with an empty body, an empty object, and white space', async () => {
    const { id } = await invite();
    const headers = { ...auth, 'idempotency-key': 'k' };
    const accept = async (body?: string) => {
      const init = { method: 'POST', headers, ...(body !== undefined && { body }) };
      const { status, headers: answered } = await fetch(`${sandbox.url}/invitations/${id}/accept`, init);
      return [status, answered.get('idempotent-replayed')];
    };
    expect(await accept()).toEqual([200, null]);
    expect(await accept('{}')).toEqual([200, 'true']);
    expect(await accept(' { }\n')).toEqual([200, 'true']);
    expect(await accept('{"other":1}')).toEqual([422, null]);
  });

  test('with a body that is no JSON is a bad request', async () => {
    const { id } = await invite();
    const headers = { ...auth, 'idempotency-key': 'k', 'content-type': 'application/json' };
    const response = await fetch(`${sandbox.url}/invitations/${id}/decline`, { method: 'POST', headers, body: '{' });
    expect(response.status).toBe(400);
  });
});

describe('what the contract does not know', () => {
  const long = 'x'.repeat(201);
  test.each([
    [`/freelancers?query=${long}`, 'query'],
    [`/me/members?cursor=${long}`, 'cursor'],
    [`/invitations/${long}`, 'id'],
    [`/invitations/${long}/candidates`, 'id'],
  ])('%.30s… is a bad request, as its document says', async (path, field) => {
    const response = await get(path);
    const body: Json = await response.json();
    expect([response.status, body.type]).toEqual([400, `${sandbox.url}/problems/bad-request`]);
    expect(body.detail).toMatch(new RegExp(`^${field}: `));
  });

  test.each([
    ['GET', '/nothing', 404, null],
    ['POST', '/sandbox/nothing', 404, null],
    ['DELETE', '/me/members', 405, 'GET'],
    ['GET', '/invitations/x/decline', 405, 'POST'],
    ['GET', '/sandbox/reset', 405, 'POST'],
    ['PUT', '/sandbox/switches', 405, 'GET, POST'],
  ])('%s %s is answered %d with problem details', async (method, path, status, allow) => {
    const response = await fetch(sandbox.url + path, { method, headers: auth });
    expect([response.status, response.headers.get('content-type'), response.headers.get('allow')]).toEqual([
      status,
      'application/problem+json',
      allow,
    ]);
    expect(await response.json()).toMatchObject({ status, detail: expect.any(String) });
  });

  test('is not told to the caller when the sandbox itself fails, but to its log', async () => {
    const logged: object[] = [];
    await sandbox.close();
    sandbox = await sandboxFor(hooks.url, { log: { warn: () => {}, error: (fields) => logged.push(fields) } });
    const { id, job } = await invite();
    delete sandbox.state.jobs[job.id];
    const response = await get(`/invitations/${id}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([500, 'application/problem+json']);
    expect(await response.text()).not.toContain(id);
    expect(JSON.stringify(logged)).toContain(id);
  });
});

describe('a switch', () => {
  test('hits as often as it says, on the path that it names', async () => {
    await sandbox.control('/switches', { kind: 'fail', path: 'members', status: 502, times: 2 });
    const statuses = [];
    for (const path of ['/me/members', '/decline-reasons', '/me/members', '/me/members'])
      statuses.push((await get(path)).status);
    expect(statuses).toEqual([502, 200, 502, 200]);
  });

  test('of rate 0 never hits, of rate 1 always', async () => {
    await sandbox.control('/switches', { kind: 'fail', path: '*', rate: 0 });
    expect((await get('/me/members')).status).toBe(200);
    await sandbox.control('/switches', { kind: 'limit', path: '*', retryAfter: 9 });
    const limited = await get('/me/members');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '9']);
    await sandbox.control('/switches/clear');
    expect((await get('/me/members')).status).toBe(200);
  });

  test('is for the decisions unless it names something else, so that look-ups do not use it up', async () => {
    const { id } = await invite();
    await sandbox.control('/switches', { kind: 'fail', times: 2 });
    for (const path of ['/me/members', '/decline-reasons', `/invitations/${id}/candidates`])
      expect((await get(path)).status).toBe(200);
    expect((await post(`/invitations/${id}/decline`, { reasonId: 'other' }, 'k1')).status).toBe(503);
    expect((await post(`/invitations/${id}/accept`, {}, 'k2')).status).toBe(503);
    expect((await post(`/invitations/${id}/accept`, {}, 'k2')).status).toBe(200);
  });

  test('is not used up by a caller whom nobody knows', async () => {
    const { id } = await invite();
    await sandbox.control('/switches', { kind: 'drop', times: 1 });
    const stranger = { authorization: 'Bearer nobody' };
    expect((await post(`/invitations/${id}/accept`, {}, 'k', stranger)).status).toBe(401);
    await expect(post(`/invitations/${id}/accept`, {}, 'k')).rejects.toThrow();
    expect((await post(`/invitations/${id}/accept`, {}, 'k')).headers.get('idempotent-replayed')).toBe('true');
  });

  test('that hangs lets go when the sandbox closes', async () => {
    await sandbox.control('/switches', { kind: 'hang', path: '*' });
    const hanging = get('/me/members').catch(() => 'cut off');
    await sandbox.until(() => sandbox.state.calls.length === 1);
    await sandbox.close();
    expect(await hanging).toBe('cut off');
    sandbox = await sandboxFor(hooks.url);
  });
});

describe('a control', () => {
  test('is closed to pages of other sites', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await sendJson(`${sandbox.url}/sandbox/reset`, {}, headers)).status).toBe(403);
  });

  test('leads a form back to its page', async () => {
    const body = new URLSearchParams({ freelancer: 'p_ana', expiresInSeconds: '60', private: 'on', letter: '' });
    const headers = { accept: 'text/html,*/*', referer: `${sandbox.url}/` };
    const response = await fetch(`${sandbox.url}/sandbox/invitations`, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, `${sandbox.url}/`]);
    expect(Object.values(sandbox.state.jobs)).toMatchObject([{ private: true }]);
  });

  test('takes the JSON of `curl -d`, which calls it a form, and answers with JSON', async () => {
    const headers = { accept: '*/*', 'content-type': 'application/x-www-form-urlencoded' };
    const body = JSON.stringify({ freelancer: 'p_ana' });
    const response = await fetch(`${sandbox.url}/sandbox/invitations`, { method: 'POST', body, headers });
    expect([response.status, await response.json()]).toMatchObject([201, { freelancer: { id: 'p_ana' } }]);
  });

  test.each([
    ['/invitations', { freelancer: 'p_nobody' }, 404],
    ['/invitations', {}, 400],
    ['/invitations/inv_x/withdraw', {}, 404],
    ['/agencies', { id: 'x' }, 400],
    ['/switches', { kind: 'magic' }, 400],
    ['/deliveries/msg_x/resend', {}, 404],
  ])('%s with %j is answered %d', async (path, body, status) => {
    const response = await sendJson(`${sandbox.url}/sandbox${path}`, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, detail: expect.any(String) });
  });

  test('shows everything but tokens and secrets', async () => {
    await invite();
    const text = await (await get('/sandbox/state', {})).text();
    expect(text).toContain('p_ana');
    expect(text).not.toContain(TOKEN);
    expect(text).not.toContain(SECRET);
  });

  test('forgets everything but agencies and people on a reset', async () => {
    await invite();
    await sandbox.control('/reset');
    expect(sandbox.state).toMatchObject({ jobs: {}, invitations: {}, deliveries: {}, calls: [] });
    expect(sandbox.state.people).toHaveProperty('p_ana');
    expect((await get('/me/members')).status).toBe(200);
  });
});

describe('a page', () => {
  test.each(['/', '/people/p_ana', '/problems/job-private'])('%s is there', async (path) => {
    await invite({ letter: '<script>alert(1)</script> שלום' });
    await sandbox.control('/switches', { kind: 'slow', ms: 0, times: 2 });
    const response = await get(path, {});
    const text = await response.text();
    expect([response.status, text.startsWith('<!doctype html>')]).toEqual([200, true]);
    expect(text).not.toContain('<script>');
  });

  test('takes the address and the secret of an agency’s webhooks from a form', async () => {
    const body = new URLSearchParams({ url: `${hooks.url}/new`, secrets: SECRET });
    const init = { method: 'POST', body, headers: { accept: 'text/html' }, redirect: 'manual' } as const;
    expect((await fetch(`${sandbox.url}/sandbox/agencies/agency/webhook`, init)).status).toBe(303);
    expect(sandbox.state.agencies.agency?.webhook).toEqual({ url: `${hooks.url}/new`, secrets: [SECRET] });
    expect(await (await get('/', {})).text()).toContain(`${hooks.url}/new`);
  });

  test('leads from the invitation to its job', async () => {
    const { job } = await invite({ letter: 'Come <b>in</b>' });
    const text = await (await fetch(job.url)).text();
    expect(text).toContain('Come &lt;b&gt;in&lt;/b&gt;');
    expect((await get('/jobs/none', {})).status).toBe(404);
    expect((await get('/client/jobs/none.json', {})).status).toBe(404);
  });
});

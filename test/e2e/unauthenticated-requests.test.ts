import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import {
  arrive,
  effectsOn,
  inviteNow,
  isDecided,
  refer,
  storedInvite,
  untilAtRest,
  untilCard,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { FORM, forgeClick } from '../support/forge-payloads.js';
import { addressOf, invitationCreated, sendWebhook } from '../support/send-webhook.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);
const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;
const SIX_MINUTES = 360;

/** Nobody may learn from an answer what is inside. */
const isPlain = (text: string) => !/ at .+:\d+|node_modules|MongoServer|\/src\//.test(text);

/** On a connection of its own, for what is not read to its end spoils the connection. */
async function statusOfLarge(bytes: number): Promise<number> {
  const url = `${stage().config.PUBLIC_URL}${ENDPOINT_PATHS.events}`;
  const seal = { 'x-slack-request-timestamp': secondsAgo(0), 'x-slack-signature': `v0=${'0'.repeat(64)}` };
  const headers = { 'content-type': 'application/json', 'content-length': bytes, ...seal };
  const sending = request(url, { method: 'POST', headers, agent: false });
  sending.on('error', () => {});
  sending.end(Buffer.alloc(bytes, 'x'));
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  sending.destroy();
  return answer.statusCode ?? 0;
}

describe('what comes from Slack', () => {
  test('a bad signature: 401, and nothing is decided', async () => {
    const invite = await arrive(stage());
    const card = await untilCard(as('ana'), invite);
    const reply = await as('ana').press(card, ACTION.accept, { signing: { secret: 'not-the-secret' } });
    expect(reply.status).toBe(401);
    expect(isPlain(reply.text)).toBe(true);
    expect((await inviteNow(stage(), invite)).status).toBe('open');
  });

  test.each([
    ['too old', SIX_MINUTES],
    ['too far ahead', -SIX_MINUTES],
  ])('a timestamp that is %s, well signed: 401, and nothing is decided', async (_what, seconds) => {
    const invite = await arrive(stage());
    const card = await untilCard(as('ana'), invite);
    const reply = await as('ana').press(card, ACTION.accept, { signing: { at: secondsAgo(seconds) } });
    expect(reply.status).toBe(401);
    expect((await inviteNow(stage(), invite)).status).toBe('open');
  });

  test('no signature at all: 401', async () => {
    const answer = await fetch(`${stage().config.PUBLIC_URL}${ENDPOINT_PATHS.events}`, {
      method: 'POST',
      headers: { 'content-type': FORM },
      body: 'command=%2Freferrals&text=help',
    });
    expect(answer.status).toBe(401);
  });

  test.each([
    ['no JSON', 'application/json', 'this is no JSON'],
    ['a payload that is no JSON', FORM, 'payload=this+is+no+JSON'],
    ['another content type', 'text/plain', 'hello'],
    ['XML', 'application/xml', '<payload/>'],
    ['nothing', 'application/json', 'null'],
    ['a payload that is nothing', FORM, 'payload=null'],
    ['a list', 'application/json', '[]'],
  ])('well signed, but %s: an error of theirs, told plainly', async (_what, type, body) => {
    const reply = await stage().driver.raw(ENDPOINT_PATHS.events, body, type);
    expect({ status: reply.status, plain: isPlain(reply.text) }).toEqual({ status: 400, plain: true });
    expect((await as('ana').command('help')).status).toBe(200);
  });

  test('well signed, but nothing that anybody listens for: an error of theirs, told at once', async () => {
    const reply = await stage().driver.raw(ENDPOINT_PATHS.events, '', FORM);
    expect({ status: reply.status, plain: isPlain(reply.text) }).toEqual({ status: 400, plain: true });
  });

  test('a workspace that never installed it: told plainly, and nothing is stored', async () => {
    const seed = { team: { name: 'Elsewhere', domain: 'elsewhere' }, users: [{ name: 'eve' }] };
    const workspace = await stage().slack.addWorkspace(seed);
    const reply = await stage().driver.as('eve', workspace).command();
    expect(reply).toMatchObject({ status: 200, json: { response_type: 'ephemeral' } });
    expect(reply.text).toContain('Baton is not installed in this workspace.');
    expect((await stage().driver.as('eve', workspace).openHome()).status).toBe(200);
    const invite = await arrive(stage());
    const card = await untilCard(as('ana'), invite);
    const click = forgeClick(stage(), { workspace, name: 'eve' }, card, { action_id: ACTION.accept, value: invite.id });
    const body = String(new URLSearchParams({ payload: JSON.stringify(click) }));
    expect((await stage().driver.raw(ENDPOINT_PATHS.events, body, FORM)).status).toBe(200);
    expect((await inviteNow(stage(), invite)).status).toBe('open');
    expect(await stage().truth.ports.tenants.get(workspace.team.id)).toBeNull();
  });

  test('a body of 2 MB: turned away, and the next request is served', async () => {
    expect(await statusOfLarge(2 * 1024 * 1024)).toBe(413);
    expect((await as('ana').command('help')).status).toBe(200);
  });
});

describe('what comes from a marketplace', () => {
  const created = () => invitationCreated();
  const isUnknown = async ({ data }: ReturnType<typeof created>) =>
    (await stage().truth.ports.invites.byExternalId(stage().tenantId, data.id)) === null;

  test('a bad signature: 401, and nothing is stored', async () => {
    const body = created();
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const answer = await sendWebhook(stage(), body, { secret });
    expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('urn:baton:problem:bad-signature') });
    expect(await isUnknown(body)).toBe(true);
  });

  test('a body that was changed on the way: 401', async () => {
    const { url } = await addressOf(stage());
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(secondsAgo(0)),
      'webhook-signature': 'v1,AAAA',
    };
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(created()), headers });
    expect(answer.status).toBe(401);
  });

  test.each([
    ['too old', -SIX_MINUTES],
    ['too far ahead', SIX_MINUTES],
  ])('a timestamp that is %s, well signed: 401, and nothing is stored', async (_what, seconds) => {
    const body = created();
    const answer = await sendWebhook(stage(), body, { at: new Date(Date.now() + seconds * 1000) });
    expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('urn:baton:problem:stale') });
    expect(await isUnknown(body)).toBe(true);
  });

  test('a body that is not JSON: 400', async () => {
    const answer = await sendWebhook(stage(), 'hello, this is no JSON');
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('urn:baton:problem:not-json') });
  });

  test('JSON that does not follow the contract: 422 that names fields and repeats no values', async () => {
    const answer = await sendWebhook(stage(), invitationCreated({ letter: 4711, job: { id: 'secret-job' } }));
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.text).fields).toEqual(expect.arrayContaining(['data.letter', 'data.job.title']));
    expect(answer.text).not.toMatch(/4711|secret-job/);
  });

  test('an event that nobody here knows: taken note of, so that the sender goes on', async () => {
    const answer = await sendWebhook(stage(), {
      type: 'agency.renamed',
      timestamp: new Date().toISOString(),
      data: {},
    });
    expect(answer.status).toBe(202);
  });

  test('the content type does not matter, for the bytes are signed', async () => {
    const body = created();
    expect((await sendWebhook(stage(), body, { contentType: 'text/plain' })).status).toBe(200);
    await untilCard(as('ana'), await storedInvite(stage(), body.data.id));
  });

  test('an address that nobody was given: 404', async () => {
    const url = `${stage().config.PUBLIC_URL}/webhooks/0123456789abcdef01234567`;
    expect((await sendWebhook(stage(), created(), { url })).status).toBe(404);
  });

  test.each([
    ['GET', '/slack/events', 'POST'],
    ['PUT', '/slack/events', 'POST'],
    ['POST', '/slack/install', 'GET, HEAD'],
    ['POST', '/slack/oauth_redirect', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
    ['GET', '/webhooks/0123456789abcdef01234567', 'POST'],
  ])('a %s to %s: 405, with the methods that it takes', async (method, path, allow) => {
    const answer = await fetch(`${stage().config.PUBLIC_URL}${path}`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    expect(await answer.json()).toMatchObject({ type: 'urn:baton:problem:wrong-method' });
  });

  test('a body of 3 MB: 413, and the next one is taken', async () => {
    const huge = invitationCreated({ letter: 'x'.repeat(3 * 1024 * 1024) });
    expect((await sendWebhook(stage(), huge)).status).toBe(413);
    const body = created();
    expect((await sendWebhook(stage(), body)).status).toBe(200);
  });

  test('a letter of 1 MB: the card shows its beginning, the rest is a click away', async () => {
    const letter = `Begin. ${'A long story about pots. '.repeat(42_000)}End.`;
    expect(letter.length).toBeGreaterThan(1024 * 1024);
    const body = invitationCreated({ letter });
    expect((await sendWebhook(stage(), body)).status).toBe(200);
    const invite = await storedInvite(stage(), body.data.id);
    expect(invite.letterCut).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(invite))).toBeLessThan(100_000);
    const card = await untilCard(as('ana'), invite);
    expect(wordsOf(card)).toContain('Begin. A long story about pots.');
    await as('ana').press(card, ACTION.letter);
    const modal = await as('ana').untilModal(({ blocks }) => JSON.stringify(blocks).includes('Begin. A long story'));
    expect(wordsOf(modal).length).toBeGreaterThan(30_000);
    await as('ana').dismiss();
  });
});

const RTL = 'مرحبا بالعالم שלום עולם';
const EMOJI = '👩🏽‍💻🏳️‍🌈🇳🇴 ½𝔘';
const NASTY = `<!channel> <@U123> *b* _i_ ~s~ \`c\` &amp; <https://evil.example|click> @here`;
const odd = (name: string) => `${name} ${EMOJI} ${RTL} ${NASTY}`;

test('emoji, right-to-left text and marks in every field: shown as written, nobody pinged, and passed on unchanged', async () => {
  const wish = {
    letter: `${odd('Letter')}\n\n${RTL}`,
    job: {
      title: odd('Title'),
      description: odd('About'),
      skills: [odd('Skill'), RTL],
      client: { name: odd('Client'), country: RTL },
    },
  };
  const invite = await arrive(stage(), wish);
  const card = await untilCard(as('ana'), invite);
  for (const text of [EMOJI, RTL]) expect(wordsOf(card)).toContain(text);
  expect(card.text).toContain('&lt;!channel&gt;');
  const notes = { toColleague: odd('Colleague'), toClient: odd('Client') };
  await refer(as('ana'), invite, 'Ben Okoro', notes);
  const { receivedExternalId } = await untilReferral(stage(), invite, 'forwarded');
  expect(stage().sandbox.state.invitations[String(receivedExternalId)]?.referral).toMatchObject({
    message: notes.toColleague,
    messageToClient: notes.toClient,
  });
  const bens = await storedInvite(stage(), String(receivedExternalId));
  const bensCard = await untilCard(as('ben'), bens);
  expect(wordsOf(bensCard)).toContain(EMOJI);
  await as('ben').press(bensCard, ACTION.accept);
  await untilCard(as('ben'), bens, isDecided);
  await untilReferral(stage(), invite, 'accepted');
  const { text, status } = await as('ana').command();
  expect(status).toBe(200);
  expect(text).toContain(EMOJI);
  await untilAtRest(stage());
  expect(effectsOn(stage(), bens)).toEqual(['refer', 'accept']);
});

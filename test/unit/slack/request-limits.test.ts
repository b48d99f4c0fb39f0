import { afterEach, describe, expect, test } from '@jest/globals';
import { signedHeaders } from '../../../sandbox/slack/driver/send-request.js';
import { createRequestRateLimits, type RequestRateLimitOptions } from '../../../src/lib/request-rate-limits.js';
import { ENDPOINT_PATHS } from '../../../src/slack/app/endpoint-paths.js';
import { type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';

const rate = { burst: 3, perSecond: 0.001 };
let world: SlackWorld;
const open = async (given: RequestRateLimitOptions) => {
  world = await slackWorld(undefined, { limits: createRequestRateLimits({ proxies: 1, ...given }) });
};
afterEach(() => world.close());

const command = (team: string) =>
  new URLSearchParams({
    command: '/referrals',
    text: 'help',
    user_id: 'UANA',
    team_id: team,
    trigger_id: '1',
  }).toString();

/** Sends the command from an address, as a proxy tells of it. */
async function send(address: string, { secret = world.config.SLACK_SIGNING_SECRET ?? '', team = 'T1' } = {}) {
  const body = command(team);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': address };
  const signed = { ...headers, ...signedHeaders(body, { secret }) };
  return fetch(`${world.url}${ENDPOINT_PATHS.events}`, { method: 'POST', body, headers: signed });
}

const tooMany = { type: 'urn:baton:problem:too-many', status: 429 };

describe('by address', () => {
  test('who cannot sign is held up, and Slack is not', async () => {
    await open({ unproven: rate });
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await send('8.8.8.8', { secret: 'a guess' })).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
    const held = await send('8.8.8.8');
    expect(held.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await held.json()).toMatchObject(tooMany);
    expect((await send('9.9.9.9')).status).toBe(200);
    for (let time = 0; time < 5; time += 1) await send('9.9.9.9', { secret: 'a guess' });
    expect((await send('9.9.9.9')).status).toBe(200);
  });

  test.each([ENDPOINT_PATHS.install, `${ENDPOINT_PATHS.redirect}?code=x&state=y`])(
    'nobody opens %s again and again',
    async (path) => {
      await open({ unproven: rate });
      const visit = (address: string) =>
        fetch(`${world.url}${path}`, { redirect: 'manual', headers: { 'x-forwarded-for': address } });
      const first = [await visit('8.8.8.8'), await visit('8.8.8.8'), await visit('8.8.8.8')];
      expect(first.map(({ status }) => status)).not.toContain(429);
      const held = await visit('8.8.8.8');
      expect([held.status, held.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
      expect(await held.json()).toMatchObject(tooMany);
      expect((await visit('9.9.9.9')).status).not.toBe(429);
    },
  );
});

test('by tenant: the others are served', async () => {
  await open({ perTenant: rate });
  const statuses = [];
  for (let time = 0; time < 4; time += 1) statuses.push((await send('9.9.9.9')).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect((await send('9.9.9.9', { team: 'T2' })).status).toBe(200);
});

import { afterAll, describe, expect, test } from '@jest/globals';
import { redisKeys } from '../../jobs/bullmq/redis-keys.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import {
  arrive,
  effectsOn,
  inviteNow,
  isOpen,
  refer,
  referralOf,
  setUndoWindow,
  storedInvite,
  untilAtRest,
  untilCard,
  untilInvite,
  untilReferral,
} from '../support/e2e-actions.js';
import { keysUnder, urisWithShortLimits } from '../support/fresh-uris.js';
import { endUndoWindow } from '../support/make-due.js';
import { addressOf, invitationCreated, sendWebhook } from '../support/send-webhook.js';
import { severableProxyTo } from '../support/severable-proxy.js';
import { testStage } from '../support/stage.js';

/** Slack waits so long. */
const PATIENCE_MS = 3000;

const own = urisWithShortLimits();
const mongo = await severableProxyTo(new URL(own.mongo));
const redis = await severableProxyTo(new URL(own.redis));
const direct = new URL(mongo.url);
direct.searchParams.set('directConnection', 'true');

const stage = testStage({ uris: { ...own, mongo: direct.href, redis: redis.url } });
const as = (name: string) => stage().driver.as(name);
const statusOf = async (path: string) => (await fetch(`${stage().config.PUBLIC_URL}${path}`)).status;

afterAll(async () => {
  await Promise.all([mongo.close(), redis.close()]);
});

/** Does something while a server is away. */
async function without(server: { cut(): void; mend(): void }, doing: () => Promise<void>): Promise<void> {
  server.cut();
  try {
    await doing();
  } finally {
    server.mend();
  }
}

describe('Redis', () => {
  test('is away during a click: the decision is durable and answered in time, and goes out once, then or when Redis is back', async () => {
    const invite = await arrive(stage());
    const card = await untilCard(as('ana'), invite, isOpen);
    await untilAtRest(stage());
    await without(redis, async () => {
      const { status, text, ms } = await as('ana').press(card, ACTION.accept);
      expect({ status, text }).toEqual({ status: 200, text: '' });
      expect(ms).toBeLessThan(PATIENCE_MS);
      expect((await inviteNow(stage(), invite)).status).toBe('accepted');
      expect(await statusOf('/healthz')).toBe(200);
      expect(await statusOf('/readyz')).toBe(200);
    });
    await untilInvite(stage(), invite, ({ decision }) => decision?.confirmedAt !== undefined);
    await untilAtRest(stage());
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
    await untilCard(as('ana'), invite, ({ text }) => text.includes('has confirmed it'));
  });

  test('is away when a webhook comes: it is taken in, and shown once Redis is back', async () => {
    const body = invitationCreated();
    await without(redis, async () => {
      expect(await sendWebhook(stage(), body)).toMatchObject({ status: 200, text: '{"received":"new"}' });
    });
    await untilCard(as('ana'), await storedInvite(stage(), body.data.id));
  });

  test('is emptied while a referral is held: it goes out all the same, once', async () => {
    await setUndoWindow(stage(), 300);
    const invite = await arrive(stage());
    await refer(as('ana'), invite, 'Ben Okoro');
    const { redis: connection } = stage().truth.queues;
    const waiting = () => connection.exists(`${redisKeys(own.queuePrefix).queue('marketplace')}:marketplace:delayed`);
    await eventually('the referral waits in the queue', async () => (await waiting()) === 1);
    await connection.del(...(await connection.keys(keysUnder(own.queuePrefix))));
    expect(await waiting()).toBe(0);
    const held = await referralOf(stage(), invite);
    expect(held.status).toBe('held');
    await endUndoWindow(stage(), held);
    await untilReferral(stage(), invite, 'forwarded');
    await untilAtRest(stage());
    expect(effectsOn(stage(), invite)).toEqual(['decline', 'refer']);
  });
});

describe('MongoDB', () => {
  test('is away: a webhook is sent back to come again, a click is told to try again, and then both work', async () => {
    const invite = await arrive(stage(), { freelancer: 'f-ben' });
    const card = await untilCard(as('ben'), invite, isOpen);
    await untilAtRest(stage());
    const body = invitationCreated();
    const address = await addressOf(stage());
    const post = () => sendWebhook(stage(), body, address);
    let lateId = '';
    await without(mongo, async () => {
      const before = as('ben').ephemerals().length;
      const [clicked, hooked] = await Promise.all([as('ben').press(card, ACTION.accept), post()]);
      expect(hooked).toMatchObject({ status: 503 });
      expect(Number(hooked.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(clicked.ms).toBeLessThan(PATIENCE_MS);
      if (clicked.status === 200) {
        const told = await eventually('Ben is told', async () => as('ben').ephemerals()[before]);
        expect(told.text).toContain('It is safe to try again');
      } else expect(clicked.status).toBe(500);
      const asked = await as('ben').command();
      expect(asked.status === 500 || asked.text.includes('It is safe to try again')).toBe(true);
      expect(await statusOf('/healthz')).toBe(200);
      expect(await statusOf('/readyz')).toBe(503);
      lateId = String((await act(stage(), 'invitations', { freelancer: 'f-cara' })).id);
    });
    await eventually('it is ready again', async () => (await statusOf('/readyz')) === 200);
    expect((await inviteNow(stage(), invite)).status).toBe('open');
    expect((await post()).status).toBe(200);
    await as('ben').press(card, ACTION.accept);
    await untilInvite(stage(), invite, ({ decision }) => decision?.confirmedAt !== undefined);
    await untilAtRest(stage());
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
    await untilCard(as('cara'), await storedInvite(stage(), lateId));
  });
});

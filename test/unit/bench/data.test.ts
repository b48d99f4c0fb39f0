import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { accepted, declined, referred } from '../../../bench/data/clicks.js';
import { inviteOf } from '../../../bench/data/invites.js';
import { makeSecrets } from '../../../bench/data/secrets.js';
import { prepareWebhooks } from '../../../bench/data/webhooks.js';
import { signedPayload } from '../../../bench/load/send-request.js';
import { decodeColleague } from '../../../src/slack/parts/colleague-picker.js';
import { verifyWebhook } from '../../../src/sources/contract/verify-webhook.js';

const secrets = makeSecrets();

describe('clicks', () => {
  test.each([
    ['decline', declined],
    ['accept', accepted],
    ['refer', referred],
  ])('%s names its invite, and is signed as Slack signs', (_, click) => {
    const { body, headers } = signedPayload(secrets.slackSigning, click(inviteOf('i-1', 7), 7));
    expect(new URLSearchParams(body).get('payload')).toContain('i-1');
    expect(body.length).toBeGreaterThan(2000);
    const digest = createHmac('sha256', secrets.slackSigning)
      .update(`v0:${headers['x-slack-request-timestamp']}:${body}`)
      .digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${digest}`);
  });

  test('refer names somebody else', () => {
    const { view } = referred(inviteOf('i-1', 999), 999) as { view: { state: { values: Record<string, object> } } };
    const picked = view.state.values['colleague:i-1'] as Record<string, { selected_option: never }>;
    expect(decodeColleague(picked['pick-colleague']?.selected_option)).toEqual({
      kind: 'member',
      slackUserId: 'U0000',
    });
  });
});

test('webhooks follow the contract, and each is another one', () => {
  const taken = prepareWebhooks(3, secrets.webhook).map(({ body, headers }) =>
    verifyWebhook({ secrets: [secrets.webhook], rawBody: body, headers }),
  );
  expect(new Set(taken.map(({ id }) => id)).size).toBe(3);
  expect(new Set(taken.map(({ event }) => event.data.id)).size).toBe(3);
});

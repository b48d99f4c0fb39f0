import { describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import {
  arrive,
  callsOn,
  effectsOn,
  gainsOf,
  inviteNow,
  isDecided,
  refer,
  referralOf,
  trouble,
  untilAtRest,
  untilCard,
  untilInvite,
  untilReferral,
} from '../support/e2e-actions.js';
import { hastenRetry } from '../support/make-due.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

const statusesOf = (invite: Invite) => callsOn(stage(), invite).map(({ status }) => status);

describe('the marketplace has trouble, which passes', () => {
  test('429 with Retry-After: it waits as long as it was told, and then it is done once', async () => {
    const invite = await arrive(stage());
    await trouble(stage(), { path: 'decline', kind: 'limit', retryAfter: 2, times: 1 });
    await refer(as('ana'), invite, 'Ben Okoro');
    await untilReferral(stage(), invite, 'forwarded');
    const [first, second] = callsOn(stage(), invite).map(({ at }) => Date.parse(at));
    expect(statusesOf(invite)).toEqual([429, 200]);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(2000);
    await untilAtRest(stage());
    expect(effectsOn(stage(), invite)).toEqual(['decline', 'refer']);
    expect((await referralOf(stage(), invite)).history.map(({ what }) => what)).not.toContain('failed');
  });

  test('503: it comes again, and it is done once', async () => {
    const invite = await arrive(stage());
    await trouble(stage(), { path: 'accept', kind: 'fail', status: 503, times: 1 });
    await as('ana').press(await untilCard(as('ana'), invite), ACTION.accept);
    const waiting = await untilCard(as('ana'), invite, isDecided);
    expect(waiting.text).toContain('The marketplace is being told.');
    await hastenRetry(stage(), 'forward-decision', invite);
    await untilInvite(stage(), invite, ({ decision }) => decision?.confirmedAt !== undefined);
    await untilAtRest(stage());
    expect(statusesOf(invite)).toEqual([503, 200]);
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
  });

  test('503 again: the card says that it takes longer, and it is done within seconds of the end', async () => {
    const invite = await arrive(stage());
    await trouble(stage(), { path: 'accept', kind: 'fail', status: 503, times: 2 });
    await as('ana').press(await untilCard(as('ana'), invite), ACTION.accept);
    await hastenRetry(stage(), 'forward-decision', invite);
    await untilCard(as('ana'), invite, ({ text }) =>
      text.includes('does not take it at the moment; Baton keeps trying'),
    );
    await hastenRetry(stage(), 'forward-decision', invite, 2);
    const confirmed = async () => (await inviteNow(stage(), invite)).decision?.confirmedAt;
    await eventually('the marketplace has confirmed it', confirmed);
    await untilCard(as('ana'), invite, ({ text }) => text.includes('has confirmed it'));
    expect(statusesOf(invite)).toEqual([503, 503, 200]);
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
  });

  test('an answer that is lost after the marketplace has acted: the repeat changes nothing', async () => {
    const invite = await arrive(stage());
    await untilCard(as('ana'), invite);
    await act(stage(), 'deliveries/hold');
    await trouble(stage(), { path: 'decline', kind: 'drop', times: 1 });
    const gains = await gainsOf(stage(), ['ana'], async () => {
      await refer(as('ana'), invite, 'Cara Weiss', { toClient: 'She is very good.' });
      await hastenRetry(stage(), 'forward-referral', await referralOf(stage(), invite));
      await untilReferral(stage(), invite, 'forwarded');
      await act(stage(), 'deliveries/release');
    });
    const { id: key } = await referralOf(stage(), invite);
    expect(callsOn(stage(), invite)).toMatchObject([{ replayed: false }, { key, replayed: true, status: 200 }]);
    expect(effectsOn(stage(), invite)).toEqual(['decline', 'refer']);
    expect(gains).toEqual({ ana: { sent: 1, forwarded: 1 } });
  });

  test('an answer that is lost, and then a 404 that is not the marketplace’s: nothing has failed, and it is done once', async () => {
    const invite = await arrive(stage());
    await untilCard(as('ana'), invite);
    await act(stage(), 'deliveries/hold');
    await trouble(stage(), { path: 'decline', kind: 'drop', times: 1 });
    await refer(as('ana'), invite, 'Cara Weiss');
    await eventually('the answer is lost', async () => callsOn(stage(), invite).length === 1);
    await trouble(stage(), { path: 'decline', kind: 'fail', status: 404, times: 1 });
    const referral = await referralOf(stage(), invite);
    await hastenRetry(stage(), 'forward-referral', referral);
    await hastenRetry(stage(), 'forward-referral', referral, 2);
    await untilReferral(stage(), invite, 'forwarded');
    await act(stage(), 'deliveries/release');
    expect(statusesOf(invite)).toEqual([undefined, 404, 200]);
    expect(effectsOn(stage(), invite)).toEqual(['decline', 'refer']);
    expect((await referralOf(stage(), invite)).history.map(({ what }) => what)).not.toContain('failed');
  });

  test('a hang: it is given up after five seconds and comes again, and it is done once', async () => {
    const invite = await arrive(stage());
    await trouble(stage(), { path: 'accept', kind: 'hang', times: 1 });
    await as('ana').press(await untilCard(as('ana'), invite), ACTION.accept);
    await hastenRetry(stage(), 'forward-decision', invite);
    await untilInvite(stage(), invite, ({ decision }) => decision?.confirmedAt !== undefined);
    await untilAtRest(stage());
    expect(statusesOf(invite)).toEqual([undefined, 200]);
    expect(effectsOn(stage(), invite)).toEqual(['accept']);
  });
});

import { describe, expect, test } from '@jest/globals';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { en } from '../../src/slack/words/en.js';
import {
  arrive,
  choicesOf,
  effectsOn,
  gainsOf,
  idOf,
  invitationOf,
  inviteNow,
  isOpen,
  refer,
  trouble,
  untilAtRest,
  untilCard,
  untilInvite,
  untilNews,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

describe('the marketplace refuses for good: the invite is open again, the card and the news say why', () => {
  /** Refers, and sees the invite come back. */
  async function refused(invite: Invite, colleague: string, code: string, words: string) {
    const gains = await gainsOf(stage(), ['ana', 'ben', 'cara'], async () => {
      await refer(as('ana'), invite, colleague);
      const referral = await untilReferral(stage(), invite, 'failed');
      expect(referral.trouble?.code).toBe(code);
      const card = await untilCard(as('ana'), invite, (now) => isOpen(now) && wordsOf(now).includes(words));
      expect(wordsOf(card)).toContain('The invite is open again.');
      const news = await untilNews(as('ana'), referral, 'failed');
      expect(news.text).toContain(words);
    });
    expect(gains).toEqual({ ana: { sent: 1, failed: 1 }, ben: {}, cara: {} });
    expect((await inviteNow(stage(), invite)).status).toBe('open');
    expect(invitationOf(stage(), invite).status).toBe('open');
    expect(effectsOn(stage(), invite)).toEqual([]);
  }

  test('the colleague is invited already, and the marketplace did not say so when it was asked', async () => {
    const invite = await arrive(stage());
    await act(stage(), 'invitations', { freelancer: 'p_mei', jobId: invite.job.id });
    await trouble(stage(), { path: 'candidates', kind: 'fail', status: 503 });
    await refused(invite, 'Mei Tanaka', 'already-invited', en.trouble['already-invited']);
    await refer(as('ana'), invite, 'Cara Weiss');
    await untilReferral(stage(), invite, 'forwarded');
  });

  test('the job turns out to be private', async () => {
    const invite = await arrive(stage());
    const job = stage().sandbox.state.jobs[invite.job.id];
    if (job) job.private = true;
    await refused(invite, 'Ben Okoro', 'job-private', en.trouble['job-private']);
  });

  test('the marketplace does not know the colleague', async () => {
    const { id } = await act(stage(), 'people', { name: 'Zora Unknown', title: 'Gone tomorrow' });
    const invite = await arrive(stage());
    await untilCard(as('ana'), invite);
    await trouble(stage(), { path: 'decline', kind: 'slow', ms: 500, times: 1 });
    const referring = refused(invite, 'Zora Unknown', 'person-not-found', en.trouble['person-not-found']);
    await untilReferral(stage(), invite, 'forwarding');
    delete stage().sandbox.state.people[String(id)];
    await referring;
  });

  test('the client closed the job: nobody can answer any more, and the card says so, after an accept as after a referral', async () => {
    const [accepted, referred] = [await arrive(stage()), await arrive(stage())];
    const card = await untilCard(as('ana'), accepted);
    for (const { job } of [accepted, referred]) await act(stage(), `jobs/${job.id}/close`, { slowly: true });
    await as('ana').press(card, ACTION.accept);
    await refer(as('ana'), referred, 'Ben Okoro');
    for (const invite of [accepted, referred]) {
      const over = await untilCard(as('ana'), invite, (now) => wordsOf(now).includes('the job is closed'));
      expect(choicesOf(over)).toEqual([]);
      expect(wordsOf(over)).not.toContain('open again');
      expect(await inviteNow(stage(), invite)).toMatchObject({ status: 'archived', trouble: { code: 'job-closed' } });
      expect((await inviteNow(stage(), invite)).decision).toBeUndefined();
    }
    const told = await as('ana').untilMessage((message) => idOf(message).startsWith('decision-refused.'));
    expect(told.text).toContain('that did not go through');
    expect(told.raw).toMatchObject({ thread_ts: card.ts });
    expect(wordsOf(told)).toContain('the job is closed');
    const referral = await untilReferral(stage(), referred, 'failed');
    const news = await untilNews(as('ana'), referral, 'failed');
    expect(wordsOf(news)).toContain('the job is closed');
    expect(wordsOf(news)).not.toContain('open again');
  });

  test('she has declined over there a moment before: the card says what stands, and nothing is claimed', async () => {
    const invite = await arrive(stage());
    await untilCard(as('ana'), invite);
    await act(stage(), 'deliveries/hold');
    await act(stage(), `invitations/${invite.externalId}/decline`);
    await refer(as('ana'), invite, 'Ben Okoro');
    await untilReferral(stage(), invite, 'failed');
    await untilInvite(stage(), invite, ({ status }) => status === 'declined');
    await act(stage(), 'deliveries/release');
    const card = await untilCard(as('ana'), invite, (now) => now.text.includes('declined on the marketplace'));
    expect(choicesOf(card)).toEqual([]);
    await untilAtRest(stage());
    expect(effectsOn(stage(), invite)).toEqual([]);
  });
});

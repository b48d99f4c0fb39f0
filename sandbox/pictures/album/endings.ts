import { ACTION } from '../../../src/slack/reply/ids.js';
import { eventually } from '../../demo/eventually.js';
import { invite } from '../../demo/invite.js';
import { act, type PlayableStage } from '../../demo/prepare.js';
import type { Camera } from '../camera.js';
import { messageWith, refer } from './shown.js';

/** How a referral ends well and badly, and how an invite ends without an answer. */
export async function endings(stage: PlayableStage, camera: Camera): Promise<void> {
  await hired(stage, camera);
  await failed(stage, camera);
  await closed(stage, camera);
}

async function hired(stage: PlayableStage, { take }: Camera): Promise<void> {
  const [ana, ben] = [stage.driver.as('ana'), stage.driver.as('ben')];
  const { id, tenantId } = await invite(stage);
  const { referrals, invites } = stage.truth.ports;
  await refer(ana, id, 'Ben Okoro', 'ben');
  const bens = await eventually('Ben is invited', async () => {
    const { receivedExternalId } = (await referrals.ofInvite(tenantId, id)) ?? {};
    return receivedExternalId ? invites.byExternalId(tenantId, receivedExternalId) : undefined;
  });
  await ben.press(await messageWith(ben, bens.id, ACTION.accept), ACTION.accept);
  await messageWith(ben, bens.id, 'has confirmed it');
  for (const doing of ['view', 'interview', 'hire']) await act(stage, `proposals/${bens.externalId}/${doing}`);
  await take('news-hired', await messageWith(ana, 'well done'));
  await take('card-hired', await messageWith(ana, id, 'the client hired Ben Okoro'));
}

/** Somebody else invites the colleague while the referral can still be undone: the marketplace refuses it. */
async function failed(stage: PlayableStage, { take }: Camera): Promise<void> {
  const ana = stage.driver.as('ana');
  const { id, job } = await invite(stage);
  await refer(ana, id, 'Mei Tanaka', 'mei');
  await act(stage, 'invitations', { freelancer: 'p_mei', jobId: job.id });
  await take('card-failed', await messageWith(ana, id, 'The invite is open again'));
  await take('news-failed', await messageWith(ana, 'Mei Tanaka', 'did not go through'));
}

async function closed(stage: PlayableStage, { take }: Camera): Promise<void> {
  const ana = stage.driver.as('ana');
  const brief = await invite(stage, { expiresInSeconds: 3 });
  await take('card-expired', await messageWith(ana, brief.id, 'expired without an answer'));
  const taken = await invite(stage);
  await messageWith(ana, taken.id, ACTION.accept);
  await act(stage, `invitations/${taken.externalId}/withdraw`);
  await take('card-withdrawn', await messageWith(ana, taken.id, 'withdrew this invite'));
}

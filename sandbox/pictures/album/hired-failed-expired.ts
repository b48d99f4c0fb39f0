import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { createInvitation } from '../../demo/create-invitation.js';
import { eventually } from '../../demo/eventually.js';
import { act, type PlayableDemo } from '../../demo/install-and-connect.js';
import type { Camera } from '../camera.js';
import { messageWith, refer } from './find-shown.js';

/** Pictures of a hired and a failed referral, and of an expired invite. */
export async function hiredFailedExpired(demo: PlayableDemo, camera: Camera): Promise<void> {
  await hired(demo, camera);
  await failed(demo, camera);
  await closed(demo, camera);
}

async function hired(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const [ana, ben] = [demo.driver.as('ana'), demo.driver.as('ben')];
  const { id, tenantId } = await createInvitation(demo);
  const { referrals, invites } = demo.truth.ports;
  await refer(ana, id, 'Ben Okoro', 'ben');
  const bens = await eventually('Ben is invited', async () => {
    const { receivedExternalId } = (await referrals.ofInvite(tenantId, id)) ?? {};
    return receivedExternalId ? invites.byExternalId(tenantId, receivedExternalId) : undefined;
  });
  await ben.press(await messageWith(ben, bens.id, ACTION.accept), ACTION.accept);
  await messageWith(ben, bens.id, 'has confirmed it');
  const { id: referralId } = (await referrals.ofInvite(tenantId, id)) ?? {};
  await messageWith(ana, `news.${referralId}.accepted`);
  for (const doing of ['view', 'interview', 'hire']) await act(demo, `proposals/${bens.externalId}/${doing}`);
  await take('news-in-the-thread', await messageWith(ana, `news.${referralId}.hired`));
  await take('news-hired', await messageWith(ana, `news.${referralId}.accepted`, 'The client hired'));
  await take('card-hired', await messageWith(ana, id, 'The client hired Ben Okoro'));
}

/** The client invites the colleague during the undo window, so the marketplace refuses the referral. */
async function failed(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const ana = demo.driver.as('ana');
  const { id, job } = await createInvitation(demo);
  await refer(ana, id, 'Mei Tanaka', 'mei');
  await act(demo, 'invitations', { freelancer: 'p_mei', jobId: job.id });
  await take('card-failed', await messageWith(ana, id, 'The invite is open again'));
  await take('news-failed', await messageWith(ana, 'Your referral of Mei Tanaka', 'did not go through'));
}

async function closed(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const ana = demo.driver.as('ana');
  const brief = await createInvitation(demo, { expiresInSeconds: 3 });
  await take('card-expired', await messageWith(ana, brief.id, 'expired without an answer'));
  const taken = await createInvitation(demo);
  await messageWith(ana, taken.id, ACTION.accept);
  await act(demo, `invitations/${taken.externalId}/withdraw`);
  await take('card-withdrawn', await messageWith(ana, taken.id, 'withdrew this invite'));
}

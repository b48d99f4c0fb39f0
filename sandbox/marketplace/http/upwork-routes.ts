import { Hono } from 'hono';
import { z } from 'zod';
import { UPWORK_DECLINE_REASONS } from '../../../src/sources/upwork/decline-reasons.js';
import { accept, decline } from '../market/decide.js';
import { upworkPage } from '../pages/upwork-page.js';
import { upworkUid } from '../vendors/upwork-ids.js';
import { orConflict, orNotFound, readInput, respond } from './form-or-json.js';
import type { Http, Sandbox } from './sandbox-context.js';

const Decline = z.object({
  /** The text of one of Upwork's reasons. */
  reason: z.string(),
  message: z.string().exactOptional(),
  /** A profile link or an email address. */
  refer: z.string().exactOptional(),
});

/** A stand-in for Upwork's pages, at the paths that Upwork's own have, and what a person does there. */
export function upworkRoutes({ market, changed }: Sandbox): Hono<Http> {
  const { state } = market;
  const app = new Hono<Http>();
  const invitationOf = (uid: string) =>
    orNotFound(
      Object.values(state.invitations).find(({ id }) => upworkUid(id) === uid),
      'invitation',
    );
  const openOf = (uid: string) => {
    const invitation = invitationOf(uid);
    orConflict(invitation.status === 'open', `This invitation is ${invitation.status}.`);
    return invitation;
  };
  app.get('/nx/proposals/interview/uid/:uid', (c) => c.html(upworkPage(market, invitationOf(c.req.param('uid')))));
  app.post('/sandbox/upwork/:uid/accept', async (c) => {
    const answer = accept(market, openOf(c.req.param('uid')));
    await changed();
    return respond(c, answer);
  });
  app.post('/sandbox/upwork/:uid/decline', async (c) => {
    const invitation = openOf(c.req.param('uid'));
    const { reason, message, refer } = await readInput(c, Decline);
    const { id: reasonId } = orNotFound(
      UPWORK_DECLINE_REASONS.find(({ text }) => text === reason),
      'reason',
    );
    const referredBy = { name: state.people[invitation.personId]?.name ?? 'Somebody' };
    const to = refer?.includes('/') ? { profileUrl: refer } : { email: refer ?? '' };
    const answer = decline(market, invitation, {
      reasonId,
      ...(message && { message }),
      ...(refer && { referral: { ...to, referredBy } }),
    });
    await changed();
    return respond(c, answer);
  });
  return app;
}

import { Hono } from 'hono';
import { z } from 'zod';
import { DeclineRequest } from '../../../src/sources/contract/schema/decision.js';
import { closeInvitation, closeJob, INVITATION_ACTS, moveProposal, PROPOSAL_ACTS } from '../market/actions.js';
import { accept, decline } from '../market/decide.js';
import type { Proposal, State } from '../market/state.js';
import { upworkUid } from '../vendors/upwork-ids.js';
import { orConflict, orNotFound, readInput, respond } from './form-or-json.js';
import type { Http, Sandbox } from './sandbox-context.js';

const names = <T extends object>(acts: T) => Object.keys(acts) as [keyof T & string, ...(keyof T & string)[]];

/** The schema of a decline through the controls: as in the contract, but the reason may be missing. */
const Own = DeclineRequest.extend({ reasonId: z.string().default('other') });
const InvitationAct = z.enum(names(INVITATION_ACTS));
const ProposalAct = z.enum(names(PROPOSAL_ACTS));
const Close = z.object({ slowly: z.boolean().default(false) });

/** Finds a proposal by its id or its invitation's. */
const proposalOf = ({ proposals }: State, id: string): Proposal =>
  orNotFound(proposals[id] ?? Object.values(proposals).find(({ invitationId }) => invitationId === id), 'proposal');

/** Finds an invitation by its id or by its number on Upwork. */
const invitationNamed = ({ invitations }: State, id: string) =>
  invitations[id] ?? Object.values(invitations).find((one) => upworkUid(one.id) === id);

/** Controls for actions of clients, and of freelancers on the marketplace itself. */
export function actionControls({ market, changed }: Sandbox): Hono<Http> {
  const { state } = market;
  const app = new Hono<Http>();
  app.post('/invitations/:id/accept', async (c) => {
    const invitation = orNotFound(invitationNamed(state, c.req.param('id')), 'invitation');
    orConflict(invitation.status === 'open', `This invitation is ${invitation.status}.`);
    const answer = accept(market, invitation);
    await changed();
    return respond(c, answer);
  });
  app.post('/invitations/:id/decline', async (c) => {
    const invitation = orNotFound(invitationNamed(state, c.req.param('id')), 'invitation');
    orConflict(invitation.status === 'open', `This invitation is ${invitation.status}.`);
    const answer = decline(market, invitation, await readInput(c, Own));
    await changed();
    return respond(c, answer);
  });
  app.post('/invitations/:id/:act', async (c) => {
    const invitation = orNotFound(invitationNamed(state, c.req.param('id')), 'invitation');
    const act = orNotFound(InvitationAct.safeParse(c.req.param('act')).data, 'act');
    orConflict(closeInvitation(market, invitation, act), `This invitation is ${invitation.status}.`);
    await changed();
    return respond(c, { id: invitation.id, status: invitation.status });
  });
  app.post('/proposals/:id/:act', async (c) => {
    const proposal = proposalOf(state, c.req.param('id'));
    const act = orNotFound(ProposalAct.safeParse(c.req.param('act')).data, 'act');
    orConflict(moveProposal(market, proposal, act), `This proposal is ${proposal.status}.`);
    await changed();
    return respond(c, { id: proposal.id, status: proposal.status });
  });
  app.post('/jobs/:id/close', async (c) => {
    const { id } = orNotFound(state.jobs[c.req.param('id')], 'job');
    orConflict(closeJob(market, id, (await readInput(c, Close)).slowly), 'This job is closed.');
    await changed();
    return respond(c, { id });
  });
  return app;
}

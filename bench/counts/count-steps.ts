import type { Invite } from '../../src/domain/model/invite/invite.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { signWebhook } from '../../src/sources/webhook-signature.js';
import { accepted, type Click, declined, lookedUp, pressed, referred } from '../data/clicks.js';
import { CONNECTION } from '../data/database.js';
import { inviteOf, jobOf } from '../data/invites.js';
import { nameOf, personOf, TENANT } from '../data/people.js';
import { type BenchRequest, signedPayload } from '../load/send-request.js';
import { type Counts, sumOf } from './command-tally.js';
import type { CountedProduct } from './counted-product.js';

/** A part of the product's work, with its counted cost. */
export interface Step {
  readonly name: string;
  readonly counts: Counts;
  /** The number of times that each command was sent and each job was run. */
  readonly by: ReadonlyMap<string, number>;
}

/** The undo window in seconds. */
export const UNDO_SECONDS = 60;

/** Milliseconds to pause between steps, after which every planned edit was made. */
export const PAUSE = 10_000;

const ANA = 1;
const BEN = ANA + 1;

let made = 0;

/** Counts each step of what people and a marketplace do, with pauses between the steps or without. */
export interface Play {
  readonly pauses: boolean;
}

/** Counts a decline: the click, and the work until the card shows that the decision arrived. */
export async function countDecline(product: CountedProduct): Promise<Step[]> {
  const { arrive, step, click, press, invited } = playing(product, PAUSE);
  const { externalId } = await arrive(ANA);
  const invite = await invited(externalId);
  await press(ACTION.decline, invite, ANA);
  product.tally.take();
  await click(declined, invite, ANA);
  const submitted = step('Decline, the click');
  await product.run(PAUSE);
  return [submitted, sum('Decline, all that follows', [submitted, step('the rest')])];
}

/** Number of invites that a job has before the counted one. */
const OTHERS = 10;

/** Counts one more invite to a job that has others, until every card says who is invited. */
export async function countOneMore(product: CountedProduct): Promise<Step[]> {
  const { arrive, step } = playing(product, PAUSE);
  const job = `crowd-${made++}`;
  for (let other = 1; other <= OTHERS; other += 1) await arrive(BEN + other, job);
  product.tally.take();
  await arrive(ANA, job);
  return [step(`Webhook to card, ${OTHERS} other invites to the job`)];
}

/** Counts a referral from the first invitation to the hire. */
export async function countJourney(product: CountedProduct, { pauses }: Play): Promise<Step[]> {
  const { arrive, step, click, press, invited, tell } = playing(product, pauses ? PAUSE : 0);
  const steps: Step[] = [];
  const done = (name: string) => void steps.push(step(name));
  product.tally.take();
  const { externalId, data } = await arrive(ANA);
  done('Webhook to card');
  const invite = await invited(externalId);
  await click(lookedUp, invite, ANA);
  done('Picker, one look-up');
  await press(ACTION.refer, invite, ANA);
  done('Refer, the press');
  await click(referred, invite, ANA);
  done('Refer, the click');
  await product.run(UNDO_SECONDS * 1000 + (pauses ? PAUSE : 0));
  done('Refer, until it is forwarded');
  const received = product.outside.referred.at(-1) ?? '';
  const referral = { fromInvitationId: externalId, referredBy: { name: nameOf(ANA) }, message: 'Up your street.' };
  await tell('invitation.created', { ...data, id: received, freelancer: personOf(BEN), referral });
  await tell('invitation.status_changed', { id: externalId, status: 'declined' });
  done('The colleague’s card');
  await click(accepted, await invited(received), BEN);
  await product.run(pauses ? PAUSE : 0);
  await tell('invitation.status_changed', { id: received, status: 'accepted' });
  for (const status of ['submitted', 'viewed', 'interviewed', 'hired']) {
    await tell('proposal.status_changed', { id: `proposal-${received}`, invitationId: received, status });
    done(status === 'submitted' ? 'The colleague accepts' : status);
  }
  await product.run(PAUSE);
  done('afterwards');
  const name = pauses ? 'The journey to the hire, with pauses' : 'The journey to the hire, without pauses';
  return [...steps, sum(name, steps)];
}

/**
 * Returns functions that play people and a marketplace, and that run all work which is due within `pauseMs`
 * milliseconds of each event.
 */
export function playing(product: CountedProduct, pauseMs: number) {
  const { tally, secrets, ports } = product;

  async function tell(type: string, about: object): Promise<void> {
    const now = ports.clock.now();
    const data = type === 'invitation.created' ? about : { ...about, changedAt: now };
    await product.send(webhook(secrets.webhook, { type, timestamp: now, data }));
    await product.run(pauseMs);
  }

  const click = (click: Click, invite: Invite, member: number) =>
    product.send(signedPayload(secrets.slackSigning, click(invite, member)));

  return {
    tell,
    step: (name: string): Step => ({ name, ...tally.take() }),
    click,
    /** Presses a button that opens a modal, and waits for the modal. */
    press: async (action: string, invite: Invite, member: number) => {
      const opened = tally.until('slack views.open');
      await click(pressed(action), invite, member);
      await opened;
    },
    /** Sends an invitation to a member, to a job of its own unless one is named. */
    arrive: async (member: number, jobId?: string) => {
      const invite = inviteOf(`counted-${made++}`, member, ports.clock.now());
      const { externalId, client, letter, invitee, invitedAt, expiresAt } = invite;
      const job = jobId === undefined ? invite.job : jobOf(jobId);
      const facts = { job, client, letter, freelancer: invitee.person, invitedAt, expiresAt };
      const data = { id: externalId, status: 'open', ...facts };
      await tell('invitation.created', data);
      return { externalId, data };
    },
    /** Reads an invite without counting the read. */
    invited: async (externalId: string): Promise<Invite> => {
      const filter = { tenantId: TENANT, externalId };
      const found = await product.database.collection('invites').findOne(filter);
      if (!found) throw new Error(`there is no invite for ${externalId}`);
      return found as unknown as Invite;
    },
  };
}

function webhook(secret: string, event: object): BenchRequest {
  const id = `counted-${made++}`;
  const body = JSON.stringify(event);
  const seconds = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signWebhook(secret, id, seconds, body),
  };
  return { path: `/webhooks/${CONNECTION}`, headers, body };
}

function sum(name: string, steps: readonly Step[]): Step {
  const by = new Map<string, number>();
  for (const step of steps) for (const [what, count] of step.by) by.set(what, (by.get(what) ?? 0) + count);
  return { name, counts: sumOf(steps.map(({ counts }) => counts)), by };
}

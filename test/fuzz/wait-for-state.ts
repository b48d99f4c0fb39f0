import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Person } from '../../sandbox/slack/driver/person.js';
import type { ShownMessage } from '../../sandbox/slack/driver/shown-surfaces.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { idOf } from '../support/e2e-actions.js';
import type { TestStage } from '../support/open-stage.js';

/** How long anything is waited for, in milliseconds: the machine may be busy. */
export const PATIENCE_MS = 180_000;

/** Has a client invite somebody, and waits for Baton's invite. */
export async function newInvite(stage: TestStage, freelancer: string, more: object = {}): Promise<Invite> {
  const { id } = await act(stage, 'invitations', { freelancer, ...more });
  const { truth, tenantId } = stage;
  return eventually('the invite is stored', () => truth.ports.invites.byExternalId(tenantId, String(id)), PATIENCE_MS);
}

/** Waits for the card of an invite. */
export const cardFor = (person: Person, { id }: Invite): Promise<ShownMessage> =>
  person.untilMessage((message) => idOf(message).startsWith(`card.${id}.`), { ms: PATIENCE_MS });

/** Waits until no work is due. @throws Error that says which work is */
export async function untilDone({ truth, stored }: TestStage): Promise<void> {
  const due = async () => (await truth.ports.worklist.backlog(new Date())).filter((job) => job.due > 0);
  await eventually('all work is done', async () => (await due()).length === 0, PATIENCE_MS).catch(async (cause) => {
    const events = await stored
      .collection('events')
      .find({ 'work.at': { $lte: new Date() } }, { projection: { _id: 0, tenantId: 1, type: 1, data: 1, work: 1 } })
      .limit(5)
      .toArray();
    const lines = events.map((event) => JSON.stringify(event).slice(0, 1500));
    throw new Error(`Work is not done: ${JSON.stringify(await due())}\n${lines.join('\n')}`, { cause });
  });
}

/** Does what may have to be done again, such as a look-up that a busy machine answers too late. */
export const insist = (what: string, doing: () => Promise<unknown>): Promise<unknown> =>
  eventually(
    what,
    () =>
      doing().then(
        () => true,
        () => false,
      ),
    PATIENCE_MS,
  );

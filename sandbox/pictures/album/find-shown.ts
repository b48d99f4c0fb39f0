import { ACTION } from '../../../src/slack/reply/action-ids.js';
import type { Person } from '../../slack/driver/person.js';
import type { Reply } from '../../slack/driver/send-request.js';
import { type Shown, showMessage } from '../../slack/driver/shown-surfaces.js';

/** Waits for the latest direct message that contains all of these texts. */
export const messageWith = (person: Person, ...texts: string[]) =>
  person.untilMessage(({ raw }) => texts.every((text) => JSON.stringify(raw).includes(text)));

/** Returns the answer to a command, which is ephemeral. */
export const answerOf = ({ json }: Reply): Shown =>
  showMessage({ ...json, ts: String(Date.now() / 1000) }, { id: '', name: 'general' }, true);

/** Picks a colleague on the card, presses *Refer* and submits the modal. `query` finds the colleague. */
export async function refer(person: Person, inviteId: string, colleague: string, query: string): Promise<void> {
  const card = await messageWith(person, inviteId, ACTION.refer);
  await person.pick(card, ACTION.pickColleague, colleague, query);
  await person.press(card, ACTION.refer);
  await person.untilModal();
  await person.submit();
}

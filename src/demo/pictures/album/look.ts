import type { Reply } from '../../../embedded/slack/send.js';
import { type Shown, showMessage } from '../../../embedded/slack/shown.js';
import type { Driver } from '../../../embedded/slack-driver.js';
import { eventually } from '../../eventually.js';
import { act, type PlayableStage } from '../../prepare.js';

/** The latest message in somebody's direct messages that holds all of these texts. */
export const messageWith = (person: ReturnType<Driver['as']>, ...texts: string[]) =>
  person.untilMessage(({ raw }) => texts.every((text) => JSON.stringify(raw).includes(text)));

/** A command is answered in the channel where it was typed, for that person alone. */
export const answerOf = ({ json }: Reply): Shown => showMessage(json, { id: '', name: 'general' }, true);

/** A new invitation for Ana, once Baton has it. */
export async function inviteAna(stage: PlayableStage, wish: object = {}) {
  const { id } = await act(stage, 'invitations', { freelancer: 'f-ana', expiresInSeconds: 86_400, ...wish });
  return eventually('the invite is stored', () => stage.truth.ports.invites.byExternalId(stage.tenantId, String(id)));
}

import { ACTION, LOOKUP } from '../../../slack/ids.js';
import { askBlocks } from '../../../slack/relay/ask-modal.js';
import type { PlayableStage } from '../../prepare.js';
import type { Camera } from '../camera.js';
import { inviteAna, messageWith } from './look.js';

/** Ana asks Cara, then Ben, before she refers. */
export async function asking(stage: PlayableStage, { take }: Camera): Promise<void> {
  const [ana, ben, cara] = ['ana', 'ben', 'cara'].map((name) => stage.driver.as(name)) as [Who, Who, Who];
  const { id, tenantId } = await inviteAna(stage);
  await ana.press(await messageWith(ana, id, ACTION.ask), ACTION.ask);
  const modal = await ana.untilModal();
  const [first = '', second = ''] = askBlocks(id);
  await ana.pick(modal, LOOKUP.asked, 'Cara Weiss', '', { blockId: first });
  await ana.pick(modal, LOOKUP.asked, 'Ben Okoro', '', { blockId: second });
  await take('modal-ask', modal);
  await ana.submit();
  const relayId = (await stage.truth.ports.relays.ofInvite(tenantId, id))?.id ?? '';
  const asked = await messageWith(cara, relayId, ACTION.answerNo);
  await take('ask-in-german', asked);
  await take('card-asking', await messageWith(ana, id, ACTION.stopAsking));
  await cara.press(asked, ACTION.answerNo);
  const next = await messageWith(ben, relayId, ACTION.answerYes);
  await take('ask', next);
  await ben.press(next, ACTION.answerYes);
  await take('ask-news', await messageWith(ana, 'said yes to'));
}

type Who = ReturnType<PlayableStage['driver']['as']>;

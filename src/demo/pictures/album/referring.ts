import { ACTION } from '../../../slack/ids.js';
import type { PlayableStage } from '../../prepare.js';
import type { Camera } from '../camera.js';
import { inviteAna, messageWith } from './look.js';

/** An invite is referred, accepted and heard of. */
export async function referring(stage: PlayableStage, { take }: Camera): Promise<void> {
  const ana = stage.driver.as('ana');
  const ben = stage.driver.as('ben');
  const { id } = await inviteAna(stage);
  const card = await messageWith(ana, id, ACTION.refer);
  await take('card-open', card);
  await ana.press(card, ACTION.decline);
  await take('modal-decline', await ana.untilModal());
  await ana.dismiss();
  await ana.pick(card, ACTION.pickColleague, 'Ben Okoro', 'ben');
  await ana.press(card, ACTION.refer);
  await take('modal-refer', await ana.untilModal());
  await ana.submit();
  await take('card-held', await messageWith(ana, id, ACTION.undo));
  const received = await messageWith(ben, 'referred you', ACTION.accept);
  await take('card-referred-to-me', received);
  await take('card-forwarded', await messageWith(ana, 'The marketplace has passed it on; no answer yet'));
  await ben.press(received, ACTION.accept);
  await take('card-accepted', await messageWith(ben, 'The marketplace has confirmed it'));
  await take('news', await messageWith(ana, 'that you passed on'));
}

/** An invite is declined, one cannot be referred, and one has a letter that is longer than its card. */
export async function declining(stage: PlayableStage, { take }: Camera): Promise<void> {
  const ana = stage.driver.as('ana');
  const long = await inviteAna(stage, { letter: 'We are looking for somebody who stays with us. '.repeat(60) });
  const card = await messageWith(ana, long.id, ACTION.letter);
  await ana.press(card, ACTION.letter);
  await take('modal-letter', await ana.untilModal());
  await ana.dismiss();
  await ana.press(card, ACTION.decline);
  await ana.untilModal();
  await ana.submit();
  await take('card-declined', await messageWith(ana, long.id, 'declined this'));
  const secret = await inviteAna(stage, { private: true });
  await take('card-private', await messageWith(ana, secret.id, ACTION.accept));
}

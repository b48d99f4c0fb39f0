import type { Reply } from '../../embedded/slack/send.js';
import { type Shown, showMessage } from '../../embedded/slack/shown.js';
import { ACTION } from '../../slack/ids.js';
import { act, type PlayableStage } from '../prepare.js';
import type { Camera } from './camera.js';

/** Takes one picture after the other, in the order in which people would see them. */
export async function takeAlbum(stage: PlayableStage, camera: Camera): Promise<void> {
  const ana = stage.driver.as('ana');
  const ben = stage.driver.as('ben');
  const olga = stage.driver.as('olga');
  const has = (shown: Shown, text: string): boolean => JSON.stringify(shown.raw).includes(text);
  const cardOf = (person: typeof ana, text: string) => person.untilMessage((message) => has(message, text));

  await camera.take('welcome', await cardOf(olga, 'Baton is installed'));
  await act(stage, 'invitations', { freelancer: 'f-ana', expiresInSeconds: 86_400 });
  const card = await cardOf(ana, ACTION.refer);
  await camera.take('card-open', card);
  await ana.press(card, ACTION.decline);
  await camera.take('modal-decline', await ana.untilModal());
  await ana.dismiss();
  await ana.pick(card, ACTION.pickColleague, 'Ben Okoro', 'ben');
  await ana.press(card, ACTION.refer);
  await camera.take('modal-refer', await ana.untilModal());
  await ana.submit();
  await camera.take('card-held', await cardOf(ana, ACTION.undo));
  const passedOn = await cardOf(ben, ACTION.accept);
  await camera.take('card-referred-to-me', passedOn);
  await camera.take('card-forwarded', await cardOf(ana, 'The marketplace has passed it on; no answer yet'));
  await ben.press(passedOn, ACTION.accept);
  await camera.take('card-accepted', await cardOf(ben, 'The marketplace has confirmed it'));
  await camera.take('news', await cardOf(ana, 'that you passed on'));
  await ana.openHome();
  await camera.take('home', await ana.untilHome(() => true));
  await camera.take('command', answerOf(await ana.command()));
}

/** A command is answered in the channel where it was typed, for that person alone. */
const answerOf = ({ json }: Reply): Shown => showMessage(json, { id: '', name: 'general' }, true);

import { VALUE } from '../../../src/slack/blocks/inputs.js';
import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { createInvitation } from '../../demo/create-invitation.js';
import { AGENCY } from '../../demo/demo-people.js';
import { untilNoticed } from '../../demo/eventually.js';
import type { PlayableDemo } from '../../demo/install-and-connect.js';
import { FIELD, openSetUp } from '../../demo/open-set-up-form.js';
import type { Camera } from '../camera.js';
import { answerOf, messageWith, refer } from './find-shown.js';

/** Pictures with a marketplace that takes no decisions from apps, so that members enter them by hand. */
export async function handingOver(demo: PlayableDemo, camera: Camera): Promise<void> {
  const { take } = camera;
  const ana = demo.driver.as('ana');
  await connectByHand(demo, camera);
  const referred = await createInvitation(demo);
  await refer(ana, referred.id, 'Ben Okoro', 'ben');
  await take('card-handoff', await messageWith(ana, referred.id, ACTION.handedOff));
  const accepted = await createInvitation(demo);
  const open = await messageWith(ana, accepted.id, ACTION.accept);
  await take('confirm-accept-by-hand', open, { press: ACTION.accept });
  await ana.press(open, ACTION.accept);
  await take('card-handoff-of-a-yes', await messageWith(ana, accepted.id, ACTION.handedOff));
  await take('command-rotate', answerOf(await demo.driver.as('olga').command('rotate')));
}

async function connectByHand({ driver, sandbox }: PlayableDemo, { take }: Camera): Promise<void> {
  const olga = driver.as('olga');
  const modal = await openSetUp(olga);
  await take('modal-connect', modal);
  olga.fill(VALUE, sandbox.state.agencies[AGENCY.id]?.token, { blockId: FIELD.token });
  await olga.pick(modal, VALUE, 'handoff', '', { blockId: FIELD.path });
  await olga.submit();
  await take('modal-connected', await olga.untilModal(({ raw }) => JSON.stringify(raw).includes('/webhooks/')));
  await olga.dismiss();
  await untilNoticed();
}

import { VALUE } from '../../../src/slack/blocks/inputs.js';
import { NOTE_TO_COLLEAGUE } from '../../../src/slack/parts/referral-notes.js';
import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { createInvitation } from '../../demo/create-invitation.js';
import { TO_BEN } from '../../demo/demo-people.js';
import { untilNoticed } from '../../demo/eventually.js';
import { act, type PlayableDemo } from '../../demo/install-and-connect.js';
import type { Camera } from '../camera.js';
import { messageWith } from './find-shown.js';

/** Pictures of an invite that is referred and accepted. */
export async function referring(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const ana = demo.driver.as('ana');
  const ben = demo.driver.as('ben');
  const { id } = await createInvitation(demo);
  const card = await messageWith(ana, id, ACTION.refer);
  await take('card-open', card);
  await take('confirm-accept', card, { press: ACTION.accept });
  await ana.press(card, ACTION.decline);
  await take('modal-decline', await ana.untilModal());
  await ana.dismiss();
  await ana.pick(card, ACTION.pickColleague, 'Ben Okoro', 'ben');
  await ana.press(card, ACTION.refer);
  await take('modal-refer', await ana.untilModal());
  await demo.truth.ports.tenants.configure(demo.tenantId, { undoSeconds: 2 });
  await untilNoticed();
  ana.fill(VALUE, TO_BEN, { blockId: NOTE_TO_COLLEAGUE });
  await ana.submit();
  await take('card-held', await messageWith(ana, id, ACTION.undo));
  const received = await messageWith(ben, 'referred you', ACTION.accept);
  await take('card-referred-to-me', received);
  await take('card-forwarded', await messageWith(ana, 'No answer yet'));
  await ben.press(received, ACTION.accept);
  await take('card-accepted', await messageWith(ben, 'The marketplace has confirmed it'));
  await take('news', await messageWith(ana, 'which you passed on'));
}

/** Pictures of an invite that two members have, and of practice. */
export async function besides(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const ana = demo.driver.as('ana');
  const { id, job } = await createInvitation(demo);
  await act(demo, 'invitations', { freelancer: 'f-ben', jobId: job.id });
  await take('card-also-invited', await messageWith(ana, id, 'Also invited'));
  await ana.command('demo');
  await take('card-practice', await messageWith(ana, 'Baton plays the marketplace here', ACTION.accept));
}

/** Pictures of a declined invite, a private one, and one with a letter longer than its card. */
export async function declining(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const ana = demo.driver.as('ana');
  const long = await createInvitation(demo, { letter: LETTER });
  const card = await messageWith(ana, long.id, ACTION.letter);
  await take('card-with-a-long-letter', card);
  await ana.press(card, ACTION.letter);
  await take('modal-letter', await ana.untilModal());
  await ana.dismiss();
  await ana.press(card, ACTION.decline);
  await ana.untilModal();
  await ana.submit();
  await take('card-declined', await messageWith(ana, long.id, 'You declined'));
  const secret = await createInvitation(demo, { private: true });
  await take('card-private', await messageWith(ana, secret.id, ACTION.accept));
}

const LETTER = `Hello,

we run a telehealth service in four countries, and our app has grown faster than its design. Patients book, talk to a doctor and get their prescription in it; every one of these steps was drawn by somebody else.

What we are looking for is one pair of eyes for the whole way: you would sit with two of our doctors and a handful of patients for a week, draw what you have learnt, and then work with our three developers until it is in the shops. We think of ten to twelve weeks, three days a week, from wherever you are.

We have read that you did this for a bank. Health is not that different: people are worried, in a hurry, and on a small screen. If that sounds like you, tell us when you could begin, and we will send you the app to try.`;

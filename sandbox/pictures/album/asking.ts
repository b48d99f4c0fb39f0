import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { createInvitation } from '../../demo/create-invitation.js';
import type { PlayableDemo } from '../../demo/install-and-connect.js';
import { pickColleaguesToAsk } from '../../demo/pick-colleagues-to-ask.js';
import type { Person } from '../../slack/driver/person.js';
import type { Camera } from '../camera.js';
import { messageWith } from './find-shown.js';

/** Pictures of asking colleagues before referring: first two colleagues, then one who says no. */
export async function asking(demo: PlayableDemo, camera: Camera): Promise<void> {
  await untilAYes(demo, camera);
  await withoutAYes(demo, camera);
}

async function untilAYes(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const [ana, ben, cara] = peopleOf(demo);
  const { id } = await createInvitation(demo);
  await openAsk(ana, id, ['Cara Weiss', 'Ben Okoro']);
  await take('modal-ask', ana.modal());
  await ana.submit();
  const relayId = await relayOf(demo, id);
  const asked = await messageWith(cara, relayId, ACTION.answerNo);
  await take('ask-in-german', asked, { locale: 'de-DE' });
  await take('card-asking', await messageWith(ana, id, ACTION.stopAsking));
  await cara.press(asked, ACTION.answerNo);
  const next = await messageWith(ben, relayId, ACTION.answerYes);
  await take('ask', next);
  await ben.press(next, ACTION.answerYes);
  await take('ask-answered-yes', await messageWith(ben, 'You said yes'));
  await take('ask-answered-no-in-german', await messageWith(cara, 'Du hast Nein gesagt', 'wird empfohlen'), {
    locale: 'de-DE',
  });
  await take('ask-news', await messageWith(ana, 'said yes to'));
}

async function withoutAYes(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const [ana, , cara] = peopleOf(demo);
  const { id } = await createInvitation(demo);
  await openAsk(ana, id, ['Cara Weiss']);
  await ana.submit();
  await cara.press(await messageWith(cara, await relayOf(demo, id), ACTION.answerNo), ACTION.answerNo);
  await take('ask-news-nobody', await messageWith(ana, 'Nobody whom you asked'));
  await take('card-asked-in-vain', await messageWith(ana, id, 'Nobody who was asked said yes'));
}

const peopleOf = ({ driver }: PlayableDemo) =>
  [driver.as('ana'), driver.as('ben'), driver.as('cara')] as [Person, Person, Person];

async function openAsk(person: Person, inviteId: string, colleagues: readonly string[]): Promise<void> {
  await person.press(await messageWith(person, inviteId, ACTION.ask), ACTION.ask);
  const modal = await person.untilModal();
  await pickColleaguesToAsk(person, modal, colleagues);
}

const relayOf = async ({ truth, tenantId }: PlayableDemo, inviteId: string): Promise<string> =>
  (await truth.ports.relays.ofInvite(tenantId, inviteId))?.id ?? '';

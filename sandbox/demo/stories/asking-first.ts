import type { Invite } from '../../../src/domain/model/invite/invite.js';
import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { createInvitation } from '../create-invitation.js';
import { eventually } from '../eventually.js';
import { openModal } from '../open-modal.js';
import { pickColleaguesToAsk } from '../pick-colleagues-to-ask.js';
import { afterUndoWindow } from '../undo-window.js';
import { asRead, cardWith, type StoryStep, shows, step } from './story-step.js';

/** State that the steps share. */
interface State {
  invite: Invite;
  relayId: string;
}

type Play = StoryStep<State>['play'];

const privateJob: Play = async (demo) => {
  const { id } = await createInvitation(demo, { private: true });
  const card = await cardWith(demo, 'ana', id, ACTION.accept);
  if (shows(card, ACTION.refer)) throw new Error('the card of a private job has Refer');
  return 'her card has Accept and Decline, and says why Refer is missing: the job is private';
};

const asksCaraThenBen: Play = async (demo, state) => {
  state.invite = await createInvitation(demo);
  const ana = demo.driver.as('ana');
  const card = await cardWith(demo, 'ana', state.invite.id, ACTION.ask);
  const modal = await openModal(ana, () => ana.press(card, ACTION.ask), { what: 'the form to ask first is shown' });
  await pickColleaguesToAsk(ana, modal, ['Cara Weiss', 'Ben Okoro']);
  await ana.submit();
  const relay = await demo.truth.ports.relays.ofInvite(demo.tenantId, state.invite.id);
  if (!relay) throw new Error('the modal was submitted, and nobody is asked');
  state.relayId = relay.id;
  const asked = await cardWith(demo, 'cara', state.relayId, ACTION.answerYes);
  return `Cara reads, in German as her Slack is: “${asRead(asked)}”`;
};

const caraSaysNo: Play = async (demo, state) => {
  const asked = await cardWith(demo, 'cara', state.relayId, ACTION.answerNo);
  await demo.driver.as('cara').press(asked, ACTION.answerNo);
  const next = await cardWith(demo, 'ben', state.relayId, ACTION.answerYes);
  return `now Ben is asked: “${asRead(next)}”`;
};

const benSaysYes: Play = async (demo, state) => {
  const asked = await cardWith(demo, 'ben', state.relayId, ACTION.answerYes);
  await demo.driver.as('ben').press(asked, ACTION.answerYes);
  const { ports } = demo.truth;
  const referral = await eventually(
    'the referral goes out',
    async () => {
      const found = await ports.referrals.ofInvite(demo.tenantId, state.invite.id);
      return found?.status === 'forwarded' ? found : undefined;
    },
    await afterUndoWindow(demo),
  );
  return `the marketplace has the referral to ${referral.to.name}; Ana pressed nothing more`;
};

const homeIsLive: Play = async (demo, state) => {
  const ana = demo.driver.as('ana');
  await ana.openHome();
  await ana.untilHome(({ raw }) => JSON.stringify(raw).includes(state.invite.job.title));
  const late = await createInvitation(demo, { job: { title: 'An invite that came while she looked' } });
  await ana.untilHome(({ raw }) => JSON.stringify(raw).includes(late.id));
  return 'it lists the referral, and shows an invite that arrives while she looks at it';
};

/** The steps of the story about asking colleagues first: a private job, a relay, and the App Home. */
export const askingFirst: readonly StoryStep<State>[] = [
  step('An invite to a private job', privateJob),
  step('Ana asks Cara first, then Ben, before anything goes out', asksCaraThenBen, ['ana', 'cara']),
  step('Cara says no', caraSaysNo),
  step('Ben says yes, and is referred', benSaysYes),
  step('Ana’s App Home is up to date by itself', homeIsLive),
];

import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { pickColleaguesToAsk } from '../../sandbox/demo/pick-colleagues-to-ask.js';
import { upworkUid } from '../../sandbox/marketplace/vendors/upwork-ids.js';
import type { ElementFilter } from '../../sandbox/slack/driver/find-elements.js';
import type { Reply } from '../../sandbox/slack/driver/send-request.js';
import type { ShownMessage } from '../../sandbox/slack/driver/shown-surfaces.js';
import { ACK_DEADLINE_MS } from '../../src/slack/app/ack-deadline-app.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import { choicesOf, idOf, isOpen, offersOf, wordsOf } from '../support/e2e-actions.js';
import type { TestStage } from '../support/open-stage.js';
import { askUntilAnswered } from './ask-until-answered.js';
import type { Ending, Story } from './plan.js';
import type { Member } from './tenants.js';

/** An act of somebody who was told, or saw, that it is done. */
export type Deed = 'accept' | 'decline' | 'refer' | 'undo' | 'either' | 'withdraw';

/** One invitation and those whom it is about. */
export interface Play {
  readonly stage: TestStage;
  readonly number: number;
  readonly title: string;
  readonly invitationId: string;
  readonly member: Member;
  readonly colleague: Member;
  readonly ending: Ending;
  /** Whether the member has to add it. */
  readonly isPasted: boolean;
  /** How long anything is waited for, in milliseconds. */
  readonly patienceMs: number;
  /** Records what was done. */
  did(deed: Deed): void;
}

/** How long somebody looks at a button that did nothing before they press it again, in milliseconds. */
const LOOK_AGAIN_MS = 700;

/** How long somebody waits for a form, in milliseconds. */
const FORM_MS = 5000;

/** The card of the invite as its reader sees it now; undefined where there is none. */
async function cardNow({ title }: Play, { person }: Member): Promise<ShownMessage | undefined> {
  const all = await person.messages();
  return all.findLast((message) => idOf(message).startsWith('card.') && wordsOf(message).includes(title));
}

const until = <T>({ patienceMs }: Play, what: string, look: () => Promise<T | undefined | false>): Promise<T> =>
  eventually(what, look, patienceMs);

/** Waits until the reader's card is so. */
const untilCard = (play: Play, member: Member, what: string, is: (card: ShownMessage) => boolean) =>
  until(play, `${member.name}’s card of ${play.title} ${what}`, async () => {
    const card = await cardNow(play, member);
    return card && is(card) ? card : undefined;
  });

/** Does something as people do it: once it was answered as done they wait for what they see, else they try again. */
async function insist(
  { patienceMs }: Play,
  member: Member,
  doing: () => Promise<boolean>,
  isSeen: () => Promise<boolean>,
): Promise<void> {
  const { person } = member;
  const deadline = Date.now() + patienceMs;
  let isDone = false;
  let told = person.ephemerals().length;
  while (!(await isSeen())) {
    if (Date.now() > deadline)
      throw new Error(isDone ? 'was told to be done, and nothing shows it' : 'could not be done');
    if (person.ephemerals().length > told) isDone = false;
    if (!isDone) {
      told = person.ephemerals().length;
      isDone = await doing().catch(() => false);
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

/**
 * Whether an answer says that a click is done. Where MongoDB says nothing, Baton acknowledges it at its deadline so that
 * Slack shows no error, and promises nothing: the card stays as it was until the click is stored.
 */
export const saysDone = ({ status, text, ms }: Reply): boolean => status === 200 && text === '' && ms < ACK_DEADLINE_MS;

/** Presses a button of the card. @returns whether it was answered as done; that may be taken back privately */
async function press(play: Play, member: Member, action: string, which?: ElementFilter): Promise<boolean> {
  const card = await cardNow(play, member);
  if (!card || !offersOf(card).includes(action)) return false;
  return saysDone(await member.person.press(card, action, which));
}

/** Opens the form of a button. @throws Error when it does not open in time */
async function openForm(play: Play, member: Member, action: string, form: string) {
  const { person } = member;
  await closeForms(member);
  if (!(await press(play, member, action))) throw new Error('the button was not answered');
  return person.untilModal(({ callbackId }) => callbackId === form, FORM_MS);
}

async function closeForms({ person }: Member): Promise<void> {
  for (let left = 3; left > 0; left -= 1) await person.dismiss().catch(() => undefined);
}

/** Submits the form. @returns whether it closed, which says that it is done */
async function submit(member: Member): Promise<boolean> {
  const { status, text } = await member.person.submit();
  if (status === 200 && text === '') return true;
  await closeForms(member);
  return false;
}

async function isAnswered(play: Play, member: Member): Promise<boolean> {
  const card = await cardNow(play, member);
  return card !== undefined && !isOpen(card);
}

/** Presses a button until the card shows that it was pressed. */
async function decide(play: Play, member: Member, action: string): Promise<void> {
  await untilCard(play, member, 'is open', isOpen);
  await insist(
    play,
    member,
    () => press(play, member, action),
    () => isAnswered(play, member),
  );
}

async function decline(play: Play, member: Member): Promise<void> {
  await untilCard(play, member, 'is open', isOpen);
  const doing = async () => {
    await openForm(play, member, ACTION.decline, MODAL.decline);
    return submit(member);
  };
  await insist(play, member, doing, () => isAnswered(play, member));
}

async function refer(play: Play): Promise<void> {
  const { member, colleague } = play;
  await untilCard(play, member, 'is open', isOpen);
  const doing = async () => {
    await closeForms(member);
    const card = await cardNow(play, member);
    if (!card) return false;
    const [query = ''] = colleague.name.toLowerCase().split(' ');
    await member.person.pick(card, ACTION.pickColleague, colleague.name, query);
    await openForm(play, member, ACTION.refer, MODAL.refer);
    return submit(member);
  };
  await insist(play, member, doing, () => isAnswered(play, member));
  play.did('refer');
}

/** Takes a referral back while there is time. @returns whether there was */
async function undo(play: Play): Promise<boolean> {
  const { member } = play;
  const offers = (card: ShownMessage | undefined, action: string) =>
    card !== undefined && offersOf(card).includes(action);
  const isOver = async () => !offers(await cardNow(play, member), ACTION.undo);
  await until(play, `the referral of ${play.title} is decided`, async () => {
    const card = await cardNow(play, member);
    return card && (isOpen(card) || offers(card, ACTION.undo) || choicesOf(card).length === 0) ? card : undefined;
  });
  await insist(play, member, () => press(play, member, ACTION.undo), isOver);
  const card = await cardNow(play, member);
  if (!card || !isOpen(card)) return false;
  play.did('undo');
  return true;
}

/** Asks the colleague first. @returns the colleague's answer */
async function ask(play: Play): Promise<boolean> {
  const { member, colleague } = play;
  const isAsking = async () => {
    const card = await cardNow(play, member);
    return card !== undefined && !offersOf(card).includes(ACTION.ask);
  };
  await untilCard(play, member, 'is open', isOpen);
  const doing = async () => {
    const form = await openForm(play, member, ACTION.ask, MODAL.ask);
    await pickColleaguesToAsk(member.person, form, [colleague.name]);
    return submit(member);
  };
  await insist(play, member, doing, isAsking);
  const question = async () =>
    (await colleague.person.messages()).find(
      (message) => idOf(message).startsWith('relay-ask.') && wordsOf(message).includes(play.title),
    );
  await until(play, `${colleague.name} is asked about ${play.title}`, question);
  const isYes = play.ending !== 'declined';
  const answering = async () => {
    const asked = await question();
    if (!asked) return false;
    return saysDone(await colleague.person.press(asked, isYes ? ACTION.answerYes : ACTION.answerNo));
  };
  const isAnswered = async () => {
    const asked = await question();
    return asked !== undefined && !offersOf(asked).includes(ACTION.answerYes);
  };
  await insist(play, colleague, answering, isAnswered);
  if (isYes) play.did('refer');
  return isYes;
}

/**
 * Does something on the marketplace itself, once.
 * @param isDone whether the marketplace's record shows it
 */
const actThere = ({ stage }: Play, what: string, isDone: () => boolean, input = {}): Promise<unknown> =>
  askUntilAnswered(
    () => act(stage, what, input),
    () => (isDone() ? {} : undefined),
  );

/** Moves the invitation to a status on the marketplace itself. */
const moveThere = (play: Play, verb: 'accept' | 'decline' | 'withdraw', status: string, input = {}): Promise<unknown> =>
  actThere(
    play,
    `invitations/${play.invitationId}/${verb}`,
    () => play.stage.sandbox.state.invitations[play.invitationId]?.status === status,
    input,
  );

/** Plays the invitation that the colleague got to its end. */
async function received(play: Play): Promise<void> {
  const { stage, colleague, ending, invitationId } = play;
  if (ending === 'open') return;
  if (ending === 'declined') return decline(play, colleague);
  await decide(play, colleague, ACTION.accept);
  if (ending === 'accepted') return;
  const own = () =>
    Object.values(stage.sandbox.state.proposals).find(
      ({ invitationId: id }) => stage.sandbox.state.invitations[id]?.referral?.fromInvitationId === invitationId,
    );
  const { id } = await until(play, `the proposal for ${play.title} is there`, async () => own());
  const isPast = (status: string) => stage.sandbox.state.proposals[id]?.status !== status;
  await actThere(play, `proposals/${id}/view`, () => isPast('submitted'));
  await actThere(play, `proposals/${id}/${ending === 'hired' ? 'hire' : 'decline'}`, () => isPast('viewed'));
}

/** Accepts twice and declines once, all at the same time: from two devices, with an impatient finger. */
async function clickAtOnce(play: Play): Promise<void> {
  const { member } = play;
  await untilCard(play, member, 'is open', isOpen);
  const doing = async () => {
    await openForm(play, member, ACTION.decline, MODAL.decline);
    const accepting = () => press(play, member, ACTION.accept).catch(() => false);
    const [accepted, again, declined] = await Promise.all([
      accepting(),
      accepting(),
      submit(member).catch(() => false),
    ]);
    await closeForms(member);
    return accepted || again || declined;
  };
  await insist(play, member, doing, () => isAnswered(play, member));
  play.did('either');
}

/** Accepts on one device while the form to decline is open on another, which is submitted afterwards. */
async function leaveFormOpen(play: Play): Promise<void> {
  const { member } = play;
  await untilCard(play, member, 'is open', isOpen);
  await until(play, `the form to decline ${play.title} opens`, () =>
    openForm(play, member, ACTION.decline, MODAL.decline).catch(() => undefined),
  );
  await insist(
    play,
    member,
    () => press(play, member, ACTION.accept),
    () => isAnswered(play, member),
  );
  await submit(member).catch(() => false);
  await closeForms(member);
  play.did('accept');
}

/** The page of a pasted job. */
const pageOf = (title: string): string => `https://www.upwork.com/jobs/~02${upworkUid(title)}`;

const ADDED = /The invite is added|This invite is here already/;

/** Adds the invitation by the form, as a member does who reads it on the marketplace. */
async function paste(play: Play): Promise<void> {
  const { member, title } = play;
  const { person } = member;
  const doing = async () => {
    await closeForms(member);
    await person.command(`add ${pageOf(title)}`);
    await person.untilModal(({ callbackId }) => callbackId === MODAL.addInvite, FORM_MS);
    person.fill(VALUE, title, { blockId: 'title' });
    const { text } = await person.submit();
    await closeForms(member);
    return ADDED.test(text);
  };
  await insist(play, member, doing, async () => (await cardNow(play, member)) !== undefined);
}

/** Decides on the card, carries it out on the marketplace, and says so on the card. */
async function byHand(play: Play, what: 'accept' | 'decline'): Promise<void> {
  const { member } = play;
  if (what === 'accept') await decide(play, member, ACTION.accept);
  else await decline(play, member);
  await untilCard(play, member, 'says what to do', (card) => offersOf(card).includes(ACTION.handedOff));
  if (what === 'accept') await moveThere(play, 'accept', 'accepted');
  else await moveThere(play, 'decline', 'declined', { reasonId: 'too-busy' });
  const isOver = async () => {
    const card = await cardNow(play, member);
    return card !== undefined && !offersOf(card).includes(ACTION.handedOff);
  };
  await insist(play, member, () => press(play, member, ACTION.handedOff), isOver);
  play.did(what);
}

const STORY: Readonly<Record<Story, (play: Play) => Promise<void>>> = {
  accept: async (play) => {
    await decide(play, play.member, ACTION.accept);
    play.did('accept');
  },
  decline: async (play) => {
    await decline(play, play.member);
    play.did('decline');
  },
  refer: async (play) => {
    await refer(play);
    await received(play);
  },
  undo: async (play) => {
    await refer(play);
    if (!(await undo(play))) return received(play);
    await decide(play, play.member, ACTION.accept);
    play.did('accept');
  },
  ask: async (play) => {
    if (await ask(play)) return received(play);
    await decide(play, play.member, ACTION.accept);
    play.did('accept');
  },
  'two clicks at once': clickAtOnce,
  'a form left open': leaveFormOpen,
  leave: async () => {},
  withdraw: async (play) => {
    await moveThere(play, 'withdraw', 'withdrawn');
    play.did('withdraw');
  },
  'decide over there': async (play) => {
    await moveThere(play, 'accept', 'accepted');
  },
  'accept by hand': (play) => byHand(play, 'accept'),
  'decline by hand': (play) => byHand(play, 'decline'),
};

/** Plays one invite to its end. @throws Error that says at which step it did not go on */
export async function playStory(story: Story, play: Play): Promise<void> {
  if (play.isPasted) await paste(play);
  await STORY[story](play);
}

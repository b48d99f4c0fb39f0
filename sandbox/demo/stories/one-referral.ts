import type { Invite } from '../../../src/domain/model/invite/invite.js';
import type { Referral } from '../../../src/domain/model/referral/referral.js';
import type { Count } from '../../../src/domain/model/tally/tally.js';
import { VALUE } from '../../../src/slack/blocks/inputs.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../../src/slack/parts/referral-notes.js';
import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { createInvitation } from '../create-invitation.js';
import { TO_BEN, TO_CLIENT } from '../demo-people.js';
import { eventually } from '../eventually.js';
import { act, type PlayableDemo } from '../install-and-connect.js';
import { openModal } from '../open-modal.js';
import { afterUndoWindow, undoWindowOf } from '../undo-window.js';
import { asRead, belongsTo, cardOf, cardWith, type StoryStep, shows, step } from './story-step.js';

/** State that the steps share. */
interface State {
  invite: Invite;
  referral: Referral;
  bensInvitationId: string;
  before: Record<'ana' | 'ben', Partial<Record<Count, number>>>;
}

type Play = StoryStep<State>['play'];

const talliesOf = async ({ truth, tenantId, driver }: PlayableDemo, name: 'ana' | 'ben') =>
  (await truth.ports.tallies.of(tenantId, driver.as(name).id, ['all']))[0]?.counts ?? {};

const inviteArrives: Play = async (demo, state) => {
  state.before = { ana: await talliesOf(demo, 'ana'), ben: await talliesOf(demo, 'ben') };
  state.invite = await createInvitation(demo);
  return `the marketplace's signed webhook is in MongoDB: “${state.invite.job.title}”, ${state.invite.status}`;
};

const cardIsShown: Play = async (demo, state) => {
  const card = await cardWith(demo, 'ana', state.invite.id, ACTION.refer);
  return `in her direct messages, with Accept, Decline, a picker and Refer: “${asRead(card)}”`;
};

const anaRefersBen: Play = async (demo, state) => {
  const ana = demo.driver.as('ana');
  const card = await cardOf(demo, 'ana', (message) => belongsTo(message, state.invite.id));
  await ana.pick(card, ACTION.pickColleague, 'Ben Okoro', 'ben');
  await openModal(ana, () => ana.press(card, ACTION.refer), { what: 'the form to refer is shown' });
  ana.fill(VALUE, TO_BEN, { blockId: NOTE_TO_COLLEAGUE });
  ana.fill(VALUE, TO_CLIENT, { blockId: NOTE_TO_CLIENT });
  const reply = await ana.submit();
  const referral = await demo.truth.ports.referrals.ofInvite(demo.tenantId, state.invite.id);
  if (!referral) throw new Error(`the modal was answered ${reply.status}, and there is no referral: ${reply.text}`);
  state.referral = referral;
  return `the modal closed after ${Math.round(reply.ms)} ms; the referral to ${referral.to.name} is durable, ${referral.status}`;
};

const undoIsOffered: Play = async (demo, state) => {
  const seconds = await undoWindowOf(demo);
  if (seconds === 0) return 'not here: undo is off, and it goes out at once';
  const card = await cardWith(demo, 'ana', state.invite.id, ACTION.undo);
  if (shows(card, ACTION.accept)) throw new Error('the decided card still has Accept');
  return `her card lost its buttons and has Undo for ${seconds} s`;
};

const itIsForwarded: Play = async (demo, state) => {
  const { ports } = demo.truth;
  const ref = { tenantId: demo.tenantId, id: state.referral.id };
  const forwarded = await eventually(
    'the referral is forwarded',
    async () => {
      const referral = await ports.referrals.get(ref);
      return referral?.status === 'forwarded' && referral.receivedExternalId ? referral : undefined;
    },
    await afterUndoWindow(demo),
  );
  state.bensInvitationId = forwarded.receivedExternalId ?? '';
  const calls = Object.values(demo.sandbox.state.calls).filter(({ key }) => key === state.referral.id);
  if (calls.length !== 1) throw new Error(`the marketplace was called ${calls.length} times`);
  return 'the marketplace declined Ana’s invitation and made one for Ben: one call, with the referral’s id as its key';
};

const clientSeesIt: Play = async ({ sandbox }, state) => {
  const url = new URL(`/client/jobs/${state.invite.job.id}`, sandbox.url);
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  const { candidates } = (await answer.json()) as {
    candidates: { name: string; referredBy?: string; note?: string }[];
  };
  const ben = candidates.find(({ name }) => name === 'Ben Okoro');
  if (ben?.referredBy !== 'Ana Lopez' || ben.note !== TO_CLIENT)
    throw new Error(`the client sees ${JSON.stringify(candidates)}`);
  return `${ben.name}, “Referred by ${ben.referredBy}”: “${ben.note}” (${url})`;
};

const bensCard: Play = async (demo, state) => {
  const { ports } = demo.truth;
  const bens = await eventually('Ben’s invite is stored', () =>
    ports.invites.byExternalId(demo.tenantId, state.bensInvitationId),
  );
  const card = await cardWith(demo, 'ben', bens.id, ACTION.accept);
  if (!JSON.stringify(card.blocks).includes(TO_BEN)) throw new Error('the note is not on it');
  return `“${asRead(card)}” with Ana’s note`;
};

const benAccepts: Play = async (demo, state) => {
  const bens = await demo.truth.ports.invites.byExternalId(demo.tenantId, state.bensInvitationId);
  const card = await cardWith(demo, 'ben', bens?.id ?? '', ACTION.accept);
  await demo.driver.as('ben').press(card, ACTION.accept);
  await eventually(
    'the marketplace has the acceptance',
    async () => demo.sandbox.state.invitations[state.bensInvitationId]?.status === 'accepted',
  );
  return 'the marketplace says: accepted';
};

const clientHires: Play = async (demo, state) => {
  for (const what of ['view', 'interview', 'hire']) await act(demo, `proposals/${state.bensInvitationId}/${what}`);
  const ref = { tenantId: demo.tenantId, id: state.referral.id };
  await eventually(
    'the referral is hired',
    async () => (await demo.truth.ports.referrals.get(ref))?.status === 'hired',
  );
  return 'viewed, interviewed, hired: the referral says hired';
};

const anaHears: Play = async (demo, state) => {
  const news = await cardOf(demo, 'ana', ({ raw }) =>
    JSON.stringify(raw.metadata ?? {}).includes(`news.${state.referral.id}.hired`),
  );
  return `“${news.text}”`;
};

const talliesMove: Play = async (demo, state) => {
  const gained = async (name: 'ana' | 'ben', count: Count) =>
    ((await talliesOf(demo, name))[count] ?? 0) - (state.before[name][count] ?? 0);
  const expected = [
    ['ana', 'sent'],
    ['ana', 'forwarded'],
    ['ana', 'accepted'],
    ['ana', 'hired'],
    ['ben', 'received'],
    ['ben', 'receivedHired'],
  ] as const;
  for (const [name, count] of expected) {
    await eventually(`${name}'s ${count} is counted`, async () => (await gained(name, count)) >= 1);
    if ((await gained(name, count)) !== 1) throw new Error(`${name}'s ${count} was counted more than once`);
  }
  return 'Ana: sent, forwarded, accepted and hired each one more; Ben: received and hired each one more';
};

const command: Play = async (demo, state) => {
  const reply = await demo.driver.as('ana').command();
  const { title } = state.invite.job;
  if (!reply.text.includes(title) || reply.status !== 200)
    throw new Error(`it was answered ${reply.status}: ${reply.text}`);
  return `answered within ${Math.round(reply.ms)} ms, with her tallies and “${title}”`;
};

/** The steps of the main story: one referral from the invite to the hire. */
export const oneReferralStory: readonly StoryStep<State>[] = [
  step('An invite arrives for Ana', inviteArrives),
  step('Ana gets her card', cardIsShown),
  step('Ana refers Ben, with a note to him and one to the client', anaRefersBen),
  step('She could still undo it', undoIsOffered),
  step('The undo window is over, and it is forwarded', itIsForwarded),
  step('What the client sees', clientSeesIt),
  step('Ben gets his card', bensCard),
  step('Ben accepts', benAccepts),
  step('The client hires Ben', clientHires),
  step('Ana hears of it', anaHears),
  step('Both tallies', talliesMove),
  step('Ana asks /referrals', command),
];

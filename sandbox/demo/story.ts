import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import type { Count } from '../../src/domain/model/tally/tally.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../src/slack/parts/notes.js';
import { ACTION } from '../../src/slack/reply/ids.js';
import { TO_BEN, TO_CLIENT } from './cast.js';
import { eventually } from './eventually.js';
import { invite } from './invite.js';
import { act, type PlayableStage } from './prepare.js';
import { asRead, belongsTo, cardOf, cardWith, type Step, shows, step } from './step.js';
import { afterUndoWindow, undoWindowOf } from './undo-window.js';

/** What the steps hand on to one another. */
interface Scene {
  invite: Invite;
  referral: Referral;
  bensInvitationId: string;
  before: Record<'ana' | 'ben', Partial<Record<Count, number>>>;
}

type Play = Step<Scene>['play'];

const talliesOf = async ({ truth, tenantId, driver }: PlayableStage, name: 'ana' | 'ben') =>
  (await truth.ports.tallies.of(tenantId, driver.as(name).id, ['all']))[0]?.counts ?? {};

const inviteArrives: Play = async (stage, scene) => {
  scene.before = { ana: await talliesOf(stage, 'ana'), ben: await talliesOf(stage, 'ben') };
  scene.invite = await invite(stage);
  return `the marketplace's signed webhook is in MongoDB: “${scene.invite.job.title}”, ${scene.invite.status}`;
};

const cardIsShown: Play = async (stage, scene) => {
  const card = await cardWith(stage, 'ana', scene.invite.id, ACTION.refer);
  return `in her direct messages, with Accept, Decline, a picker and Refer: “${asRead(card)}”`;
};

const anaRefersBen: Play = async (stage, scene) => {
  const ana = stage.driver.as('ana');
  const card = await cardOf(stage, 'ana', (message) => belongsTo(message, scene.invite.id));
  await ana.pick(card, ACTION.pickColleague, 'Ben Okoro', 'ben');
  await ana.press(card, ACTION.refer);
  await ana.untilModal();
  ana.fill(VALUE, TO_BEN, { blockId: NOTE_TO_COLLEAGUE });
  ana.fill(VALUE, TO_CLIENT, { blockId: NOTE_TO_CLIENT });
  const reply = await ana.submit();
  const referral = await stage.truth.ports.referrals.ofInvite(stage.tenantId, scene.invite.id);
  if (!referral) throw new Error(`the modal was answered ${reply.status}, and there is no referral: ${reply.text}`);
  scene.referral = referral;
  return `the modal closed after ${Math.round(reply.ms)} ms; the referral to ${referral.to.name} is durable, ${referral.status}`;
};

const undoIsOffered: Play = async (stage, scene) => {
  const seconds = await undoWindowOf(stage);
  if (seconds === 0) return 'not here: undo is off, and it goes out at once';
  const card = await cardWith(stage, 'ana', scene.invite.id, ACTION.undo);
  if (shows(card, ACTION.accept)) throw new Error('the decided card still has Accept');
  return `her card lost its buttons and has Undo for ${seconds} s`;
};

const itIsForwarded: Play = async (stage, scene) => {
  const { ports } = stage.truth;
  const ref = { tenantId: stage.tenantId, id: scene.referral.id };
  const forwarded = await eventually(
    'the referral is forwarded',
    async () => {
      const referral = await ports.referrals.get(ref);
      return referral?.status === 'forwarded' && referral.receivedExternalId ? referral : undefined;
    },
    await afterUndoWindow(stage),
  );
  scene.bensInvitationId = forwarded.receivedExternalId ?? '';
  const calls = Object.values(stage.sandbox.state.calls).filter(({ key }) => key === scene.referral.id);
  if (calls.length !== 1) throw new Error(`the marketplace was called ${calls.length} times`);
  return 'the marketplace declined Ana’s invitation and made one for Ben: one call, with the referral’s id as its key';
};

const clientSeesIt: Play = async ({ sandbox }, scene) => {
  const url = new URL(`/client/jobs/${scene.invite.job.id}`, sandbox.url);
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  const { candidates } = (await answer.json()) as {
    candidates: { name: string; referredBy?: string; note?: string }[];
  };
  const ben = candidates.find(({ name }) => name === 'Ben Okoro');
  if (ben?.referredBy !== 'Ana Lopez' || ben.note !== TO_CLIENT)
    throw new Error(`the client sees ${JSON.stringify(candidates)}`);
  return `${ben.name}, “Referred by ${ben.referredBy}”: “${ben.note}” (${url})`;
};

const bensCard: Play = async (stage, scene) => {
  const { ports } = stage.truth;
  const bens = await eventually('Ben’s invite is stored', () =>
    ports.invites.byExternalId(stage.tenantId, scene.bensInvitationId),
  );
  const card = await cardWith(stage, 'ben', bens.id, ACTION.accept);
  if (!JSON.stringify(card.blocks).includes(TO_BEN)) throw new Error('the note is not on it');
  return `“${asRead(card)}” with Ana’s note`;
};

const benAccepts: Play = async (stage, scene) => {
  const bens = await stage.truth.ports.invites.byExternalId(stage.tenantId, scene.bensInvitationId);
  const card = await cardWith(stage, 'ben', bens?.id ?? '', ACTION.accept);
  await stage.driver.as('ben').press(card, ACTION.accept);
  await eventually(
    'the marketplace has the acceptance',
    async () => stage.sandbox.state.invitations[scene.bensInvitationId]?.status === 'accepted',
  );
  return 'the marketplace says: accepted';
};

const clientHires: Play = async (stage, scene) => {
  for (const what of ['view', 'interview', 'hire']) await act(stage, `proposals/${scene.bensInvitationId}/${what}`);
  const ref = { tenantId: stage.tenantId, id: scene.referral.id };
  await eventually(
    'the referral is hired',
    async () => (await stage.truth.ports.referrals.get(ref))?.status === 'hired',
  );
  return 'viewed, interviewed, hired: the referral says hired';
};

const anaHears: Play = async (stage, scene) => {
  const news = await cardOf(stage, 'ana', ({ raw }) =>
    JSON.stringify(raw.metadata ?? {}).includes(`news.${scene.referral.id}.hired`),
  );
  return `“${news.text}”`;
};

const talliesMove: Play = async (stage, scene) => {
  const gained = async (name: 'ana' | 'ben', count: Count) =>
    ((await talliesOf(stage, name))[count] ?? 0) - (scene.before[name][count] ?? 0);
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

const command: Play = async (stage, scene) => {
  const reply = await stage.driver.as('ana').command();
  const { title } = scene.invite.job;
  if (!reply.text.includes(title) || reply.status !== 200)
    throw new Error(`it was answered ${reply.status}: ${reply.text}`);
  return `answered within ${Math.round(reply.ms)} ms, with her tallies and “${title}”`;
};

/** The whole of a referral, from the invite to the hire. */
export const referralsStory: readonly Step<Scene>[] = [
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

import type { Connection } from '../../../src/domain/model/connection/connection.js';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import { VALUE } from '../../../src/slack/blocks/inputs.js';
import { NOTE_TO_CLIENT } from '../../../src/slack/parts/referral-notes.js';
import { ACTION, SHOWN } from '../../../src/slack/reply/action-ids.js';
import { upworkUid } from '../../marketplace/vendors/upwork-ids.js';
import type { ShownMessage, ShownView } from '../../slack/driver/shown-surfaces.js';
import { connectVendor, installSouth } from '../connect-vendor.js';
import { eventually } from '../eventually.js';
import { act, type PlayableDemo } from '../install-and-connect.js';
import { openModal } from '../open-modal.js';
import { openUpworkAgency } from '../open-upwork-agency.js';
import { afterUndoWindow } from '../undo-window.js';
import { UPWORK_AGENCY } from '../upwork-agency.js';
import { asRead, cardOf, cardWith, type StoryStep, step } from './story-step.js';

/** State that the steps share. */
interface State {
  /** The demo as seen from the second workspace. */
  south: PlayableDemo;
  connection: Connection;
  invite: Invite;
  /** The marketplace's ids of the job and of the colleague's own invitation. */
  jobId: string;
  received: Invite;
}

type Play = StoryStep<State>['play'];

const blocksOf = ({ blocks }: ShownMessage | ShownView): string => JSON.stringify(blocks);

/** Waits for the invite that a vendor reported, by the marketplace's id of the job and the invited person's name. */
const inviteOf = ({ truth, tenantId }: PlayableDemo, jobId: string, name: string): Promise<Invite> =>
  eventually(`the invite of ${name} is stored`, async () => {
    const { ports } = truth;
    const people = await ports.members.all(tenantId);
    const linked = people.find((member) => member.name === name);
    const open = linked ? await ports.invites.openFor(tenantId, linked.slackUserId, 50) : [];
    return open.find(({ job }) => job.url?.includes(upworkUid(jobId)));
  });

const installs: Play = async (demo, state) => {
  state.south = await openUpworkAgency(demo);
  return (await installSouth(state.south))
    ? 'in a second workspace, by “Add to Slack”; its data are apart from Studio North’s'
    : 'it is installed already, in a second workspace';
};

const connectsVollna: Play = async (_, state) => {
  state.connection = await connectVendor(state.south, 'vollna');
  return 'by the guided form: Vollna’s token goes in, and the address and token that Baton shows go to Vollna’s webhooks';
};

const sendsTest: Play = async (_, { south, connection }) => {
  const mira = south.driver.as('mira');
  await openModal(mira, () => mira.press(mira.modal(), ACTION.testConnection, { value: connection.id }), {
    what: 'the test is shown',
    matches: ({ callbackId }) => callbackId === SHOWN.connectionTest,
  });
  await act(south, `agencies/${UPWORK_AGENCY.id}/vollna/test`);
  const isSeen = (view: ShownView) => blocksOf(view).includes('It was a test, so it makes no card.');
  await eventually('the test is seen', async () => {
    const view = mira.modal();
    const isReady = blocksOf(view).includes(`"${ACTION.lookAgain}"`);
    if (!isSeen(view) && isReady) await mira.press(view, ACTION.lookAgain, { value: connection.id });
    return isSeen(mira.modal());
  });
  await mira.dismiss();
  return 'Vollna’s “Send Test Request” arrived: “It was a test, so it makes no card.”';
};

const forwardsMail: Play = async (_, { south }) => {
  await connectVendor(south, 'email');
  await south.driver.as('mira').dismiss();
  return 'Vollna names people and gives no address; Upwork’s own mails have it, so Baton knows whose invite each is';
};

const vollnaTells: Play = async (_, state) => {
  const { south } = state;
  const created = (await act(south, 'invitations', { freelancer: 'u-tom', expiresInSeconds: 86_400 })) as {
    job: { id: string };
  };
  state.jobId = created.job.id;
  state.invite = await inviteOf(south, state.jobId, 'Tom Adeyemi');
  const card = await cardWith(south, 'tom', state.invite.id, ACTION.refer);
  return `Vollna’s webhook and Upwork’s mail become one card, Tom’s: “${asRead(card)}”`;
};

const tomRefersLea: Play = async (_, state) => {
  const { south, invite } = state;
  const tom = south.driver.as('tom');
  const card = await cardWith(south, 'tom', invite.id, ACTION.refer);
  await tom.pick(card, ACTION.pickColleague, 'Lea Martin', 'lea');
  await openModal(tom, () => tom.press(card, ACTION.refer), { what: 'the form to refer is shown' });
  tom.fill(VALUE, 'Lea has built three shops like yours.', { blockId: NOTE_TO_CLIENT });
  await tom.submit();
  const handedOff = await handoffCard(south, invite);
  const steps = stepsIn(handedOff);
  if (steps.length < 3) throw new Error(`the card lists ${steps.length} steps`);
  return `Upwork takes no answers from apps, so his card says what to do there: ${steps.join(' ')}`;
};

/** Tells whether a message is the card of an invite. */
const isCardOf = ({ raw }: ShownMessage, { id }: Invite): boolean =>
  JSON.stringify(raw.metadata ?? {}).includes(`card.${id}.`);

/** Waits for the card with the steps to take on the marketplace. */
const handoffCard = async (south: PlayableDemo, { id }: Invite): Promise<ShownMessage> => {
  const ms = await afterUndoWindow(south);
  return south.driver
    .as('tom')
    .untilMessage((message) => blocksOf(message).includes(id) && blocksOf(message).includes(ACTION.handedOff), { ms });
};

/** The numbered steps on a card, without Slack's marks. */
const stepsIn = ({ blocks }: ShownMessage): string[] =>
  textsIn(blocks).flatMap((text) =>
    text
      .split('\n')
      .filter((line) => /^\d+\. /.test(line))
      .map((line) => line.replaceAll('*', '')),
  );

/** The texts to copy on a card: those in blocks of their own. */
const copiesIn = ({ blocks }: ShownMessage): string[] =>
  blocks.flatMap((block) => (block.type === 'rich_text' ? [textsIn(block).join('')] : []));

const textsIn = (part: unknown): string[] => {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string' ? [value] : textsIn(value),
  );
};

/** Opens the page of an invitation on the stand-in for Upwork. @returns the path of its actions */
async function openOnUpwork({ sandbox }: PlayableDemo, { url }: Invite): Promise<string> {
  if (!url?.startsWith('https://www.upwork.com/')) throw new Error(`the invite leads to ${url}`);
  const page = await fetch(new URL(new URL(url).pathname, sandbox.url));
  const text = await page.text();
  const [, path = ''] = /action="\/sandbox\/([^"]+)\/decline"/.exec(text) ?? [];
  if (!page.ok || !path) throw new Error(`the page was answered ${page.status}`);
  return path;
}

const tomDoesIt: Play = async (_, { south, invite }) => {
  const card = await handoffCard(south, invite);
  const path = await openOnUpwork(south, invite);
  const reason = stepsIn(card).find((line) => line.includes('reason')) ?? '';
  const [, chosen = ''] = /reason (.+?)\.?$/.exec(reason) ?? [];
  const [refer = '', message = ''] = copiesIn(card);
  await act(south, 'deliveries/hold'); // he is quicker than Vollna
  await act(south, `${path}/decline`, { reason: chosen, refer, message });
  return `on the page that stands in for Upwork’s, he declines by hand with “${chosen}”, refers ${refer}, and pastes: “${message.replaceAll('\n', ' ')}”`;
};

const tomSaysDone: Play = async (_, { south, invite }) => {
  const tom = south.driver.as('tom');
  await tom.press(await handoffCard(south, invite), ACTION.handedOff);
  const ref = await eventually('the referral is forwarded', async () => {
    const referral = await south.truth.ports.referrals.ofInvite(south.tenantId, invite.id);
    return referral?.status === 'forwarded' ? referral : undefined;
  });
  const card = await cardOf(
    south,
    'tom',
    (message) => isCardOf(message, invite) && !blocksOf(message).includes(ACTION.handedOff),
  );
  return `the referral to ${ref.to.name} counts as his word, until a source shows it: “${asRead(card)}”`;
};

const leaIsInvited: Play = async (_, state) => {
  const { south, invite, jobId } = state;
  await act(south, 'deliveries/release');
  state.received = await inviteOf(south, jobId, 'Lea Martin');
  await eventually('the referral is confirmed', async () => {
    const referral = await south.truth.ports.referrals.ofInvite(south.tenantId, invite.id);
    return referral?.receivedExternalId !== undefined;
  });
  const card = await cardOf(
    south,
    'lea',
    (message) => blocksOf(message).includes(state.received.id) && asRead(message).includes('Tom Adeyemi'),
  );
  return `her own invitation comes by Vollna and mail, and is tied to the referral by the job: “${asRead(card)}”`;
};

const leaIsHired: Play = async (_, { south, invite, received, jobId }) => {
  const { driver, truth, tenantId, sandbox } = south;
  const lea = driver.as('lea');
  await lea.press(await cardWith(south, 'lea', received.id, ACTION.accept), ACTION.accept);
  await cardWith(south, 'lea', received.id, ACTION.handedOff);
  await act(south, `${await openOnUpwork(south, received)}/accept`);
  const proposal = await eventually('there is a proposal', async () =>
    Object.values(sandbox.state.proposals).find((one) => one.jobId === jobId && one.personId === 'u-lea'),
  );
  for (const what of ['view', 'interview', 'hire']) await act(south, `proposals/${proposal.id}/${what}`);
  const referral = await eventually('the referral is hired', async () => {
    const found = await truth.ports.referrals.ofInvite(tenantId, invite.id);
    return found?.status === 'hired' ? found : undefined;
  });
  const news = await cardOf(south, 'tom', ({ raw }) =>
    JSON.stringify(raw.metadata ?? {}).includes(`news.${referral.id}.hired`),
  );
  return `she accepts on Upwork by hand; Vollna’s proposal says hired, and Tom hears: “${news.text}”`;
};

/** The steps of the story of an agency on Upwork: Vollna reports invites, and members enter decisions by hand. */
export const handingOff: readonly StoryStep<State>[] = [
  step('Studio South, an agency on Upwork, installs Baton', installs, ['mira', 'tom']),
  step('Mira connects Vollna', connectsVollna, ['mira', 'tom']),
  step('She sends a test', sendsTest, ['mira', 'tom']),
  step('She has Upwork’s mails forwarded, too', forwardsMail, ['mira', 'tom']),
  step('An invitation on Upwork, by Vollna and mail', vollnaTells, ['tom', 'lea']),
  step('Tom refers Lea', tomRefersLea, ['tom', 'lea']),
  step('Tom does it on Upwork', tomDoesIt, ['tom', 'lea']),
  step('Tom says that he has done it', tomSaysDone, ['tom', 'lea']),
  step('Lea’s own invitation confirms it', leaIsInvited, ['tom', 'lea']),
  step('Lea accepts, and is hired', leaIsHired, ['tom', 'lea']),
];

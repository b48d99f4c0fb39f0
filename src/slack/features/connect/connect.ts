import type { ModalView } from '@slack/types';
import type { SetUpForm } from '../../../domain/model/connection/source.js';
import { Refusal } from '../../../domain/model/errors.js';
import { type Actor, whyOutside } from '../../../domain/model/member/member.js';
import { notInvited } from '../../../domain/permissions/who-gets-invites.js';
import type { Ports } from '../../../domain/ports.js';
import { connectSource } from '../../../domain/workspace/connect-source.js';
import { readConnections, type ShownConnection } from '../../../domain/workspace/read-connections.js';
import { readSettings } from '../../../domain/workspace/read-settings.js';
import { isSameText } from '../../../lib/accent-folding.js';
import { webhookUrl } from '../../../lib/webhook-url.js';
import { slackErrorFields } from '../../api/slack-errors.js';
import { context } from '../../blocks/blocks.js';
import { tryPostingInChannel } from '../../parts/try-posting-in-channel.js';
import { channelIn, pickedIn, textIn, userIn } from '../../reply/form-values.js';
import { parseJson } from '../../reply/modal-metadata.js';
import { noticeModal } from '../../reply/notice-modal.js';
import type { ModalOpening, OnClick, OnSubmission, Submission } from '../../reply/request-context.js';
import { partsOf } from '../../reply/validate-payload.js';
import { refusalText } from '../../words/refusal-text.js';
import type { Words } from '../../words/words.js';
import { chooseSourceModal, SOURCE } from './choose-source.js';
import { connectionsModal } from './connections-modal.js';
import { answersIn, connectedModal, NAME, setUpModal, UNADDRESSED, unaddressedIn } from './set-up-form.js';

/** The metadata of the form: its source, and the connection that it sets up again. */
interface Target {
  readonly source: string;
  readonly connectionId?: string;
}

/**
 * Opens the list of connections, or, while there is none, the choice of a source; where a source is named, its form.
 * @param wanted the source's name as it is typed, such as `vollna`
 * @throws Refusal for anybody but an admin.
 */
export async function openConnect(
  { ports, by, say, client, ack }: ModalOpening,
  triggerId: string,
  wanted = '',
): Promise<void> {
  const shown = await readConnections(ports, by);
  await ack();
  const form = ports.sources.forms.find((one) => isNamed(one, wanted));
  const now = shown.find(({ connection }) => connection.source === form?.source);
  const view = form ? formModal(form, now, say) : firstModal(ports, shown, say);
  await client.views.open({ trigger_id: triggerId, view });
}

const isNamed = ({ source, name }: SetUpForm, wanted: string): boolean =>
  [source, ...Object.values(name)].some((known) => isSameText(known, wanted));

/** Renders the list of connections, or, while there is none, the choice of a source. */
export function firstModal({ sources, clock }: Ports, shown: readonly ShownConnection[], words: Words): ModalView {
  const { forms } = sources;
  if (shown.length === 0) return chooseSourceModal(sources, words);
  return connectionsModal({ shown, forms, now: clock.now() }, words);
}

/** Opens the connections from the Home tab, or from a message. */
export const clickConnect: OnClick = (click) => openConnect(click, click.body.trigger_id);

/** Shows the set-up form of the chosen source. */
export const submitSource: OnSubmission = async ({ ports, by, say, view, ack }) => {
  await readConnections(ports, by);
  const form = ports.sources.forms.find(({ source }) => source === pickedIn(view, SOURCE)?.value);
  if (!form) throw new Refusal('form.outdated');
  await ack({ response_action: 'update', view: formModal(form, undefined, say) });
};

/** Renders the set-up form for a new connection, or for one that is set up again. */
export function formModal(form: SetUpForm, now: ShownConnection | undefined, words: Words): ModalView {
  const target: Target = { source: form.source, ...(now && { connectionId: now.connection.id }) };
  const { name, unaddressedTo } = now?.connection ?? {};
  const start = { form, answers: now?.answers ?? {}, metadata: JSON.stringify(target) };
  const more = { ...(name !== undefined && { name }), ...(unaddressedTo !== undefined && { unaddressedTo }) };
  return setUpModal({ ...start, ...more }, words);
}

/** Connects the source. An answer in time shows errors beside their fields; a later one updates the modal. */
export const submitConnect: OnSubmission = async (submission) => {
  const { say, ack, interim } = submission;
  interim.text = say.plain('connect.waiting');
  const errors = await wrongRecipient(submission);
  if (errors && !interim.isSent) return ack({ response_action: 'errors', errors });
  const view = await connect(submission).catch((error: unknown) => {
    if (!interim.isSent) throw error;
    return failedModal(error, submission);
  });
  await ack({ response_action: 'update', view });
};

async function connect({ ports, by, say, view, publicUrl }: Submission): Promise<ModalView> {
  const { source, connectionId } = readTarget(view.private_metadata);
  const form = formOf(ports, source);
  const now = (await readConnections(ports, by)).find(({ connection }) => connection.id === connectionId);
  const unaddressedTo = unaddressedIn(view, now?.connection.unaddressedTo);
  const { connection, ...shown } = await connectSource(ports, by, {
    source,
    name: textIn(view, NAME) ?? now?.connection.name ?? '',
    answers: answersIn(view, form, presentAnswers(now)),
    ...(connectionId !== undefined && { connectionId }),
    ...(unaddressedTo !== undefined && { unaddressedTo }),
  });
  const copy = publicUrl === undefined ? [] : ports.sources.copy(connection, webhookUrl(publicUrl, connection.id));
  const { id, name, polls } = connection;
  return connectedModal({ ...shown, id, name, copy, ...(polls && { polls }) }, say);
}

/** Returns an error beside the field where the newly chosen person or channel gets no invites. */
async function wrongRecipient(submission: Submission) {
  const { ports, by, view } = submission;
  const person = userIn(view, UNADDRESSED.person);
  const chosen = person ?? channelIn(view, UNADDRESSED.channel);
  if (chosen === undefined || chosen === (await presentRecipient(ports, by, view))) return undefined;
  return person === undefined ? closedChannel(submission, chosen) : wrongPerson(submission, person);
}

async function wrongPerson({ ports, by, say }: Submission, chosen: string) {
  const [member, { guests }] = await Promise.all([ports.members.get(by.tenantId, chosen), readSettings(ports, by)]);
  if (!member) return { [UNADDRESSED.person]: say.plain('refusal.member.unknown') };
  const why = whyOutside(member, { guests });
  if (!why) return undefined;
  const { name } = member;
  const isGuest = why === 'guest';
  const text = isGuest ? say.plain('connect.unaddressedGuest', { name }) : refusalText(notInvited(member, why), say);
  return { [UNADDRESSED.person]: text };
}

/** Returns who gets the invites of the connection that the form sets up again; undefined for a new one. */
async function presentRecipient(ports: Ports, by: Actor, view: Submission['view']): Promise<string | undefined> {
  const { connectionId } = readTarget(view.private_metadata);
  const shown = await readConnections(ports, by);
  return shown.find(({ connection }) => connection.id === connectionId)?.connection.unaddressedTo;
}

async function closedChannel({ say, client }: Submission, chosen: string) {
  if (await tryPostingInChannel(client, chosen, say.mrkdwn('settings.channelChosen'))) return undefined;
  return { [UNADDRESSED.channel]: say.plain('settings.channelClosed') };
}

const presentAnswers = (now: ShownConnection | undefined) => now?.answers ?? {};

function formOf({ sources }: Ports, source: string) {
  const form = sources.forms.find((one) => one.source === source);
  if (!form) throw new Refusal('form.outdated');
  return form;
}

/** @throws Refusal for metadata that no release has written */
function readTarget(metadata: unknown): Target {
  const { source, connectionId } = partsOf(parseJson(metadata)) ?? {};
  if (typeof source !== 'string') throw new Refusal('form.outdated');
  return { source, ...(typeof connectionId === 'string' && { connectionId }) };
}

function failedModal(error: unknown, { say, ports, by }: Submission): ModalView {
  const again = context(say.mrkdwn('connect.failedAgain'));
  if (error instanceof Refusal) return noticeModal(say, refusalText(error, say), [again]);
  ports.log.error({ tenantId: by.tenantId, ...slackErrorFields(error) }, 'marketplace.connect-failed');
  return noticeModal(say, say.plain('fault.text'), [again]);
}

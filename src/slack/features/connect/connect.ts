import type { ModalView } from '@slack/types';
import type { SetUpForm } from '../../../domain/model/connection/source.js';
import { Refusal } from '../../../domain/model/errors.js';
import type { Ports } from '../../../domain/ports.js';
import { connectSource } from '../../../domain/workspace/connect-source.js';
import { readConnections, type ShownConnection } from '../../../domain/workspace/read-connections.js';
import { isSameText } from '../../../lib/folding.js';
import { webhookUrl } from '../../../lib/webhook-url.js';
import { slackErrorFields } from '../../api/slack-errors.js';
import { context } from '../../blocks/blocks.js';
import { textIn } from '../../reply/form-values.js';
import { notice } from '../../reply/notice.js';
import type { ModalOpening, OnClick, OnSubmission, Submission } from '../../reply/request-context.js';
import { refusalText } from '../../words/refusal-text.js';
import { answersIn, connectedModal, NAME, setUpModal } from './set-up-form.js';

/** What the form keeps: its source, and the connection that it sets up again. */
interface Target {
  readonly source: string;
  readonly connectionId?: string;
}

/**
 * Opens the form of a source, that of our own contract where no source is named.
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
  const { forms } = ports.sources;
  const form = forms.find((one) => isNamed(one, wanted)) ?? forms[0];
  if (!form) return;
  const now = shown.find(({ connection }) => connection.source === form.source);
  const target: Target = { source: form.source, ...(now && { connectionId: now.connection.id }) };
  const start = { form, answers: now?.answers ?? {}, metadata: JSON.stringify(target) };
  const view = setUpModal({ ...start, ...(now && { name: now.connection.name }) }, say);
  await client.views.open({ trigger_id: triggerId, view });
}

const isNamed = ({ source, name }: SetUpForm, wanted: string): boolean =>
  [source, ...Object.values(name)].some((known) => isSameText(known, wanted));

/** Opens the form from the Home tab. */
export const clickConnect: OnClick = (click) => openConnect(click, click.body.trigger_id);

/** Connects the source. An answer in time shows errors beside their fields; a later one updates the modal. */
export const submitConnect: OnSubmission = async (submission) => {
  const { say, ack, interim } = submission;
  interim.text = say.plain('connect.waiting');
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
  const { connection, facts } = await connectSource(ports, by, {
    source,
    name: textIn(view, NAME) ?? now?.connection.name ?? '',
    answers: answersIn(view, form, presentAnswers(now)),
    ...(connectionId !== undefined && { connectionId }),
  });
  const copy = ports.sources.copy(connection, webhookUrl(publicUrl, connection.id));
  return connectedModal({ name: connection.name, facts, copy }, say);
}

const presentAnswers = (now: ShownConnection | undefined) => now?.answers ?? {};

function formOf({ sources }: Ports, source: string) {
  const form = sources.forms.find((one) => one.source === source);
  if (!form) throw new TypeError('there is no such source');
  return form;
}

/** @throws TypeError for metadata of another kind. */
function readTarget(metadata: string): Target {
  const { source, connectionId } = JSON.parse(metadata) as Partial<Target>;
  if (typeof source !== 'string') throw new TypeError('this form does not say what it connects');
  return { source, ...(typeof connectionId === 'string' && { connectionId }) };
}

function failedModal(error: unknown, { say, ports, by }: Submission): ModalView {
  const again = context(say.mrkdwn('connect.failedAgain'));
  if (error instanceof Refusal) return notice(say, refusalText(error, say), [again]);
  ports.log.error({ tenantId: by.tenantId, ...slackErrorFields(error) }, 'marketplace.connect-failed');
  return notice(say, say.plain('fault.text'), [again]);
}

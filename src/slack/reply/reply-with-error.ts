import type { AllMiddlewareArgs, AnyMiddlewareArgs, BlockAction, SlashCommand, ViewSubmitAction } from '@slack/bolt';
import type { RefusalCode } from '../../domain/model/errors.js';
import type { Log } from '../../domain/ports.js';
import { slackErrorFields } from '../api/slack-errors.js';
import type { Words } from '../words/words.js';
import { emptyOptions, ephemeral } from './ephemeral-replies.js';
import { noticeModal } from './notice-modal.js';
import { sendResponse } from './send-response.js';
import { showNotice } from './show-notice.js';
import { partsOf } from './validate-payload.js';

/** An error as text for one person. A refusal has a code, which may belong to a field of the form. */
export interface ErrorReply {
  readonly text: string;
  readonly code?: RefusalCode;
  /** The field at fault, where the refusal names it. */
  readonly field?: string;
}

type Args = AnyMiddlewareArgs & AllMiddlewareArgs;
type Reply = (answer?: unknown) => Promise<unknown>;

/**
 * Shows an error only to the person who asked: under the command, in the modal, or in the list. Acknowledges the
 * request. Never throws.
 */
export async function replyWithError(args: Args, say: Words, reply: ErrorReply, log: Log): Promise<void> {
  try {
    await byKind(args, say, reply, log);
  } catch (error) {
    log.warn({ ...slackErrorFields(error), teamId: args.context.teamId }, 'slack.not-told');
    if ('ack' in args && args.ack) await answered(args.ack as Reply);
  }
}

async function byKind(args: Args, say: Words, reply: ErrorReply, log: Log): Promise<void> {
  const { body } = args;
  const ack = 'ack' in args ? (args.ack as Reply | undefined) : undefined;
  if (!ack) return;
  if ('command' in body) return inCommand(args, ack, body as SlashCommand, say, reply, log);
  if (!('type' in body)) return void (await ack());
  if (body.type === 'block_suggestion') return void (await ack(emptyOptions(reply.text)));
  if (body.type === 'view_submission') return inModal(args, ack, body as ViewSubmitAction, say, reply);
  await answered(ack);
  if (body.type === 'block_actions') await afterClick(args, body as BlockAction, say, reply, log);
  if (body.type === 'shortcut' || body.type === 'message_action') await inNotice(args, body, say, reply, log);
}

/** Acknowledges. @returns false when Slack has its acknowledgement already. */
async function answered(ack: Reply, answer?: unknown): Promise<boolean> {
  try {
    await ack(answer);
    return true;
  } catch {
    return false;
  }
}

async function inCommand(
  args: Args,
  ack: Reply,
  { user_id: id, trigger_id }: SlashCommand,
  say: Words,
  reply: ErrorReply,
  log: Log,
): Promise<void> {
  if (await answered(ack, ephemeral(reply.text))) return;
  await atResponseUrl(args, { user: { id }, trigger_id }, say, reply, log);
}

const afterClick = (args: Args, body: BlockAction, say: Words, reply: ErrorReply, log: Log): Promise<void> =>
  body.response_url ? atResponseUrl(args, body, say, reply, log) : inNotice(args, body, say, reply, log);

/** Shows an error below what was clicked or typed or, where Slack shows nothing there any more, as a notice. */
async function atResponseUrl(args: Args, body: Acted, say: Words, reply: ErrorReply, log: Log): Promise<void> {
  try {
    if (!('respond' in args) || !args.respond) throw new Error('there is no response URL');
    await sendResponse(args.respond, ephemeral(reply.text));
  } catch (error) {
    log.warn({ ...slackErrorFields(error), teamId: args.context.teamId }, 'slack.response-refused');
    await inNotice(args, body, say, reply, log);
  }
}

/** The payload of an action, with whoever took it. */
type Acted = Pick<BlockAction, 'trigger_id'> & { readonly user: { readonly id: string } };

/** Shows an error in a modal or by direct message, where there is no message to answer. */
function inNotice(
  { client }: Args,
  { user, trigger_id: triggerId, ...body }: Acted,
  say: Words,
  { text }: ErrorReply,
  log: Log,
): Promise<void> {
  const inModal = partsOf(partsOf(body)?.view)?.type === 'modal';
  return showNotice({ client, slackUserId: user.id, triggerId, inModal }, text, say, log);
}

/** The start of the block id to which a refusal belongs, by the refusal's code. */
const FIELDS: Partial<Record<RefusalCode, string>> = {
  'referral.toYourself': 'colleague',
  'referral.toAddressee': 'colleague',
  'referral.notEligible': 'colleague',
  'referral.hasLeft': 'colleague',
  'referral.isBot': 'colleague',
  'referral.isExternal': 'colleague',
  'referral.isGuest': 'colleague',
  'referral.backUpTheChain': 'colleague',
  'referral.alreadyInvited': 'colleague',
  'referral.alreadyProposed': 'colleague',
  'referral.alreadyReferred': 'colleague',
  'referral.alreadyHired': 'colleague',
  'referral.alreadyInvolved': 'colleague',
  'referral.noSuchPerson': 'colleague',
  'referral.noSuchAddress': 'colleague',
  'referral.sharedAddress': 'colleague',
  'referral.needsProfile': 'colleague',
  'relay.tooMany': 'colleague',
  'member.personTaken': 'person',
  'member.personIsYours': 'person',
  'member.unknown': 'member',
  'member.youUnknown': 'member',
  'invitee.isBot': 'member',
  'invitee.hasLeft': 'member',
  'invitee.isExternal': 'member',
  'invitee.isGuest': 'member',
  'member.forgotten': 'member',
  'member.youForgotten': 'member',
  'connection.badUrl': 'url',
  'connection.elsewhere': 'url',
  'connection.rejected': 'token',
  'connection.badToken': 'token',
  'marketplace.unreachable': 'url',
};

/** Returns the block ids of the submitted form; none where the payload lacks them. */
const blocksOf = ({ view }: ViewSubmitAction): string[] => Object.keys(partsOf(partsOf(view.state)?.values) ?? {});

/** Tells whether the error concerns the whole form. Its input stays visible, since the person may want to copy it. */
const keepsInput = ({ code }: ErrorReply): boolean => code === undefined || code === 'form.outdated';

/**
 * Shows an error in a modal. An error that keeps the input stands beside the first field. A refusal without a field
 * replaces the form.
 */
async function inModal(args: Args, ack: Reply, body: ViewSubmitAction, say: Words, reply: ErrorReply): Promise<void> {
  const blocks = blocksOf(body);
  const named = reply.field ?? (reply.code ? FIELDS[reply.code] : undefined);
  const field = keepsInput(reply) ? blocks[0] : blocks.find((block) => block.split(':')[0] === named);
  const view = noticeModal(say, reply.text);
  const answer = field
    ? { response_action: 'errors', errors: { [field]: reply.text } }
    : { response_action: 'update', view };
  if (!(await answered(ack, answer))) await args.client.views.update({ view_id: body.view.id, view });
}

import type { EmulatorContext } from './context.js';
import { type Json, object, text } from './json.js';
import { uninstallApp } from './tokens.js';
import { userNow, type Workspace } from './workspace.js';

/** A call of a method that the app has made with a valid token, as an override of that method gets it. */
export interface AppCall {
  readonly context: EmulatorContext;
  readonly workspace: Workspace;
  readonly args: Json;
  readonly token: string;
  /** Forwards a call to the emulator. */
  forward(method: string, args: Json): Promise<Json>;
}

const refuse = (error: string): Json => ({ ok: false, error });

function uninstall({ context, workspace, args }: AppCall): Json {
  const { clientId, clientSecret } = context.app;
  if (args.client_id !== clientId || args.client_secret !== clientSecret) return refuse('invalid_client_id');
  uninstallApp(context.tokens, workspace);
  return { ok: true };
}

function revoke({ context, args, token }: AppCall): Json {
  if (!args.test) context.tokens.revoke(token);
  return { ok: true, revoked: !args.test };
}

function botInfo({ context, workspace: { bot }, args }: AppCall): Json {
  if (args.bot !== bot.id) return refuse('bot_not_found');
  const { id, userId: user_id, name } = bot;
  return { ok: true, bot: { id, user_id, name, app_id: context.app.appId, deleted: false } };
}

async function ownConversations({ forward, args }: AppCall): Promise<Json> {
  const { channels, ...rest } = await forward('conversations.list', args);
  return Array.isArray(channels) ? { ...rest, channels: channels.filter(({ is_member }) => is_member) } : rest;
}

function isDeactivated({ workspace }: AppCall, userId: string): boolean {
  const user = Object.values(workspace.users).find(({ id }) => id === userId);
  return Boolean(user && userNow(workspace, user.name)?.deleted);
}

function isUninvited({ workspace }: AppCall, channelId: string): boolean {
  return (workspace.seed.channels ?? []).some(
    ({ name, bot_invited }) => bot_invited === false && workspace.channels[name] === channelId,
  );
}

async function post(method: string, call: AppCall): Promise<Json> {
  const channel = text(call.args.channel);
  if (isDeactivated(call, channel)) return refuse('channel_not_found');
  if (isUninvited(call, channel) && !call.context.app.scopes.includes('chat:write.public'))
    return refuse('not_in_channel');
  return await call.forward(method, call.args);
}

async function open(call: AppCall): Promise<Json> {
  const users = text(call.args.users).split(',');
  return users.some((user) => isDeactivated(call, user))
    ? refuse('user_disabled')
    : await call.forward('conversations.open', call.args);
}

/** Opens a modal. A trigger id that lasts is exchanged for a fresh one when it is used. */
async function showModal(method: string, { context, workspace, args, forward }: AppCall): Promise<Json> {
  const trigger = context.lasting?.get(text(args.trigger_id));
  if (!trigger) return await forward(method, args);
  if (trigger.used) return refuse('exchanged_trigger_id');
  trigger.used = true;
  const { trigger_id } = await workspace.ask('views.generateTriggerId', trigger.args, workspace.botToken);
  return await forward(method, { ...args, trigger_id });
}

/** Slack's maximum number of blocks in a message. */
const MOST_BLOCKS = 50;

/** Validates blocks roughly: some, not too many, each with a type. */
function validate({ args }: AppCall): Json {
  const [name = '', ...others] = ['blocks', 'message', 'view'].filter((part) => args[part] !== undefined);
  if (!name || others.length > 0) return refuse('invalid_arguments');
  const blocks = name === 'blocks' ? args.blocks : object(args[name]).blocks;
  const list = Array.isArray(blocks) ? blocks : [];
  const wrong = list.findIndex((block) => !text(object(block).type));
  const at = name === 'blocks' ? '' : '/blocks';
  if (list.length === 0 || list.length > MOST_BLOCKS) return invalid(name, at || '/', 'wrong number of blocks');
  return wrong < 0 ? { ok: true } : invalid(name, `${at}/${wrong}/type`, 'a block needs a type');
}

const invalid = (name: string, pointer: string, message: string): Json => ({
  ...refuse(`invalid_${name}`),
  errors: [{ pointer, code: 'failed_constraint', message }],
});

/** Methods that the emulator lacks or answers differently from Slack. */
export const methodOverrides: Readonly<Record<string, (call: AppCall) => Json | Promise<Json>>> = {
  'api.test': ({ args }) => ({ ok: true, args: object(args) }),
  'apps.uninstall': uninstall,
  'auth.revoke': revoke,
  'blocks.validate': validate,
  'bots.info': botInfo,
  'chat.postEphemeral': (call) => post('chat.postEphemeral', call),
  'chat.postMessage': (call) => post('chat.postMessage', call),
  'conversations.open': open,
  'views.open': (call) => showModal('views.open', call),
  'views.push': (call) => showModal('views.push', call),
  'users.conversations': ownConversations,
};

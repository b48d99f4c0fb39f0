import { type AppConnection, sendEventCallback, signingOf } from './driver/app-connection.js';
import { createPerson, type Person } from './driver/person.js';
import { type Reply, type SendOptions, sendEvent, sendRaw } from './driver/send.js';
import type { Json } from './emulator/json.js';
import type { SeedUser } from './emulator/seed.js';
import { uninstallApp } from './emulator/tokens.js';
import { changeUser } from './emulator/users.js';
import type { Workspace } from './emulator/workspace.js';
import type { EmbeddedSlack } from './start-emulator.js';

/** Where the app is that the driver talks to. */
export interface DriverOptions {
  /** Where the app listens, without a slash at its end. */
  readonly appUrl: string;
  /** Default: `/slack/events` for everything that Slack sends, and `/slack/install`. */
  readonly paths?: { readonly events?: string; readonly install?: string };
  /** Default: `/referrals`. */
  readonly command?: string;
}

/** Slack's side of the conversation with the app: everything is sent as Slack would send it. */
export interface Driver {
  /** Always the same person for the same name. @throws Error when the workspace has nobody of this name. */
  as(name: string, workspace?: Workspace): Person;
  /** Sends an event, as given. */
  event(event: Json, workspace?: Workspace, sendOptions?: SendOptions): Promise<Reply>;
  verifyUrl(challenge: string): Promise<Reply>;
  /** From now on Slack refuses the app's tokens of this workspace. */
  appUninstalled(workspace?: Workspace): Promise<Reply>;
  tokensRevoked(workspace?: Workspace): Promise<Reply>;
  /** Changes a user and tells of it. */
  userChange(name: string, changes: Partial<SeedUser>, workspace?: Workspace): Promise<Reply>;
  /** A user who was `absent` joins. */
  teamJoin(name: string, workspace?: Workspace): Promise<Reply>;
  /** Any bytes at all, signed. */
  raw(path: string, body: string, contentType: string, sendOptions?: SendOptions): Promise<Reply>;
}

async function change(
  connection: AppConnection,
  workspace: Workspace,
  type: string,
  name: string,
  changes: Partial<SeedUser>,
) {
  const user = await changeUser(workspace, name, changes);
  return await sendEventCallback(connection, workspace, { type, user, cache_ts: Math.floor(Date.now() / 1000) });
}

async function uninstall(connection: AppConnection, workspace: Workspace, event: Json): Promise<Reply> {
  uninstallApp(connection.context.tokens, workspace);
  return await sendEventCallback(connection, workspace, event);
}

function peopleOf(connection: AppConnection) {
  const people = new Map<string, Person>();
  return (name: string, workspace: Workspace): Person => {
    const user = workspace.users[name];
    if (!user) throw new Error(`${workspace.team.name} has no ${name}`);
    const person =
      people.get(user.id) ?? createPerson(connection, { workspace, appId: connection.context.app.appId, user });
    people.set(user.id, person);
    return person;
  };
}

/** Acts as Slack towards the app at `appUrl`. Where a workspace may be named, the default is the first. */
export function slackDriver(slack: EmbeddedSlack, { appUrl, paths, command = '/referrals' }: DriverOptions): Driver {
  const [home] = slack.workspaces as [Workspace];
  const events = `${appUrl}${paths?.events ?? '/slack/events'}`;
  const connection = {
    context: slack.context,
    events,
    install: `${appUrl}${paths?.install ?? '/slack/install'}`,
    command,
  };
  const person = peopleOf(connection);
  const bot = (workspace: Workspace) => ({ oauth: [], bot: [workspace.bot.userId] });
  return {
    as: (name, workspace = home) => person(name, workspace),
    event: (event, workspace = home, sendOptions) => sendEventCallback(connection, workspace, event, sendOptions),
    verifyUrl: (challenge) =>
      sendEvent(events, { token: 'verification-token', challenge, type: 'url_verification' }, signingOf(connection)),
    appUninstalled: (workspace = home) => uninstall(connection, workspace, { type: 'app_uninstalled' }),
    tokensRevoked: (workspace = home) =>
      uninstall(connection, workspace, { type: 'tokens_revoked', tokens: bot(workspace) }),
    userChange: (name, changes, workspace = home) => change(connection, workspace, 'user_change', name, changes),
    teamJoin: (name, workspace = home) => change(connection, workspace, 'team_join', name, { absent: false }),
    raw: (path, body, type, sendOptions) =>
      sendRaw(`${appUrl}${path}`, body, type, signingOf(connection, sendOptions), sendOptions?.headers),
  };
}

import { type AppConnection, type SentRequest, sendEventCallback, signingOf } from './driver/app-connection.js';
import { createPerson, type Person } from './driver/person.js';
import { type Reply, type SendOptions, sendRaw } from './driver/send-request.js';
import { overHttp, overSockets } from './driver/transport.js';
import type { Json } from './emulator/json.js';
import type { SeedUser } from './emulator/seed.js';
import { uninstallApp } from './emulator/tokens.js';
import { changeUser } from './emulator/users.js';
import type { Workspace } from './emulator/workspace.js';
import type { EmbeddedSlack } from './start-emulator.js';

/** Address of the app under test. */
export interface DriverOptions {
  /** Base URL of the app, without a trailing slash. */
  readonly appUrl: string;
  /** Default: `/slack/events` for every request of Slack, and `/slack/install`. */
  readonly paths?: { readonly events?: string; readonly install?: string };
  /** Default: `/referrals`. */
  readonly command?: string;
  /** True: over the app's sockets instead of HTTP. */
  readonly overSockets?: boolean;
  /** Called after every request of Slack's, with the app's answer. */
  readonly onRequest?: (request: SentRequest) => void;
}

/** Sends the app what Slack would send it. */
export interface Driver {
  /**
   * Returns the user with this name; the same object for the same name.
   * @throws Error when the workspace has no such user
   */
  as(name: string, workspace?: Workspace): Person;
  /** Sends an event. */
  event(event: Json, workspace?: Workspace, sendOptions?: SendOptions): Promise<Reply>;
  verifyUrl(challenge: string): Promise<Reply>;
  /** Uninstalls the app, so that Slack refuses its tokens of this workspace, and sends the event. */
  appUninstalled(workspace?: Workspace): Promise<Reply>;
  tokensRevoked(workspace?: Workspace): Promise<Reply>;
  /** Changes a user and sends the event. */
  userChange(name: string, changes: Partial<SeedUser>, workspace?: Workspace): Promise<Reply>;
  /** Lets an `absent` user join, and sends the event. */
  teamJoin(name: string, workspace?: Workspace): Promise<Reply>;
  /** Sends an arbitrary body, signed. */
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

/** Creates a driver for the app at `appUrl`. An omitted workspace means the first one. */
export function slackDriver(
  slack: EmbeddedSlack,
  { appUrl, paths, command = '/referrals', overSockets: isSocket = false, onRequest }: DriverOptions,
): Driver {
  const [home] = slack.workspaces as [Workspace];
  const connection = {
    context: slack.context,
    transport: isSocket
      ? overSockets(slack.sockets)
      : overHttp(`${appUrl}${paths?.events ?? '/slack/events'}`, slack.context.app.signingSecret),
    install: `${appUrl}${paths?.install ?? '/slack/install'}`,
    command,
    ...(onRequest && { onRequest }),
  };
  const person = peopleOf(connection);
  const bot = (workspace: Workspace) => ({ oauth: [], bot: [workspace.bot.userId] });
  return {
    as: (name, workspace = home) => person(name, workspace),
    event: (event, workspace = home, sendOptions) => sendEventCallback(connection, workspace, event, sendOptions),
    verifyUrl: (challenge) =>
      connection.transport.event({ token: 'verification-token', challenge, type: 'url_verification' }),
    appUninstalled: (workspace = home) => uninstall(connection, workspace, { type: 'app_uninstalled' }),
    tokensRevoked: (workspace = home) =>
      uninstall(connection, workspace, { type: 'tokens_revoked', tokens: bot(workspace) }),
    userChange: (name, changes, workspace = home) => change(connection, workspace, 'user_change', name, changes),
    teamJoin: (name, workspace = home) => change(connection, workspace, 'team_join', name, { absent: false }),
    raw: (path, body, type, sendOptions) =>
      sendRaw(`${appUrl}${path}`, body, type, signingOf(connection, sendOptions), sendOptions?.headers),
  };
}

/** Returns the driver with this workspace as the default. */
export const inWorkspace = (driver: Driver, workspace: Workspace): Driver => ({
  ...driver,
  as: (name, place = workspace) => driver.as(name, place),
  event: (event, place = workspace, sending) => driver.event(event, place, sending),
  appUninstalled: (place = workspace) => driver.appUninstalled(place),
  tokensRevoked: (place = workspace) => driver.tokensRevoked(place),
  userChange: (name, changes, place = workspace) => driver.userChange(name, changes, place),
  teamJoin: (name, place = workspace) => driver.teamJoin(name, place),
});

import { z } from 'zod';
import { newTrigger } from './driver/app-connection.js';
import { applyResponse } from './driver/app-endpoint.js';
import { addWorkspace } from './emulator/add-workspace.js';
import type { EmulatorContext } from './emulator/context.js';
import { FaultRule } from './emulator/faults.js';
import type { Answer, Json } from './emulator/json.js';
import type { SeedUser, SeedWorkspace } from './emulator/seed.js';
import { uninstallApp } from './emulator/tokens.js';
import { changeUser } from './emulator/users.js';
import type { Workspace } from './emulator/workspace.js';

/** A request under `/control/`. */
export interface ControlRequest {
  readonly method: string;
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/**
 * Answers a request under `/control/`, with which another process plays Slack's users: it offers what Slack's own API
 * does not let a program read or do. A GET reads, with its parameters in the query; a POST acts, with its parameters as
 * JSON.
 */
export async function answerControl(
  context: EmulatorContext,
  { method, name, query, body }: ControlRequest,
): Promise<Answer> {
  const [table, given] = method === 'POST' ? [ACTS, json(body)] : [READS, Object.fromEntries(query)];
  const one: Control | undefined = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!one) return refusal(404, `GET ${Object.keys(READS).join(', ')}; POST ${Object.keys(ACTS).join(', ')}`);
  const params = one.params.safeParse(given);
  if (!params.success)
    return refusal(400, params.error.issues.map(({ path, message }) => `${path}: ${message}`).join('; '));
  try {
    const result = await one.run(context, params.data as never);
    return { status: 200, body: table === ACTS ? { ok: true, ...result } : result };
  } catch (error) {
    if (error instanceof NotFound) return refusal(404, error.message);
    throw error;
  }
}

const refusal = (status: number, error: string): Answer => ({ status, body: { ok: false, error } });

function json(body: Buffer): Json | undefined {
  try {
    return JSON.parse(String(body) || '{}') as Json;
  } catch {
    return undefined;
  }
}

/** One readable resource or action, with the schema of its parameters. */
export interface Control<P extends z.ZodType = z.ZodType> {
  readonly params: P;
  run(context: EmulatorContext, params: z.output<P>): Json | Promise<Json>;
}

/** Ties the type of the parameters to the function that takes them. */
const control = <P extends z.ZodType>(params: P, run: Control<P>['run']): Control =>
  ({ params, run }) as unknown as Control;

/** Reports that a user or workspace named in the parameters does not exist. */
class NotFound extends Error {}

/** A Slack user's id. */
const User = z.string().min(1);

/** Finds a user by id. @throws NotFound */
function findUser({ workspaces }: EmulatorContext, id: string) {
  for (const workspace of workspaces) {
    const user = Object.values(workspace.users).find((one) => one.id === id);
    if (user) return { workspace, user };
  }
  throw new NotFound(`no user ${id}`);
}

/** Finds a workspace by id; without an id, returns the first. @throws NotFound */
function findWorkspace({ workspaces }: EmulatorContext, team: string | undefined): Workspace {
  const found = team === undefined ? workspaces[0] : workspaces.find((one) => one.team.id === team);
  if (!found) throw new NotFound(`no workspace ${team}`);
  return found;
}

/** Resources that can be read. */
const READS: Readonly<Record<string, Control>> = {
  /** The app's calls after call number `since`, oldest first. */
  calls: control(z.object({ since: z.coerce.number().default(0) }), ({ calls }, { since }) => ({
    calls: calls.all.filter(({ n }) => n > since),
  })),
  /** A user's open modals (top one last), App Home, and ephemeral messages. */
  screen: control(z.object({ user: User }), ({ screen }, { user }) => ({
    modals: screen.modals(user),
    home: screen.home(user) ?? null,
    ephemerals: screen.ephemerals(user),
  })),
};

const Team = z.string().exactOptional();

const Seed = z.object({
  team: z.object({ name: z.string(), domain: z.string() }),
  users: z.array(z.looseObject({ name: z.string() })),
  channels: z.array(z.looseObject({ name: z.string() })).exactOptional(),
});

/** Available actions. */
const ACTS: Readonly<Record<string, Control>> = {
  /**
   * Issues a trigger id, as every click and command carries one: valid for 3 s and one use. `view` is the modal of the
   * click.
   */
  trigger: control(z.object({ user: User, view: z.string().default('') }), async (context, { user, view }) => ({
    trigger_id: await newTrigger({ context }, findUser(context, user), view),
  })),
  /** Issues a response URL. `ts` is the message that was clicked. */
  'response-url': control(
    z.object({ user: User, channel: z.string(), ts: z.string().exactOptional() }),
    (context, { user, ...place }) => ({
      response_url: context.responseUrls.issue({ workspace: findUser(context, user).workspace, user, ...place }),
    }),
  ),
  /** Applies the app's response to a submitted modal: closes it, shows another, or leaves it open. */
  answer: control(
    z.object({ user: User, view: z.string(), answer: z.looseObject({}).default({}) }),
    async (context, { user, view, answer }) => {
      const actor = { ...findUser(context, user), appId: context.app.appId };
      await applyResponse({ context, actor, trigger: (id = '') => newTrigger({ context }, actor, id) }, answer, view);
      return { modals: context.screen.modals(user) };
    },
  ),
  /** Closes the user's top modal, or all of them. */
  close: control(z.object({ user: User, all: z.boolean().default(false) }), ({ screen }, { user, all }) => {
    screen.close(user, all);
    return {};
  }),
  /** Makes calls of the app fail. Earlier rules apply first. */
  faults: control(FaultRule, ({ faults }, rule) => {
    faults.add(rule);
    return {};
  }),
  'clear-faults': control(z.object({}), ({ faults }) => {
    faults.clear();
    return {};
  }),
  /**
   * Changes a user. The answer is the user object for the `user_change` or `team_join` event, which the caller sends.
   */
  users: control(z.object({ user: User, changes: z.looseObject({}) }), async (context, { user: id, changes }) => {
    const { workspace, user } = findUser(context, id);
    return { user: await changeUser(workspace, user.name, changes as Partial<SeedUser>) };
  }),
  /** Uninstalls the app from the workspace: its tokens become invalid. The caller sends the events. */
  uninstall: control(z.object({ team: Team }), (context, { team }) => {
    uninstallApp(context.tokens, findWorkspace(context, team));
    return {};
  }),
  /** Adds a workspace with the same app; it is lost when Slack stops. */
  workspaces: control(Seed, async (context, seed) => {
    const { team, bot, users, channels, observerToken } = await addWorkspace(context, seed as SeedWorkspace);
    return { team, bot, users, channels, observerToken };
  }),
};

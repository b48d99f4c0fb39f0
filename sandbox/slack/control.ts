import { z } from 'zod';
import { newTrigger } from './driver/app-connection.js';
import { follow } from './driver/app-endpoint.js';
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
 * For a program that plays Slack's users from another process: what Slack's own API does not let one read or do. A GET
 * reads, with its wish in the query; a POST acts, with its wish as JSON.
 */
export async function answerControl(
  desk: EmulatorContext,
  { method, name, query, body }: ControlRequest,
): Promise<Answer> {
  const [table, given] = method === 'POST' ? [ACTS, json(body)] : [READS, Object.fromEntries(query)];
  const one: Control | undefined = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!one) return refusal(404, `GET ${Object.keys(READS).join(', ')}; POST ${Object.keys(ACTS).join(', ')}`);
  const wish = one.wish.safeParse(given);
  if (!wish.success)
    return refusal(400, wish.error.issues.map(({ path, message }) => `${path}: ${message}`).join('; '));
  try {
    const result = await one.carryOut(desk, wish.data as never);
    return { status: 200, body: table === ACTS ? { ok: true, ...result } : result };
  } catch (error) {
    if (error instanceof NotThere) return refusal(404, error.message);
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

/** One thing that a program can read or do, and what it has to say for it. */
export interface Control<W extends z.ZodType = z.ZodType> {
  readonly wish: W;
  carryOut(desk: EmulatorContext, wish: z.output<W>): Json | Promise<Json>;
}

/** Keeps the types of a wish together. */
const control = <W extends z.ZodType>(wish: W, carryOut: Control<W>['carryOut']): Control =>
  ({ wish, carryOut }) as unknown as Control;

/** What a wish names is not there. */
class NotThere extends Error {}

/** A Slack user's id. */
const User = z.string().min(1);

/** The user and their workspace. @throws NotThere */
function whoIs({ workspaces }: EmulatorContext, id: string) {
  for (const workspace of workspaces) {
    const user = Object.values(workspace.users).find((one) => one.id === id);
    if (user) return { workspace, user };
  }
  throw new NotThere(`no user ${id}`);
}

/** The workspace with this id; without one the first. @throws NotThere */
function workspaceOf({ workspaces }: EmulatorContext, team: string | undefined): Workspace {
  const found = team === undefined ? workspaces[0] : workspaces.find((one) => one.team.id === team);
  if (!found) throw new NotThere(`no workspace ${team}`);
  return found;
}

/** What can be read. */
const READS: Readonly<Record<string, Control>> = {
  /** The app's calls after the nth, the oldest first. */
  calls: control(z.object({ since: z.coerce.number().default(0) }), ({ calls }, { since }) => ({
    calls: calls.all.filter(({ n }) => n > since),
  })),
  /** A person's modals (the uppermost last), Home, and messages that they alone see. */
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

/** What can be done. */
const ACTS: Readonly<Record<string, Control>> = {
  /** A trigger id, as every click and command carries: good for 3 s and one use. `view` is the modal that is clicked in. */
  trigger: control(z.object({ user: User, view: z.string().default('') }), async (desk, { user, view }) => ({
    trigger_id: await newTrigger({ desk }, whoIs(desk, user), view),
  })),
  /** An address for later answers. `ts` is the message that was clicked. */
  'response-url': control(
    z.object({ user: User, channel: z.string(), ts: z.string().exactOptional() }),
    (desk, { user, ...place }) => ({
      response_url: desk.responseUrls.issue({ workspace: whoIs(desk, user).workspace, user, ...place }),
    }),
  ),
  /** Does with a modal that was sent what the app answered to it: closes it, shows another, or leaves it open. */
  answer: control(
    z.object({ user: User, view: z.string(), answer: z.looseObject({}).default({}) }),
    async (desk, { user, view, answer }) => {
      const actor = { ...whoIs(desk, user), appId: desk.app.appId };
      await follow({ desk, actor, trigger: (id = '') => newTrigger({ desk }, actor, id) }, answer, view);
      return { modals: desk.screen.modals(user) };
    },
  ),
  /** The person closes the uppermost modal, or all of them. */
  close: control(z.object({ user: User, all: z.boolean().default(false) }), ({ screen }, { user, all }) => {
    screen.close(user, all);
    return {};
  }),
  /** Makes calls of the app fail; older ones go first. */
  faults: control(FaultRule, ({ faults }, rule) => {
    faults.add(rule);
    return {};
  }),
  'clear-faults': control(z.object({}), ({ faults }) => {
    faults.clear();
    return {};
  }),
  /** Changes a user. The answer is the user for the event that tells of it: `user_change`, or `team_join`. */
  users: control(z.object({ user: User, changes: z.looseObject({}) }), async (desk, { user: id, changes }) => {
    const { workspace, user } = whoIs(desk, id);
    return { user: await changeUser(workspace, user.name, changes as Partial<SeedUser>) };
  }),
  /** The workspace removes the app: its tokens count no more. The events that tell of it are yours to send. */
  uninstall: control(z.object({ team: Team }), (desk, { team }) => {
    uninstallApp(desk.tokens, workspaceOf(desk, team));
    return {};
  }),
  /** A further workspace with the same app, gone when Slack stops. */
  workspaces: control(Seed, async (desk, seed) => {
    const { team, bot, users, channels, observerToken } = await addWorkspace(desk, seed as SeedWorkspace);
    return { team, bot, users, channels, observerToken };
  }),
};

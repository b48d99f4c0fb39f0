import { z } from 'zod';
import { follow } from '../driver/app-endpoint.js';
import { newTrigger } from '../driver/wire.js';
import { addWorkspace } from '../emulator/add-workspace.js';
import { changeUser } from '../emulator/change-user.js';
import { FaultRule } from '../emulator/faults.js';
import type { SeedUser, SeedWorkspace } from '../emulator/seed.js';
import { uninstallApp } from '../emulator/tokens.js';
import { type Control, control, User, whoIs, workspaceOf } from './control.js';

const Team = z.string().exactOptional();

const Seed = z.object({
  team: z.object({ name: z.string(), domain: z.string() }),
  users: z.array(z.looseObject({ name: z.string() })),
  channels: z.array(z.looseObject({ name: z.string() })).exactOptional(),
});

/** What can be done. */
export const ACTS: Readonly<Record<string, Control>> = {
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

import { object } from './body.js';
import { complete } from './complete.js';
import type { Json, SeedUser } from './seed.js';
import type { Workspace } from './workspace.js';

/** Changes a user. @returns the user as Slack's events tell of it */
export async function changeUser(workspace: Workspace, name: string, changes: Partial<SeedUser>): Promise<Json> {
  workspace.changes.set(name, { ...workspace.changes.get(name), ...changes });
  const args = { user: workspace.users[name]?.id, include_locale: true };
  return object(complete(workspace, args, await workspace.ask('users.info', args)).user);
}

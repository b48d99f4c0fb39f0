import { z } from 'zod';
import type { EmulatorContext } from '../emulator/context.js';
import type { Json } from '../emulator/seed.js';
import type { Workspace } from '../emulator/workspace.js';

/** One thing that a program can read or do, and what it has to say for it. */
export interface Control<W extends z.ZodType = z.ZodType> {
  readonly wish: W;
  carryOut(desk: EmulatorContext, wish: z.output<W>): Json | Promise<Json>;
}

/** Keeps the types of a wish together. */
export const control = <W extends z.ZodType>(wish: W, carryOut: Control<W>['carryOut']): Control =>
  ({ wish, carryOut }) as unknown as Control;

/** What a wish names is not there. */
export class NotThere extends Error {}

/** A Slack user's id. */
export const User = z.string().min(1);

/** The user and their workspace. @throws NotThere */
export function whoIs({ workspaces }: EmulatorContext, id: string) {
  for (const workspace of workspaces) {
    const user = Object.values(workspace.users).find((one) => one.id === id);
    if (user) return { workspace, user };
  }
  throw new NotThere(`no user ${id}`);
}

/** The workspace with this id; without one the first. @throws NotThere */
export function workspaceOf({ workspaces }: EmulatorContext, team: string | undefined): Workspace {
  const found = team === undefined ? workspaces[0] : workspaces.find((one) => one.team.id === team);
  if (!found) throw new NotThere(`no workspace ${team}`);
  return found;
}

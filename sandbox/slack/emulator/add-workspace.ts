import type { EmulatorContext } from './context.js';
import type { SeedWorkspace } from './seed.js';
import { identify, issuedTokens } from './to-emulator-seed.js';
import { uninstallApp } from './tokens.js';
import { openWorkspace, type Workspace } from './workspace.js';

function grantTokens({ app, journal, tokens }: EmulatorContext, workspace: Workspace): void {
  const lines = journal.lines.filter(({ team }) => team === workspace.team.id);
  tokens.grant(workspace.botToken, workspace, app.scopes);
  tokens.grant(workspace.observerToken, workspace, []);
  for (const line of lines) {
    for (const { token, scopes } of issuedTokens([line])) tokens.grant(token, workspace, scopes);
    if (line.method === 'auth.revoke') tokens.revoke(line.token);
    if (line.method === 'apps.uninstall') uninstallApp(tokens, workspace);
  }
}

/** Adds a workspace in which the app can be installed. @throws Error when there is one with this domain already */
export async function addWorkspace(context: EmulatorContext, seed: SeedWorkspace): Promise<Workspace> {
  const { id } = identify(context.app, seed).team;
  if (context.workspaces.some(({ team }) => team.id === id))
    throw new Error(`There is a workspace ${seed.team.domain} already`);
  const address = (team: string) => (context.workspaces.length > 0 ? `${context.url}/w/${team}` : context.url);
  const workspace = await openWorkspace(address, context.app, seed, context.journal.lines);
  context.workspaces.push(workspace);
  context.screen.restore(context.journal.lines.filter(({ team }) => team === id));
  grantTokens(context, workspace);
  return workspace;
}

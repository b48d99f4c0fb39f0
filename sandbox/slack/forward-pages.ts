import type { EmulatorContext } from './emulator/context.js';
import type { Workspace } from './emulator/workspace.js';

/** A request outside the Web API: the install page, the inspector, an upload. */
export interface PageRequest {
  readonly method: string;
  readonly url: URL;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly body: Buffer;
}

/** The response to a `PageRequest`. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const PREFIX = /^\/w\/(T[0-9A-Z]+)/;
const AUTHORIZE = '/oauth/v2/authorize';

function headersOf({ contentType, authorization }: PageRequest): Record<string, string> {
  return { ...(contentType ? { 'content-type': contentType } : {}), ...(authorization ? { authorization } : {}) };
}

/** Finds the workspace by the address, else by the user who agreed, else the first one. */
function workspaceOf({ workspaces }: EmulatorContext, { url, body }: PageRequest): Workspace {
  const team = PREFIX.exec(url.pathname)?.[1] ?? url.searchParams.get('team');
  const user = url.pathname.startsWith(AUTHORIZE) ? new URLSearchParams(String(body)).get('user_id') : null;
  const knows = ({ users }: Workspace) => Object.values(users).some(({ id }) => id === user);
  const found = workspaces.find((one) => one.team.id === team) ?? workspaces.find(knows) ?? workspaces[0];
  if (!found) throw new Error('There is no workspace');
  return found;
}

/** Lists requested scopes that are not in the app's manifest. Slack refuses them. */
function beyond(context: EmulatorContext, url: URL): string[] {
  const wanted = (url.searchParams.get('scope') ?? '').split(/[,\s]+/).filter(Boolean);
  return url.pathname === AUTHORIZE ? wanted.filter((scope) => !context.app.scopes.includes(scope)) : [];
}

function translateBody({ aliases }: Workspace, { contentType, body }: PageRequest): Buffer {
  if (!contentType?.includes('urlencoded')) return body;
  const form = new URLSearchParams(String(body));
  for (const [name, value] of [...form]) form.set(name, aliases.toEmulatorIds(value));
  return Buffer.from(String(form));
}

async function translateAnswer(
  context: EmulatorContext,
  workspace: Workspace,
  prefix: string,
  answer: Response,
): Promise<Page> {
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  const location = answer.headers.get('location');
  const code = location ? new URL(location, context.url).searchParams.get('code') : null;
  if (code) context.codes.set(code, workspace);
  const headers = { 'content-type': type, ...(location ? { location: workspace.aliases.toPublicIds(location) } : {}) };
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!/text\/html|json/.test(type)) return { status: answer.status, headers, body: bytes };
  const text = workspace.aliases.toPublicIds(String(bytes)).replaceAll('href="/?', `href="${prefix}/?`);
  return { status: answer.status, headers, body: Buffer.from(text) };
}

/** Forwards a request to the emulator, and translates ids both ways. */
export async function forwardPage(context: EmulatorContext, request: PageRequest): Promise<Page> {
  const { url, method } = request;
  const refused = beyond(context, url);
  if (refused.length > 0) {
    const headers = { 'content-type': 'text/plain' };
    return { status: 400, headers, body: Buffer.from(`invalid_scope: ${refused.join(', ')}`) };
  }
  const workspace = workspaceOf(context, request);
  const prefix = PREFIX.exec(url.pathname)?.[0] ?? '';
  const path = `${url.pathname.slice(prefix.length) || '/'}${url.search}`;
  const answer = await fetch(`${workspace.emulator.url}${workspace.aliases.toEmulatorIds(path)}`, {
    method,
    redirect: 'manual',
    headers: headersOf(request),
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: translateBody(workspace, request) }),
  });
  return await translateAnswer(context, workspace, prefix, answer);
}

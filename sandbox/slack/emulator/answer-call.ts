import { setTimeout as sleep } from 'node:timers/promises';
import type { EmulatorContext } from './context.js';
import type { Fault } from './faults.js';
import { type Answer, type Json, text } from './json.js';
import { methodOverrides } from './method-overrides.js';
import { complete } from './users.js';
import type { Workspace } from './workspace.js';

/** Returns the answer of a fault that prevents the call; undefined for other faults. */
function refusalOf(fault: Fault | undefined): Answer | undefined {
  switch (fault?.kind) {
    case 'rate-limited': {
      const headers = { 'retry-after': String(fault.retryAfterSeconds) };
      return { status: 429, headers, body: { ok: false, error: 'ratelimited' } };
    }
    case 'status':
      return { status: fault.status, body: { ok: false, error: 'internal_error' } };
    case 'refused':
      return { status: 200, body: { ok: false, error: fault.error } };
    case 'hang':
      return { status: 0, body: {}, fate: 'never' };
    default:
      return undefined;
  }
}

/** Answers a Web API call of the app as Slack would, or as the next fault says, and records the call. */
export async function answerCall(context: EmulatorContext, method: string, args: Json, token: string): Promise<Answer> {
  const begun = performance.now();
  const ms = () => performance.now() - begun;
  const fault = context.faults.take(method, args);
  if (fault?.kind === 'slow') await sleep(fault.ms);
  const refusal = refusalOf(fault);
  if (refusal) {
    const team = context.tokens.find(token)?.workspace.team.id ?? '';
    context.calls.record({ team, method, args, status: refusal.status, response: refusal.body, ms: ms() });
    return refusal;
  }
  const { team, response } = await carryOut(context, method, args, token);
  const lost = fault?.kind === 'lost-answer';
  context.screen.apply({ method, args, response });
  context.journal.write({ team, method, args, token, response });
  context.calls.record({ team, method, args, status: lost ? 0 : 200, response, ms: ms() });
  return { status: 200, body: response, ...(lost ? { fate: 'lost' } : {}) };
}

/** The response to a call, and the workspace of its token. */
export interface Outcome {
  readonly team: string;
  readonly response: Json;
}

const USERS = new Set(['users.list', 'users.info', 'users.lookupByEmail']);

function sameScopes(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((scope) => other.includes(scope));
}

async function forward(
  context: EmulatorContext,
  workspace: Workspace,
  method: string,
  args: Json,
  token: string,
): Promise<Json> {
  const scopes = context.tokens.find(token)?.scopes ?? [];
  const inside = sameScopes(scopes, context.app.scopes) ? workspace.botToken : token;
  const response = await workspace.ask(method, args, inside);
  return USERS.has(method) ? complete(workspace, args, response) : response;
}

async function exchange(context: EmulatorContext, args: Json): Promise<Outcome> {
  const wrong = wrongCredentials(context, args);
  if (wrong) return { team: '', response: { ok: false, error: wrong } };
  const workspace = context.codes.get(text(args.code));
  if (!workspace) return { team: '', response: { ok: false, error: 'invalid_code' } };
  const response = await workspace.ask('oauth.v2.access', args);
  if (response.ok) context.tokens.grant(text(response.access_token), workspace, text(response.scope).split(','));
  return { team: workspace.team.id, response };
}

/** Checks the client credentials. Slack does so before it checks the code. */
function wrongCredentials({ app }: EmulatorContext, args: Json): string | undefined {
  if (args.client_id !== app.clientId) return 'invalid_client_id';
  return args.client_secret === app.clientSecret ? undefined : 'bad_client_secret';
}

/** Returns the address of a socket to the holder of the app-level token. Every other token is of the wrong type. */
function openConnection({ app, tokens, sockets }: EmulatorContext, token: string): Json {
  if (app.appToken !== undefined && token === app.appToken) return { ok: true, url: sockets.issue() };
  const refusal = tokens.refusal(token);
  return refusal ?? { ok: false, error: 'not_allowed_token_type' };
}

/** Executes a Web API call. */
async function carryOut(context: EmulatorContext, method: string, args: Json, token: string): Promise<Outcome> {
  if (method === 'oauth.v2.access') return await exchange(context, args);
  if (method === 'apps.connections.open') return { team: '', response: openConnection(context, token) };
  const grant = context.tokens.find(token);
  const refusal = context.tokens.refusal(token);
  if (!grant || refusal) return { team: grant?.workspace.team.id ?? '', response: refusal ?? {} };
  const { workspace } = grant;
  const call = {
    ...{ context, workspace, args, token },
    forward: (called: string, with_: Json) => forward(context, workspace, called, with_, token),
  };
  const own = methodOverrides[method];
  return { team: workspace.team.id, response: own ? await own(call) : await call.forward(method, args) };
}

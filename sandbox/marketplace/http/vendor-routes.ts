import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import type { Agency, CallRecord, InvitationRecord } from '../market/state.js';
import { getmanyInvitation } from '../vendors/getmany-view.js';
import { upworkUid, vendorId } from '../vendors/upwork-ids.js';
import { vollnaInvitation, vollnaProposal } from '../vendors/vollna-view.js';
import { untilAborted } from './contract-routes.js';
import type { Http, Sandbox } from './sandbox-context.js';
import { type Hits, takeFaultSwitches } from './take-fault-switches.js';

/** Calls that Vollna takes in a minute, of each token. */
const VOLLNA_PER_MINUTE = 5;

/** The APIs of the vendors that report Upwork's invitations, in their own formats: `/vollna/v1` and `/getmany/v1`. */
export function vendorRoutes(sandbox: Sandbox): Hono<Http> {
  const { market } = sandbox;
  const { state } = market;
  const app = new Hono<Http>();
  const recent = new Map<string, number[]>();

  const byVollna = (c: Context) => {
    const token = c.req.header('x-api-token') ?? '';
    return Object.values(state.agencies).find(({ vendors }) => vendors?.vollna?.apiToken === token);
  };
  const byGetmany = (c: Context) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    return Object.values(state.agencies).find(({ vendors }) => vendors?.getmany?.apiToken === token);
  };
  const isTooMany = (token: string): boolean => {
    const now = Date.now();
    const calls = (recent.get(token) ?? []).filter((at) => at > now - 60_000);
    recent.set(token, [...calls, now]);
    return calls.length >= VOLLNA_PER_MINUTE;
  };
  const invitationsOf = (agency: Agency): InvitationRecord[] =>
    Object.values(state.invitations)
      .filter(({ personId }) => state.people[personId]?.agencyId === agency.id)
      .toSorted((a, b) => b.invitedAt.localeCompare(a.invitedAt));

  app.get('/vollna/v1/invitations', (c) =>
    answered(sandbox, c, 'vollna', byVollna(c), (agency, hits) => {
      if (isTooMany(agency.id)) return c.json({ error: 'Rate limit exceeded' }, 429);
      const all = invitationsOf(agency).map((one) => vollnaInvitation(market, one));
      const old = (at: number) => ({ ...(all[0] ?? {}), ...oldVollna(at) });
      return c.json(pageOf(c, [...all, ...flood(hits, old)]));
    }),
  );
  app.get('/vollna/v1/proposals', (c) =>
    answered(sandbox, c, 'vollna', byVollna(c), (agency) => {
      if (isTooMany(agency.id)) return c.json({ error: 'Rate limit exceeded' }, 429);
      const isOurs = c.req.query('organizationId') === String(vendorId(agency.id));
      const all = Object.values(state.proposals).filter(
        ({ personId }) => state.people[personId]?.agencyId === agency.id,
      );
      return c.json(pageOf(c, isOurs ? all.map((one) => vollnaProposal(market, one)).toReversed() : []));
    }),
  );
  app.get('/getmany/v1/agency/invitations', (c) =>
    answered(sandbox, c, 'getmany', byGetmany(c), (agency, hits) => {
      const status = c.req.query('status')?.toUpperCase();
      const all = invitationsOf(agency).flatMap((one) => getmanyInvitation(market, one) ?? []);
      const old = (at: number) => ({ ...all[0], invite: { ...all[0]?.invite, ...oldGetmany(at) } });
      const wanted = [...all, ...flood(hits, old)].filter((one) => !status || one.invite.status === status);
      const size = Math.min(Number(c.req.query('pageSize') ?? 20), 100);
      const from = Number(c.req.query('pageCursor') ?? 0);
      const next = from + size < wanted.length ? { nextPageCursor: String(from + size) } : {};
      return c.json({ data: wanted.slice(from, from + size), ...next });
    }),
  );
  return app;
}

/** A page of one of Vollna's lists. */
function pageOf(c: Context, all: readonly unknown[]) {
  const page = Math.max(1, Number(c.req.query('page') ?? 1));
  const limit = Math.min(100, Math.max(10, Number(c.req.query('limit') ?? 20)));
  const pagination = { total: all.length, page, limit, pages: Math.ceil(all.length / limit) };
  return { data: all.slice((page - 1) * limit, page * limit), pagination };
}

/** Invitations of long ago that a flood brings, all of them said to be open. */
const flood = <T>(hits: Hits, one: (at: number) => T): T[] =>
  hits.flood ? Array.from({ length: hits.flood.count }, (_, at) => one(at)) : [];

const LONG_AGO = Date.parse('2024-01-01T00:00:00Z');
const longAgo = (at: number): string => new Date(LONG_AGO - at * 60_000).toISOString();

const oldVollna = (at: number) => ({
  id: 1_000_000_000 + at,
  invitationUid: upworkUid(`flood ${at}`),
  title: `An old job, number ${at}`,
  invitedAt: longAgo(at),
  createdAt: longAgo(at),
  statusLabel: 'Pending',
});

const oldGetmany = (at: number) => ({
  uid: upworkUid(`flood ${at}`),
  title: `An old job, number ${at}`,
  createdAt: longAgo(at),
  status: 'PENDING',
  result: null,
  letter: '',
});

/** Answers a call, recorded, and with the faults that are switched on. */
async function answered(
  sandbox: Sandbox,
  c: Context<Http>,
  vendor: 'vollna' | 'getmany',
  agency: Agency | undefined,
  answer: (agency: Agency, hits: Hits) => Response,
): Promise<Response> {
  const { state, now } = sandbox.market;
  const begun = performance.now();
  const record: CallRecord = { at: now().toISOString(), method: c.req.method, path: c.req.path, replayed: false };
  state.calls.push(record);
  const hits = takeFaultSwitches(state, [vendor, 'vendors']);
  const response = await faulty(sandbox, c, agency, hits, answer);
  if (response) record.status = response.status;
  const answered =
    (await response
      ?.clone()
      .json()
      .catch(() => null)) ?? null;
  sandbox.called({ record, ms: performance.now() - begun, request: '', response: answered });
  await sandbox.changed();
  if (response) return response;
  c.env.incoming.socket.destroy();
  return new Response(null, { status: 500 });
}

/** @returns null when no response is to be sent */
async function faulty(
  { closing }: Sandbox,
  c: Context<Http>,
  agency: Agency | undefined,
  hits: Hits,
  answer: (agency: Agency, hits: Hits) => Response,
): Promise<Response | null> {
  if (!agency) return c.json({ error: 'Invalid token' }, 401);
  if (hits.hang) return untilAborted(c.req.raw.signal, closing).then(() => null);
  if (hits.slow) await sleep(hits.slow.ms, undefined, { signal: closing });
  if (hits.limit)
    return c.json({ error: 'Rate limit exceeded' }, 429, { 'retry-after': String(hits.limit.retryAfter) });
  if (hits.fail)
    return Response.json({ error: 'A switch of the sandbox made this fail.' }, { status: hits.fail.status });
  return hits.drop ? null : answer(agency, hits);
}

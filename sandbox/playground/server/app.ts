import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { VENDORS, type Vendor } from '../../demo/connect-vendor.js';
import { act, type InstalledDemo, isPlayable } from '../../demo/install-and-connect.js';
import { MAIL_PROVIDERS } from '../../marketplace/vendors/accounts.js';
import { buildPage, type PageFiles } from './build-page.js';
import type { Replica } from './replica.js';
import type { TroubleSwitches } from './trouble-switches.js';
import { type Acts, Gone } from './user-actions.js';
import type { VendorConnections } from './vendor-connections.js';
import type { WireLog } from './wire-log.js';

/** Everything that the page can ask of the server. */
export interface PlaygroundParts {
  readonly demo: InstalledDemo;
  readonly replica: Replica;
  readonly acts: Acts;
  readonly wire: WireLog;
  readonly troubles: TroubleSwitches;
  /** Absent where another marketplace than the sandbox is used. */
  readonly vendors?: VendorConnections | undefined;
  skip(hours: number): Promise<void>;
}

const Entered = z.record(z.string(), z.record(z.string(), z.unknown())).default({});
const MessageSpot = z.object({ channel: z.string(), ts: z.string() });
const Spot = z.union([MessageSpot, z.object({ whisper: z.string() }), z.object({ view: z.string() })]);
const On = z.object({ user: z.string(), spot: Spot, entered: Entered });
const Target = On.extend({ blockId: z.string(), actionId: z.string() });
const Connecting = z.object({
  id: z.enum(Object.keys(VENDORS) as [Vendor, ...Vendor[]]),
  provider: z.enum(MAIL_PROVIDERS).exactOptional(),
});
const User = z.object({ user: z.string() });

/** The controls of the marketplace that the page may use. */
const MARKET =
  /^(invitations|invitations\/[\w-]+\/(withdraw|expire)|proposals\/[\w-]+\/(view|interview|hire|decline)|jobs\/[\w-]+\/close)$/;

/** Routes of the playground: its page, the stream of changes, and what people do. */
export function playgroundApp(parts: PlaygroundParts): Hono {
  const app = new Hono();
  app.use('*', async (c, next) => {
    refuseOthers(c);
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ trouble: error.message }, error.status);
    return c.json({ trouble: error.message }, error instanceof Gone ? 409 : 500);
  });
  app.get('/changes', (c) => streamChanges(c, parts.replica));
  app.get('/wire/:n', (c) => c.json(parts.wire.detail(Number(c.req.param('n'))) ?? null));
  app.get('/file/:id', (c) => sharedFile(parts.demo, c.req.param('id'), c.req.query('download') !== undefined));
  actRoutes(app, parts);
  let files = Promise.resolve<PageFiles>({});
  app.get('*', async (c) => {
    // whoever loads the page gets it as it is now
    if (c.req.path === '/') files = buildPage();
    const file = (await files)[c.req.path];
    if (!file) throw new HTTPException(404, { message: 'There is no such page.' });
    return c.body(file.content, 200, { 'content-type': file.type, 'cache-control': 'no-store' });
  });
  return app;
}

/**
 * Lets in only this machine's own pages: another site's page cannot press anything, not even under a name that its
 * owner points to this machine.
 */
function refuseOthers(c: Context): void {
  const host = (c.req.header('host') ?? '').replace(/:\d+$/, '');
  const site = c.req.header('sec-fetch-site') ?? 'none';
  const isOwn = host === '127.0.0.1' || host === 'localhost';
  if (!isOwn || (site !== 'same-origin' && site !== 'none'))
    throw new HTTPException(403, { message: 'The playground answers its own page alone.' });
}

/** Milliseconds between two signs of life. */
const ALIVE_MS = 15_000;

const streamChanges = (c: Context, replica: Replica): Response =>
  streamSSE(c, async (stream) => {
    const end = replica.follow((changes) => void stream.writeSSE({ data: JSON.stringify(changes) }));
    const alive = setInterval(() => void stream.writeSSE({ event: 'alive', data: '' }), ALIVE_MS).unref();
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    clearInterval(alive);
    end();
  });

/** Passes a shared file on, which Slack gives only to those with a token. */
async function sharedFile({ slack }: InstalledDemo, id: string, isDownload: boolean): Promise<Response> {
  const { file } = await slack.ask('files.info', { file: id });
  const { url_private: url, name, mimetype } = (file ?? {}) as Record<string, string | undefined>;
  if (!url) throw new HTTPException(404, { message: 'There is no such file.' });
  const answer = await fetch(url, { headers: { authorization: `Bearer ${slack.observerToken}` } });
  const headers = {
    'content-type': mimetype ?? 'application/octet-stream',
    ...(isDownload && { 'content-disposition': `attachment; filename="${name ?? id}"` }),
  };
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
}

function actRoutes(app: Hono, { acts, demo, replica, troubles, vendors, skip }: PlaygroundParts): void {
  const post = <T extends z.ZodType>(path: string, schema: T, run: (input: z.output<T>) => Promise<unknown>) =>
    app.post(path, async (c) => {
      const input = schema.safeParse(await c.req.json().catch(() => undefined));
      if (!input.success) throw new HTTPException(400, { message: z.prettifyError(input.error) });
      return c.json((await run(input.data)) ?? {});
    });
  post('/press', Target, (target) => acts.press(target));
  post('/enter', Target.extend({ value: z.unknown() }), ({ value, ...target }) => acts.enter(target, value));
  post('/options', Target.extend({ query: z.string() }), ({ query, ...target }) => acts.options(target, query));
  post('/submit', On, (on) => acts.submit(on));
  post('/close', User, ({ user }) => acts.close(user));
  post('/home', User, ({ user }) => acts.openHome(user));
  post('/command', User.extend({ channel: z.string(), words: z.string() }), ({ user, channel, words }) =>
    acts.command(user, channel, words),
  );
  post('/shortcut', User.extend({ id: z.string(), on: MessageSpot.exactOptional() }), ({ user, id, on }) =>
    acts.shortcut(user, id, on),
  );
  post('/say', User.extend({ channel: z.string(), words: z.string() }), ({ user, channel, words }) =>
    acts.say(user, channel, words),
  );
  post('/market', z.object({ what: z.string().regex(MARKET), input: z.looseObject({}) }), ({ what, input }) => {
    if (!isPlayable(demo)) throw new HTTPException(409, { message: 'The sandbox marketplace is not in use.' });
    return act(demo, what, input);
  });
  post('/vendor', Connecting, async ({ id, provider }) => {
    if (!vendors) throw new HTTPException(409, { message: 'The sandbox marketplace is not in use.' });
    await vendors.connect(id, provider);
  });
  post('/trouble', z.object({ id: z.string(), isOn: z.boolean() }), async ({ id, isOn }) => {
    await troubles.toggle(id, isOn);
    replica.set('troubles', troubles.list());
  });
  post(
    '/skip',
    z.object({
      hours: z
        .number()
        .positive()
        .max(24 * 31),
    }),
    ({ hours }) => skip(hours),
  );
}

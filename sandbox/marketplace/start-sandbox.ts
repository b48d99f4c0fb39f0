import { once, setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { KEEP_ALIVE_MS } from '../../src/lib/listen.js';
import { sandboxApp } from './http/app.js';
import type { Sandbox } from './http/sandbox-context.js';
import { expireDue } from './market/actions.js';
import { OUTSIDERS } from './market/example-jobs.js';
import type { Market } from './market/market.js';
import type { Observer } from './market/observer.js';
import { type OutboxOptions, startOutbox } from './market/outbox.js';
import type { Agency, Freelancer, State } from './market/state.js';
import { openStore } from './market/store.js';
import { trimRecords } from './market/trim-records.js';

/** Options of the sandbox: port, data folder and initial state. */
export interface SandboxOptions extends OutboxOptions {
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Folder for persistent state; absent: in memory. */
  readonly dataDir?: string;
  /** Agencies with token, webhook and members. They override stored ones with the same ids. */
  readonly agencies: readonly (Agency & { readonly members?: readonly Freelancer[] })[];
  /** Freelancers without an agency; default: three examples. */
  readonly outsiders?: readonly Freelancer[];
}

/** A running sandbox marketplace. */
export interface SandboxMarketplace {
  /** Base URL of the pages, of the contract, and of the controls under `/sandbox`. */
  readonly url: string;
  /** The live state, for reading. Change it through the controls. */
  readonly state: State;
  /** Tells an observer of everything from now on; of the last one that was given. */
  observe(observer: Observer): void;
  close(): Promise<void>;
}

/** Starts a marketplace on 127.0.0.1 that implements the contract, with controls and HTML pages. */
export async function startSandbox(options: SandboxOptions): Promise<SandboxMarketplace> {
  const store = openStore(options.dataDir);
  seed(store.state, options);
  let observer: Observer | undefined;
  const outbox = startOutbox(store, { ...options, delivered: (delivery) => observer?.delivered(delivery) });
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // one a call that hangs or takes its time
  const market: { -readonly [K in keyof Market]: Market[K] } = { state: store.state, url: '', now: () => new Date() };
  const changed = async () => {
    trimRecords(store.state, market.now());
    await store.save();
    outbox.kick();
    observer?.changed();
  };
  const { log = STDERR } = options;
  const called: Sandbox['called'] = (call) => observer?.called(call);
  const sandbox: Sandbox = { market, log, running: new Map(), closing: closing.signal, changed, called };
  const server = serve({
    fetch: sandboxApp(sandbox, outbox).fetch,
    port: options.port ?? 0,
    hostname: '127.0.0.1',
    serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS },
  });
  if (!server.listening) await once(server, 'listening');
  market.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await changed();
  const clock = setInterval(() => void (expireDue(market) && changed()), 500).unref();
  const close = async () => {
    clearInterval(clock);
    closing.abort();
    await Promise.all([outbox.close(), stop(server)]);
    await store.save();
  };
  const observe = (given: Observer) => {
    observer = given;
  };
  return { url: market.url, state: store.state, observe, close };
}

const STDERR: Sandbox['log'] = { error: (fields, event) => console.error(event, fields) };

function seed(state: State, { agencies, outsiders = OUTSIDERS as unknown as readonly Freelancer[] }: SandboxOptions) {
  for (const { members = [], ...agency } of agencies) {
    state.agencies[agency.id] = { ...state.agencies[agency.id], ...agency };
    for (const member of members) state.people[member.id] = { ...member, agencyId: agency.id };
  }
  for (const person of outsiders) state.people[person.id] = { ...person };
}

async function stop(server: ServerType) {
  const closed = once(server, 'close');
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { which } from './commands.js';
import { type MongoCandidate, type MongoServer, mongoCandidates, serverOf } from './mongo-candidates.js';
import { hello } from './mongo-ready.js';
import { cachedMongod, downloadHost, downloadMongod, isReachable, startMongod } from './mongod.js';
import { rustBinary, startSecantusPython, startSecantusRust } from './secantus.js';
import { existing, firstThatStarts, type Service, type ServiceOptions } from './service.js';

const help =
  'set MONGODB_URI to a replica set, or put mongod on PATH, or have Python 3.10 or newer with its venv module, and the network once.';

/** As for any service, and whether speed is all that matters. */
export interface MongoOptions extends ServiceOptions {
  /**
   * Takes the Rust server where it was built, for measuring. Its unique indexes keep the keys that an update has
   * changed, so a job whose referral was undone stays taken: nothing but speed may be learnt from it.
   */
  readonly fast?: boolean;
}

function builtRust(env: NodeJS.ProcessEnv): string | undefined {
  const binary = rustBinary(env);
  return existsSync(binary) ? binary : undefined;
}

async function choose({ env = process.env, dataDir, fast = false }: MongoOptions): Promise<readonly MongoCandidate[]> {
  const host = downloadHost(env);
  const rust = fast ? builtRust(env) : undefined;
  const known = {
    uri: env.MONGODB_URI,
    onPath: which(env, 'mongod'),
    host: host.hostname,
    rust,
    wrote: writerIn(dataDir),
  };
  if (known.uri || known.onPath) return mongoCandidates({ ...known, reachable: false });
  const [cached, reachable] = await Promise.all([cachedMongod(env), isReachable(host)]);
  return mongoCandidates({ ...known, cached, reachable });
}

async function connect(uri: string, why: string): Promise<Service> {
  const { setName, msg } = await hello(uri);
  if (!setName && msg !== 'isdbgrid') throw new Error('it is no replica set, so it has no transactions');
  return existing(uri, 'a MongoDB that runs elsewhere', why);
}

async function start(candidate: MongoCandidate, options: ServiceOptions): Promise<Service> {
  const service = await startOne(candidate, options);
  noteWriter(options.dataDir, serverOf(candidate));
  return service;
}

async function startOne(candidate: MongoCandidate, options: ServiceOptions): Promise<Service> {
  const { why } = candidate;
  switch (candidate.kind) {
    case 'existing':
      return await connect(candidate.uri, why);
    case 'mongod':
      return await startMongod(candidate.binary, why, options);
    case 'download':
      options.say?.('Downloading mongod, once.');
      return await startMongod(await downloadMongod(options.env ?? process.env), why, options);
    case 'secantus-rs':
      return await startSecantusRust(candidate.binary, why, options);
    case 'secantus-py':
      return await startSecantusPython(why, options);
  }
}

/**
 * The first MongoDB that can be had, with transactions. With `dataDir` an acknowledged write survives a kill -9.
 * @throws Error that names what was tried and what to do.
 */
export async function startMongo(options: MongoOptions = {}): Promise<Service> {
  const { say = () => {}, dataDir } = options;
  const candidates = await choose(options);
  const writer = writerIn(dataDir);
  const hint = writer && dataDir ? helpFor(writer, dataDir) : help;
  return await firstThatStarts('MongoDB', candidates, (candidate) => start(candidate, options), hint, say);
}

const FILE = 'writer';

/** Which server wrote the data in this folder; undefined when none did, or when nothing lasts. */
export function writerIn(dataDir: string | undefined): MongoServer | undefined {
  const file = dataDir && join(dataDir, FILE);
  return file && existsSync(file) ? (readFileSync(file, 'utf8').trim() as MongoServer) : undefined;
}

/** Remembers it: one that starts in its place would start with nothing. */
export function noteWriter(dataDir: string | undefined, server: MongoServer | undefined): void {
  if (dataDir && server && !writerIn(dataDir)) writeFileSync(join(dataDir, FILE), `${server}\n`);
}

/** How each server is had. */
const SERVERS: Readonly<Record<MongoServer, { readonly name: string; readonly way: string }>> = {
  mongod: { name: 'mongod', way: 'put mongod on PATH, or let its download host be reached' },
  'secantus-rs': { name: 'SecantusDB (Rust)', way: 'build it with `npm run embedded:fast-mongo`' },
  'secantus-py': { name: 'SecantusDB (Python)', way: 'put Python 3.10 or newer with its venv module on PATH' },
};

/** What to do when the one server that can read the data does not start. */
export const helpFor = (writer: MongoServer, dataDir: string): string =>
  `${SERVERS[writer].name} wrote the data in ${dataDir}, and no other server reads them: ${SERVERS[writer].way}; or forget them with \`npm run demo -- --fresh\`, or set MONGODB_URI.`;

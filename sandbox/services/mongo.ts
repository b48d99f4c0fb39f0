import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MongoCandidate, type MongoServer, mongoCandidates, serverOf } from './mongo-candidates.js';
import { hello } from './mongo-ready.js';
import { cachedMongod, downloadHost, downloadMongod, isReachable, startMongod } from './mongod.js';
import { which } from './run-command.js';
import { rustBinary, startSecantusPython, startSecantusRust } from './secantus.js';
import { existing, firstThatStarts, type Service, type ServiceOptions } from './service.js';

const help =
  'set MONGODB_URI to a replica set, or put mongod on PATH, or have Python 3.10 or newer with its venv module, and the network once.';

/** Options for starting MongoDB. */
export interface MongoOptions extends ServiceOptions {
  /**
   * Prefers SecantusDB's Rust server where it was built; for benchmarks only. Its unique indexes keep the old keys of
   * updated documents, so the job of an undone referral stays occupied.
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
 * Starts or connects the first available MongoDB with transactions. With `dataDir`, an acknowledged write survives a
 * kill -9.
 * @throws Error that lists the attempts and what to do
 */
export async function startMongo(options: MongoOptions = {}): Promise<Service> {
  const { say = () => {}, dataDir } = options;
  const candidates = await choose(options);
  const writer = writerIn(dataDir);
  const hint = writer && dataDir ? helpFor(writer, dataDir) : help;
  return await firstThatStarts('MongoDB', candidates, (candidate) => start(candidate, options), hint, say);
}

const FILE = 'writer';

/** Reads which server wrote the data in this folder; undefined when the folder is empty or the data are temporary. */
export function writerIn(dataDir: string | undefined): MongoServer | undefined {
  const file = dataDir && join(dataDir, FILE);
  return file && existsSync(file) ? (readFileSync(file, 'utf8').trim() as MongoServer) : undefined;
}

/** Records which server wrote the data. Another server would start with an empty database. */
export function noteWriter(dataDir: string | undefined, server: MongoServer | undefined): void {
  if (dataDir && server && !writerIn(dataDir)) writeFileSync(join(dataDir, FILE), `${server}\n`);
}

/** The name of each server, and the advice for getting it. */
const SERVERS: Readonly<Record<MongoServer, { readonly name: string; readonly way: string }>> = {
  mongod: { name: 'mongod', way: 'put mongod on PATH, or let its download host be reached' },
  'secantus-rs': { name: 'SecantusDB (Rust)', way: 'build it with `npm run embedded:fast-mongo`' },
  'secantus-py': { name: 'SecantusDB (Python)', way: 'put Python 3.10 or newer with its venv module on PATH' },
};

/** Returns what to do when the only server that can read the data does not start. */
export const helpFor = (writer: MongoServer, dataDir: string): string =>
  `${SERVERS[writer].name} wrote the data in ${dataDir}, and no other server reads them: ${SERVERS[writer].way}; or forget them with \`npm run demo -- --fresh\`, or set MONGODB_URI.`;

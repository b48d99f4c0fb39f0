import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongo } from '../../sandbox/services/mongo.js';
import { startRedis } from '../../sandbox/services/redis.js';
import type { Service } from '../../sandbox/services/service.js';
import { type Gate, openGate } from './tcp-gate.js';

/** A server that can be killed and started again behind the same address. */
export interface Mortal {
  readonly uri: string;
  readonly gate: Gate;
  /** Kills the server at once. */
  kill(): Promise<void>;
  /** Starts it again, and waits until it answers. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Servers of its own, whatever the machine has: they are killed. */
const OWN = { ...process.env, MONGODB_URI: '', REDIS_URL: '' };

/** Starts a server behind a gate. @param start starts it, each time on another port */
async function mortal(start: () => Promise<Service>): Promise<Mortal> {
  const gate = await openGate();
  let service: Promise<Service> | undefined;
  const begin = async () => {
    service ??= start();
    const { uri } = await service;
    gate.lead([Number(new URL(uri).port)]);
    return uri;
  };
  const end = async (signal?: 'SIGKILL') => {
    const ended = await service;
    service = undefined;
    gate.lead([]);
    if (signal && ended?.pid) process.kill(ended.pid, signal);
    await ended?.close();
  };
  const uri = new URL(await begin());
  uri.host = `127.0.0.1:${gate.port}`;
  return {
    uri: uri.href,
    gate,
    kill: () => end('SIGKILL'),
    start: async () => void (await begin()),
    close: async () => {
      await end();
      await gate.close();
    },
  };
}

/** Starts Redis, which comes back empty. */
export async function mortalRedis(say: (line: string) => void): Promise<Mortal & { flush(): Promise<void> }> {
  const tell = sayOnce(say);
  const redis = await mortal(() => startRedis({ env: OWN, say: tell }));
  return { ...redis, flush: () => flushAll(redis.gate.port) };
}

/** Starts MongoDB, which keeps what it has acknowledged. */
export async function mortalMongo(say: (line: string) => void): Promise<Mortal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-chaos-'));
  const tell = sayOnce(say);
  const mongo = await mortal(() => startMongo({ env: OWN, dataDir, say: tell }));
  const uri = new URL(mongo.uri);
  uri.searchParams.set('directConnection', 'true');
  return {
    ...mongo,
    uri: uri.href,
    close: async () => {
      await mongo.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Says each line once, and not how a server ended that was killed. */
function sayOnce(say: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (!said.has(line) && !line.includes('ended by itself')) say(line);
    said.add(line);
  };
}

/** Empties Redis, also when it is away now: it comes back empty by itself. */
export function flushAll(port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('FLUSHALL\r\n'));
    socket.on('error', () => {});
    socket.once('data', () => socket.destroy());
    socket.once('close', () => resolve());
  });
}

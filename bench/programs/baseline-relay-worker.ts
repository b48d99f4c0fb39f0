import { createServer } from 'node:http';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Agent, fetch } from 'undici';
import { listenUntilSigterm } from './listen-until-sigterm.js';
import { readVariable } from './read-variable.js';

const connection = new Redis(readVariable('REDIS_URL'), { maxRetriesPerRequest: null });
const dispatcher = new Agent();

/** The baseline worker: one HTTP call per job. */
const worker = new Worker<{ inviteId: string }>(
  'relay',
  async ({ data }) => {
    const url = `${readVariable('OUTSIDE_URL')}/invitations/ext-${data.inviteId}/decline`;
    await (await fetch(url, { method: 'POST', body: '{}', dispatcher })).text();
  },
  { connection, prefix: readVariable('QUEUE_PREFIX'), concurrency: 20 },
);

await worker.waitUntilReady();
listenUntilSigterm(createServer((_request, response) => response.end()));

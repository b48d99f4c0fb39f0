import { createServer } from 'node:http';
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { decide, refer } from './baseline-decisions.js';
import { connectMongo } from './connect-mongo.js';
import { listenUntilSigterm } from './listen-until-sigterm.js';
import { readVariable } from './read-variable.js';

/** The work that the baseline does before it acknowledges a click. */
type Mode = 'ack' | 'write' | 'transaction' | 'relay';

const mode = readVariable('BENCH_MODE') as Mode;

type Answered = { tenantId: string; by: string; inviteId: string; status: 'accepted' | 'declined' | 'referred' };

/** Returns the handler that does the work of the mode. */
async function handler(): Promise<(click: Answered) => Promise<unknown>> {
  if (mode === 'ack') return async () => {};
  const { client, db } = await connectMongo();
  const write = (click: Answered) => decide(db.collection('invites'), click);
  if (mode === 'write') return write;
  if (mode === 'transaction') return (click) => refer(client, db, click);
  const connection = new Redis(readVariable('REDIS_URL'));
  const queue = new Queue('relay', { connection, prefix: readVariable('QUEUE_PREFIX') });
  return async (click) => {
    await write(click);
    void queue.add('call', { inviteId: click.inviteId }, { removeOnComplete: true });
  };
}

const onClick = await handler();
const receiver = new ExpressReceiver({ signingSecret: readVariable('SLACK_SIGNING_SECRET'), logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: readVariable('BOT_TOKEN'), botId: 'BBENCH', botUserId: 'UBOT' }),
});

for (const [callbackId, status] of [
  ['decline-invite', 'declined'],
  ['refer-invite', 'referred'],
] as const) {
  app.view(callbackId, async ({ ack, body, view }) => {
    const { inviteId } = JSON.parse(view.private_metadata) as { inviteId: string };
    await onClick({ tenantId: body.team?.id ?? '', by: body.user.id, inviteId, status });
    await ack();
  });
}
app.action('accept-invite', async ({ ack, body, action }) => {
  const inviteId = 'value' in action ? String(action.value) : '';
  await onClick({ tenantId: body.team?.id ?? '', by: body.user.id, inviteId, status: 'accepted' });
  await ack();
});

listenUntilSigterm(createServer(receiver.app));

import { createDatabase } from '../data/database.js';
import { prepareWebhooks } from '../data/webhooks.js';
import { stored } from '../load/expected-answers.js';
import { bearable, latency, throughput } from '../measure/measure-loops.js';
import type { Contender } from '../measure/run-rounds.js';
import { atLeast, within } from '../report/aim.js';
import { webhookServer } from '../servers/baseline-programs.js';
import { botProgram, type Product } from '../servers/product-programs.js';
import type { Server } from '../servers/start-program.js';
import { oneOf, type Section } from './section-types.js';

const NOWHERE = 'http://127.0.0.1:9';

/** Measures the marketplace's webhook, which is answered once its event is durable. */
export const webhooks: Section = async (setting) => {
  const { mongoUri, redisUrl, secrets, start, later } = setting;
  const product = async (): Promise<Product> => {
    const database = await createDatabase(mongoUri, { secrets, marketplaceUrl: NOWHERE, undoSeconds: 60 });
    later(database.close);
    return { database, redisUrl, secrets, outsideUrl: NOWHERE };
  };
  const contender = (name: string, server: Server): Contender => ({
    name,
    servers: [server],
    prepare: async (count) => prepareWebhooks(count, secrets.webhook),
  });
  const bare = await product();
  const comparison = {
    baton: contender('Baton', await start(botProgram(await product()))),
    baseline: contender('bare, one insert', await start(webhookServer('insert', bare))),
    floor: contender('bare, HMAC alone', await start(webhookServer('hmac', bare))),
    expected: stored,
  };
  setting.say('A webhook');
  const { floor: _, ...both } = comparison;
  const closed = await throughput('Webhook', comparison, oneOf(2, setting), { connections: 16, aim: atLeast(0.85) });
  const open = { perSecond: bearable(closed, 200), aim: within(50, 25) };
  return [closed, ...(await latency('Webhook', both, setting, open))];
};

import { databaseIn } from '../../../src/mongo/connect.js';
import { environmentOf } from '../environment-of.js';
import type { PeopledStage } from '../prepare.js';
import type { Stage } from '../stage.js';
import { writeWhole } from '../write-whole.js';
import { appPart } from './app-part.js';
import { IDS } from './ids.js';
import { marketplacePart } from './marketplace-part.js';
import { peoplePart } from './people-part.js';
import { slackPart } from './slack-part.js';

/**
 * Writes every address, id and secret that another program needs to drive the demo as Slack and the marketplace would.
 * All of it belongs to the demo alone: what a real service takes the place of is left out.
 */
export async function writeHandbook(stage: Stage, peopled: PeopledStage | null, file: string): Promise<void> {
  const { config, mongo, redis } = stage;
  writeWhole(file, {
    app: await appPart(stage, peopled),
    ...(peopled && { slack: slackPart(peopled), people: peoplePart(peopled) }),
    marketplace: await marketplacePart(stage, peopled),
    ids: IDS,
    mongodbUri: mongo.uri,
    mongodbDatabase: databaseIn(mongo.uri) ?? 'baton',
    redisUrl: redis.uri,
    queuePrefix: config.QUEUE_PREFIX,
    /** For further processes on the same data: another worker, or the operators' commands. */
    ...(peopled && { environment: environmentOf(config) }),
    pid: process.pid,
  });
}

import { countDecline, countJourney, countOneMore, type Step, UNDO_SECONDS } from './count-steps.js';
import { type CountedProduct, startCounted } from './counted-product.js';
import type { MongoCommand } from './tap-commands.js';

/**
 * Counts commands to MongoDB and Redis, HTTP calls and job runs of every step. Each step is played twice: the first
 * round fills the caches, the second is counted.
 * @param seen is called with each command to MongoDB
 */
export async function countAll(
  mongoUri: string,
  redisUrl: string,
  seen?: (command: MongoCommand) => void,
): Promise<Step[]> {
  const product = await startCounted(mongoUri, redisUrl, { undoSeconds: UNDO_SECONDS, ...(seen && { seen }) });
  const letTimeRun = stopTime();
  try {
    await playAll(product);
    return await playAll(product);
  } finally {
    letTimeRun();
    await product.close();
  }
}

async function playAll(product: CountedProduct): Promise<Step[]> {
  const decline = await countDecline(product);
  const journeys = [
    ...(await countJourney(product, { pauses: true })),
    ...(await countJourney(product, { pauses: false })).slice(-1),
  ];
  return [...decline, ...journeys, ...(await countOneMore(product))];
}

/**
 * Stops the clock by which caches expire, since a slow machine would read more than a fast one.
 * @returns a function that restarts it
 */
function stopTime(): () => void {
  const { now } = performance;
  const stopped = now.call(performance);
  performance.now = () => stopped;
  return () => {
    performance.now = now;
  };
}

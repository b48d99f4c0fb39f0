import { type CountedProduct, startCounted } from './counted-product.js';
import { countDecline, countJourney, type Step, UNDO_SECONDS } from './steps.js';

/** Counts every step. What was cached by the first, uncounted round stays so. */
export async function countAll(mongoUri: string, redisUrl: string): Promise<Step[]> {
  const product = await startCounted(mongoUri, redisUrl, UNDO_SECONDS);
  try {
    await playAll(product);
    return await playAll(product);
  } finally {
    await product.close();
  }
}

async function playAll(product: CountedProduct): Promise<Step[]> {
  const decline = await countDecline(product);
  const journeys = [
    ...(await countJourney(product, { pauses: true })),
    ...(await countJourney(product, { pauses: false })).slice(-1),
  ];
  return [...decline, ...journeys];
}

import { describe, expect, test } from '@jest/globals';
import { sendInBatches } from '../../../../jobs/bullmq/send-in-batches.js';

/** A receiver that takes a lot only when it is told to. */
function slowReceiver() {
  const lots: (readonly string[])[] = [];
  const refused: unknown[] = [];
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  let arrived: () => void = () => {};
  const send = (items: readonly string[]) =>
    new Promise<void>((resolve, reject) => {
      lots.push(items);
      settle = { resolve, reject };
      arrived();
    });
  const handing = sendInBatches<string>(send, (items, error) => refused.push([items, String(error)]));
  /** The next lot, which is then under way. */
  const nextLot = async () => {
    const before = lots.length;
    await new Promise<void>((resolve) => {
      arrived = resolve;
    });
    return lots[before];
  };
  return { handing, refused, nextLot, take: () => settle?.resolve(), refuse: (error: Error) => settle?.reject(error) };
}

describe('handing over', () => {
  test('gathers what comes in one turn, and what comes while the last lot is under way', async () => {
    const { handing, nextLot, take } = slowReceiver();
    handing.add(['a']);
    handing.add(['b', 'c']);
    expect(await nextLot()).toEqual(['a', 'b', 'c']);
    handing.add(['d']);
    await new Promise(setImmediate);
    handing.add(['e']);
    take();
    expect(await nextLot()).toEqual(['d', 'e']);
    take();
    await handing.idle();
  });

  test('lets whoever hands over go on first', async () => {
    const steps: string[] = [];
    const handing = sendInBatches<string>(
      async () => void steps.push('sent'),
      () => {},
    );
    handing.add(['a']);
    await Promise.resolve();
    steps.push('answered');
    await handing.idle();
    expect(steps).toEqual(['answered', 'sent']);
  });

  test('tells what could not be sent, and goes on', async () => {
    const { handing, refused, nextLot, take, refuse } = slowReceiver();
    handing.add(['a']);
    await nextLot();
    handing.add(['b']);
    refuse(new Error('away'));
    expect(await nextLot()).toEqual(['b']);
    expect(refused).toEqual([[['a'], 'Error: away']]);
    take();
    await handing.idle();
    handing.add(['c']);
    expect(await nextLot()).toEqual(['c']);
    take();
    await handing.idle();
  });

  test('nothing is no lot', async () => {
    const lots: unknown[] = [];
    const handing = sendInBatches<string>(
      async (items) => void lots.push(items),
      () => {},
    );
    handing.add([]);
    await handing.idle();
    expect(lots).toEqual([]);
  });
});

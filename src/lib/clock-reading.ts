/** What another clock said, and when this machine asked and heard it, in milliseconds since 1970. */
export interface ClockReading {
  readonly askedAt: number;
  readonly theirs: number;
  readonly heardAt: number;
  /** How coarse the answer is, in milliseconds: an HTTP `Date` has whole seconds. */
  readonly grainMs: number;
}

/** Asks another clock. @throws what `ask` throws. */
export async function readClock(ask: () => Promise<Date>, grainMs = 1): Promise<ClockReading> {
  const askedAt = Date.now();
  const theirs = (await ask()).getTime();
  return { askedAt, theirs, heardAt: Date.now(), grainMs };
}

/**
 * How far the other clock is ahead of this machine's, in milliseconds; negative when it is behind. Whatever the way
 * there and back, or the grain, may explain counts as no difference.
 */
export function aheadMs({ askedAt, theirs, heardAt, grainMs }: ClockReading): number {
  if (theirs + grainMs < askedAt) return theirs + grainMs - askedAt;
  return Math.max(0, theirs - heardAt);
}

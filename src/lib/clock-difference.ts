/** The time of another clock, and of this one before and after the request, in milliseconds since 1970. */
export interface ClockReading {
  readonly askedAt: number;
  readonly theirs: number;
  readonly heardAt: number;
  /** The resolution of the answer, in milliseconds: an HTTP `Date` has whole seconds. */
  readonly grainMs: number;
}

/** Reads another clock. @throws what `ask` throws. */
export async function readClock(ask: () => Promise<Date>, grainMs = 1): Promise<ClockReading> {
  const askedAt = Date.now();
  const theirs = (await ask()).getTime();
  return { askedAt, theirs, heardAt: Date.now(), grainMs };
}

/**
 * Returns the milliseconds by which the other clock is ahead of this one; negative when it is behind. A difference that
 * the request's duration and the clock's resolution can explain counts as 0.
 */
export function aheadMs({ askedAt, theirs, heardAt, grainMs }: ClockReading): number {
  if (theirs + grainMs < askedAt) return theirs + grainMs - askedAt;
  return Math.max(0, theirs - heardAt);
}

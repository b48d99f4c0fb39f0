/** Returns milliseconds of the monotonic clock, which all processes of this machine share. */
export const monotonicNow = (): number => Number(process.hrtime.bigint()) / 1e6;

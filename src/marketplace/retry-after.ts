const DEFAULT_MS = 30_000;
const LONGEST_MS = 24 * 3_600_000;

/** How long a `Retry-After` asks us to wait, in milliseconds: at least a second, at most a day, 30 s if it says nothing. */
export function retryAfterMs(header: string | null, now: Date): number {
  const text = header?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? DEFAULT_MS : Math.min(Math.max(ms, 1000), LONGEST_MS);
}

import { waitFor } from '../../lib/rate-limit-wait.js';

const DELTA_SECONDS = /^\d+$/;

/** The three forms of an HTTP date that a recipient must accept (RFC 9110, 5.6.7). */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const RFC_850 = /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [\d ]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * Returns the wait that a `Retry-After` header asks for, in milliseconds (RFC 9110, 10.2.3: seconds as digits, or an
 * HTTP date): at least a second, at most an hour, the default for any other value.
 */
export function retryAfterMs(header: string | null, now: Date): number {
  const text = header?.trim() ?? '';
  if (DELTA_SECONDS.test(text)) return waitFor(Number(text));
  const at = dateIn(text);
  return waitFor(at === null ? Number.NaN : Math.max(0, (at - now.getTime()) / 1000));
}

/** Returns the milliseconds since 1970 of an HTTP date; null for any other text. */
function dateIn(text: string): number | null {
  if (IMF_FIXDATE.test(text) || RFC_850.test(text)) return Date.parse(text);
  return ASCTIME.test(text) ? Date.parse(`${text} GMT`) : null;
}

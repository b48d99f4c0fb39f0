import { waitFor } from '../../lib/rate-limit-wait.js';

const DELTA_SECONDS = /^\d+$/;

/** The three forms of an HTTP date that a recipient must read (RFC 9110, 5.6.7). */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const RFC_850 = /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [\d ]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * How long a `Retry-After` asks us to wait, in milliseconds (RFC 9110, 10.2.3: seconds as digits, or an HTTP date): at
 * least a second, at most an hour, the default where it says anything else.
 */
export function retryAfterMs(header: string | null, now: Date): number {
  const text = header?.trim() ?? '';
  if (DELTA_SECONDS.test(text)) return waitFor(Number(text));
  const at = dateIn(text);
  return waitFor(at === null ? Number.NaN : Math.max(0, (at - now.getTime()) / 1000));
}

/** As milliseconds since 1970; null when it is no HTTP date. */
function dateIn(text: string): number | null {
  if (IMF_FIXDATE.test(text) || RFC_850.test(text)) return Date.parse(text);
  return ASCTIME.test(text) ? Date.parse(`${text} GMT`) : null;
}

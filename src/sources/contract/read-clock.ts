import type { Connection } from '../../domain/model/connection/connection.js';
import { type ClockReading, readClock } from '../../lib/clock-reading.js';
import { type Caller, unanswered } from './call.js';
import { readAddress } from './check-address.js';

/**
 * What time a marketplace has, by the date of whatever it answers at its base address. No token goes out.
 * @throws Refusal('connection.badUrl'), and an ordinary error when there is no answer in time, or none with a date.
 */
export function readMarketplaceClock(
  { fetch, trustedOrigins }: Pick<Caller, 'fetch' | 'trustedOrigins'>,
  { baseUrl }: Pick<Connection, 'baseUrl'>,
  timeoutMs: number,
): Promise<ClockReading> {
  return readClock(async () => {
    const url = readAddress(baseUrl, trustedOrigins);
    const init = { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) } as const;
    const { headers } = await fetch(url, init).catch(unanswered);
    const date = new Date(headers.get('date') ?? '');
    if (Number.isNaN(date.getTime())) throw new Error('the marketplace’s answers have no date');
    return date;
  }, 1000);
}

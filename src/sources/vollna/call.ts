import type { z } from 'zod';
import { getJson } from '../http/get-json.js';
import { readableRecords } from '../http/readable-records.js';
import { digestOf } from '../make-delivery.js';
import type { Services } from '../source.js';
import { VollnaPage } from './api-types.js';
import type { VollnaConfig } from './connection-config.js';

/** Records per page: the most that Vollna returns. */
export const PAGE = 100;

/** A list and a page of it. */
interface Wanted {
  readonly path: '/invitations' | '/proposals';
  readonly sort: string;
  readonly page?: number;
  /** 10 to 100. */
  readonly limit?: number;
  readonly organizationId?: string;
}

/**
 * The rate of calls with one token. Vollna allows five a minute (its documentation); after a pause some may come at
 * once.
 */
const PACE = { perMinute: 2, burst: 3 } as const;

/**
 * Returns the rate limit's key for a token, which all connections with it share, in any workspace. Does not reveal the
 * token.
 */
const limitKeyOf = ({ apiToken = '' }: VollnaConfig): string => `poll:vollna:${digestOf(apiToken)}`;

/**
 * Takes a place under the rate limit of Vollna's token, which all processes share.
 * @throws Postponed until a place is free, when none is free now
 */
export const takeTurn = async (services: Services, config: VollnaConfig): Promise<void> =>
  services.admit?.({ key: limitKeyOf(config), ...PACE });

/**
 * Reads a page of a list, the newest records first. Skips and counts records that cannot be read.
 * @returns the records, and the number of records on all pages where Vollna reports it
 * @throws as `getJson`
 */
export async function readPage<Item extends z.ZodType>(
  services: Services,
  config: VollnaConfig,
  item: Item,
  { path, sort, page = 1, limit = PAGE, organizationId }: Wanted,
): Promise<{ records: z.output<Item>[]; total: number | undefined }> {
  const query = { sort, order: 'DESC', page: String(page), limit: String(limit) };
  const answer = await getJson(services, {
    base: config.apiUrl,
    path,
    query: { ...query, ...(organizationId !== undefined && { organizationId }) },
    credentials: { 'x-api-token': config.apiToken ?? '' },
    limitKey: limitKeyOf(config),
  });
  const list = VollnaPage.safeParse(answer);
  if (!list.success) throw new Error('the answer is no page of a list');
  const found = list.data.data.slice(0, limit);
  const records = readableRecords(services, path, item, found);
  return { records, total: list.data.pagination?.total };
}

import type { z } from 'zod';
import { getJson } from '../http/get-json.js';
import { digestOf } from '../make-delivery.js';
import type { Services } from '../source.js';
import { VollnaPage } from './api-types.js';
import type { VollnaConfig } from './connection-config.js';

/** The records of a page: the most that Vollna gives. */
export const PAGE = 100;

/** Which page of which list. */
interface Wanted {
  readonly path: '/invitations' | '/proposals';
  readonly sort: string;
  readonly page?: number;
  /** 10 to 100. */
  readonly limit?: number;
  readonly organizationId?: string;
}

/** Vollna takes five calls of one token in a minute (its documentation): after a quiet time some may come at once. */
const PACE = { perMinute: 2, burst: 3 } as const;

/** Names what all connections with the same token share, in whatever workspace they are. Tells nothing of the token. */
const limitKeyOf = ({ apiToken = '' }: VollnaConfig): string => `poll:vollna:${digestOf(apiToken)}`;

/**
 * Takes a place under the limit of Vollna's token, which all processes share.
 * @throws Postponed, until a place is free, when none is free now
 */
export const takeTurn = async (services: Services, config: VollnaConfig): Promise<void> =>
  services.admit?.({ key: limitKeyOf(config), ...PACE });

/**
 * Reads a page of a list, the newest first. Records that cannot be read are left out and counted.
 * @returns the records, and how many there are on all pages, as far as Vollna says so
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
  const records = found.flatMap((one) => {
    const read = item.safeParse(one);
    return read.success ? [read.data] : [];
  });
  if (records.length < found.length) services.leftOut?.(path, found.length - records.length);
  return { records, total: list.data.pagination?.total };
}

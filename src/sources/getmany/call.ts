import { getJson } from '../http/get-json.js';
import { readableRecords } from '../http/readable-records.js';
import type { Services } from '../source.js';
import { GetmanyInvitation, GetmanyPage } from './api-types.js';
import type { GetmanyConfig } from './connection-config.js';

/** The records that are asked for at a time. The most that Getmany gives is not documented. */
export const PAGE = 100;

/** The statuses that the query takes. */
export const STATUSES = ['pending', 'accepted', 'declined'] as const;

/** One page of the list. */
interface Wanted {
  readonly status: (typeof STATUSES)[number];
  readonly cursor?: string | undefined;
  readonly size?: number;
}

/**
 * Reads a page of invitations of one status. Records that cannot be read are left out and counted.
 * @param limitKey the key under which a 429 holds up further calls
 * @returns the records, and the cursor of the next page where there is one
 * @throws as `getJson`
 */
export async function readPage(
  services: Services,
  { apiUrl, apiToken }: GetmanyConfig,
  limitKey: string,
  { status, cursor, size = PAGE }: Wanted,
): Promise<{ records: GetmanyInvitation[]; next: string | undefined }> {
  const path = '/agency/invitations';
  const answer = await getJson(services, {
    base: apiUrl,
    path,
    query: { status, pageSize: String(size), ...(cursor !== undefined && { pageCursor: cursor }) },
    credentials: { authorization: `Bearer ${apiToken}` },
    limitKey,
  });
  const page = GetmanyPage.safeParse(answer);
  if (!page.success) throw new Error('the answer is no page of a list');
  const found = page.data.data.slice(0, size);
  const records = readableRecords(services, path, GetmanyInvitation, found);
  return { records, next: found.length > 0 ? page.data.next : undefined };
}

import type { z } from 'zod';
import type { Services } from '../source.js';

/**
 * Reads the records of a vendor's list. Those that cannot be read are left out and counted.
 * @param path of the list, for the count
 */
export function readableRecords<Item extends z.ZodType>(
  { leftOut }: Pick<Services, 'leftOut'>,
  path: string,
  item: Item,
  found: readonly unknown[],
): z.output<Item>[] {
  const records = found.flatMap((one) => {
    const read = item.safeParse(one);
    return read.success ? [read.data] : [];
  });
  if (records.length < found.length) leftOut?.(path, found.length - records.length);
  return records;
}

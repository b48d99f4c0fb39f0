import { isDeepStrictEqual } from 'node:util';

/** Compares two values of plain data: objects by their fields in any order, dates by their time. */
export const isSameValue = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other);

import { z } from 'zod';
import { hasAmbiguousDate } from './day-order.js';
import { amountIn, dollarsIn } from './parse-money.js';
import { plainText } from './plain-text.js';

/**
 * Makes a field of a vendor's record optional: a value that is missing, null or of another type counts as absent, so
 * that one invalid field does not invalidate the record. Required fields are checked by the mapping.
 */
const orAbsent = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** A text that is not blank, without the spaces around it. */
export const text = orAbsent(
  z
    .string()
    .transform((given) => given.trim())
    .refine(Boolean),
);

/** A text that a person wrote, as plain text: the vendor may have copied it from a page. */
export const words = orAbsent(z.string().transform(plainText).refine(Boolean));

/** An id, which some vendors write as a number. At most 200 characters. */
export const id = orAbsent(
  z
    .union([z.string(), z.int().nonnegative()])
    .transform((given) => String(given).trim())
    .refine((given) => given.length > 0 && given.length <= 200),
);

const numeric = (read: (given: string | number) => number | undefined) =>
  orAbsent(
    z
      .union([z.number(), z.string()])
      .transform(read)
      .refine((given) => given !== undefined),
  );

/** A number that is not negative, also written as a text such as `12,500.50`. */
export const amount = numeric(amountIn);

/** A sum in US dollars, also as a text such as `$120K+`; a sum in another currency counts as absent. */
export const dollars = numeric(dollarsIn);

const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...[true, 1, '1', 'true'].map((given) => [given, true] as const),
  ...[false, 0, '0', 'false'].map((given) => [given, false] as const),
]);

/** A yes or no, which some vendors write as a number or a text. */
export const flag = orAbsent(
  z
    .unknown()
    .transform((given) => FLAGS.get(given))
    .refine((given) => given !== undefined),
);

/** The range of years that every database and calendar accepts. */
const [EARLIEST, LATEST] = ['1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'].map(Date.parse) as [number, number];

/** A date and time that names no zone. */
const ZONELESS = /^\d{4}-\d\d-\d\d[ Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/** The smallest number that is read as Unix time in milliseconds; in seconds that would be the year 5138. */
const IN_MILLISECONDS = 1e11;

/** Returns milliseconds since 1970; NaN where it is no instant, or one whose day and month may be exchanged. */
function instantOf(given: string | number): number {
  const text = String(given).trim();
  if (typeof given === 'number' || /^\d{9,13}$/.test(text))
    return Number(text) * (Number(text) < IN_MILLISECONDS ? 1000 : 1);
  if (hasAmbiguousDate(text)) return Number.NaN;
  return Date.parse(ZONELESS.test(text) ? `${text.replace(/[ t]/, 'T')}Z` : text.toUpperCase());
}

/** A time in any form that JavaScript reads, or Unix time. Without a zone it is UTC, wherever Baton runs. */
export const instant = orAbsent(
  z
    .union([z.string(), z.number()])
    .transform(instantOf)
    .refine((at) => at >= EARLIEST && at <= LATEST)
    .transform((at) => new Date(at)),
);

/** An object with such fields; absent when the value is no object. */
export const record = <Shape extends z.ZodRawShape>(shape: Shape) => orAbsent(z.object(shape));

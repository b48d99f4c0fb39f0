import { z } from 'zod';
import { amountIn, dollarsIn } from './parse-money.js';
import { plainText } from './plain-text.js';

/**
 * Fields of a vendor's records as they come: a field that is missing, null or of another type is absent, so that one odd
 * field spoils no record. What a record cannot do without is checked by its mapping.
 */
const orAbsent = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** A text that is not blank, without the spaces around it. */
export const text = orAbsent(
  z
    .string()
    .transform((given) => given.trim())
    .refine(Boolean),
);

/** A text that a person wrote, as plain text on whatever page the vendor found it. */
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

/** A sum in US dollars, also written as a text such as `$120K+`; one in other money is absent. */
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

/** The years that every database and calendar takes. */
const [EARLIEST, LATEST] = ['1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'].map(Date.parse) as [number, number];

/** A date and time that names no zone. */
const ZONELESS = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/** Unix time in milliseconds has so much at least; in seconds that is the year 5138. */
const IN_MILLISECONDS = 1e11;

/** Returns milliseconds since 1970; NaN where it is no instant. */
function instantOf(given: string | number): number {
  const text = String(given).trim();
  if (typeof given === 'number' || /^\d{9,13}$/.test(text))
    return Number(text) * (Number(text) < IN_MILLISECONDS ? 1000 : 1);
  return Date.parse(ZONELESS.test(text) ? `${text.replace(' ', 'T')}Z` : text);
}

/** An instant in any form that JavaScript reads, or Unix time. Without a zone it is in UTC, wherever Baton runs. */
export const instant = orAbsent(
  z
    .union([z.string(), z.number()])
    .transform(instantOf)
    .refine((at) => at >= EARLIEST && at <= LATEST)
    .transform((at) => new Date(at)),
);

/** An object with such fields; absent when it is none. */
export const record = <Shape extends z.ZodRawShape>(shape: Shape) => orAbsent(z.object(shape));

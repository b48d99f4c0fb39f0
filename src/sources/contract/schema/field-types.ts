import { z } from 'zod';

/**
 * A field that may be absent. JSON has no `undefined`, so the type says "absent" where zod's own says "absent or
 * undefined": parsed values then fit the domain's types under `exactOptionalPropertyTypes`.
 */
export const maybe = <T extends z.ZodType>(schema: T) => schema.optional() as unknown as z.ZodExactOptional<T>;

/**
 * A field that may be absent, and counts as absent where it does not follow the contract, so that it invalidates
 * nothing beside it.
 */
export const lenient = <T extends z.ZodType>(schema: T) =>
  schema.optional().catch(undefined) as unknown as z.ZodExactOptional<T>;

/**
 * An id that the marketplace assigns: 1 to 200 characters. Refuses what cannot stand in the path of a URL, even encoded:
 * `.`, `..` and lone surrogates.
 */
export const Id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^(?!\.{1,2}$)/)
  .refine((id) => !/\p{Cs}/u.test(id));

/** A key that the caller chooses, one for each operation. */
export const IdempotencyKey = z.string().min(1).max(255);

/**
 * The range of years that every database and calendar accepts. An offset from UTC may move a date out of the four
 * digits that were written.
 */
const [EARLIEST, LATEST] = ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'].map(Date.parse) as [number, number];

/** RFC 3339 allows a small `t` and `z`, too. */
const inCapitals = (given: unknown): unknown => (typeof given === 'string' ? given.toUpperCase() : given);

/** An ISO 8601 instant on the wire, a Date once parsed. */
export const Instant = z
  .preprocess(inCapitals, z.iso.datetime({ offset: true }))
  .refine((text) => Date.parse(text) >= EARLIEST && Date.parse(text) <= LATEST)
  .transform((text) => new Date(text))
  .meta({ description: 'ISO 8601 with a zone, such as 2026-03-01T09:30:00Z; of the years 1 to 9999 in UTC.' });

/**
 * One skill. An invalid entry is read as an empty text, which the domain drops, so that it invalidates neither the
 * invitation nor the person.
 */
export const Skill = z.string().min(1).max(200).catch('').meta({ type: 'string', minLength: 1, maxLength: 200 });

/** A link for people. */
export const Link = z.url({ protocol: /^https?$/ }).max(2000);

/** The longest body of a webhook or an answer, in bytes: a letter of 1 MB, escaped twice, and everything around it. */
export const LONGEST_BODY = 2 * 1024 * 1024;

/** The longest text that a person writes to another through Baton, in characters. */
const MESSAGE_LIMIT = 5000;

/** A text that a person writes to another through Baton. */
export const Message = z.string().min(1).max(MESSAGE_LIMIT);

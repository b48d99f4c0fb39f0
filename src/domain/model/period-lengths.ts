/** The lengths of the periods that are counted. */
export const SPANS = ['week', 'month', 'quarter', 'all'] as const;

/** A length of periods. */
export type Span = (typeof SPANS)[number];

/** The lengths of the periods that are counted. */
export const PERIOD_LENGTHS = ['week', 'month', 'quarter', 'all'] as const;

/** A length of periods. */
export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

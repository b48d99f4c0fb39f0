/**
 * A member's own statement whether they can take more work. Without a statement it is `unknown`, which never counts as
 * open.
 */
export type Availability =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'open' }
  /** No more work before `until` (a calendar day, `2026-12-01`), or until the member changes it. */
  | { readonly kind: 'full'; readonly until?: string };

/**
 * Returns the availability on a day: `full` ends on its `until` day.
 * @param today a calendar day in the member's time zone, `2026-11-23`
 */
export function availabilityOn(said: Availability, today: string): Availability {
  return said.kind === 'full' && said.until && said.until <= today ? { kind: 'open' } : said;
}

/** What a member says about taking more work. Nothing said counts as `unknown`, never as open. */
export type Availability =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'open' }
  /** No more work before `until` (a calendar day, `2026-12-01`), or until they say otherwise. */
  | { readonly kind: 'full'; readonly until?: string };

/**
 * What holds on a day: who was full until then is open again.
 * @param today a calendar day in the member's time zone, `2026-11-23`
 */
export function availabilityOn(said: Availability, today: string): Availability {
  return said.kind === 'full' && said.until && said.until <= today ? { kind: 'open' } : said;
}

import type { Counts } from './tally.js';

/** A week, for one member. */
export interface Digest {
  readonly week: Counts;
  readonly before: Counts;
  readonly team: Counts;
  readonly openInvites: number;
}

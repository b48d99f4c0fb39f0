import type { Counts } from './tally.js';

/** The content of a member's weekly digest. */
export interface Digest {
  readonly week: Counts;
  readonly before: Counts;
  readonly team: Counts;
  readonly openInvites: number;
}

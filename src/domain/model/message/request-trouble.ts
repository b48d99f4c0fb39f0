import type { JobName } from '../outbox-work.js';

/** The requests of members that a job fulfils later. */
const REQUESTS = ['export-data', 'export-referrals', 'forget-member'] as const satisfies readonly JobName[];

/** A member's request. */
export type MemberRequest = (typeof REQUESTS)[number];

const STAGES = ['delayed', 'failed'] as const;

/** Trouble with a member's request: `delayed` while it is retried, or `failed`. */
export interface RequestTrouble {
  readonly request: MemberRequest;
  readonly stage: (typeof STAGES)[number];
}

/** Parses a message's `event`; null when it has another form. */
export function requestTroubleOf(event = ''): RequestTrouble | null {
  const [request, stage] = event.split('.');
  const known = REQUESTS.find((one) => one === request);
  const at = STAGES.find((one) => one === stage);
  return known && at ? { request: known, stage: at } : null;
}

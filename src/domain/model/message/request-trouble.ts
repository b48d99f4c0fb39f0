import type { JobName } from '../work.js';

/** What members ask for and are promised to get later. */
const REQUESTS = ['export-data', 'export-referrals', 'forget-member'] as const satisfies readonly JobName[];

/** One of them. */
export type MemberRequest = (typeof REQUESTS)[number];

const STAGES = ['delayed', 'failed'] as const;

/** What a member hears of a request that does not come about: which one, and whether it is still tried. */
export interface RequestTrouble {
  readonly request: MemberRequest;
  readonly stage: (typeof STAGES)[number];
}

/** What a message tells; null for what no release has told. */
export function requestTroubleOf(event = ''): RequestTrouble | null {
  const [request, stage] = event.split('.');
  const known = REQUESTS.find((one) => one === request);
  const at = STAGES.find((one) => one === stage);
  return known && at ? { request: known, stage: at } : null;
}

import { WHY_NO_FILE, type WhyNoFile } from '../errors.js';
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
  /** Set where Slack refused the file that was asked for. */
  readonly why?: WhyNoFile;
}

/** Makes a message's `event` of a trouble. */
export const requestTroubleEvent = ({ request, stage, why }: RequestTrouble): string =>
  [request, stage, ...(why ? [why] : [])].join('.');

/** Parses a message's `event`; null when it has another form. */
export function requestTroubleOf(event = ''): RequestTrouble | null {
  const [request, stage, refused] = event.split('.');
  const known = REQUESTS.find((one) => one === request);
  const at = STAGES.find((one) => one === stage);
  const why = WHY_NO_FILE.find((one) => one === refused);
  return known && at ? { request: known, stage: at, ...(why && { why }) } : null;
}

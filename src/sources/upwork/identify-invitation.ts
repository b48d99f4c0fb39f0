import { UPWORK_PROPOSALS } from '../../domain/model/handoff/steps.js';
import { invitationKey, invitationUrl, jobKey, jobUrl, uidIn } from './canonical-ids.js';
import { readUpworkLink } from './links.js';

/** The ids and addresses by which a source identifies an invitation on Upwork. */
export interface UpworkIds {
  /** Upwork's number of the invitation. */
  readonly invitation?: string | undefined;
  /** Upwork's id of the job, in any spelling. */
  readonly job?: string | undefined;
  /** An address of the job's page. */
  readonly jobUrl?: string | undefined;
}

/** The identity of an invitation on Upwork, the same from every source. */
export interface UpworkIdentity {
  readonly job: { readonly id: string; readonly url: string };
  readonly url?: string;
  readonly keys: readonly string[];
}

/**
 * Returns the canonical job id, the address and the shared ids of an invitation.
 * @param fallback the job's id where Upwork's own is not known, such as `vollna:13`
 */
export function identify(ids: UpworkIds, fallback: string): UpworkIdentity {
  const key = jobOf(ids);
  const uid = uidIn(ids.invitation);
  const url = uid && invitationUrl(uid);
  return {
    job: { id: key ?? fallback, url: key ? jobUrl(key) : (url ?? UPWORK_PROPOSALS) },
    ...(url && { url }),
    keys: [invitationKey(uid)].flatMap((shared) => shared ?? []),
  };
}

/** Returns the canonical key of a job, from its id or else from the address of its page. */
export function jobOf({ job = '', jobUrl: page = '' }: Omit<UpworkIds, 'invitation'>): string | undefined {
  const link = readUpworkLink(page);
  return jobKey(job) ?? (link?.to === 'job' ? link.key : undefined);
}

import type { Client } from '../job/client.js';
import type { Budget } from '../job/job.js';
import type { Person } from '../person/person.js';
import type { InvitationKind } from './event.js';

/**
 * An invitation as far as a person's own text says it: what they pasted, or a message that another tool posted. It is the
 * beginning of a form that the person completes. Nothing in it is assumed.
 */
export interface Draft {
  readonly title?: string;
  /** The job that a link leads to, by its canonical id. */
  readonly job?: { readonly id: string; readonly url: string };
  /** The jobs to which further links lead, where there are any: a draft is of one job alone, the first. */
  readonly otherJobs?: number;
  /** The address of the invitation itself. */
  readonly url?: string;
  /** Further identities of the invitation, as in `Invitation`. */
  readonly keys: readonly string[];
  readonly budget?: Budget;
  readonly skills: readonly string[];
  readonly client: Client;
  readonly kind?: InvitationKind;
  /** Set where the text says that the job is by invitation alone. */
  readonly private?: true;
  readonly expiresAt?: Date;
  /** Everything that is no fact of the others: the client's letter, or else a description. */
  readonly letter: string;
  /** The freelancer who is named: their canonical id and page where a link leads to their profile. */
  readonly freelancer?: Partial<Pick<Person, 'id' | 'name' | 'profileUrl'>>;
}

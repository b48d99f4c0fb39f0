import type { Client } from '../job/client.js';
import type { Budget } from '../job/job.js';
import type { Person } from '../person/person.js';
import type { InvitationKind } from './event.js';

/**
 * An invitation as far as a pasted text, or a message of another tool, states it: the initial values of a form that a
 * person completes. Nothing in it is guessed.
 */
export interface InvitationDraft {
  readonly title?: string;
  /** The job that the first link leads to, by its canonical id. */
  readonly job?: { readonly id: string; readonly url: string };
  /** Number of further jobs that the text links to; a draft is about the first one alone. */
  readonly otherJobs?: number;
  /** The address of the invitation itself. */
  readonly url?: string;
  /** Further identities of the invitation, as in `Invitation`. */
  readonly keys: readonly string[];
  readonly budget?: Budget;
  readonly skills: readonly string[];
  readonly client: Client;
  readonly kind?: InvitationKind;
  /** Set where the text says that the job is by invitation only. */
  readonly private?: true;
  readonly expiresAt?: Date;
  /** The rest of the text: the client's letter, or else a description. */
  readonly letter: string;
  /** The freelancer whom the text names; with id and page where it links to their profile. */
  readonly freelancer?: Partial<Pick<Person, 'id' | 'name' | 'profileUrl'>>;
}

import { fold } from '../../../lib/accent-folding.js';
import { areOtherJobs } from './identity-claims.js';
import type { Invite } from './invite.js';
import { isIdentified } from './merge-invitation.js';

const CUT = /(?:\u2026|\.{3})$/;

/** Tells whether a title is another one, in any spelling, also where a subject cut it. */
export function isSameTitle(title: string, other: string): boolean {
  const [told, known] = [fold(title.trim()), fold(other.trim())];
  return told === known || (CUT.test(told) && known.startsWith(told.replace(CUT, '')));
}

/**
 * Tells whether what was read without certainty is of another job than a certain invitation by its number and its
 * title, so that the two are not one, although they share a number.
 */
export const isOfAnotherJob = (doubtful: Invite, certain: Invite): boolean =>
  !isIdentified(doubtful) &&
  isIdentified(certain) &&
  areOtherJobs(doubtful.job.id, certain.job.id) &&
  !isSameTitle(doubtful.job.title, certain.job.title);

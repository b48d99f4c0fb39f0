import type { Referral } from './referral.js';

/** A referral in a list: whom its colleague passed the job on to, where they did. */
export type ListedReferral = Referral & { readonly passedOnTo?: string };

/** Whether its colleague passed the job on: the tenant's one referral of the job has gone on with it. */
export const isPassedOn = ({ status, takesSlot }: Pick<Referral, 'status' | 'takesSlot'>): boolean =>
  status === 'declined' && !takesSlot;

import type { Referral } from './referral.js';

/** Tells whether the colleague passed the job on: their referral has given the job's one slot to the next. */
export const isPassedOn = ({ status, takesSlot }: Pick<Referral, 'status' | 'takesSlot'>): boolean =>
  status === 'declined' && !takesSlot;

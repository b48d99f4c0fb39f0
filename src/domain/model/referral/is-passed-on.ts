import type { Referral } from './referral.js';

/** Tells whether the colleague passed the job on: the tenant's one slot for the job has moved on. */
export const isPassedOn = ({ status, takesSlot }: Pick<Referral, 'status' | 'takesSlot'>): boolean =>
  status === 'declined' && !takesSlot;

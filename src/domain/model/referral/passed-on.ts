import type { Referral } from './referral.js';

/** Whether its colleague passed the job on: the tenant's one referral of the job has gone on with it. */
export const isPassedOn = ({ status, takesSlot }: Pick<Referral, 'status' | 'takesSlot'>): boolean =>
  status === 'declined' && !takesSlot;

import { createHash } from 'node:crypto';

const digest = (id: string): string => createHash('sha256').update(id).digest('hex');

/**
 * Returns the number of some 19 digits that a job, an invitation, a proposal or a person of the sandbox has on Upwork.
 */
export const upworkUid = (id: string): string =>
  `19${String(BigInt(`0x${digest(id).slice(0, 15)}`) % 10n ** 17n).padStart(17, '0')}`;

/** Returns the key of a person's profile on Upwork, such as `~01921f906821a83980`. */
export const profileKey = (id: string): string => `~01${digest(id).slice(0, 16)}`;

/** Returns the number that a vendor gives to something. */
export const vendorId = (id: string): number => Number.parseInt(digest(id).slice(0, 7), 16);

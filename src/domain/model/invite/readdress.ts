import type { Invite } from './invite.js';

/** Tells whether a less trusted source named an invite's addressee than its person. */
export const isAddresseeDoubtful = ({ ranks: { person, addressee } = {} }: Pick<Invite, 'ranks'>): boolean =>
  person !== undefined && addressee !== undefined && addressee < person;

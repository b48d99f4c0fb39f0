import { todo, type Work } from '../work.js';
import type { Invite } from './invite.js';

/** The timer that lets an open invite expire, where the marketplace gave a time. */
export const expiryOf = ({ expiresAt }: Pick<Invite, 'expiresAt'>): Work[] =>
  expiresAt ? [todo('expire-invite', expiresAt)] : [];

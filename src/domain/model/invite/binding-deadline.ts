import type { Invite } from './invite.js';

/** The fields of an invite that tell when it ends. */
export type Deadlined = Pick<Invite, 'expiresAt' | 'origins' | 'ranks'>;

/**
 * Returns the time at which Baton's clock ends an invite. A deadline that was read without certainty is shown, but
 * binds only an invite that has no other origin: anybody can send a mail, and its deadline may be misread, so that it
 * must not close what another source told of.
 */
export const endOf = ({ expiresAt, origins, ranks }: Deadlined): Date | undefined =>
  origins.length > 1 && (ranks?.expiresAt ?? 0) < 0 ? undefined : expiresAt;

/**
 * Tells whether an invite ends later than its deadline was, or ends where it had no deadline.
 * @param after the invite with what a source told
 */
export function endsLater({ expiresAt }: Pick<Invite, 'expiresAt'>, after: Deadlined): boolean {
  const end = endOf(after);
  return end !== undefined && !(expiresAt && end <= expiresAt);
}

/** Returns an invite with this deadline, or without one. */
export function withDeadline<One extends Pick<Invite, 'expiresAt'>>(
  { expiresAt: _, ...invite }: One,
  expiresAt: Date | undefined,
): Omit<One, 'expiresAt'> & Pick<Invite, 'expiresAt'> {
  return { ...invite, ...(expiresAt && { expiresAt }) };
}

/** Returns an invite without a deadline that does not bind, for rules that end with the deadline. */
export const withBindingDeadline = <One extends Deadlined>(invite: One) => withDeadline(invite, endOf(invite));

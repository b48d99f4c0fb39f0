import { type Connection, ONLY_WAY } from '../domain/model/connection/connection.js';
import { prefixedId } from '../domain/model/connection/unique-id.js';
import type { Invitation, MarketplaceEvent } from '../domain/model/event/event.js';
import type { Person } from '../domain/model/person/person.js';
import { SOURCES } from './sources.js';

/*
 * Inside Baton an id of an invitation, a job or a person names one thing in the whole tenant. So the ids of a
 * connection begin with the connection's own, except for those of a tenant's first contract connection (`bareIds`).
 * Jobs and people of Upwork have the same ids whatever source tells of them: those stay as the source made them.
 */

type Namespace = Pick<Connection, 'id' | 'bareIds' | 'marketplace'>;

/** The beginnings of ids that a source or Baton itself makes, and that are the same in all connections. */
const SCHEMES = [
  ...Object.keys(SOURCES).filter((name) => name !== ONLY_WAY.source),
  ...['upwork', 'mail', 'mailto', 'slack', 'titled', 'link'],
];

/** Matches ids that begin like those of others: with a scheme, or with the id of a connection. */
const OF_OTHERS = new RegExp(`^(?:(?:${SCHEMES.join('|')}|[\\da-f]{24}):|practice-)`);

/**
 * Makes an id of a connection unique within the tenant. A bare id that begins like those of others gets the
 * connection's own in front, too, since a marketplace may speak of its own things alone.
 */
export const uniqueId = (connection: Pick<Connection, 'id' | 'bareIds'>, ownId: string): string =>
  connection.bareIds && !OF_OTHERS.test(ownId) ? ownId : prefixedId(connection, ownId);

/** Makes the id of a job or a person unique within the tenant. */
export const keyedId = (connection: Namespace, ownId: string): string =>
  connection.marketplace === 'own' ? uniqueId(connection, ownId) : ownId;

/** Makes a person's id unique within the tenant. */
export const keyedPerson = (connection: Namespace, person: Person): Person => ({
  ...person,
  id: keyedId(connection, person.id),
});

/** Makes the ids of an event unique within the tenant. */
export function keyedEvent(connection: Namespace, event: MarketplaceEvent): MarketplaceEvent {
  switch (event.type) {
    case 'invitation.created':
      return { ...event, data: keyedInvitation(connection, event.data) };
    case 'invitation.status_changed':
      return { ...event, data: { ...event.data, id: uniqueId(connection, event.data.id) } };
    case 'proposal.status_changed':
      return { ...event, data: { ...event.data, invitationId: uniqueId(connection, event.data.invitationId) } };
  }
}

/** Makes the ids of an invitation, its job and its people unique within the tenant. */
export function keyedInvitation(connection: Namespace, invitation: Invitation): Invitation {
  const { referral } = invitation;
  return {
    ...invitation,
    id: uniqueId(connection, invitation.id),
    job: { ...invitation.job, id: keyedId(connection, invitation.job.id) },
    freelancer: keyedPerson(connection, invitation.freelancer),
    ...(referral && {
      referral: { ...referral, fromInvitationId: uniqueId(connection, referral.fromInvitationId) },
    }),
  };
}

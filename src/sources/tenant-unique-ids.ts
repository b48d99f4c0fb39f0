import type { Connection } from '../domain/model/connection/connection.js';
import type { Invitation, MarketplaceEvent } from '../domain/model/event/event.js';
import type { Person } from '../domain/model/person/person.js';

/*
 * Inside Baton an id of an invitation, a job or a person names one thing in the whole tenant. So the ids of a
 * connection begin with the connection's own, except for those of a tenant's first contract connection (`bareIds`).
 * Jobs and people of Upwork have the same ids whatever source tells of them: those stay as the source made them.
 */

type Namespace = Pick<Connection, 'id' | 'bareIds' | 'marketplace'>;

const SEPARATOR = ':';

/** Makes an invitation's id unique within the tenant. */
export const invitationKey = ({ id, bareIds }: Namespace, invitationId: string): string =>
  bareIds ? invitationId : `${id}${SEPARATOR}${invitationId}`;

/** Returns an invitation's id in its connection, without the prefix. */
export const idOf = ({ id }: Pick<Connection, 'id'>, key: string): string =>
  key.startsWith(`${id}${SEPARATOR}`) ? key.slice(id.length + SEPARATOR.length) : key;

/** Makes the id of a job or a person unique within the tenant. */
export const ownKey = (connection: Namespace, ownId: string): string =>
  connection.marketplace === 'own' ? invitationKey(connection, ownId) : ownId;

/** Makes a person's id unique within the tenant. */
export const personKeyed = (connection: Namespace, person: Person): Person => ({
  ...person,
  id: ownKey(connection, person.id),
});

/** Makes the ids of an event unique within the tenant. */
export function keyed(connection: Namespace, event: MarketplaceEvent): MarketplaceEvent {
  switch (event.type) {
    case 'invitation.created':
      return { ...event, data: keyedInvitation(connection, event.data) };
    case 'invitation.status_changed':
      return { ...event, data: { ...event.data, id: invitationKey(connection, event.data.id) } };
    case 'proposal.status_changed':
      return { ...event, data: { ...event.data, invitationId: invitationKey(connection, event.data.invitationId) } };
  }
}

/** Makes the ids of an invitation, its job and its people unique within the tenant. */
export function keyedInvitation(connection: Namespace, invitation: Invitation): Invitation {
  const { referral } = invitation;
  return {
    ...invitation,
    id: invitationKey(connection, invitation.id),
    job: { ...invitation.job, id: ownKey(connection, invitation.job.id) },
    freelancer: personKeyed(connection, invitation.freelancer),
    ...(referral && {
      referral: { ...referral, fromInvitationId: invitationKey(connection, referral.fromInvitationId) },
    }),
  };
}

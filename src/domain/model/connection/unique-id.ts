import type { Connection } from './connection.js';

const SEPARATOR = ':';

/**
 * Matches ids that begin like those of Upwork and of sources for it, of what people enter or play, and of other
 * connections.
 */
const OF_OTHERS =
  /^(?:(?:upwork|vollna|getmany|email|mail|mailto|mailgun|manual|practice|slack|titled|link|[\da-f]{24}):|practice-)/;

/**
 * Returns an id of a connection so that it is unique within the tenant: it begins with the connection's own id, unless
 * the connection has bare ids. A bare id that begins like those of others gets the beginning, too, since a marketplace
 * may speak of its own things alone.
 */
export const uniqueId = ({ id, bareIds }: Pick<Connection, 'id' | 'bareIds'>, ownId: string): string =>
  bareIds && !OF_OTHERS.test(ownId) ? ownId : `${id}${SEPARATOR}${ownId}`;

/** Returns the id as the connection's source knows it. */
export const ownIdOf = ({ id }: Pick<Connection, 'id'>, uniqueId: string): string =>
  uniqueId.startsWith(`${id}${SEPARATOR}`) ? uniqueId.slice(id.length + SEPARATOR.length) : uniqueId;

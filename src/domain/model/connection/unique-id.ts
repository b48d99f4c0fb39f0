import type { Connection } from './connection.js';

const SEPARATOR = ':';

/** Returns an id of a connection behind the connection's own, which makes it unique within the tenant. */
export const prefixedId = ({ id }: Pick<Connection, 'id'>, ownId: string): string => `${id}${SEPARATOR}${ownId}`;

/** Returns the id as the connection's source knows it. */
export const ownIdOf = ({ id }: Pick<Connection, 'id'>, uniqueId: string): string =>
  uniqueId.startsWith(`${id}${SEPARATOR}`) ? uniqueId.slice(id.length + SEPARATOR.length) : uniqueId;

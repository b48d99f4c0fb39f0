/** Returns the URL of a connection's webhook. @param publicUrl Baton's public address */
export const webhookUrl = (publicUrl: string, connectionId: string): string =>
  new URL(`/webhooks/${connectionId}`, publicUrl).href;

const PATH = /^\/webhooks\/([\w-]{1,64})(?:\?|$)/;

/** Returns the id of the connection in a webhook's path; undefined for other paths. */
export const connectionIn = (path: string): string | undefined => PATH.exec(path)?.[1];

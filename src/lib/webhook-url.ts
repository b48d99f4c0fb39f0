/** Where a marketplace sends what happens, for one connection. @param publicUrl Baton's public address */
export const webhookUrl = (publicUrl: string, connectionId: string): string =>
  new URL(`/webhooks/${connectionId}`, publicUrl).href;

const PATH = /^\/webhooks\/([\w-]{1,64})(?:\?|$)/;

/** The connection whose webhook a request's path is; undefined when it is no webhook's. */
export const connectionIn = (path: string): string | undefined => PATH.exec(path)?.[1];

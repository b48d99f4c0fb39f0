/** A mention, a link to a profile in Slack, and a member id as Slack copies it: it has a digit, and names have none. */
const WRITTEN: readonly RegExp[] = [
  /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>$/,
  /^<?https:\/\/(?:[a-z0-9-]+\.){1,3}slack\.com\/(?:client\/[A-Z0-9]+\/)?(?:team|user_profile)\/([UW][A-Z0-9]+)\/?>?$/,
  /^([UW](?=[A-Z]*\d)[A-Z0-9]{7,})$/,
];

/** Extracts the Slack user id from a text that is a mention, a link to a profile in Slack, or the id itself. */
export const memberIdIn = (text: string): string | undefined =>
  WRITTEN.flatMap((form) => form.exec(text.trim())?.[1] ?? [])[0];

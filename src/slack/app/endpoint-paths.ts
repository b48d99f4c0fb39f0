/** Paths that Slack calls, below the public address. The manifest has the same ones. */
export const ENDPOINT_PATHS = {
  events: '/slack/events',
  install: '/slack/install',
  redirect: '/slack/oauth_redirect',
} as const;

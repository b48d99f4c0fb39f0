/** Where Slack reaches Baton, below the public address. The manifest names the same. */
export const PATHS = { events: '/slack/events', install: '/slack/install', redirect: '/slack/oauth_redirect' } as const;

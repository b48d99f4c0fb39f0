/** A person of the workspace. Every further field of Slack's user object is answered as it is given. */
export interface SeedUser {
  /** Unique in the workspace; the id is made from it. `slackbot` becomes USLACKBOT. */
  readonly name: string;
  readonly real_name?: string;
  /** Absent: Slack tells none. */
  readonly email?: string;
  /** IANA name. */
  readonly tz?: string;
  readonly locale?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
  /** Not there yet: joins later. */
  readonly absent?: boolean;
}

interface SeedChannel {
  readonly name: string;
  readonly is_private?: boolean;
  readonly topic?: string;
  /** False: the bot was never invited, and may not post there. Default: true. */
  readonly bot_invited?: boolean;
}

/** A workspace as it begins. */
export interface SeedWorkspace {
  readonly team: { readonly name: string; readonly domain: string };
  readonly users: readonly SeedUser[];
  readonly channels?: readonly SeedChannel[];
}

/** The Slack app, as its manifest and its credentials say. */
export interface SeedApp {
  readonly appId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly name?: string;
  /** Nothing beyond them is granted. */
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
}

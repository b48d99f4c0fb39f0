/** A user. Further fields of Slack's user object are returned as given. */
export interface SeedUser {
  /** Unique in the workspace; the id is derived from it. `slackbot` becomes USLACKBOT. */
  readonly name: string;
  readonly real_name?: string;
  /** Absent: the user has no email address. */
  readonly email?: string;
  /** IANA time zone. */
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
  /** True for a user who joins later. */
  readonly absent?: boolean;
}

interface SeedChannel {
  readonly name: string;
  readonly is_private?: boolean;
  readonly topic?: string;
  /** False: the bot is not a member and may not post. Default: true. */
  readonly bot_invited?: boolean;
}

/** Initial state of a workspace. */
export interface SeedWorkspace {
  readonly team: { readonly name: string; readonly domain: string };
  readonly users: readonly SeedUser[];
  readonly channels?: readonly SeedChannel[];
}

/** The Slack app: manifest and credentials. */
export interface SeedApp {
  readonly appId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** The app-level token that opens sockets. Absent: Socket Mode is off. */
  readonly appToken?: string;
  readonly name?: string;
  /** The most that an installation grants. */
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
}

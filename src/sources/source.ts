import type {
  Account,
  Answers,
  Capability,
  LocalText,
  SetUpForm,
  SourceRules,
  ToCopy,
} from '../domain/model/connection/source.js';
import type {
  Delivery as BroughtDelivery,
  Log,
  Marketplace,
  Polled as PolledConnection,
  Probe,
  Sources,
} from '../domain/ports.js';
import type { ClockReading } from '../lib/clock-difference.js';
import type { TrustedOrigins } from './http/check-base-url.js';
import type { Fetch } from './http/guarded-fetch.js';

export type { Probe };

/**
 * A source: a way in for invitations, and perhaps out for decisions. It is one folder with its wire formats, webhook,
 * client, mapping and set-up, and one line in `sources.ts`. A new one needs no other code.
 */
export interface Source<Config> extends SourceRules {
  /**
   * The trust in its facts, from 0 to 100. Where two sources contradict each other about an invitation, the higher one
   * wins: a signed contract 90, an API 70 to 80, a person's own words 50, a mail 30.
   */
  readonly trust: number;
  /**
   * True where its ids identify invitations, so that two ids are two invitations. False where one invitation may come
   * under several ids, as in two mails.
   */
  readonly namesInvitations: boolean;
  /** Parses a stored configuration. @throws when it is invalid. */
  readonly readConfig: (stored: unknown) => Config;
  readonly can: (config: Config) => readonly Capability[];
  /** Tells whether Baton polls with this configuration; it does when absent. */
  readonly asks?: (config: Config) => boolean;
  readonly setUp: SetUp<Config>;
  /** Reads the source's webhooks; absent where it sends none. */
  readonly webhook?: Webhook<Config>;
  /** Polls the source; absent where it cannot be polled. */
  readonly poll?: Poll<Config>;
  /** Creates the client for the calls that the source answers; called once per process. */
  readonly client?: (services: Services) => Client<Config>;
  /** Reads a pasted text; absent for sources into which nothing is pasted. */
  readonly readText?: Sources['readInvite'];
}

/** A connection with its parsed configuration. */
export interface Opened<Config> {
  readonly id: string;
  readonly tenantId: string;
  readonly connectedAt: Date;
  readonly config: Config;
}

/** The services that a source may use. */
export interface Services {
  /**
   * The fetch for all calls. It connects only to public addresses and trusted origins. Follow no redirect, and set a
   * time limit.
   */
  readonly fetch: Fetch;
  readonly trustedOrigins: TrustedOrigins;
  /** The time limit of each call, in milliseconds. */
  readonly timeoutMs: number;
  /** The time limit of a call that a person waits for, in milliseconds. */
  readonly searchTimeoutMs: number;
  /**
   * Takes a place under a rate limit that all processes share.
   * @param caller names the waiting caller, for whom a place is reserved
   * @throws Postponed where there is no place now; PlaceReserved for a named caller
   */
  readonly admit?: (limit: SourceLimit, caller?: string) => Promise<void>;
  readonly log?: Log;
  /** Counts list items that do not follow the format, by the path of the call. */
  readonly leftOut?: (path: string, items: number) => void;
}

/** A rate limit of a source. Without a rate it holds only after the service has answered 429. */
export interface SourceLimit {
  readonly key: string;
  readonly perSecond?: number;
  readonly perMinute?: number;
  /** Calls that may come at once after a quiet time; 1 when absent. */
  readonly burst?: number;
}

/** One delivery of a source. */
export interface Delivery extends BroughtDelivery {
  /** The reason why it has no effect; counted in the connection's health. */
  readonly ignored?: Ignored;
}

/** The reasons why a delivery has no effect. */
export type Ignored = 'job-alert' | 'other-mail' | 'test' | 'unknown-type' | 'unknown-invitation';

/** A webhook's request line and headers, before its body is read. */
export interface WebhookRequest {
  /** With lower-case names, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly query: URLSearchParams;
  readonly now: Date;
}

/** Reads a source's webhooks. */
export interface Webhook<Config> {
  /** The longest body in bytes; 2 MB when absent. */
  readonly longest?: number;
  /**
   * Checks the request line and the headers, so that Baton reads no body without a plausible proof of the sender.
   * @returns a function that verifies and reads the raw body; it throws BadWebhook, too
   * @throws BadWebhook
   */
  verify(connection: Opened<Config>, request: WebhookRequest): (body: Buffer) => Delivery | Promise<Delivery>;
}

/** The state that is stored between two polls, as readable JSON; empty before the first. */
export type PollState = Readonly<Record<string, string | number>>;

/** The result of one poll. */
export interface Polled extends PolledConnection {
  readonly deliveries: readonly Delivery[];
}

/**
 * Polls once. One poll makes a limited number of calls; the next poll continues. Deliveries may repeat earlier ones.
 * @throws Postponed on 429 (its key begins with `poll:`), TokenRefused, anything else when a retry may help.
 */
export type Poll<Config> = (
  connection: Opened<Config>,
  services: Services,
  state: PollState,
  now: Date,
) => Promise<Polled>;

/** The calls of the marketplace port that a connection may answer. */
type Calls = Pick<Marketplace, 'accept' | 'decline' | 'invitation' | 'searchPeople' | 'candidates' | 'members'>;

type ToConnection<Config, Call> = Call extends (to: infer _, ...rest: infer Rest) => infer Answer
  ? (to: Opened<Config>, ...rest: Rest) => Answer
  : never;

/** The calls that a source answers: those of its capabilities. */
export type Client<Config> = {
  readonly [Name in keyof Calls]?: ToConnection<Config, Calls[Name]>;
} & {
  /** Reads the clock of the service. @throws when it does not answer, or without a date. */
  clock?(to: Opened<Config>): Promise<ClockReading>;
  /** Closes connections that the client keeps open. */
  close?(): Promise<void>;
};

/** The guided set-up of a source. */
export interface SetUp<Config> extends Omit<SetUpForm, 'source'> {
  /** Further steps, for the webhook; left out where Baton has no public address. */
  readonly webhookSteps?: readonly LocalText[];
  /**
   * Makes a configuration of the form's answers. Baton's own secrets are made here, and kept when the same connection
   * is set up again.
   * @param before the configuration that it replaces
   * @throws Refusal with the name of the field as `params.field`
   */
  configure(answers: Answers, before: Config | undefined): Config;
  /** Returns the present answers, without secrets. */
  preset(config: Config): Answers;
  /**
   * Tries a configuration before it is saved.
   * @throws Refusal('connection.badUrl' | 'connection.rejected' | 'connection.busy' | 'connection.unreadable' |
   * 'marketplace.unreachable') with `params.field`
   */
  probe(config: Config, services: Services): Promise<Probe>;
  /**
   * Returns the place that a configuration leads to, without a secret: a connection to the place of a removed one is
   * that one again. Absent where nothing without a secret tells two accounts apart.
   */
  readonly placeOf?: (config: Config) => string;
  /** Returns the account that a configuration leads to; absent, and undefined, where nothing tells two apart. */
  readonly accountOf?: (config: Config) => Account | undefined;
  /** Lists the values to copy to the vendor. @param webhookUrl the connection's webhook address */
  copy(config: Config, webhookUrl: string): readonly ToCopy[];
  /**
   * Replaces Baton's own secret; the last one stays valid until the next rotation. Absent where the source has none.
   */
  readonly rotate?: (config: Config) => Config;
}

/** A source in the table of sources, whatever its configuration is. */
export type AnySource = Source<unknown>;

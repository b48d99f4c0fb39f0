/** Why a person's wish cannot be met. Each code has words in the message catalogue under `refusal.<code>`. */
export type RefusalCode =
  | 'invite.notFound'
  | 'invite.notYours'
  | 'invite.alreadyDecided'
  | 'invite.decidedElsewhere'
  | 'invite.closed'
  | 'invite.expired'
  | 'referral.notFound'
  | 'referral.notYours'
  | 'referral.alreadyUndone'
  | 'referral.nothingToUndo'
  | 'referral.tooLateToUndo'
  | 'referral.jobTaken'
  | 'referral.toYourself'
  | 'referral.notEligible'
  | 'referral.hasLeft'
  | 'referral.isGuest'
  | 'referral.privateJob'
  | 'referral.notReleased'
  | 'referral.chainTooLong'
  | 'referral.backUpTheChain'
  | 'referral.alreadyInvited'
  | 'referral.alreadyProposed'
  | 'referral.alreadyReferred'
  | 'referral.alreadyHired'
  | 'referral.alreadyInvolved'
  | 'referral.noSuchPerson'
  | 'referral.noSuchAddress'
  | 'referral.notAwaitingHandoff'
  | 'member.unknown'
  | 'member.external'
  | 'member.notOneOfUs'
  | 'member.notAdmin'
  | 'member.badProfile'
  | 'member.notShown'
  | 'member.left'
  | 'member.isBot'
  | 'member.notLinkable'
  | 'member.forgotten'
  | 'relay.notFound'
  | 'relay.notYours'
  | 'relay.over'
  | 'relay.tooMany'
  | 'relay.running'
  | 'relay.practice'
  | 'member.personTaken'
  | 'tenant.notInstalled'
  | 'tenant.notConnected'
  | 'tenant.badSettings'
  | 'connection.badUrl'
  | 'connection.rejected'
  | 'marketplace.unreachable'
  | 'marketplace.tooLong';

/** The person asked for something that cannot be: tell them why, it is their turn. Never retried. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** What the words need, such as names. */
  readonly params: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, params: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** Refusals that end once somebody corrects the configuration, the connection or the installation. */
const UNTIL_CONFIGURED: ReadonlySet<RefusalCode> = new Set([
  'tenant.notInstalled',
  'tenant.notConnected',
  'connection.badUrl',
  'connection.rejected',
  'marketplace.unreachable',
]);

/**
 * The fault lies in Baton's own configuration, or in the tenant's connection, settings or installation. Says nothing of
 * the work itself, which is retried on its retry delays until somebody has corrected it.
 */
export class Misconfigured extends Error {
  override readonly name: string = 'Misconfigured';
}

/** The marketplace turned the connection's token down. */
export class TokenRefused extends Misconfigured {
  override readonly name = 'TokenRefused';
}

/** Whether an error is `Misconfigured`, in the words of an operator or in those for a person. */
export const isMisconfigured = (error: unknown): boolean =>
  error instanceof Misconfigured || (error instanceof Refusal && UNTIL_CONFIGURED.has(error.code));

/** Retrying cannot help: keep the work as a dead letter and tell an operator. */
export class Hopeless extends Error {
  override readonly name: string = 'Hopeless';
}

/**
 * Why somebody, or a channel, gets no message: Baton's Messages tab is switched off; Slack shows Baton no such person or
 * conversation; the conversation is archived; the workspace does not let Baton write there; it is a bot; Slack does
 * not take the message; the person has left.
 */
export type WhyUnreached = 'messages-off' | 'not-found' | 'archived' | 'not-allowed' | 'bot' | 'refused' | 'left';

/** A message cannot get where it belongs, however often it is tried. */
export class Unreachable extends Hopeless {
  override readonly name = 'Unreachable';
  readonly why: WhyUnreached;

  constructor(why: WhyUnreached, advice: string) {
    super(advice);
    this.why = why;
  }
}

/**
 * Something that this is about is not known yet, and nobody is to blame: the work is tried again like after a failure,
 * and no service counts as troubled.
 */
export class TooEarly extends Error {
  override readonly name = 'TooEarly';
}

/** The other side asked us to wait. The work is put off, and the attempt is not counted. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  /** Milliseconds to wait before the next try. */
  readonly retryAfterMs: number;
  /** What is limited, such as `slack:T1:C1` or `marketplace:T1`: other work under the same key waits too. */
  readonly limitKey: string;

  constructor(retryAfterMs: number, limitKey: string) {
    super(`put off for ${retryAfterMs} ms: ${limitKey}`);
    this.retryAfterMs = retryAfterMs;
    this.limitKey = limitKey;
  }
}

/**
 * Work that was let go before its time, as by a machine whose clock is ahead: it waits for its time, and is not done.
 * @param key names the timer, as `undo:T1:r1`
 */
export const notYetDue = (at: Date, now: Date, key: string): Postponed =>
  new Postponed(at.getTime() - now.getTime(), key);

/** A marketplace said no for good (a permanent 4xx). `code` is the last part of its problem type. */
export class MarketplaceRefusal extends Hopeless {
  override readonly name = 'MarketplaceRefusal';
  readonly code: string;
  /** The marketplace's own explanation, in plain words. It may name people, so it is no part of what is logged. */
  readonly detail: string;

  constructor(code: string, detail: string) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Slack says that Baton is not installed there any more. A retry helps where the token was read just before Baton was
 * installed again.
 */
export class AccessRevoked extends Error {
  override readonly name = 'AccessRevoked';
}

/** A document with this unique key is already there. */
export class Duplicate extends Error {
  override readonly name = 'Duplicate';

  constructor(key: string) {
    super(`already there: ${key}`);
  }
}

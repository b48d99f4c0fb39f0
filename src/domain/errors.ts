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
  | 'referral.privateJob'
  | 'referral.notReleased'
  | 'referral.chainTooLong'
  | 'referral.backUpTheChain'
  | 'referral.alreadyInvited'
  | 'referral.alreadyProposed'
  | 'referral.alreadyReferred'
  | 'referral.alreadyHired'
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

/** Retrying cannot help: keep the work as a dead letter and tell an operator. */
export class Hopeless extends Error {
  override readonly name: string = 'Hopeless';
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

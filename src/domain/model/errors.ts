/** A reason to refuse what a person asks for. Each code has words in the message catalogue under `refusal.<code>`. */
export type RefusalCode =
  | 'invite.notFound'
  | 'invite.notYours'
  | 'invite.notDecider'
  | 'invite.alreadyDecided'
  | 'invite.youAccepted'
  | 'invite.youDeclined'
  | 'invite.youReferred'
  | 'invite.decidedElsewhere'
  | 'invite.closed'
  | 'invite.expired'
  | 'invite.noTitle'
  | 'invite.badLink'
  | 'invite.noPage'
  | 'invite.profileLink'
  | 'invite.severalLinks'
  | 'invite.deadlinePast'
  | 'invite.badBudget'
  | 'invite.budgetWithoutKind'
  | 'invite.certain'
  | 'invite.severalMentioned'
  | 'invite.forOthers'
  | 'invitee.isBot'
  | 'invitee.hasLeft'
  | 'invitee.isExternal'
  | 'invitee.isGuest'
  | 'referral.notFound'
  | 'referral.notYours'
  | 'referral.alreadyUndone'
  | 'referral.nothingToUndo'
  | 'referral.tooLateToUndo'
  | 'referral.jobTaken'
  | 'referral.toYourself'
  | 'referral.toAddressee'
  | 'referral.notEligible'
  | 'referral.hasLeft'
  | 'referral.isBot'
  | 'referral.isExternal'
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
  | 'referral.sharedAddress'
  | 'referral.needsProfile'
  | 'referral.notAwaitingHandoff'
  | 'member.unknown'
  | 'member.youUnknown'
  | 'member.external'
  | 'member.deactivated'
  | 'member.notOneOfUs'
  | 'member.notAdmin'
  | 'member.badProfile'
  | 'member.notShown'
  | 'member.left'
  | 'member.elsewhere'
  | 'member.isBot'
  | 'member.severalMentioned'
  | 'member.yourselfAlone'
  | 'member.forgotten'
  | 'member.youForgotten'
  | 'relay.notFound'
  | 'relay.notYours'
  | 'relay.yourOwn'
  | 'relay.youSaidYes'
  | 'relay.youSaidNo'
  | 'relay.over'
  | 'relay.tooMany'
  | 'relay.running'
  | 'relay.practice'
  | 'member.personTaken'
  | 'member.personIsYours'
  | 'button.outdated'
  | 'form.outdated'
  | 'tenant.notInstalled'
  | 'tenant.notConnected'
  | 'tenant.badSettings'
  | 'connection.badUrl'
  | 'connection.badToken'
  | 'connection.badKey'
  | 'connection.badMailAddress'
  | 'connection.badDomain'
  | 'connection.missing'
  | 'connection.rejected'
  | 'connection.unreadable'
  | 'connection.busy'
  | 'connection.noSecret'
  | 'connection.unheard'
  | 'connection.gone'
  | 'connection.removed'
  | 'connection.elsewhere'
  | 'connection.alreadyThere'
  | 'marketplace.unreachable'
  | 'marketplace.tooLong';

/**
 * Thrown when a person asks for something that is not allowed or not possible. The person is told why; nothing is
 * retried.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** Values for the placeholders of the text, such as names. */
  readonly params: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, params: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** Refusal codes that hold until somebody corrects the configuration, the connection or the installation. */
const UNTIL_CONFIGURED: ReadonlySet<RefusalCode> = new Set([
  'tenant.notInstalled',
  'tenant.notConnected',
  'connection.removed',
  'connection.badUrl',
  'connection.rejected',
  'marketplace.unreachable',
]);

/**
 * A fault in Baton's configuration, or in the tenant's connection, settings or installation. The work itself may be
 * fine: it is retried on its retry delays until somebody has corrected the fault.
 */
export class Misconfigured extends Error {
  override readonly name: string = 'Misconfigured';
}

/** A service answers, but not in the form that Baton reads. A retry may help: it may be another server's page. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
  /** The part at fault: paths of fields, or a status. */
  readonly fault: string;
  /** True where the status says that what was asked for was not done. */
  readonly isRefused: boolean;

  constructor(message: string, fault: string, isRefused = false) {
    super(message);
    this.fault = fault;
    this.isRefused = isRefused;
  }
}

/** A service was not reached, or says that it has not done what was asked for. A retry may help. */
export class NotDone extends Error {
  override readonly name = 'NotDone';
}

/** The marketplace refused the connection's token. */
export class TokenRefused extends Misconfigured {
  override readonly name = 'TokenRefused';
}

/** Tells whether an error means a misconfiguration: a `Misconfigured`, or a `Refusal` that amounts to one. */
export const isMisconfigured = (error: unknown): boolean =>
  error instanceof Misconfigured || (error instanceof Refusal && UNTIL_CONFIGURED.has(error.code));

/** A permanent failure that no retry can mend. The work becomes a dead letter, which operators see. */
export class Hopeless extends Error {
  override readonly name: string = 'Hopeless';
}

/**
 * The reason why a person or a channel gets no message. In order: Baton's Messages tab is switched off; Slack shows
 * Baton no such person or conversation; the conversation is archived; the workspace does not let Baton write there; the
 * recipient is a bot; Slack refuses the message; the person has left.
 */
export type WhyUnreached = 'messages-off' | 'not-found' | 'archived' | 'not-allowed' | 'bot' | 'refused' | 'left';

/** A message that cannot reach its recipient, however often it is tried. */
export class Unreachable extends Hopeless {
  override readonly name = 'Unreachable';
  readonly why: WhyUnreached;

  constructor(why: WhyUnreached, advice: string) {
    super(advice);
    this.why = why;
  }
}

/** The reason why Slack takes a file in no way: none from apps, none of this kind or size, or no room for any more. */
export const WHY_NO_FILE = ['not-allowed', 'kind', 'no-room'] as const;

/** One of these reasons. */
export type WhyNoFile = (typeof WHY_NO_FILE)[number];

/** A file that Slack does not take, however often it is tried. */
export class FileRefused extends Hopeless {
  override readonly name = 'FileRefused';
  readonly why: WhyNoFile;

  constructor(why: WhyNoFile, advice: string) {
    super(advice);
    this.why = why;
  }
}

/**
 * Thrown when an event's subject is not stored yet. The work is retried as after a failure, but the failure counts
 * against no service.
 */
export class TooEarly extends Error {
  override readonly name = 'TooEarly';
}

/** Another service asked Baton to wait, or a timer ran early. The work is put off, and the attempt is not counted. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  /** Milliseconds to wait before the next try. */
  readonly retryAfterMs: number;
  /** The key of the limit, such as `slack:T1:C1` or `marketplace:T1:c1`. Other work under the same key waits too. */
  readonly limitKey: string;

  constructor(retryAfterMs: number, limitKey: string) {
    super(`put off for ${retryAfterMs} ms: ${limitKey}`);
    this.retryAfterMs = retryAfterMs;
    this.limitKey = limitKey;
  }
}

/**
 * Thrown when one of Baton's own rate limits is used up and a later place was reserved. The work waits for that place;
 * no attempt is counted.
 */
export class PlaceReserved extends Error {
  override readonly name = 'PlaceReserved';
  /** Milliseconds until the reserved place. */
  readonly waitMs: number;

  constructor(waitMs: number, limitKey: string) {
    super(`a place in ${waitMs} ms: ${limitKey}`);
    this.waitMs = waitMs;
  }
}

/**
 * Puts off work that started before it is due, as on a machine whose clock is ahead.
 * @param key names the timer, as `undo:T1:r1`
 */
export const notYetDue = (at: Date, now: Date, key: string): Postponed =>
  new Postponed(at.getTime() - now.getTime(), key);

/** A permanent refusal by the marketplace (a 4xx). `code` is the last part of its problem type. */
export class MarketplaceRefusal extends Hopeless {
  override readonly name = 'MarketplaceRefusal';
  readonly code: string;
  /** The marketplace's own explanation, in plain words. It may name people, so it is not logged. */
  readonly detail: string;

  constructor(code: string, detail: string) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Thrown when Slack reports that Baton is no longer installed. A retry helps only if the token was read just before a
 * new installation.
 */
export class AccessRevoked extends Error {
  override readonly name = 'AccessRevoked';
}

/** A document with this unique key exists already. */
export class Duplicate extends Error {
  override readonly name = 'Duplicate';

  constructor(key: string) {
    super(`already there: ${key}`);
  }
}

/** Tells whether a call that ended in this error certainly had no effect: it was refused, or never sent. */
export const hadNoEffect = (error: unknown): boolean =>
  error instanceof NotDone ||
  error instanceof Hopeless ||
  error instanceof Misconfigured ||
  error instanceof Refusal ||
  error instanceof Postponed ||
  error instanceof PlaceReserved ||
  (error instanceof UnreadableAnswer && error.isRefused);

import type { Language } from '../languages.js';

/**
 * The kind of a connection, such as `contract` or `vollna`. The table of sources (`src/sources/sources.ts`) has them
 * all.
 */
export type SourceName = string;

/** The marketplace that a source's jobs are on: Upwork, or the marketplace that the connection itself connects to. */
export type MarketplaceId = 'upwork' | 'own';

/** Properties that all connections of a source share. */
export interface SourceRules {
  /** The marketplace that its jobs are on. */
  readonly marketplace: MarketplaceId;
  /** Set where the source names the referral that led to an invitation, and the invitation that a proposal answers. */
  readonly namesRelations?: true;
  /** Set where decisions wait for a removed connection to be set up again, instead of being handed off to members. */
  readonly comesBack?: true;
}

/** Returns the rules of a source; the most cautious ones for a source that this release does not know. */
export type RulesOf = (source: SourceName) => SourceRules;

/** The capabilities that a connection may have. */
export const CAPABILITIES = [
  /** Carry an accept or a decline to the marketplace. */
  'decide',
  /** Carry a referral to the marketplace. */
  'refer',
  'look-up-people',
  'candidates',
  'decline-reasons',
  /** List the agency's own people. */
  'members',
  /** Return one invitation by its id. */
  'invitations',
  /** Report proposals and hires. */
  'outcomes',
] as const;

/** A capability of a connection. */
export type Capability = (typeof CAPABILITIES)[number];

/** A text in every language of Baton. */
export type LocalText = { readonly [Spoken in Language]: string };

/** The answers of a set-up form, by the names of its fields. */
export type Answers = Readonly<Record<string, string>>;

/** The account that a connection leads to. */
export interface Account {
  /** The field of the set-up form that says which one it is. */
  readonly field: string;
  /** The value that tells it from others of the same source: an address, or a token, which is secret. */
  readonly key: string;
}

/** One field of a set-up form. */
export interface SetUpField {
  readonly name: string;
  /** A `secret` is never shown again: the form asks for it anew. */
  readonly kind: 'text' | 'url' | 'secret' | 'choice';
  readonly label: LocalText;
  readonly hint?: LocalText;
  readonly placeholder?: LocalText;
  readonly optional?: true;
  /** The most characters of an answer. */
  readonly most?: number;
  /** The options of a `choice`, the default first. */
  readonly options?: readonly { readonly value: string; readonly label: LocalText }[];
}

/** The set-up form of a source. */
export interface SetUpForm {
  readonly source: SourceName;
  readonly name: LocalText;
  /** One sentence that says what the source is and what it can do. */
  readonly about: LocalText;
  /** The steps to take at the vendor, in mrkdwn; may be empty. */
  readonly steps: readonly LocalText[];
  readonly fields: readonly SetUpField[];
  /** The benefits and limits of the source, in at most 75 characters: Slack's limit beside a choice. */
  readonly inShort: LocalText;
  /** Instructions for making the source send something at once, in mrkdwn; absent where it sends no webhooks. */
  readonly sendNow?: LocalText;
}

/** A value that the admin copies to the vendor once the connection is saved, for example the webhook's address. */
export interface ToCopy {
  readonly label: LocalText;
  readonly value: string;
}

/** A fact that a probe has found, for example "Acme Agency, 7 people". */
export type Fact = LocalText;

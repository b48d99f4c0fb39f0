import type { Json } from './json.js';

interface Grant<W> {
  readonly workspace: W;
  readonly scopes: readonly string[];
  /** Slack's error code for a token that is no longer valid. */
  revoked?: 'token_revoked' | 'account_inactive';
}

/** Registry of valid tokens. The emulator itself accepts any. */
export interface Tokens<W> {
  grant(token: string, workspace: W, scopes: readonly string[]): void;
  find(token: string): Grant<W> | undefined;
  revoke(token: string): void;
  /** Revokes all tokens of the workspace except `but`. */
  revokeAll(workspace: W, but: string): void;
  /** Returns Slack's error response for an invalid token; undefined for a valid one. */
  refusal(token: string): Json | undefined;
}

/** Creates an empty registry. */
export function createTokens<W>(): Tokens<W> {
  const grants = new Map<string, Grant<W>>();
  return {
    grant: (token, workspace, scopes) => {
      grants.set(token, { workspace, scopes });
    },
    find: (token) => grants.get(token),
    revoke: (token) => {
      const grant = grants.get(token);
      if (grant) grant.revoked ??= 'token_revoked';
    },
    revokeAll: (workspace, but) => {
      for (const [token, grant] of grants) {
        if (grant.workspace === workspace && token !== but) grant.revoked ??= 'account_inactive';
      }
    },
    refusal: (token) => {
      if (!token) return { ok: false, error: 'not_authed' };
      const grant = grants.get(token);
      if (!grant) return { ok: false, error: 'invalid_auth' };
      return grant.revoked ? { ok: false, error: grant.revoked } : undefined;
    },
  };
}

/** Uninstalls the app from the workspace: revokes all its tokens. */
export function uninstallApp<W extends { observerToken: string }>(tokens: Tokens<W>, workspace: W): void {
  tokens.revokeAll(workspace, workspace.observerToken);
}

/** Stays below the emulator's limit of 5,000 calls an hour per token. Slack has no such limit. */
export const CALLS_PER_TOKEN = 4_900;
const POOL_SIZE = 400;

/** Tokens with equal rights, used in turn. */
export interface TokenPool {
  readonly tokens: readonly string[];
  next(): string;
}

/** Creates the pool for one token; the same on every start. */
export function createTokenPool(token: string): TokenPool {
  const tokens = Array.from({ length: POOL_SIZE }, (_, index) => `${token}-pooled-${index}`);
  let calls = 0;
  return {
    tokens,
    next: () => tokens[Math.floor(calls++ / CALLS_PER_TOKEN) % POOL_SIZE] as string,
  };
}

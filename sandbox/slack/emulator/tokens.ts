import type { Json } from './json.js';

interface Grant<W> {
  readonly workspace: W;
  readonly scopes: readonly string[];
  /** Slack's word for why it no longer counts. */
  revoked?: 'token_revoked' | 'account_inactive';
}

/** Whose tokens the workspace knows: the emulator itself would take any. */
export interface Tokens<W> {
  grant(token: string, workspace: W, scopes: readonly string[]): void;
  find(token: string): Grant<W> | undefined;
  revoke(token: string): void;
  /** Revokes every token of the workspace, save one. */
  revokeAll(workspace: W, but: string): void;
  /** Slack's refusal of this token, if it is not good. */
  refusal(token: string): Json | undefined;
}

/** Begins without a token. */
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

/** The app is gone from the workspace: none of its tokens counts any more. */
export function uninstallApp<W extends { observerToken: string }>(tokens: Tokens<W>, workspace: W): void {
  tokens.revokeAll(workspace, workspace.observerToken);
}

/** The emulator takes 5,000 calls an hour of one token; Slack has no such limit. */
const CALLS_PER_TOKEN = 4_900;
const POOL_SIZE = 400;

/** Tokens that stand in for one, one after the other. */
export interface TokenPool {
  readonly tokens: readonly string[];
  next(): string;
}

/** The stand-ins of one token, the same on every start. */
export function createTokenPool(token: string): TokenPool {
  const tokens = Array.from({ length: POOL_SIZE }, (_, index) => `${token}-pooled-${index}`);
  let calls = 0;
  return {
    tokens,
    next: () => tokens[Math.floor(calls++ / CALLS_PER_TOKEN) % POOL_SIZE] as string,
  };
}

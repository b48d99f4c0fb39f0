import type { RefusalCode } from '../errors.js';
import type { Invite } from '../invite/invite.js';
import type { Relay } from './relay.js';

/** The facts that decide whether colleagues can be asked about an invite first. */
export interface AskFacts {
  readonly invite: Pick<Invite, 'practice'>;
  readonly whyNotRefer: RefusalCode | null;
  /** The invite's latest relay. */
  readonly relay: Pick<Relay, 'status'> | null;
}

/**
 * Returns the rule that forbids to ask colleagues before the invite is referred; null where none does: it is no
 * practice invite, it can be referred, and no relay is running.
 */
export function whyNotAsk({ invite, whyNotRefer, relay }: AskFacts): RefusalCode | null {
  if (invite.practice) return 'relay.practice';
  if (whyNotRefer) return whyNotRefer;
  return relay?.status === 'asking' ? 'relay.running' : null;
}

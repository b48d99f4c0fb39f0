import type { RefusalCode } from '../errors.js';
import type { Invite } from '../invite/invite.js';
import type { Relay } from './relay.js';

/** What decides whether colleagues can be asked about an invite first. */
export interface AskFacts {
  readonly invite: Pick<Invite, 'practice'>;
  readonly whyNotRefer: RefusalCode | null;
  /** The latest of the invite. */
  readonly relay: Pick<Relay, 'status'> | null;
}

/** Why colleagues cannot be asked first, or null: an invite that can be referred, and nobody is being asked. */
export function whyNotAsk({ invite, whyNotRefer, relay }: AskFacts): RefusalCode | null {
  if (invite.practice) return 'relay.practice';
  if (whyNotRefer) return whyNotRefer;
  return relay?.status === 'asking' ? 'relay.running' : null;
}

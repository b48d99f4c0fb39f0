import type { Invite } from '../invite/invite.js';
import type { Referral } from '../referral/referral.js';

/** What a message says, before it has words: the Slack adapter turns it into blocks. */
export type Content =
  | {
      readonly kind: 'invite-card';
      readonly invite: Invite;
      /** The referral that passed this invite on, if any. */
      readonly referral: Referral | null;
      /** True when no member is linked to the invited person. */
      readonly unlinked: boolean;
      /** Set where others read it than the invited member, who got a card of their own. */
      readonly elsewhere?: true;
      readonly path: 'native' | 'handoff';
    }
  | {
      readonly kind: 'referral-news';
      readonly referral: Referral;
      /** The step it tells: a status or a milestone. */
      readonly event: string;
    }
  | { readonly kind: 'welcome'; readonly tenantName: string; readonly connected: boolean };

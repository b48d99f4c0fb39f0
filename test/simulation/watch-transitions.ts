import type { Invite } from '../../src/domain/model/invite/invite.js';
import { INVITE_NEXT } from '../../src/domain/model/invite/transitions.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import { REFERRAL_NEXT } from '../../src/domain/model/referral/transitions.js';
import { RELAY_ENDINGS } from '../../src/domain/model/relay/relay.js';

/** Watches every committed transition. */
export interface Legality {
  readonly watch: (noun: string, before: unknown, after: unknown) => void;
  /** The ids of all decisions that were ever committed. */
  readonly decisions: ReadonlySet<string>;
  /** The transitions that must not be, as sentences. */
  readonly broken: string[];
}

const NEXT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  invite: INVITE_NEXT,
  referral: REFERRAL_NEXT,
  relay: { asking: RELAY_ENDINGS },
};

type Doc = Pick<Invite | Referral, 'id' | 'status' | 'revision'>;

/** Expects that states lead only where the model lets them, and that revisions grow. */
export function watchTransitions(): Legality {
  const broken: string[] = [];
  const decisions = new Set<string>();
  return {
    broken,
    decisions,
    watch: (noun, before, after) => {
      const { decision } = after as Partial<Invite>;
      if (decision) decisions.add(decision.id);
      if (!before) return;
      const [from, to] = [before as Doc, after as Doc];
      if (to.revision < from.revision)
        broken.push(`${noun} ${to.id} went back from revision ${from.revision} to ${to.revision}`);
      if (to.status === from.status || NEXT[noun]?.[from.status]?.includes(to.status)) return;
      broken.push(`${noun} ${to.id} went from ${from.status} to ${to.status}`);
    },
  };
}

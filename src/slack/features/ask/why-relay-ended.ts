import type { Invite } from '../../../domain/model/invite/invite.js';
import { forbiddenBy, type Relay, whoAgreed } from '../../../domain/model/relay/relay.js';
import { decisionText } from '../../parts/invite-state.js';
import { en } from '../../words/en.js';
import { knownName } from '../../words/erased-names.js';
import type { Words } from '../../words/words.js';

type KnownRule = keyof typeof en.relay.forbidden;

const isKnown = (code: string): code is KnownRule => Object.hasOwn(en.relay.forbidden, code);

/**
 * Returns the reason why a relay ended before everybody was asked; undefined when it is not known any more.
 * @param reader the Slack user who reads it
 */
export function whyRelayEnded(
  relay: Relay,
  invite: Invite,
  reader: string | undefined,
  words: Words,
): string | undefined {
  const rule = forbiddenBy(relay);
  if (!rule) return invite.status === 'open' ? undefined : decisionText(invite, reader, words);
  const colleague = knownName(whoAgreed(relay)?.name, words);
  return words.mrkdwn(`relay.forbidden.${isKnown(rule) ? rule : 'other'}`, { colleague, name: relay.from.name });
}

import type { Relay } from './relay.js';

/** The next step of a relay. */
export type RelayStep =
  | { readonly do: 'ask'; readonly index: number; readonly until: Date }
  | { readonly do: 'wait'; readonly until: Date }
  | { readonly do: 'time-out'; readonly index: number }
  | { readonly do: 'agree'; readonly index: number }
  | { readonly do: 'end' }
  | { readonly do: 'nothing' };

/** Milliseconds before the invite's deadline that are kept free to act on a yes. */
const TO_ACT_MS = 60_000;

/**
 * Computes the next step of a relay from its asks alone, so that a repeated or late call computes the same. Nobody is
 * asked after the invite's deadline.
 */
export function nextStep(relay: Pick<Relay, 'status' | 'asks' | 'minutes'>, now: Date, expiresAt?: Date): RelayStep {
  if (relay.status !== 'asking') return { do: 'nothing' };
  const agreed = relay.asks.findIndex((ask) => ask.answer === 'yes');
  if (agreed >= 0) return { do: 'agree', index: agreed };
  const index = relay.asks.findIndex((ask) => !ask.answer);
  const ask = relay.asks[index];
  if (!ask) return { do: 'end' };
  if (ask.until) return ask.until > now ? { do: 'wait', until: ask.until } : { do: 'time-out', index };
  const until = new Date(answerableUntil(relay.minutes, now, expiresAt));
  return until > now ? { do: 'ask', index, until } : { do: 'end' };
}

/** Returns whole minutes that a colleague has who is asked now: those of the settings, or fewer before the deadline. */
export const minutesToAnswer = (minutes: number, now: Date, expiresAt?: Date): number =>
  Math.max(1, Math.floor((answerableUntil(minutes, now, expiresAt) - now.getTime()) / 60_000));

const answerableUntil = (minutes: number, now: Date, expiresAt?: Date): number =>
  Math.min(now.getTime() + minutes * 60_000, deadline(expiresAt));

const deadline = (expiresAt?: Date): number => (expiresAt ? expiresAt.getTime() - TO_ACT_MS : Number.POSITIVE_INFINITY);

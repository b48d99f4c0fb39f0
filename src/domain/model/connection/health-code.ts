import { Postponed, Refusal, TokenRefused, UnreadableAnswer } from '../errors.js';
import type { HealthCode } from './connection.js';

/** Maps the error of a call to a source to the health code that is stored. */
export function healthCodeOf(error: unknown): HealthCode {
  const refusal = error instanceof Refusal ? error.code : undefined;
  if (error instanceof Postponed || refusal === 'connection.busy') return 'rate-limited';
  if (error instanceof UnreadableAnswer || refusal === 'connection.unreadable') return 'unreadable';
  return refusal === 'connection.rejected' || error instanceof TokenRefused ? 'token-refused' : 'unreachable';
}

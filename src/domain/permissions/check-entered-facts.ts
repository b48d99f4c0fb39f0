import { Refusal } from '../model/errors.js';
import { cut, KEPT } from '../model/stored-size-limits.js';

/** Matches a character that can be seen. */
const VISIBLE = /[^\s\p{Cf}\p{Cc}\p{Cs}]/u;

/** Returns a job's title that a person entered, as it is kept. @throws Refusal when nothing of it can be seen */
export function enteredTitle(title: string): string {
  const kept = cut(title.trim(), KEPT.name);
  if (!VISIBLE.test(kept)) throw new Refusal('invite.noTitle', { field: 'title' });
  return kept;
}

/** @throws Refusal when a deadline that a person entered has passed */
export function requireFuture(deadline: Date | undefined, now: Date): void {
  if (deadline && deadline <= now) throw new Refusal('invite.deadlinePast', { field: 'deadline' });
}

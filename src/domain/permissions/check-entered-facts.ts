import { Refusal } from '../model/errors.js';
import { cut, KEPT } from '../model/stored-size-limits.js';

/** Returns a job's title that a person entered, as it is kept. @throws Refusal when it is empty */
export function enteredTitle(title: string): string {
  const kept = cut(title.trim(), KEPT.name);
  if (!kept) throw new Refusal('invite.noTitle', { field: 'title' });
  return kept;
}

/** @throws Refusal when a deadline that a person entered has passed */
export function requireFuture(deadline: Date | undefined, now: Date): void {
  if (deadline && deadline <= now) throw new Refusal('invite.deadlinePast', { field: 'deadline' });
}

import { type Json, text } from '../emulator/json.js';
import type { FoundElement } from './elements.js';
import type { Shown } from './shown.js';
import { type EnteredValues, valueField } from './state.js';

/** What a person has entered into messages and views; it stays there when the app edits them. */
export interface Entries {
  of(shown: Shown): EnteredValues;
  /** Returns the entry, as it stands in `state.values`. */
  enter(shown: Shown, found: FoundElement, value: unknown): Json;
}

const keyOf = (shown: Shown) => (shown.kind === 'message' ? shown.ts : shown.id);

/** Nothing entered yet. */
export function createEntries(): Entries {
  const entries = new Map<string, EnteredValues>();
  const of = (shown: Shown) => entries.get(keyOf(shown)) ?? {};
  return {
    of,
    enter: (shown, { blockId, element }, value) => {
      const field = valueField(element.type);
      if (!field) throw new Error(`Nothing can be entered into a ${element.type}`);
      const entry = { type: element.type, [field]: field.endsWith('s') ? [value].flat() : value };
      const all = of(shown);
      entries.set(keyOf(shown), { ...all, [blockId]: { ...all[blockId], [text(element.action_id)]: entry } });
      return entry;
    },
  };
}

import { type Json, text } from '../emulator/json.js';
import type { FoundElement } from './find-elements.js';
import type { Shown } from './shown-surfaces.js';
import { type EnteredValues, valueField } from './view-state.js';

/** Values that a user has entered into messages and views. They survive edits by the app. */
export interface EnteredValueStore {
  of(shown: Shown): EnteredValues;
  /** Stores a value. @returns its entry in `state.values` */
  enter(shown: Shown, found: FoundElement, value: unknown): Json;
}

const keyOf = (shown: Shown) => (shown.kind === 'message' ? shown.ts : shown.id);

/** Creates an empty store of entered values. */
export function createEnteredValueStore(): EnteredValueStore {
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

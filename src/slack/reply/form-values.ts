import type { ViewOutput } from '@slack/bolt';
import { VALUE } from '../blocks/inputs.js';

type State = Pick<ViewOutput, 'state'>;
type Value = ViewOutput['state']['values'][string][string];

/** Returns the value of a field; undefined where the payload lacks the field. */
const valueIn = ({ state }: State, blockId: string, action: string): Value | undefined =>
  (state as Partial<ViewOutput['state']> | undefined)?.values?.[blockId]?.[action];

/** Whether the payload has the field, filled in or emptied. A field that it lacks keeps its value. */
export const hasField = (view: State, blockId: string, action = VALUE): boolean =>
  Boolean(valueIn(view, blockId, action));

/** Reads a text field; undefined when it is empty. */
export const textIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.value?.trim() || undefined;

/** Reads the picked option. */
export const pickedIn = (view: State, blockId: string, action = VALUE) =>
  valueIn(view, blockId, action)?.selected_option ?? undefined;

/** Reads the picked member. */
export const userIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.selected_user ?? undefined;

/** Reads the picked channel. */
export const channelIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.selected_conversation ?? undefined;

/** Reads the picked day, `2026-12-01`. */
export const dateIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.selected_date ?? undefined;

/** Reads the values of the ticked checkboxes. */
export const tickedIn = (view: State, blockId: string, action = VALUE): string[] =>
  valueIn(view, blockId, action)?.selected_options?.map(({ value }) => value ?? '') ?? [];

/** Reads the picked members. */
export const usersIn = (view: State, blockId: string, action = VALUE): string[] =>
  valueIn(view, blockId, action)?.selected_users ?? [];

import type { ViewOutput } from '@slack/bolt';
import { VALUE } from '../blocks/inputs.js';

type State = Pick<ViewOutput, 'state'>;
type Value = ViewOutput['state']['values'][string][string];

/** What Slack sent for a field; undefined where the payload lacks the field, or all of them. */
const valueIn = ({ state }: State, blockId: string, action: string): Value | undefined =>
  (state as Partial<ViewOutput['state']> | undefined)?.values?.[blockId]?.[action];

/** Whether the payload has the field, filled in or emptied: what it lacks was not touched, and stays as it is. */
export const hasField = (view: State, blockId: string, action = VALUE): boolean =>
  Boolean(valueIn(view, blockId, action));

/** What was written into a text field; undefined when nothing was. */
export const textIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.value?.trim() || undefined;

/** The option that was picked. */
export const pickedIn = (view: State, blockId: string, action = VALUE) =>
  valueIn(view, blockId, action)?.selected_option ?? undefined;

/** The member that was picked. */
export const userIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.selected_user ?? undefined;

/** The channel that was picked. */
export const channelIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.selected_conversation ?? undefined;

/** The day that was picked, `2026-12-01`. */
export const dateIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.selected_date ?? undefined;

/** The values of the boxes that are ticked. */
export const tickedIn = (view: State, blockId: string, action = VALUE): string[] =>
  valueIn(view, blockId, action)?.selected_options?.map(({ value }) => value ?? '') ?? [];

/** The members that were picked. */
export const usersIn = (view: State, blockId: string, action = VALUE): string[] =>
  valueIn(view, blockId, action)?.selected_users ?? [];

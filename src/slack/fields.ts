import type { ViewOutput } from '@slack/bolt';
import { VALUE } from './blocks/inputs.js';

type State = Pick<ViewOutput, 'state'>;

/** What was written into a text field; undefined when nothing was. */
export const textIn = ({ state }: State, blockId: string, action = VALUE): string | undefined =>
  state.values[blockId]?.[action]?.value?.trim() || undefined;

/** The option that was picked. */
export const pickedIn = ({ state }: State, blockId: string, action = VALUE) =>
  state.values[blockId]?.[action]?.selected_option ?? undefined;

/** The member that was picked. */
export const userIn = ({ state }: State, blockId: string, action = VALUE): string | undefined =>
  state.values[blockId]?.[action]?.selected_user ?? undefined;

/** The channel that was picked. */
export const channelIn = ({ state }: State, blockId: string, action = VALUE): string | undefined =>
  state.values[blockId]?.[action]?.selected_conversation ?? undefined;

/** The day that was picked, `2026-12-01`. */
export const dateIn = ({ state }: State, blockId: string, action = VALUE): string | undefined =>
  state.values[blockId]?.[action]?.selected_date ?? undefined;

/** The values of the boxes that are ticked. */
export const tickedIn = ({ state }: State, blockId: string, action = VALUE): string[] =>
  state.values[blockId]?.[action]?.selected_options?.map(({ value }) => value ?? '') ?? [];

/** The members that were picked. */
export const usersIn = ({ state }: State, blockId: string, action = VALUE): string[] =>
  state.values[blockId]?.[action]?.selected_users ?? [];

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

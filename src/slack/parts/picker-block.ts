import { MOST_ASKED } from '../../domain/model/relay/relay.js';

/** The block that holds a picker names the invite, for the look-up that comes from it names nothing else. */
export const pickerBlock = (inviteId: string): string => `colleague:${inviteId}`;

/** The blocks of the pickers where several are asked, in the order of asking. */
export const askBlocks = (inviteId: string): string[] =>
  Array.from({ length: MOST_ASKED }, (_, at) => `colleague:${at + 1}:${inviteId}`);

/** The invite that a picker's block names. */
export const inviteIn = (blockId: string): string => blockId.replace(/^colleague:(?:\d+:)?/, '');

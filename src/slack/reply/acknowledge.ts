import type { OnClick } from './request-context.js';

/** Slack wants an answer even where nothing is to be done: a link that opens, a choice that is read later. */
export const acknowledge: OnClick = ({ ack }) => ack();

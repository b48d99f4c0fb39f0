import type { ShownMessage } from '../slack/driver/shown.js';
import type { PlayableDemo } from './prepare.js';

/** One step of a story: it does something, or waits for something, and tells what was observed. */
export interface Step<State> {
  readonly title: string;
  /** @returns what was seen, in one line; @throws Error when it was not seen */
  play(demo: PlayableDemo, state: State): Promise<string>;
}

/** A step by its title, which says what happens. */
export const step = <State>(title: string, play: Step<State>['play']): Step<State> => ({ title, play });

/** A message counts as seen when Slack has stored it. */
export const cardOf = (demo: PlayableDemo, name: string, matches: (message: ShownMessage) => boolean) =>
  demo.driver.as(name).untilMessage(matches);

/** Slack puts dates in the reader's own time zone; here the fall-back is read. */
export const asRead = ({ text }: ShownMessage): string => text.replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1').trim();

/** Whether it has this button or menu. */
export const shows = (message: ShownMessage, actionId: string): boolean =>
  JSON.stringify(message.blocks).includes(`"${actionId}"`);

/** Cards carry the invite's id in their buttons' blocks, and in the metadata once they are decided. */
export const belongsTo = (message: ShownMessage, inviteId: string): boolean =>
  JSON.stringify(message.raw).includes(inviteId);

/** Waits for somebody's message that belongs to an invite (or to an ask) and has this button or menu. */
export const cardWith = (demo: PlayableDemo, name: string, id: string, actionId: string): Promise<ShownMessage> =>
  cardOf(demo, name, (message) => belongsTo(message, id) && shows(message, actionId));

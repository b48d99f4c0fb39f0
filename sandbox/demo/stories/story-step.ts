import type { ShownMessage } from '../../slack/driver/shown-surfaces.js';
import type { PlayableDemo } from '../install-and-connect.js';

/** One step of a story: acts or waits, and reports what was observed. */
export interface StoryStep<State> {
  readonly title: string;
  /** The names of the two people on whose screens it is seen. */
  readonly people: readonly [string, string];
  /** @returns one line about what was observed; @throws Error when it was not observed */
  play(demo: PlayableDemo, state: State): Promise<string>;
}

/** Creates a step. The title says what happens. */
export const step = <State>(
  title: string,
  play: StoryStep<State>['play'],
  people: StoryStep<State>['people'] = ['ana', 'ben'],
): StoryStep<State> => ({ title, play, people });

/** Waits for a message that is shown to a user. */
export const cardOf = (demo: PlayableDemo, name: string, matches: (message: ShownMessage) => boolean) =>
  demo.driver.as(name).untilMessage(matches);

/** Returns a message's text with the fallback texts of its dates. */
export const asRead = ({ text }: ShownMessage): string => text.replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1').trim();

/** Tells whether a message has this button or menu. */
export const shows = (message: ShownMessage, actionId: string): boolean =>
  JSON.stringify(message.blocks).includes(`"${actionId}"`);

/** Tells whether a message is about an invite: its buttons or metadata contain the invite's id. */
export const belongsTo = (message: ShownMessage, inviteId: string): boolean =>
  JSON.stringify(message.raw).includes(inviteId);

/** Waits for a message of an invite or ask that has this button or menu. */
export const cardWith = (demo: PlayableDemo, name: string, id: string, actionId: string): Promise<ShownMessage> =>
  cardOf(demo, name, (message) => belongsTo(message, id) && shows(message, actionId));

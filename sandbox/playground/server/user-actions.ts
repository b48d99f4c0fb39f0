import type { InstalledDemo } from '../../demo/install-and-connect.js';
import type { Option } from '../../slack/driver/find-elements.js';
import { findElement } from '../../slack/driver/find-elements.js';
import type { Person } from '../../slack/driver/person.js';
import type { Reply } from '../../slack/driver/send-request.js';
import { type Shown, showEphemeral, showView } from '../../slack/driver/shown-surfaces.js';
import { object, text } from '../../slack/emulator/json.js';
import type { Acted, Entered, MenuOption, MessageSpot, Spot } from '../protocol.js';
import { nameOf, type SlackMirror } from './mirror-slack.js';

/** The person who acts, and the element that they act on. */
export interface On {
  readonly user: string;
  readonly spot: Spot;
  readonly entered: Entered;
}

/** An element on the screen. */
export interface Target extends On {
  readonly blockId: string;
  readonly actionId: string;
}

/** The actions of people in the browser, sent to the app as Slack would send them. */
export interface Acts {
  press(target: Target): Promise<Acted>;
  enter(target: Target, value: unknown): Promise<Acted>;
  options(target: Target, query: string): Promise<readonly MenuOption[]>;
  submit(on: On): Promise<Acted>;
  close(user: string): Promise<Acted>;
  openHome(user: string): Promise<Acted>;
  command(user: string, channel: string, words: string): Promise<Acted>;
  /** Uses a shortcut of the app, on a message where one is given. */
  shortcut(user: string, id: string, on?: MessageSpot): Promise<Acted>;
  /** Posts a message in a channel. */
  say(user: string, channel: string, words: string): Promise<Acted>;
}

/** Slack's limit for an answer, in milliseconds. */
const LIMIT_MS = 3000;

/** Creates the acts of everybody. @param mirrors of each workspace, by its id */
export function createActs({ slack, driver }: InstalledDemo, mirrors: ReadonlyMap<string, SlackMirror>): Acts {
  const placeOf = (user: string) => {
    const found = slack.workspaces
      .flatMap((workspace) => Object.values(workspace.users).map(({ id, name }) => ({ id, name, workspace })))
      .find(({ id }) => id === user);
    const mirror = mirrors.get(found?.workspace.team.id ?? '');
    if (!found || !mirror) throw new Gone('There is nobody of this name.');
    return { ...found, mirror };
  };
  const personOf = (user: string) => {
    const { name, workspace } = placeOf(user);
    return driver.as(name, workspace);
  };
  const shownAt = ({ user, spot }: On): Shown => find(slack.screen, placeOf(user).mirror, user, spot);
  const whole = (on: On) => {
    const [person, shown] = [personOf(on.user), shownAt(on)];
    keepAll(person, shown, on.entered);
    return { person, shown };
  };
  const told = async (act: Promise<Reply | undefined>): Promise<Acted> => {
    const reply = await act;
    for (const mirror of mirrors.values()) mirror.lookAgain();
    return reply ? tell(reply) : {};
  };
  return {
    press: (target) => {
      const { person, shown } = whole(target);
      return told(person.press(shown, target.actionId, { blockId: target.blockId }));
    },
    enter: (target, value) => {
      const { person, shown } = whole(target);
      return told(person.enter(shown, target.actionId, value, { blockId: target.blockId }));
    },
    options: async (target, query) => {
      const { person, shown } = whole(target);
      const found = await person.lookUp(shown, target.actionId, query, { blockId: target.blockId });
      return found.map(({ group, raw }: Option) => ({ raw, ...(group !== undefined && { group }) }));
    },
    submit: (on) => told(whole(on).person.submit()),
    close: (user) => told(personOf(user).dismiss()),
    openHome: (user) => told(personOf(user).openHome()),
    command: (user, channel, words) => {
      const name = nameOf(placeOf(user).workspace, channel);
      return told(personOf(user).command(words, { channel: name === 'directmessage' ? channel : name }));
    },
    shortcut: (user, id, on) => {
      const message = on && placeOf(user).mirror.messageAt(on.channel, on.ts);
      if (on && !message) throw new Gone('This message is not there any more.');
      return told(personOf(user).shortcut(id, message?.raw, message?.channel));
    },
    say: async (user, channel, words) => {
      await personOf(user).say(words, channel);
      placeOf(user).mirror.lookAt(channel);
      return {};
    },
  };
}

/** Thrown when an element is not on the screen any more. */
export class Gone extends Error {}

/** Finds a message or view that is shown to a person. @throws Gone */
function find(screen: InstalledDemo['slack']['screen'], mirror: SlackMirror, user: string, spot: Spot): Shown {
  const found = 'ts' in spot ? mirror.messageAt(spot.channel, spot.ts) : findOn(screen, user, spot);
  if (!found) throw new Gone('This is not on the screen any more.');
  return found;
}

function findOn(
  screen: InstalledDemo['slack']['screen'],
  user: string,
  spot: Exclude<Spot, { ts: string }>,
): Shown | undefined {
  if ('whisper' in spot) {
    const all = [...screen.ephemerals(user), ...screen.answers(user)];
    const found = all.find(({ ts }) => ts === spot.whisper);
    return found && showEphemeral(found);
  }
  const raw = [...screen.modals(user), screen.home(user)].find((view) => view?.id === spot.view);
  return raw && showView(raw);
}

/** Stores the values that were entered on the page. Skips elements that are gone. */
function keepAll(person: Person, shown: Shown, entered: Entered): void {
  for (const [blockId, actions] of Object.entries(entered)) {
    for (const [actionId, value] of Object.entries(actions)) {
      if (isShown(shown, actionId, blockId)) person.keep(shown, actionId, value, { blockId });
    }
  }
}

function isShown({ blocks }: Shown, actionId: string, blockId: string): boolean {
  try {
    return findElement(blocks, actionId, { blockId }).element.action_id === actionId;
  } catch {
    return false;
  }
}

/** Returns what Slack would show a person of the app's answer. */
function tell({ status, json, ms }: Reply): Acted {
  if (status !== 200) return { trouble: `Baton answered ${status}. Try again.` };
  if (ms > LIMIT_MS) return { trouble: 'Baton took longer than 3 seconds. Slack would have given up.' };
  if (json.response_action !== 'errors') return {};
  const errors = Object.entries(object(json.errors)).map(([blockId, words]) => [blockId, text(words)]);
  return { errors: Object.fromEntries(errors) };
}

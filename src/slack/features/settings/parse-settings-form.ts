import { LANGUAGES } from '../../../domain/model/languages.js';
import { faultsIn, inBoth, type SettingFault } from '../../../domain/model/tenant/settings-rules.js';
import type { Settings } from '../../../domain/model/tenant/tenant.js';
import { WHOLE_NUMBER } from '../../../lib/whole-number.js';
import { LOOKUP } from '../../reply/action-ids.js';
import { channelIn, hasField, pickedIn, textIn, tickedIn, usersIn } from '../../reply/form-values.js';
import type { Submission } from '../../reply/request-context.js';
import { isNothing, saysSomething } from '../../words/understood-phrases.js';
import type { Words } from '../../words/words.js';
import { FIELD } from './settings-field-ids.js';

type View = Submission['view'];
type Errors = Record<string, string>;

/**
 * Reads the settings from the form. A field that the payload lacks keeps its value in `now`. The values may be invalid:
 * a payload need not come from Slack's form.
 */
export function settingsIn(view: View, now: Settings): Settings {
  const given = <T>(field: string, read: (view: View, field: string) => T, kept: T, action?: string): T =>
    hasField(view, field, action) ? read(view, field) : kept;
  const channel = (_: View, field: string) => channelIn(view, field) ?? '';
  const hour = (_: View, field: string) => wholeNumber(pickedIn(view, field)?.value);
  const isTicked = (box: 'guests' | 'digest') =>
    given(FIELD[box], () => tickedIn(view, FIELD[box]).includes(box), now[box]);
  const language = () => LANGUAGES.find((one) => one === pickedIn(view, FIELD.language)?.value) ?? now.clientLanguage;
  const { release, working } = now;
  const fallbackChannel = given(FIELD.channel, channel, now.fallbackChannel);
  const feedbackChannel = given(FIELD.feedback, channel, now.feedbackChannel);
  return {
    undoSeconds: given(FIELD.undo, numberIn, now.undoSeconds),
    timeZone: given(FIELD.zone, zoneIn, now.timeZone, LOOKUP.timeZone),
    ...(fallbackChannel !== undefined && { fallbackChannel }),
    ...(feedbackChannel !== undefined && { feedbackChannel }),
    managers: given(FIELD.managers, usersIn, now.managers),
    release: {
      percent: given(FIELD.percent, numberIn, release.percent),
      always: given(FIELD.always, usersIn, release.always),
      never: given(FIELD.never, usersIn, release.never),
    },
    maxChain: given(FIELD.chain, numberIn, now.maxChain),
    askMinutes: given(FIELD.ask, numberIn, now.askMinutes),
    nudgeHours: given(FIELD.nudges, hoursIn, now.nudgeHours),
    working: {
      from: given(FIELD.from, hour, working.from),
      to: given(FIELD.to, hour, working.to),
      days: given(FIELD.days, daysIn, working.days),
    },
    guests: isTicked('guests'),
    digest: isTicked('digest'),
    clientLanguage: given(FIELD.language, language, now.clientLanguage),
  };
}

/** The field and the text of each fault. */
const SHOWN = {
  undoSeconds: [FIELD.undo, 'undoHint'],
  timeZone: [FIELD.zone, 'zonePick'],
  percent: [FIELD.percent, 'percentHint'],
  both: [FIELD.never, 'both'],
  maxChain: [FIELD.chain, 'chainHint'],
  askMinutes: [FIELD.ask, 'askHint'],
  nudgeHours: [FIELD.nudges, 'nudgesError'],
  workingHours: [FIELD.to, 'toError'],
  workingDays: [FIELD.days, 'daysError'],
} as const satisfies Record<SettingFault, readonly [string, string]>;

/** Returns the error of each invalid field; empty when all are valid. */
export function errorsIn(settings: Settings, { plain: say }: Words): Errors {
  const count = inBoth(settings.release);
  return Object.fromEntries(
    faultsIn(settings).map((fault) => {
      const [field, words] = SHOWN[fault];
      const wrong = say(`settings.${words}`, { count });
      return [field, isUnread(fault, settings) ? `${say('settings.digits')} ${wrong}` : wrong];
    }),
  );
}

/** Tells whether a fault is about what is no whole number in plain digits. */
function isUnread(fault: SettingFault, { release, ...settings }: Settings): boolean {
  const known = { ...settings, percent: release.percent, both: 0, workingHours: 0, workingDays: 0 };
  return [known[fault]].flat().some(Number.isNaN);
}

/** Reads a `WHOLE_NUMBER`; NaN for every other text. */
const wholeNumber = (text = ''): number => (WHOLE_NUMBER.test(text) ? Number(text) : Number.NaN);

const numberIn = (view: View, field: string): number => wholeNumber(textIn(view, field));

const zoneIn = (view: View, field: string): string => pickedIn(view, field, LOOKUP.timeZone)?.value ?? '';

const daysIn = (view: View, field: string): readonly number[] => tickedIn(view, field).map((day) => wholeNumber(day));

/** Sorts ascending, without duplicates. A word for nothing, such as `none`, is an empty list. */
function hoursIn(view: View, field: string): readonly number[] {
  const text = textIn(view, field) ?? '';
  if (isNothing(text)) return [];
  const hours = text.split(/[\s,;•·]+/).filter(saysSomething);
  return [...new Set(hours.map((hour) => wholeNumber(hour)))].sort((a, b) => a - b);
}

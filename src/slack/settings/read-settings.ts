import { faultsIn, inBoth, type SettingFault } from '../../domain/tenant/settings-rules.js';
import type { Settings } from '../../domain/tenant/tenant.js';
import type { Submission } from '../asked.js';
import { channelIn, pickedIn, textIn, tickedIn, usersIn } from '../fields.js';
import { LOOKUP } from '../ids.js';
import type { Words } from '../words/words.js';
import { FIELD } from './fields.js';

type View = Submission['view'];
type Errors = Record<string, string>;

/** The settings as they were filled in; Slack checks some of it too, but a payload may say anything. */
export function settingsIn(view: View): Settings {
  const channel = (field: string) => channelIn(view, field) ?? '';
  const more = tickedIn(view, FIELD.more);
  return {
    undoSeconds: numberIn(view, FIELD.undo),
    timeZone: pickedIn(view, FIELD.zone, LOOKUP.timeZone)?.value ?? '',
    fallbackChannel: channel(FIELD.channel),
    feedbackChannel: channel(FIELD.feedback),
    managers: usersIn(view, FIELD.managers),
    release: {
      percent: numberIn(view, FIELD.percent),
      always: usersIn(view, FIELD.always),
      never: usersIn(view, FIELD.never),
    },
    maxChain: numberIn(view, FIELD.chain),
    askMinutes: numberIn(view, FIELD.ask),
    nudgeHours: hoursIn(textIn(view, FIELD.nudges) ?? ''),
    working: {
      from: Number(pickedIn(view, FIELD.from)?.value),
      to: Number(pickedIn(view, FIELD.to)?.value),
      days: tickedIn(view, FIELD.days).map(Number),
    },
    guests: more.includes('guests'),
    digest: more.includes('digest'),
  };
}

/** Beside which field a fault stands, and in which words. */
const SHOWN = {
  undoSeconds: [FIELD.undo, 'undoHint'],
  timeZone: [FIELD.zone, 'zonePick'],
  percent: [FIELD.percent, 'percentHint'],
  both: [FIELD.never, 'both'],
  maxChain: [FIELD.chain, 'chainHint'],
  askMinutes: [FIELD.ask, 'askHint'],
  nudgeHours: [FIELD.nudges, 'nudgesHint'],
  workingHours: [FIELD.to, 'toError'],
  workingDays: [FIELD.days, 'daysError'],
} as const satisfies Record<SettingFault, readonly [string, string]>;

/** What is wrong, by field; empty when nothing is. */
export function errorsIn(settings: Settings, { plain: say }: Words): Errors {
  const count = inBoth(settings.release);
  return Object.fromEntries(
    faultsIn(settings).map((fault) => {
      const [field, words] = SHOWN[fault];
      return [field, say(`settings.${words}`, { count })];
    }),
  );
}

const numberIn = (view: View, field: string): number => Number(textIn(view, field) ?? Number.NaN);

/** Ascending, each once. */
const hoursIn = (text: string): number[] =>
  [
    ...new Set(
      text
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map(Number),
    ),
  ].sort((a, b) => a - b);

import type { Settings } from '../../domain/tenant/tenant.js';
import type { Submission } from '../asked.js';
import { channelIn, pickedIn, textIn, tickedIn, usersIn } from '../fields.js';
import { LOOKUP } from '../ids.js';
import type { Words } from '../words/words.js';
import { FIELD, LIMITS } from './fields.js';
import { isTimeZone } from './time-zones.js';

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
      days: tickedIn(view, FIELD.days).map(Number).filter(isDay),
    },
    guests: more.includes('guests'),
    digest: more.includes('digest'),
  };
}

/** What is wrong, by field; empty when nothing is. */
export function errorsIn(settings: Settings, { plain: say }: Words): Errors {
  const { undoSeconds, timeZone, maxChain, askMinutes, nudgeHours, working, release } = settings;
  const both = release.always.filter((user) => release.never.includes(user)).length;
  const wrong: [boolean, string, string][] = [
    [!isWithin('undo', undoSeconds), FIELD.undo, say('settings.undoHint')],
    [!isTimeZone(timeZone), FIELD.zone, say('settings.zonePick')],
    [!isWithin('percent', release.percent), FIELD.percent, say('settings.percentHint')],
    [both > 0, FIELD.never, say('settings.both', { count: both })],
    [!isWithin('chain', maxChain), FIELD.chain, say('settings.chainHint')],
    [!isWithin('ask', askMinutes), FIELD.ask, say('settings.askHint')],
    [nudgeHours.length > MOST_NUDGES || !nudgeHours.every(isNudge), FIELD.nudges, say('settings.nudgesHint')],
    [!isSpan(working), FIELD.to, say('settings.toError')],
    [working.days.length === 0, FIELD.days, say('settings.daysError')],
  ];
  return Object.fromEntries(wrong.flatMap(([is, field, text]) => (is ? [[field, text]] : [])));
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

const MOST_NUDGES = 10;
const LATEST_NUDGE = 720;

const isNudge = (hours: number): boolean => Number.isInteger(hours) && hours >= 1 && hours <= LATEST_NUDGE;
const isDay = (day: number): boolean => Number.isInteger(day) && day >= 1 && day <= 7;
const isSpan = ({ from, to }: Settings['working']): boolean => from >= 0 && from < to && to <= 24;

function isWithin(field: keyof typeof LIMITS, value: number): boolean {
  const [least, most] = LIMITS[field];
  return Number.isInteger(value) && value >= least && value <= most;
}

import type { KnownBlock, ModalView } from '@slack/types';
import { TIME_ZONES } from '../../../domain/model/tenant/settings-rules.js';
import type { Settings } from '../../../domain/model/tenant/tenant.js';
import { button, section } from '../../blocks/blocks.js';
import { duration, hourText, languageName } from '../../blocks/format-dates.js';
import { modal } from '../../blocks/inputs.js';
import { buttonAbout } from '../../parts/button-about.js';
import { ACTION, SHOWN } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';
import { SUBJECTS, type Subject } from './settings-field-ids.js';

/** Renders the topics of the settings with the present values, each with the button that opens its form. */
export const settingsMenu = (now: Settings, words: Words): ModalView =>
  modal({
    callbackId: SHOWN.settings,
    title: words.plain('settings.title'),
    close: words.plain('notice.close'),
    blocks: SUBJECTS.map((subject) => row(subject, now, words)),
  });

function row(subject: Subject, now: Settings, words: Words): KnownBlock {
  const { plain, mrkdwn } = words;
  const title = mrkdwn('card.title', { title: plain(`settings.subject.${subject}`) });
  const change = button(ACTION.settingsSubject, plain('settings.change'), subject);
  const accessory = buttonAbout(change, plain(`settings.subject.${subject}`), words);
  return { ...section(`${title}\n${SUMMARIES[subject](now, words)}`, { accessory }), block_id: subject };
}

type Summary = (now: Settings, words: Words) => string;

const SUMMARIES = {
  referring: ({ undoSeconds, askMinutes, maxChain, clientLanguage }, { mrkdwn, locale }) =>
    [
      undoSeconds
        ? mrkdwn('settings.now.undo', { time: duration(undoSeconds, locale) })
        : mrkdwn('settings.now.noUndo'),
      mrkdwn('settings.now.ask', { time: duration(askMinutes * 60, locale) }),
      mrkdwn('settings.now.chain', { count: maxChain }),
      mrkdwn('settings.now.language', { language: languageName(clientLanguage, locale) }),
    ].join(' · '),
  release: ({ release: { percent, always, never }, guests }, { mrkdwn }) =>
    [
      mrkdwn('settings.now.percent', { percent }),
      ...(always.length ? [mrkdwn('settings.now.always', { count: always.length })] : []),
      ...(never.length ? [mrkdwn('settings.now.never', { count: never.length })] : []),
      mrkdwn(guests ? 'settings.now.guests' : 'settings.now.noGuests'),
    ].join(' · '),
  reminders: ({ nudgeHours, working, managers, digest }, { plain, mrkdwn, locale }) => {
    const midnight = plain('settings.midnight');
    const hours = { from: hourText(working.from, locale, midnight), to: hourText(working.to, locale, midnight) };
    return [
      nudgeHours.length
        ? mrkdwn('settings.now.nudges', { hours: nudgeHours.join(', ') })
        : mrkdwn('settings.now.noNudges'),
      mrkdwn('settings.now.working', hours),
      ...(managers.length ? [mrkdwn('settings.now.managers', { count: managers.length })] : []),
      mrkdwn(digest ? 'settings.now.digest' : 'settings.now.noDigest'),
    ].join(' · ');
  },
  channels: ({ fallbackChannel, feedbackChannel, timeZone }, { mrkdwn }) =>
    [
      mrkdwn(fallbackChannel ? 'settings.now.channel' : 'settings.now.noChannel'),
      mrkdwn(feedbackChannel ? 'settings.now.feedback' : 'settings.now.noFeedback'),
      mrkdwn('settings.now.zone', { zone: TIME_ZONES.includes(timeZone) ? timeZone : 'UTC' }),
    ].join(' · '),
} as const satisfies Record<Subject, Summary>;

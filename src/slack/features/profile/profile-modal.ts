import type { Datepicker, InputBlock, ModalView } from '@slack/types';
import type { Availability } from '../../../domain/model/member/availability.js';
import { formPreferences, type Member, type Preferences } from '../../../domain/model/member/member.js';
import { NEWS } from '../../../domain/model/referral/news.js';
import { checkboxes, choice, input, type Label, line, modal, option, VALUE } from '../../blocks/inputs.js';
import { MODAL } from '../../reply/ids.js';
import { tidy } from '../../words/text.js';
import type { Words } from '../../words/words.js';

/** The fields, by the names of their blocks. */
export const FIELD = { time: 'time', until: 'until', skills: 'skills', hear: 'hear', more: 'more' } as const;

/** What a member may wish besides. */
export const WISHES = ['digest', 'onLeaderboard', 'hidden'] as const;

/** What can be said about time; what is preset comes first in the list. */
export const TIMES = ['open', 'full', 'unknown'] as const;

const SKILLS_LENGTH = 1000;

/** What a member says of themselves, and what they want to hear. */
export function profileModal(member: Member, words: Words): ModalView {
  const { plain: say } = words;
  const { availability, skills } = member;
  const preferences = formPreferences(member);
  return modal({
    callbackId: MODAL.profile,
    title: say('profile.title'),
    submit: say('profile.submit'),
    close: say('profile.cancel'),
    blocks: [
      ...timeFields(availability, words),
      skillsField(skills, words),
      newsField(preferences, words),
      wishesField(preferences, words),
    ],
  });
}

const labelled = (name: 'time' | 'until' | 'skills' | 'hear', { plain: say }: Words): Label => ({
  label: say(`profile.${name}`),
  hint: say(`profile.${name}Hint`),
});

function timeFields(availability: Availability, words: Words): InputBlock[] {
  const times = TIMES.map((time) => option(time, words.plain(`profile.${time}`)));
  const until = availability.kind === 'full' ? availability.until : undefined;
  return [
    choice(FIELD.time, labelled('time', words), times, times[TIMES.indexOf(availability.kind)]),
    input(FIELD.until, labelled('until', words), day(until), true),
  ];
}

function skillsField(skills: readonly string[], words: Words): InputBlock {
  const written = tidy(skills.join(', '), SKILLS_LENGTH);
  const more = { max_length: SKILLS_LENGTH, ...(written && { initial_value: written }) };
  return { ...line(FIELD.skills, labelled('skills', words), more), optional: true };
}

function newsField({ muted }: Preferences, words: Words): InputBlock {
  const heard = checkboxes(
    NEWS,
    (event) => option(event, words.plain(`profile.news.${event}`)),
    (event) => !muted.includes(event),
  );
  return input(FIELD.hear, labelled('hear', words), heard, true);
}

function wishesField(preferences: Preferences, { plain: say }: Words): InputBlock {
  const wished = checkboxes(
    WISHES,
    (wish) => option(wish, say(`profile.${wish}`), say(`profile.${wish}Hint`)),
    (wish) => preferences[wish],
  );
  return input(FIELD.more, { label: say('profile.more') }, wished, true);
}

const day = (until: string | undefined): Datepicker => ({
  type: 'datepicker',
  action_id: VALUE,
  ...(until && { initial_date: until }),
});

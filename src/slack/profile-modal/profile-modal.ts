import type { Checkboxes, Datepicker, ModalView, PlainTextOption } from '@slack/types';
import type { Member } from '../../domain/member/member.js';
import { NEWS } from '../../domain/referral/news.js';
import { choice, input, line, modal, option, VALUE } from '../blocks/inputs.js';
import { tidy } from '../blocks/text.js';
import { MODAL } from '../ids.js';
import type { Words } from '../words/words.js';

/** The fields, by the names of their blocks. */
export const FIELD = { time: 'time', until: 'until', skills: 'skills', hear: 'hear', more: 'more' } as const;

/** What a member may wish besides. */
export const WISHES = ['digest', 'onLeaderboard', 'hidden'] as const;

/** What can be said about time; what is preset comes first in the list. */
export const TIMES = ['open', 'full', 'unknown'] as const;

const SKILLS_LENGTH = 1000;

/** What a member says of themselves, and what they want to hear. */
export function profileModal({ availability, skills, preferences }: Member, { plain: say }: Words): ModalView {
  const times = TIMES.map((time) => option(time, say(`profile.${time}`)));
  const until = availability.kind === 'full' ? availability.until : undefined;
  const written = tidy(skills.join(', '), SKILLS_LENGTH);
  const news = NEWS.map((event) => option(event, say(`profile.news.${event}`)));
  const wishes = WISHES.map((wish) => option(wish, say(`profile.${wish}`), say(`profile.${wish}Hint`)));
  return modal({
    callbackId: MODAL.profile,
    title: say('profile.title'),
    submit: say('profile.submit'),
    close: say('profile.cancel'),
    blocks: [
      choice(
        FIELD.time,
        { label: say('profile.time'), hint: say('profile.timeHint') },
        times,
        times[TIMES.indexOf(availability.kind)],
      ),
      input(FIELD.until, { label: say('profile.until'), hint: say('profile.untilHint') }, day(until), true),
      {
        ...line(
          FIELD.skills,
          { label: say('profile.skills'), hint: say('profile.skillsHint') },
          { max_length: SKILLS_LENGTH, ...(written && { initial_value: written }) },
        ),
        optional: true,
      },
      input(
        FIELD.hear,
        { label: say('profile.hear'), hint: say('profile.hearHint') },
        ticked(news, ({ value = '' }) => !preferences.muted.includes(value)),
        true,
      ),
      input(
        FIELD.more,
        { label: say('profile.more') },
        ticked(wishes, (_, at) => preferences[WISHES[at] ?? 'digest']),
        true,
      ),
    ],
  });
}

const day = (until: string | undefined): Datepicker => ({
  type: 'datepicker',
  action_id: VALUE,
  ...(until && { initial_date: until }),
});

function ticked(options: PlainTextOption[], is: (option: PlainTextOption, at: number) => boolean): Checkboxes {
  const initial = options.filter(is);
  return { type: 'checkboxes', action_id: VALUE, options, ...(initial.length && { initial_options: initial }) };
}

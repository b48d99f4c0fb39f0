import type { Datepicker, InputBlock, ModalView } from '@slack/types';
import { Refusal } from '../../../domain/model/errors.js';
import type { Availability } from '../../../domain/model/member/availability.js';
import { formPreferences, type Member, type Preferences } from '../../../domain/model/member/member.js';
import { dayFault, SKILL_LIMITS, wishFault } from '../../../domain/model/member/profile-rules.js';
import { NEWS } from '../../../domain/model/referral/news-to-tell.js';
import { memberLocalDay } from '../../../domain/people/member-local-day.js';
import { submitProfileForm } from '../../../domain/people/submit-profile-form.js';
import { dayText } from '../../blocks/format-dates.js';
import { checkboxes, choice, input, type Label, line, modal, option, VALUE } from '../../blocks/inputs.js';
import { MODAL } from '../../reply/action-ids.js';
import { dateIn, hasField, pickedIn, textIn, tickedIn } from '../../reply/form-values.js';
import type { OnClick, OnSubmission, Submission } from '../../reply/request-context.js';
import { truncate } from '../../words/truncate-and-escape.js';
import type { Words } from '../../words/words.js';
import { readSkills } from './parse-skills.js';

/** Block ids of the fields. */
export const FIELD = { time: 'time', until: 'until', skills: 'skills', hear: 'hear', more: 'more' } as const;

/** Preferences with a checkbox. */
export const WISHES = ['digest', 'onLeaderboard', 'hidden'] as const;

/** The kinds of availability; the first is the preset. */
const TIMES = ['open', 'full', 'unknown'] as const;

const SKILLS_LENGTH = 1000;

/** Renders the form for availability, skills and notifications. */
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
  const written = truncate(skills.join(', '), SKILLS_LENGTH);
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

/** Opens the form from the Home tab. @throws Refusal when the directory does not have the member yet. */
export const clickProfile: OnClick = async ({ ports, by, say, client, body, ack }) => {
  await ack();
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  if (!member) throw new Refusal('member.youUnknown');
  await client.views.open({ trigger_id: body.trigger_id, view: profileModal(member, say) });
};

/** Saves the profile, and shows it on the Home tab. A field that the payload lacks keeps its value. */
export const submitProfile: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  if (!Object.values(FIELD).some((field) => hasField(view, field))) return ack();
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  if (!member) throw new Refusal('member.youUnknown');
  const availability = availabilityIn(view, member);
  const skills = hasField(view, FIELD.skills) ? readSkills(textIn(view, FIELD.skills) ?? '') : member.skills;
  const wrong = dayFault(availability, await memberLocalDay(ports, by));
  const preferences = preferencesIn(view, member);
  const clash = wishFault(preferences);
  const day = () => dayText(dateIn(view, FIELD.until) ?? '', say.locale);
  const errors = {
    ...(wrong && { [FIELD.until]: say.plain(`availability.${wrong}`, { day: day() }) }),
    ...(typeof skills === 'string' && { [FIELD.skills]: say.plain(`skills.${skills}`, SKILL_LIMITS) }),
    ...(clash && { [FIELD.more]: say.plain(`profile.${clash}`) }),
  };
  if (Object.keys(errors).length || typeof skills === 'string') return ack({ response_action: 'errors', errors });
  await submitProfileForm(ports, by, { availability, skills, preferences });
  await ack();
};

type View = Submission['view'];

/** Reads the availability; the day counts only for `full`. */
function availabilityIn(view: View, { availability: now }: Member): Availability {
  const [hasTime, hasDay] = [hasField(view, FIELD.time), hasField(view, FIELD.until)];
  if (!hasTime && !hasDay) return now;
  const said = TIMES.find((time) => time === pickedIn(view, FIELD.time)?.value) ?? 'unknown';
  const kind = hasTime ? said : now.kind;
  const kept = now.kind === 'full' ? now.until : undefined;
  const until = hasDay ? dateIn(view, FIELD.until) : kept;
  return kind === 'full' && until ? { kind, until } : { kind };
}

function preferencesIn(view: View, member: Member): Preferences {
  const now = formPreferences(member);
  const hear = tickedIn(view, FIELD.hear);
  const more = tickedIn(view, FIELD.more);
  const wished = Object.fromEntries(WISHES.map((wish) => [wish, more.includes(wish)]));
  return {
    ...now,
    ...(hasField(view, FIELD.hear) && { muted: NEWS.filter((event) => !hear.includes(event)) }),
    ...(hasField(view, FIELD.more) && wished),
  };
}

import { Refusal } from '../../../domain/model/errors.js';
import type { Availability } from '../../../domain/model/member/availability.js';
import { formPreferences, type Member, type Preferences } from '../../../domain/model/member/member.js';
import { dayFault, SKILL_LIMITS, wishFault } from '../../../domain/model/member/profile-rules.js';
import { NEWS } from '../../../domain/model/referral/news.js';
import { today } from '../../../domain/people/today.js';
import { writeAboutMe } from '../../../domain/people/write-about-me.js';
import { dayText } from '../../blocks/dates.js';
import { dateIn, hasField, pickedIn, textIn, tickedIn } from '../../reply/form-values.js';
import type { OnSubmission, Submission } from '../../reply/request-context.js';
import { FIELD, TIMES, WISHES } from './profile-modal.js';
import { readSkills } from './skills.js';

/** The Home tab shows it as soon as it is saved. A field that the payload lacks stays as it was. */
export const submitProfile: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  if (!Object.values(FIELD).some((field) => hasField(view, field))) return ack();
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  if (!member) throw new Refusal('member.unknown');
  const availability = availabilityIn(view, member);
  const skills = hasField(view, FIELD.skills) ? readSkills(textIn(view, FIELD.skills) ?? '') : member.skills;
  const wrong = dayFault(availability, await today(ports, by));
  const preferences = preferencesIn(view, member);
  const clash = wishFault(preferences);
  const day = () => dayText(dateIn(view, FIELD.until) ?? '', say.locale);
  const errors = {
    ...(wrong && { [FIELD.until]: say.plain(`availability.${wrong}`, { day: day() }) }),
    ...(typeof skills === 'string' && { [FIELD.skills]: say.plain(`skills.${skills}`, SKILL_LIMITS) }),
    ...(clash && { [FIELD.more]: say.plain(`profile.${clash}`) }),
  };
  if (Object.keys(errors).length || typeof skills === 'string') return ack({ response_action: 'errors', errors });
  await writeAboutMe(ports, by, { availability, skills, preferences });
  await ack();
};

type View = Submission['view'];

/** The day says nothing unless they are full. */
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

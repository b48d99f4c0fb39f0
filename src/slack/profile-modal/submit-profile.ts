import type { Availability } from '../../domain/member/availability.js';
import { dayFault, SKILL_LIMITS, wishFault } from '../../domain/member/profile-rules.js';
import { today } from '../../domain/member/today.js';
import { writeAboutMe } from '../../domain/member/write-about-me.js';
import { NEWS } from '../../domain/referral/news.js';
import type { OnSubmission, Submission } from '../asked.js';
import { dayText } from '../blocks/dates.js';
import { dateIn, pickedIn, textIn, tickedIn } from '../fields.js';
import { FIELD, TIMES, WISHES } from './profile-modal.js';
import { readSkills } from './skills.js';

/** The Home tab shows it as soon as it is saved. */
export const submitProfile: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  const availability = availabilityIn(view);
  const skills = readSkills(textIn(view, FIELD.skills) ?? '');
  const wrong = dayFault(availability, await today(ports, by));
  const preferences = preferencesIn(view);
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

/** The day says nothing unless they are full. */
function availabilityIn(view: Submission['view']): Availability {
  const kind = TIMES.find((time) => time === pickedIn(view, FIELD.time)?.value) ?? 'unknown';
  const until = dateIn(view, FIELD.until);
  return kind === 'full' && until ? { kind, until } : { kind };
}

function preferencesIn(view: Submission['view']) {
  const hear = tickedIn(view, FIELD.hear);
  const more = tickedIn(view, FIELD.more);
  const [digest, onLeaderboard, hidden] = WISHES.map((wish) => more.includes(wish)) as [boolean, boolean, boolean];
  return { muted: NEWS.filter((event) => !hear.includes(event)), digest, onLeaderboard, hidden };
}

import { FREELANCERS, PEOPLE } from '../cast.js';
import type { PeopledStage } from '../prepare.js';

/** Who is who, by their name in Slack: Baton matches the two accounts of a person by the email address. */
export const peoplePart = ({ slack }: PeopledStage) =>
  Object.fromEntries(
    PEOPLE.map(({ name, real_name, email, is_admin: isAdmin = false, locale = 'en-US' }) => {
      const personId = FREELANCERS.find((one) => one.email === email)?.id;
      return [name, { name: real_name, email, slackUserId: slack.users[name]?.id, personId, isAdmin, locale }];
    }),
  );

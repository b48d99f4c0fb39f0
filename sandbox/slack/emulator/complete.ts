import { object, text } from './body.js';
import { completeUser } from './people.js';
import type { Json } from './seed.js';
import { userNow, type Workspace } from './workspace.js';

/** The emulator has a user of its own, whom nobody asked for. */
const STOWAWAY = 'U000000001';

const isTrue = (value: unknown) => value === true || value === 'true' || value === '1';

/** Adds what Slack says of users and the emulator does not, and hides who is not there. */
export function complete(workspace: Workspace, args: Json, response: Json): Json {
  const now = (user: Json) => userNow(workspace, text(user.name));
  const isThere = (user: Json) => user.id !== STOWAWAY && !now(user)?.absent;
  const whole = (user: Json) => completeUser(user, now(user), isTrue(args.include_locale));
  const { user, members } = response;
  if (Array.isArray(members)) return { ...response, members: members.map(object).filter(isThere).map(whole) };
  if (!user) return response;
  return isThere(object(user)) ? { ...response, user: whole(object(user)) } : { ok: false, error: 'user_not_found' };
}

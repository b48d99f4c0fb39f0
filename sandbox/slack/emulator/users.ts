import { type Json, object, text } from './json.js';
import type { SeedUser } from './seed.js';
import { userNow, type Workspace } from './workspace.js';

/** Id of the emulator's built-in user, who is hidden. */
const BUILT_IN_USER = 'U000000001';

const isTrue = (value: unknown) => value === true || value === 'true' || value === '1';

/** Adds the user fields that the emulator lacks, and removes users who are absent or built in. */
export function complete(workspace: Workspace, args: Json, response: Json): Json {
  const now = (user: Json) => userNow(workspace, text(user.name));
  const isThere = (user: Json) => user.id !== BUILT_IN_USER && !now(user)?.absent;
  const whole = (user: Json) => completeUser(user, now(user), isTrue(args.include_locale));
  const { user, members } = response;
  if (Array.isArray(members)) return { ...response, members: members.map(object).filter(isThere).map(whole) };
  if (!user) return response;
  return isThere(object(user)) ? { ...response, user: whole(object(user)) } : { ok: false, error: 'user_not_found' };
}

const DEFAULT_ZONE = 'Etc/UTC';

/** Computes Slack's `tz_offset`, in seconds. */
function offsetOf(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT(?:([+-])(\d+):(\d+))?/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** Fields of Slack's user object that the emulator lacks. */
function extras({ name: _, email: _email, absent: _absent, ...given }: SeedUser, withLocale: boolean): Json {
  const { locale = 'en-US', tz = DEFAULT_ZONE, ...fields } = given;
  return {
    color: '9f69e7',
    tz,
    tz_label: tz,
    tz_offset: offsetOf(tz, new Date()),
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_app_user: false,
    updated: 1_700_000_000,
    ...fields,
    ...(withLocale ? { locale } : {}),
  };
}

/** Removes the time zone: Slack does not return it for a deactivated user. */
const withoutZone = ({ tz: _, tz_label: _label, tz_offset: _offset, ...rest }: Json): Json => rest;

/** Builds the profile without the address that the emulator invents for users who have none. */
function profileOf(user: Json, seed: SeedUser | undefined): Json {
  const { email, ...profile } = object(user.profile);
  const name = seed?.real_name ?? user.real_name;
  const named = { ...profile, real_name: name, real_name_normalized: name };
  return email && seed?.email ? { ...named, email: seed.email } : named;
}

/** Merges the emulator's user with the fields of the seed. */
export function completeUser(user: Json, seed: SeedUser | undefined, withLocale: boolean): Json {
  const profile = profileOf(user, seed);
  const whole = { ...user, ...extras(seed ?? { name: '' }, withLocale), profile };
  return seed?.deleted ? withoutZone(whole) : whole;
}

/** Changes a user. @returns the user object for Slack's events */
export async function changeUser(workspace: Workspace, name: string, changes: Partial<SeedUser>): Promise<Json> {
  workspace.changes.set(name, { ...workspace.changes.get(name), ...changes });
  const args = { user: workspace.users[name]?.id, include_locale: true };
  return object(complete(workspace, args, await workspace.ask('users.info', args)).user);
}

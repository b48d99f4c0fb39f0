import { object } from './body.js';
import type { Json, SeedUser } from './seed.js';

const DEFAULT_ZONE = 'Etc/UTC';

/** In seconds, as Slack's `tz_offset`. */
function offsetOf(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT(?:([+-])(\d+):(\d+))?/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** The fields of Slack's user object that the emulator does not have. */
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

/** Slack says next to nothing of a deactivated user. */
const withoutZone = ({ tz: _, tz_label: _label, tz_offset: _offset, ...rest }: Json): Json => rest;

/** The emulator makes an address up for those who have none. */
function profileOf(user: Json, seed: SeedUser | undefined): Json {
  const { email, ...profile } = object(user.profile);
  const name = seed?.real_name ?? user.real_name;
  const named = { ...profile, real_name: name, real_name_normalized: name };
  return email && seed?.email ? { ...named, email: seed.email } : named;
}

/** A user as Slack would tell it: the emulator's fields and those of the seed. */
export function completeUser(user: Json, seed: SeedUser | undefined, withLocale: boolean): Json {
  const profile = profileOf(user, seed);
  const whole = { ...user, ...extras(seed ?? { name: '' }, withLocale), profile };
  return seed?.deleted ? withoutZone(whole) : whole;
}

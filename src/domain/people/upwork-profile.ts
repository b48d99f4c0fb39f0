import { UPWORK } from '../model/member/marketplace-accounts.js';
import type { Ports } from '../ports.js';
import type { AgencyPerson } from './agency-people.js';

/** Reads a profile of Upwork from a text with its address; null where there is none. */
export function profileIn({ clock, sources }: Ports, text: string): AgencyPerson | null {
  const { id, profileUrl } = sources.readInvite(text, { now: clock.now(), timeZone: 'UTC' }).freelancer ?? {};
  if (id === undefined || profileUrl === undefined) return null;
  return { id, name: profileUrl.replace(/^https:\/\/(www\.)?/, ''), profileUrl, place: UPWORK };
}

/** Returns the profile of Upwork that an id names; null where it names none. */
export const profileNamed = (ports: Ports, personId: string): AgencyPerson | null =>
  profileIn(ports, `https://www.upwork.com/freelancers/${personId.replace(/^upwork:/, '')}`);

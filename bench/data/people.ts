import { DEFAULT_PREFERENCES, type Member } from '../../src/domain/model/member/member.js';
import type { Person } from '../../src/domain/model/person/person.js';

/** Workspace id of all measurements. */
export const TENANT = 'TBENCH';

/** Default number of an agency's members. */
export const MEMBERS = 1000;

const two = (number: number): string => String(number).padStart(4, '0');

export const userId = (number: number): string => `U${two(number)}`;

export const nameOf = (number: number): string => `Member ${two(number)}`;

export const personOf = (number: number): Person & { email: string; profileUrl: string } => ({
  id: `p-${two(number)}`,
  name: nameOf(number),
  email: `member${two(number)}@agency.example`,
  profileUrl: `https://market.example/freelancers/${two(number)}`,
});

/** Builds a member who is linked to a marketplace person. */
export const memberOf = (number: number): Member & { email: string } => ({
  id: userId(number),
  tenantId: TENANT,
  slackUserId: userId(number),
  name: nameOf(number),
  email: personOf(number).email,
  timeZone: 'Europe/Oslo',
  locale: 'en-GB',
  isAdmin: number === 0,
  isOwner: false,
  isBot: false,
  isGuest: false,
  isExternal: false,
  isDeactivated: false,
  accounts: [{ ...personOf(number), linkedBy: 'email' }],
  skills: ['TypeScript'],
  availability: { kind: 'open' },
  preferences: DEFAULT_PREFERENCES,
  work: [],
});

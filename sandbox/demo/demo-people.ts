import type { SeedUser } from '../slack/emulator/seed.js';

/**
 * The demo's agency. Its people use the same email address in Slack and on the marketplace, so Baton can match them.
 */
export const AGENCY = { id: 'studio-north', name: 'Studio North', domain: 'studio-north' } as const;

const at = (name: string) => `${name}@studio-north.example`;

/** Slack users: four people of the agency, and three who may not be offered as colleagues (guest, deactivated, bot). */
export const PEOPLE: readonly SeedUser[] = [
  { name: 'olga', real_name: 'Olga Lind', email: at('olga'), is_admin: true, is_owner: true, tz: 'Europe/Oslo' },
  { name: 'ana', real_name: 'Ana Lopez', email: at('ana'), tz: 'Europe/Madrid' },
  { name: 'ben', real_name: 'Ben Okoro', email: at('ben'), tz: 'Africa/Lagos' },
  { name: 'cara', real_name: 'Cara Weiss', email: at('cara'), tz: 'Europe/Berlin', locale: 'de-DE' },
  { name: 'gus', real_name: 'Gus Guest', email: 'gus@client.example', is_restricted: true },
  { name: 'dora', real_name: 'Dora Gone', email: at('dora'), deleted: true },
  { name: 'robo', real_name: 'Robo Bot', is_bot: true },
];

/** The agency's freelancers on the marketplace. */
export const FREELANCERS = [
  { id: 'f-ana', name: 'Ana Lopez', email: at('ana'), title: 'Full-stack developer', skills: ['TypeScript', 'React'] },
  { id: 'f-ben', name: 'Ben Okoro', email: at('ben'), title: 'Commerce developer', skills: ['Shopify', 'GraphQL'] },
  { id: 'f-cara', name: 'Cara Weiss', email: at('cara'), title: 'Data engineer', skills: ['Python', 'BigQuery'] },
] as const;

/** The workspace’s channels. */
export const CHANNELS = [{ name: 'general' }, { name: 'invites' }] as const;

/** Ana's note to Ben; it fits every job. */
export const TO_BEN = 'You built exactly this for Hatch, and you have time from Monday.';

/** Ana's note to the client. */
export const TO_CLIENT = 'Ben has done work like this for two clients of ours. I would hire him myself.';

import { FREELANCERS, PEOPLE } from '../../demo/cast.js';
import type { InstalledDemo } from '../../demo/prepare.js';
import { TEMPLATES } from '../../marketplace/market/seeds.js';
import type { State } from '../../marketplace/market/state.js';
import type { MarketWorld, World, WorldPerson } from '../protocol.js';
import { HINTS } from './hints.js';

/** People who can be played: everybody with an account who is no bot. */
const PLAYABLE = PEOPLE.filter(({ deleted, is_bot: isBot }) => !deleted && !isBot);

/** Describes the agency, its people and the marketplace. */
export function worldOf({ slack, config, sandbox }: InstalledDemo): World {
  return {
    team: slack.team.name,
    app: { name: 'Baton', url: config.PUBLIC_URL, botUserId: slack.bot.userId },
    command: config.COMMAND,
    hints: HINTS,
    people: PLAYABLE.flatMap((person) => personOf(person, slack.users[person.name]?.id)),
    channels: Object.entries(slack.channels).map(([name, id]) => ({ id, name })),
    market: sandbox && marketOf(sandbox.url, sandbox.state),
    links: [
      { name: 'The sandbox marketplace', url: sandbox?.url ?? '' },
      { name: 'What Slack holds, as text', url: slack.inspectorUrl },
      { name: 'Baton’s install page', url: config.PUBLIC_URL },
    ].filter(({ url }) => url),
  };
}

function personOf(person: (typeof PEOPLE)[number], id: string | undefined): WorldPerson[] {
  if (!id) return [];
  const { name, real_name: realName = name, locale = 'en-US', tz: timeZone = 'UTC' } = person;
  return [{ id, name, realName, role: roleOf(person), locale, timeZone }];
}

function roleOf({ email, is_admin: isAdmin, is_restricted: isGuest, locale }: (typeof PEOPLE)[number]): string {
  if (isAdmin) return 'Admin';
  if (isGuest) return 'Guest';
  const title = FREELANCERS.find((one) => one.email === email)?.title ?? 'Member';
  return locale === 'de-DE' ? `${title}, reads German` : title;
}

const marketOf = (url: string, { people }: State): MarketWorld => ({
  url,
  freelancers: Object.values(people).map(({ id, name, agencyId }) => ({ id, name, agency: agencyId !== undefined })),
  samples: TEMPLATES.map(({ title, description = '', budget, skills, client, letter }) => ({
    ...{ title, description, skills, letter },
    client: client.name ?? '',
    country: client.country ?? '',
    kind: budget?.kind ?? 'fixed',
    min: budget?.min ?? 0,
    max: budget?.max ?? 0,
  })),
});

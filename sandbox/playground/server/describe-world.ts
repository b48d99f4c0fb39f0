import { FREELANCERS } from '../../demo/demo-people.js';
import type { InstalledDemo } from '../../demo/install-and-connect.js';
import { UPWORK_AGENCY } from '../../demo/upwork-agency.js';
import { TEMPLATES } from '../../marketplace/market/example-jobs.js';
import type { State } from '../../marketplace/market/state.js';
import type { SeedUser } from '../../slack/emulator/seed.js';
import type { Workspace } from '../../slack/emulator/workspace.js';
import type { MarketWorld, World, WorldPerson, WorldTeam } from '../protocol.js';
import { COMMAND_HINTS } from './command-hints.js';
import { readShortcuts } from './shortcuts.js';

/** Describes the agency, its people and the marketplace. */
export function describeWorld({ slack, config, sandbox }: Pick<InstalledDemo, 'slack' | 'config' | 'sandbox'>): World {
  const teams = slack.workspaces.map(teamOf);
  return {
    team: slack.team.name,
    app: { name: 'Baton', url: config.PUBLIC_URL, botUserId: slack.bot.userId },
    command: config.COMMAND,
    hints: COMMAND_HINTS,
    shortcuts: readShortcuts(),
    people: slack.workspaces.flatMap(peopleOf),
    teams,
    channels: Object.entries(slack.channels).map(([name, id]) => ({ id, name })),
    market: sandbox && marketOf(sandbox.url, sandbox.state),
    links: [
      { name: 'The sandbox marketplace', url: sandbox?.url ?? '' },
      { name: 'What Slack holds, as text', url: slack.inspectorUrl },
      { name: 'Baton’s install page', url: config.PUBLIC_URL },
    ].filter(({ url }) => url),
  };
}

const teamOf = ({ team, bot, channels }: Workspace): WorldTeam => ({
  id: team.id,
  name: team.name,
  botUserId: bot.userId,
  channels: Object.entries(channels).map(([name, id]) => ({ id, name })),
});

/** People who can be played: everybody with an account who is no bot. */
const peopleOf = ({ seed, users, team }: Workspace): WorldPerson[] =>
  seed.users
    .filter(({ deleted, is_bot: isBot }) => !deleted && !isBot)
    .flatMap((person) => personOf(person, users[person.name]?.id, team.id));

function personOf(person: SeedUser, id: string | undefined, team: string): WorldPerson[] {
  if (!id) return [];
  const { name, real_name: realName = name, locale = 'en-US', tz: timeZone = 'UTC' } = person;
  return [{ id, name, realName, role: roleOf(person), locale, timeZone, team }];
}

function roleOf({ real_name: name, is_admin: isAdmin, is_restricted: isGuest, locale }: SeedUser): string {
  if (isAdmin) return 'Admin';
  if (isGuest) return 'Guest';
  const title = [...FREELANCERS, ...UPWORK_AGENCY.people].find((one) => one.name === name)?.title ?? 'Member';
  return locale === 'de-DE' ? `${title}, reads German` : title;
}

const marketOf = (url: string, { people, agencies }: State): MarketWorld => ({
  url,
  freelancers: Object.values(people).map(({ id, name, agencyId = '' }) => ({
    ...{ id, name },
    ...(agencies[agencyId] && { agency: agencies[agencyId].name }),
    ...(agencyId === UPWORK_AGENCY.id && { onUpwork: true as const }),
  })),
  samples: TEMPLATES.map(({ title, description = '', budget, skills, client, letter }) => ({
    ...{ title, description, skills, letter },
    client: client.name ?? '',
    country: client.country ?? '',
    kind: budget?.kind ?? 'fixed',
    min: budget?.min ?? 0,
    max: budget?.max ?? 0,
  })),
});

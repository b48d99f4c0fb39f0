import { presentManagers } from '../domain/ensuring-messages/card-recipients.js';
import type { Connection, HealthCode } from '../domain/model/connection/connection.js';
import { conditionOf } from '../domain/model/connection/connection-status.js';
import { Hopeless, Postponed } from '../domain/model/errors.js';
import { isUnreached } from '../domain/model/member/member.js';
import type { Ports } from '../domain/ports.js';
import type { WorkspaceExaminer } from './operator-services.js';
import { type Examination, ToDo, Untried } from './run-examination.js';

/** The largest number of workspaces to examine, unless one is named. */
export const MOST_WORKSPACES = 20;

/** Reports how many workspaces there are, and how many of them are examined. */
export const workspaces = (
  active: readonly string[],
  examined: readonly string[],
  named: string | undefined,
): Examination => ({
  name: 'Workspaces',
  check: async () => {
    if (named !== undefined && examined.length === 0) throw new Error(`${named} has not installed Baton`);
    if (active.length === 0)
      throw new Untried(
        'none has Baton installed, so no token could be tried: open the public address, “Add to Slack”, or in Socket Mode start the bot',
      );
    const some = `${examined.length} of ${active.length} are examined; --tenant names one`;
    return examined.length < active.length ? some : `${active.length}, all of them examined`;
  },
  fix: 'Name a workspace by its id, such as T0123456789, or an organization’s, such as E0123456789.',
});

/** Scopes without which Baton still works: what they provide is then done by hand. */
const OPTIONAL = ['users:read.email'];

/** Checks that a workspace’s token works. */
export const slack = ({ token }: WorkspaceExaminer, tenantId: string, isSealed: boolean): Examination => ({
  name: `Slack, workspace ${tenantId}`,
  check: async () => {
    if (isSealed) throw new Untried('its token does not open, as the stored secrets say above');
    const { workspace, bot, missing } = await token(tenantId).catch(orLimited);
    const lacking = missing.filter((scope) => !OPTIONAL.includes(scope));
    if (lacking.length > 0) throw new Hopeless(`the token lacks ${lacking.join(', ')}`);
    return `the token is @${bot}’s in ${workspace}${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`;
  },
  fix: (error) => (isFinal(error) ? INSTALL_AGAIN : UNREACHABLE),
});

const INSTALL_AGAIN =
  'Install Baton in this workspace again: its token was revoked, or a scope is missing. Over HTTP that is done from the public address; in Socket Mode at api.slack.com/apps, “Install App”, and with the new SLACK_BOT_TOKEN.';
const UNREACHABLE =
  'Let this machine reach Slack (https://slack.com, or SLACK_API_URL): look at its firewall and proxy.';

/** Tells whether Slack rejected the token, as opposed to not answering. */
const isFinal = (error: unknown): boolean =>
  error instanceof Hopeless || (error instanceof Error && error.message.startsWith('Slack says'));

function orLimited(error: unknown): never {
  if (error instanceof Postponed) throw new Untried('Slack limits how often it is asked just now');
  throw error;
}

/** Checks that somebody in the workspace hears what its managers should hear. */
export const managers = (ports: Ports, tenantId: string): Examination => ({
  name: `Managers, workspace ${tenantId}`,
  check: async () => {
    const tenant = await ports.tenants.latest(tenantId);
    const ids = tenant ? await presentManagers(ports, tenant) : [];
    const { length } = ids;
    if (length === 0 && !tenant?.installedBy)
      throw new ToDo(
        'no admin is known yet, who is told of invites that have no member or get no answer: one opens the app’s Home',
      );
    if (length === 0)
      throw new Error(
        'nobody is told of invites that have no member or get no answer: whoever installed Baton has left, as all managers have, and no admin is known',
      );
    const known = await Promise.all(ids.map(async (id) => ({ id, member: await ports.members.get(tenantId, id) })));
    const unreached = known.filter(({ member }) => member && isUnreached(member, ports.clock.now()));
    const reached = known.filter((one) => !unreached.includes(one));
    const names = (some: typeof known) => some.map(({ id, member }) => member?.name || id).join(', ');
    const refused = `Slack does not deliver Baton’s messages to ${names(unreached)}`;
    if (reached.length === 0)
      throw new Error(`nobody is told of invites that have no member or get no answer: ${refused}`);
    const verb = reached.length === 1 ? 'hears' : 'hear';
    const heard = `${names(reached)} ${verb} of invites that have no member or get no answer`;
    return unreached.length > 0 ? `${heard}; ${refused}` : heard;
  },
  fix: 'An owner or admin of the workspace opens the app’s Home once, and names managers there under *Settings*: people to whom the workspace lets Baton write.',
});

/** Checks a workspace whose connections cannot be examined: there is none, or their configurations do not open. */
export const unexamined = (tenantId: string, why: 'sealed' | 'none'): Examination => ({
  name: `Marketplace, workspace ${tenantId}`,
  check: async () => {
    if (why === 'sealed') throw new Untried('its token does not open, as the stored secrets say above');
    throw new ToDo(
      'none is connected yet, so invites come in by hand alone. An admin of the workspace connects one in Slack, with the command `connect` or on the app’s Home',
    );
  },
  fix: '',
});

const CONNECT_AGAIN =
  'An admin of the workspace can look at it with the command `connect`: *Send a test* says what is missing, *Set up again* takes a new address or token.';

/** Checks that the source of a connection answers. It is named where the workspace has several. */
export const marketplace = (
  { marketplace: port, clock }: Ports,
  connection: Connection,
  { isOnly }: { readonly isOnly: boolean },
): Examination => ({
  name: `Marketplace${isOnly ? '' : ` “${connection.name}” (${connection.source}, ${connection.id})`}, workspace ${connection.tenantId}`,
  check: async () => {
    if (connection.pausedAt) throw new Untried('an admin has paused it');
    if (!connection.can.includes('members')) return healthOf(connection, clock.now());
    const people = await port.members(connection).catch((error: unknown) => {
      if (error instanceof Postponed) throw new Untried('the marketplace limits how often it is asked just now');
      throw error;
    });
    return `answers, ${people.length} people; ${healthOf(connection, clock.now())}`;
  },
  fix: CONNECT_AGAIN,
});

/** Causes of a connection's failure, in words. */
const FAILS: Record<HealthCode, string> = {
  'token-refused': 'its source turns the token down',
  unreachable: 'its source does not answer',
  'rate-limited': 'its source asked Baton to wait',
  unreadable: 'its source answers what Baton cannot read',
};

/** @throws Error while somebody should look at it, Untried where Baton cannot tell */
function healthOf(connection: Connection, now: Date): string {
  const { polls, health } = connection;
  const next = polls && health.nextPollAt ? `, asked again at ${health.nextPollAt.toISOString()}` : '';
  const condition = conditionOf(connection, now);
  switch (condition.kind) {
    case 'failing':
      throw new Error(`${FAILS[condition.code]}, since ${condition.since.toISOString()}${next}`);
    case 'turned-down':
      throw new Error(
        `its last delivery, at ${condition.at.toISOString()}, had another address or secret than Baton's`,
      );
    case 'silent': {
      const since = `${condition.never ? 'it was connected at ' : ''}${condition.since.toISOString()}`;
      throw new Untried(`nothing has come since ${since}: *Send a test* in Slack tells whether that is all right`);
    }
    case 'well':
      return `last heard of at ${condition.heardAt.toISOString()}${next}`;
    default:
      return `nothing has come yet${next}`;
  }
}

/** Checks that Slack accepts every kind of message that Baton sends. */
export const messages = ({ validate }: WorkspaceExaminer, tenantId: string | undefined): Examination => ({
  name: 'Messages',
  check: async () => {
    if (tenantId === undefined) throw new Untried('no token works with which Slack could be asked to check them');
    const { valid, of, invalid, untried } = await validate(tenantId);
    const wrong = invalid.map(({ kind, why }) => `${kind} (${why})`);
    if (wrong.length > 0) throw new Error(`Slack would not take ${wrong.join(', ')}`);
    if (untried !== undefined) throw new Untried(`${valid} of ${of} were checked: ${untried}`);
    return `Slack would take all ${of} samples, of every kind`;
  },
  fix: 'Update Baton. If it is up to date, this is a fault of Baton’s: please report these lines.',
});

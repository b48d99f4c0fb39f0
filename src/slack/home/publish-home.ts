import { Refusal } from '../../domain/errors.js';
import type { Actor } from '../../domain/member/member.js';
import { requireAdmin } from '../../domain/member/require-role.js';
import type { Ports } from '../../domain/ports.js';
import { readReferrals } from '../../domain/tally/read-referrals.js';
import type { Asked, OnEvent } from '../asked.js';
import { type Home, homeView } from './home.js';

/** Slack’s `app_home_opened`. */
export interface HomeOpened {
  readonly user: string;
  readonly tab?: string;
}

/** Somebody opens the app: its Home tab is made new. */
export const homeOpened: OnEvent<HomeOpened> = async (happened) => {
  const { ports, tenantId, event, words } = happened;
  if (event.tab && event.tab !== 'home') return;
  const member = await ports.members.get(tenantId, event.user);
  if (member?.isExternal) return;
  const by = { tenantId, slackUserId: event.user, name: member?.name ?? '' };
  await refreshHome({ ...happened, by, say: words(member?.locale) });
};

/** Shows the Home tab as it should be now. */
export async function refreshHome({ ports, by, say, client }: Pick<Asked, 'ports' | 'by' | 'say' | 'client'>) {
  const view = homeView(await homeOf(ports, by), say);
  await client.views.publish({ user_id: by.slackUserId, view });
}

async function homeOf(ports: Ports, by: Actor): Promise<Home> {
  const [mine, member, connection, isAdmin] = await Promise.all([
    readReferrals(ports, by),
    ports.members.get(by.tenantId, by.slackUserId),
    ports.connections.of(by.tenantId),
    administers(ports, by),
  ]);
  return { mine, member, connection, isAdmin };
}

async function administers(ports: Ports, by: Actor): Promise<boolean> {
  try {
    await requireAdmin(ports, by);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

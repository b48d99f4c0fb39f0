import { openHome } from '../../../domain/announcing/open-home.js';
import { publishHome } from '../../../domain/announcing/publish-home.js';
import { refreshHome as planHome } from '../../../domain/ensuring-messages/refresh-home.js';
import { makeFirstAdminInstaller } from '../../../domain/workspace/make-first-admin-installer.js';
import { meaningOf } from '../../api/error-codes.js';
import { codeOf, slackErrorFields } from '../../api/slack-errors.js';
import type { OnEvent, RequestContext } from '../../reply/request-context.js';
import { unknownMemberView } from './home.js';

/** Slack’s event `app_home_opened`. */
export interface HomeOpened {
  readonly user: string;
  readonly tab?: string;
}

/** Publishes the Home tab, and keeps it up to date from then on. Shows nothing to people whom Slack does not know. */
export const homeOpened: OnEvent<HomeOpened> = async ({ ports, tenantId, event, words, client }) => {
  if (event.tab && event.tab !== 'home') return;
  const member = await ports.members.get(tenantId, event.user);
  if (member?.isExternal) return;
  if (member) {
    const by = { tenantId, slackUserId: event.user, name: member.name };
    await openHome(ports, by);
    return makeFirstAdminInstaller(ports, by);
  }
  await client.views.publish({ user_id: event.user, view: unknownMemberView(words()) }).catch((error: unknown) => {
    if (meaningOf('home', codeOf(error) ?? '')?.means !== 'final') throw error;
    ports.log.warn({ tenantId, ...slackErrorFields(error) }, 'home.not-shown');
  });
};

/** Publishes the Home tab after a change; on a failure a job does so. */
export async function refreshHome({
  ports,
  by: { tenantId, slackUserId },
}: Pick<RequestContext, 'ports' | 'by'>): Promise<void> {
  try {
    await publishHome(ports, { tenantId, id: slackUserId });
  } catch (error) {
    ports.log.warn({ tenantId, ...slackErrorFields(error) }, 'home.not-shown');
    await planHome(ports, tenantId, slackUserId);
  }
}

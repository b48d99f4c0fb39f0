import type { ServerResponse } from 'node:http';
import type { Installation } from '@slack/bolt';
import type { CallbackOptions } from '@slack/oauth';
import { errorFields } from '../../domain/error-text.js';
import type { Ports } from '../../domain/ports.js';
import { installTenant } from '../../domain/tenant/install-tenant.js';
import type { Words } from '../words/words.js';
import { tenantOfInstallation } from './installations.js';
import { page } from './page.js';

interface Installing {
  readonly ports: Ports;
  readonly words: (locale?: string) => Words;
}

/** What follows once Slack has handed the tokens over: the tenant exists, its people are read, the installer is greeted. */
export const installedPage = ({ ports, words }: Installing): CallbackOptions => ({
  successAsync: async (installation, _options, _request, response) => {
    const tenantId = tenantOfInstallation(installation);
    const name = nameOf(installation) ?? tenantId;
    await installTenant(ports, { tenantId, name, installedBy: installation.user.id });
    show(response, 200, donePage(installation, name, words()));
  },
  failureAsync: async (error, _options, _request, response) => {
    ports.log.warn(errorFields(error), 'slack.install-failed');
    const reason = reasonOf(error);
    show(response, reason === 'fault' ? 500 : 400, failedPage(reason, words()));
  },
});

const nameOf = ({ isEnterpriseInstall, enterprise, team }: Installation): string | undefined =>
  isEnterpriseInstall ? enterprise?.name : team?.name;

function reasonOf({ code, message }: { code: string; message: string }): 'cancelled' | 'stale' | 'fault' {
  if (code === 'slack_oauth_installer_authorization_error' && /cancel/i.test(message)) return 'cancelled';
  return /state|missing_code/.test(code) ? 'stale' : 'fault';
}

function donePage({ team, appId }: Installation, name: string, { plain }: Words): string {
  const open = team && appId ? `slack://app?team=${team.id}&id=${appId}` : 'slack://open';
  return page({
    title: plain('install.done.title'),
    text: plain('install.done.text', { team: name }),
    link: { href: open, text: plain('install.done.open') },
  });
}

const failedPage = (reason: 'cancelled' | 'stale' | 'fault', { plain }: Words): string =>
  page({
    title: plain('install.failed.title'),
    text: plain(`install.failed.${reason}`),
    link: { href: 'install', text: plain('install.failed.again') },
  });

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
  });
  response.end(html);
}

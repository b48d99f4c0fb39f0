import type { ServerResponse } from 'node:http';
import type { Installation } from '@slack/bolt';
import type { CallbackOptions } from '@slack/oauth';
import type { Ports } from '../../../domain/ports.js';
import { installTenant } from '../../../domain/workspace/install-tenant.js';
import { html } from '../../../lib/html-template.js';
import { tenantOfInstallation } from '../../api/installations.js';
import { codeOf, slackErrorFields } from '../../api/slack-errors.js';
import type { Words } from '../../words/words.js';

interface Installing {
  readonly ports: Ports;
  readonly words: (locale?: string) => Words;
}

/**
 * Builds the callbacks that run once Slack has sent the tokens: they create the tenant, plan the sync of its members,
 * welcome the installer, and show a page.
 */
export const installedPage = ({ ports, words }: Installing): CallbackOptions => ({
  successAsync: async (installation, _options, _request, response) => {
    const tenantId = tenantOfInstallation(installation);
    const name = nameOf(installation) ?? tenantId;
    await installTenant(ports, { tenantId, name, installedBy: installation.user.id });
    show(response, 200, donePage(installation, name, words()));
  },
  failureAsync: async (error, _options, _request, response) => {
    const reason = reasonOf(error);
    if (reason === 'fault') ports.log.error(slackErrorFields(error), 'slack.install-failed');
    else ports.log.info({ reason }, 'slack.install-not-finished');
    show(response, reason === 'fault' ? 500 : 400, failedPage(reason, words()));
  },
});

const nameOf = ({ isEnterpriseInstall, enterprise, team }: Installation): string | undefined =>
  isEnterpriseInstall ? enterprise?.name : team?.name;

type Reason = 'cancelled' | 'stale' | 'fault';

/** Slack's error codes for an authorization code that was used or is older than ten minutes. */
const SPENT = new Set(['invalid_code', 'code_already_used', 'code_expired']);

function reasonOf(error: Error & { code: string }): Reason {
  const { code, message } = error;
  if (SPENT.has(codeOf(error) ?? '')) return 'stale';
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

const failedPage = (reason: Reason, { plain }: Words): string =>
  page({
    title: plain(reason === 'stale' ? 'install.failed.over' : 'install.failed.title'),
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

/** A page with a title, a sentence and a link. */
export interface Page {
  readonly title: string;
  readonly text: string;
  readonly link: { readonly href: string; readonly text: string };
}

/** Renders a page with a title, a sentence and a link. */
const page = ({ title, text, link }: Page): string =>
  html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<h1>${title}</h1>
<p>${text}</p>
<p><a href="${link.href}">${link.text}</a></p>
</html>
`.html;

import { webhookUrl } from '../../src/lib/webhook-url.js';
import { contractConnectionsOf } from './contract-connections.js';
import type { InstalledDemo } from './install-and-connect.js';
import type { DemoEnvironment } from './start-demo-environment.js';
import { undoWindowOf } from './undo-window.js';

/** Prints all addresses, and what the user has to do by hand where a real service replaces an embedded one. */
export async function printAddresses(
  demo: DemoEnvironment,
  installed: InstalledDemo | null,
  page: string | undefined,
  say: (line: string) => void,
): Promise<void> {
  const { slack, sandbox, marketplace, config } = demo;
  say(`\nReady after ${process.uptime().toFixed(1)} s:`);
  if (page) say(`  play everybody here           ${page}`);
  if (slack) say(`  what Slack holds, as text     ${slack.inspectorUrl}`);
  say(`  ${sandbox ? 'the sandbox marketplace      ' : 'the marketplace              '} ${marketplace.url}`);
  say(`  Baton                         ${config.PUBLIC_URL}`);
  say('  for other programs            .baton/demo.json\n');
  if (!installed) say(connectByHand(demo));
  else await printWorkspaceHints(installed, say);
}

const connectByHand = ({ config, marketplace }: DemoEnvironment): string =>
  `Install Baton at ${config.PUBLIC_URL}, then connect the marketplace in Slack: ${config.COMMAND} connect,
with the address ${marketplace.url} and the token ${marketplace.token}. Enter there what Baton shows you then:
on the sandbox's page, under Agencies.\n`;

async function printWorkspaceHints(installed: InstalledDemo, say: (line: string) => void): Promise<void> {
  const { config, truth, tenantId, sandbox } = installed;
  const undo = await undoWindowOf(installed);
  if (undo !== config.UNDO_SECONDS) say(`An admin has set the undo window: it is ${undo} s.\n`);
  const [connection] = await contractConnectionsOf(truth, tenantId);
  if (sandbox || !connection) return;
  const [secret] = connection.config.webhookSecrets;
  const url = webhookUrl(config.PUBLIC_URL, connection.id);
  say(`Enter in the marketplace: its webhooks go to ${url}, signed with ${secret}.\n`);
}

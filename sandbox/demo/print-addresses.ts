import { webhookUrl } from '../../src/lib/webhook-url.js';
import type { Stage } from './environment.js';
import type { PeopledStage } from './prepare.js';
import { undoWindowOf } from './undo-window.js';

/** Says where everything is, and what a person has to do by hand where a real service takes the place of an embedded one. */
export async function tellPlaces(
  stage: Stage,
  peopled: PeopledStage | null,
  say: (line: string) => void,
): Promise<void> {
  const { slack, sandbox, marketplace, config } = stage;
  say(`\nReady after ${process.uptime().toFixed(1)} s:`);
  if (slack) say(`  what Slack holds, as text     ${slack.inspectorUrl}`);
  say(`  ${sandbox ? 'the sandbox marketplace      ' : 'the marketplace              '} ${marketplace.url}`);
  say(`  Baton                         ${config.PUBLIC_URL}`);
  say('  for other programs            .baton/demo.json\n');
  if (!peopled) say(connectByHand(stage));
  else await tellOfPeople(peopled, say);
}

const connectByHand = ({ config, marketplace }: Stage): string =>
  `Install Baton at ${config.PUBLIC_URL}, then connect the marketplace in Slack: ${config.COMMAND} connect,
with the address ${marketplace.url} and the token ${marketplace.token}. Enter there what Baton shows you then:
on the sandbox's page, under Agencies.\n`;

async function tellOfPeople(peopled: PeopledStage, say: (line: string) => void): Promise<void> {
  const { config, truth, tenantId, sandbox } = peopled;
  const undo = await undoWindowOf(peopled);
  if (undo !== config.UNDO_SECONDS) say(`An admin has set the undo window: it is ${undo} s.\n`);
  const connection = await truth.ports.connections.of(tenantId);
  if (sandbox || !connection) return;
  const [secret] = connection.webhookSecrets;
  const url = webhookUrl(config.PUBLIC_URL, connection.id);
  say(`Enter in the marketplace: its webhooks go to ${url}, signed with ${secret}.\n`);
}

import { expect, test } from '@jest/globals';
import { variablesOf } from '../../sandbox/demo/environment-variables.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import type { ShownMessage } from '../../sandbox/slack/driver/shown-surfaces.js';
import { doctor } from '../../src/commands/doctor.js';
import { readConfig } from '../../src/config/config.js';
import { connectOperatorServices, doctorEnvironmentOf } from '../../src/connect-operator-services.js';
import { configureEverywhere } from '../support/change-settings.js';
import { arrive, idOf, untilAtRest, untilCard, wordsOf } from '../support/e2e-actions.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

/** Makes Slack refuse every direct message to a person. */
const refuse = (name: string, error: string) =>
  stage().slack.faults.add({
    method: 'conversations.open',
    fault: { kind: 'refused', error },
    when: ({ users }) => users === as(name).id,
    times: 1000,
  });

/** Returns what the doctor says of those who hear what managers should hear. */
async function managersByDoctor(): Promise<string> {
  const config = readConfig(variablesOf(stage().config));
  const lines: string[] = [];
  await doctor(
    { surroundings: () => doctorEnvironmentOf(config), open: () => connectOperatorServices(config) },
    (line) => lines.push(line),
  );
  return lines.filter((line) => line.includes('Managers, workspace')).join('\n');
}

const isOfManagers = (message: ShownMessage) => idOf(message).startsWith('manager-nudge.');
const heardBy = async (name: string) => (await as(name).messages()).filter(isOfManagers).map(({ text }) => text);

test('what Slack refuses a manager is heard by the next one, until Slack delivers again', async () => {
  await configureEverywhere(stage(), { managers: [as('ben').id] });
  await as('ben').openHome();
  for (const name of ['ana', 'ben']) refuse(name, 'restricted_action');
  const anas = await arrive(stage());
  const told = await as('olga').untilMessage((message) => isOfManagers(message) && idOf(message).includes(anas.id));
  expect(told.text).toContain('Ana Lopez');
  await as('ben').untilHome((home) => wordsOf(home).includes('Slack does not deliver Baton’s messages to you'));
  const { ports } = stage().truth;
  expect((await ports.members.get(stage().tenantId, as('ana').id))?.unreachedAt).toEqual(expect.any(Date));
  expect(await managersByDoctor()).toMatch(
    /^ok .*Olga Lind hears .*; Slack does not deliver Baton’s messages to Ben Okoro$/,
  );

  stage().slack.faults.clear();
  await untilCard(as('ben'), await arrive(stage(), { freelancer: 'f-ben' }));
  await as('ben').untilHome((home) => !wordsOf(home).includes('Slack does not deliver'));
  expect(await managersByDoctor()).toMatch(/^ok .*: Ben Okoro hears of invites that have no member or get no answer$/);
  refuse('cara', 'restricted_action');
  const caras = await arrive(stage(), { freelancer: 'f-cara' });
  await as('ben').untilMessage((message) => isOfManagers(message) && idOf(message).includes(caras.id));
  await untilAtRest(stage());
  expect(await heardBy('olga')).toHaveLength(1);
});

test('a member whom Slack calls deactivated has left: a manager hears of their invite', async () => {
  refuse('cara', 'user_disabled');
  const invite = await arrive(stage(), { freelancer: 'f-cara' });
  const told = await as('ben').untilMessage((message) => isOfManagers(message) && idOf(message).includes(invite.id));
  expect(wordsOf(told)).toContain('has left');
  await eventually('she has left', async () => {
    const member = await stage().truth.ports.members.get(stage().tenantId, as('cara').id);
    return member?.isDeactivated;
  });
});

import { createDatabase } from '../data/database.js';
import { fillHistory, READERS } from '../data/fill-referrals.js';
import { nameOf, TENANT, userId } from '../data/people.js';
import { listed } from '../load/expected-answers.js';
import { type BenchRequest, signedForm } from '../load/send-request.js';
import { outcomeOf, rate, timeAt } from '../measure/finding-from-rounds.js';
import { inClosedLoop } from '../measure/measure-loops.js';
import type { Contender } from '../measure/run-rounds.js';
import { atMost } from '../report/aim.js';
import { botProgram } from '../servers/product-programs.js';
import type { Section, Setting } from './section-types.js';

const FEW = 1000;
const NOWHERE = 'http://127.0.0.1:9';

const counted = (count: number): string => `${count.toLocaleString('en')} referrals`;

/** Measures `/referrals`, one request at a time, with few referrals and with many. */
export const referralsCommand: Section = async (setting) => {
  const { size } = setting;
  const baseline = await withReferrals(setting, FEW);
  const baton = await withReferrals(setting, size.many);
  const comparison = { baton, baseline, expected: listed };
  setting.say('The command /referrals');
  const rounds = await inClosedLoop(comparison, setting, 1, Math.min(300, size.requests));
  const what = `\`/referrals\` with ${counted(size.many)}`;
  return [
    outcomeOf(comparison, rounds, { what: `${what}, p50`, unit: 'ms', take: timeAt(50), aim: atMost(1.1) }),
    outcomeOf(comparison, rounds, { what: `${what}, p99`, unit: 'ms', take: timeAt(99) }),
    outcomeOf(comparison, rounds, { what: `${what}, one after the other`, unit: '/s', take: rate }),
  ];
};

async function withReferrals(setting: Setting, count: number): Promise<Contender> {
  const { mongoUri, redisUrl, secrets, start, later } = setting;
  const database = await createDatabase(mongoUri, { secrets, marketplaceUrl: NOWHERE, undoSeconds: 60 });
  later(database.close);
  setting.say(`Loading ${counted(count)}`);
  await fillHistory(database, count);
  const server = await start(botProgram({ database, redisUrl, secrets, outsideUrl: NOWHERE }));
  const prepare = async (requests: number) =>
    Array.from({ length: requests }, (_, number) => command(number % READERS, secrets.slackSigning));
  return { name: `with ${counted(count)}`, servers: [server], prepare };
}

const command = (member: number, secret: string): BenchRequest =>
  signedForm(secret, {
    token: 'unused',
    team_id: TENANT,
    team_domain: 'bench',
    channel_id: 'DBENCH',
    channel_name: 'directmessage',
    user_id: userId(member),
    user_name: nameOf(member),
    command: '/referrals',
    text: '',
    api_app_id: 'ABENCH',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.example/commands/1',
    trigger_id: '1.2.3',
  });

import { parseArgs } from 'node:util';
import { startMongo } from '../../sandbox/services/mongo.js';
import { startRedis } from '../../sandbox/services/redis.js';
import { optionReaders } from '../support/command-line.js';
import { compiledTree } from '../support/jest/compiled-tree.js';
import { WAYS, type Way } from './good-request.js';
import { PLANTED_FAULTS, type PlantedFault } from './planted-faults.js';
import { runControls, runFuzz } from './run-fuzz.js';

const USAGE = `npm run fuzz -- --requests N [--seed S] [--only WAY,WAY] [--control WORDS]   sends N malformed requests
npm run fuzz -- --seed S --round R [--only WAY,WAY]                          sends one round again
npm run fuzz -- --controls [--requests N] [--seed S]                        tries each control: all must be found

Ways: ${WAYS.join(', ')}.
Controls, which must be found: ${Object.keys(PLANTED_FAULTS).join('; ')}.`;

const { wholeNumber, named } = optionReaders(USAGE);

const { values } = parseArgs({
  options: {
    requests: { type: 'string' },
    seed: { type: 'string', default: '1' },
    round: { type: 'string' },
    only: { type: 'string' },
    control: { type: 'string' },
    controls: { type: 'boolean', default: false },
    most: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
});

function waysOf(text: string | undefined): readonly Way[] | undefined {
  if (text === undefined) return undefined;
  return text.split(',').map((word) => {
    const way = WAYS.find((one) => one === word);
    if (!way) throw new Error(`There is no way "${word}".\n\n${USAGE}`);
    return way;
  });
}

async function run(): Promise<boolean> {
  const { requests, round, controls, help } = values;
  if (help || (requests === undefined && round === undefined && !controls)) {
    console.log(USAGE);
    return help;
  }
  const say = (line: string) => console.log(line);
  const options = {
    seed: wholeNumber(values.seed, 'seed'),
    requests: requests === undefined ? undefined : wholeNumber(requests, 'requests'),
    round: round === undefined ? undefined : wholeNumber(round, 'round'),
    only: waysOf(values.only),
    control: named<PlantedFault>(PLANTED_FAULTS, values.control, 'control'),
    most: wholeNumber(values.most, 'most'),
  };
  process.env.COMPILED_TREE = await compiledTree();
  const [mongo, redis] = await Promise.all([startMongo({ say }), startRedis({ say })]);
  try {
    const run = controls ? runControls : runFuzz;
    return await run({ ...options, services: { mongo: mongo.uri, redis: redis.uri }, say });
  } finally {
    await Promise.all([mongo.close(), redis.close()]);
  }
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}

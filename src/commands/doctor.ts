import { address, held, marketplace, mongo, redis, slack, transactions } from './examinations.js';
import { type Examination, examine } from './examine.js';
import type { ExitCode, Operator, Print, Surroundings } from './operator.js';

/** The Baton that is examined. */
export interface Patient {
  /** @throws with what is missing in the environment. */
  surroundings(): Surroundings;
  /** @throws when MongoDB does not answer. */
  open(): Promise<Operator>;
}

/** Examines every piece that Baton stands on, and every workspace's connections; a fault hides no other. */
export async function doctor({ surroundings, open }: Patient, print: Print): Promise<ExitCode> {
  let faults = 0;
  const look = async (examination: Examination) => {
    const isRight = await examine(examination, print);
    if (!isRight) faults += 1;
    return isRight;
  };
  if (await look(configuration(surroundings))) {
    await look(address(surroundings()));
    if (await look(redis(surroundings()))) await look(held(surroundings()));
    await examineInside(open, look);
  }
  print(faults === 0 ? 'Everything is well.' : `Found ${faults === 1 ? '1 fault' : `${faults} faults`}.`);
  return faults === 0 ? 0 : 1;
}

type Look = (examination: Examination) => Promise<boolean>;

async function examineInside(open: Patient['open'], look: Look): Promise<void> {
  let operator: Operator | undefined;
  const opened = async () => {
    operator = await open();
    return operator.ports;
  };
  try {
    if (!(await look(mongo(opened))) || !operator) return;
    const { ports, activeTenants } = operator;
    await look(transactions(ports));
    for (const tenantId of await activeTenants()) {
      await look(slack(ports, tenantId));
      await look(marketplace(ports, tenantId));
    }
  } finally {
    await operator?.close();
  }
}

const configuration = (surroundings: Patient['surroundings']): Examination => ({
  name: 'Configuration',
  check: async () => {
    surroundings();
    return 'complete';
  },
  fix: 'Set these in the environment or in .env; .env.example explains each.',
});

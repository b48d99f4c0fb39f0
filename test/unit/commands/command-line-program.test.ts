import { beforeEach, describe, expect, test } from '@jest/globals';
import { CommanderError } from 'commander';
import { createCommandLineProgram, type PageAddress } from '../../../src/commands/command-line-program.js';
import { buildTenant } from '../../support/factories.js';
import { memoryPorts } from '../../support/memory-ports.js';
import { buildDoctorEnvironment, buildOperator } from '../../support/operator-fixtures.js';

let lines: string[];
let codes: number[];
let opened: number;
let closed: number;
let pages: PageAddress[];

beforeEach(() => {
  [lines, codes, opened, closed, pages] = [[], [], 0, 0, []];
});

function run(...words: string[]) {
  const open = async () => {
    opened += 1;
    const ports = memoryPorts();
    await ports.tenants.install(buildTenant());
    const close = async () => {
      closed += 1;
    };
    return buildOperator(ports, { activeTenants: async () => [], close });
  };
  const surroundings = () => buildDoctorEnvironment({ publicUrl: 'http://127.0.0.1:1' });
  const quiet = { writeOut: (text: string) => lines.push(text), writeErr: (text: string) => lines.push(text) };
  const program = createCommandLineProgram({
    surroundings,
    open,
    print: (line) => lines.push(line),
    exit: (code) => codes.push(code),
    servePage: async (at) => void pages.push(at),
  });
  const all = (command: typeof program): void => {
    command.exitOverride().configureOutput(quiet);
    command.commands.forEach(all);
  };
  all(program);
  return program.parseAsync(words, { from: 'user' });
}

const UNKNOWN = 'There is no workspace T9. Name one by its id, such as T012AB3CD: `baton doctor` lists them.';

describe('a command that is understood opens, runs, closes and says how it went', () => {
  test.each([
    [['dead-letters', 'list'], 'No dead letters.', 0],
    [['dead-letters', 'list', '--tenant', 'T1'], 'No dead letters.', 0],
    [['dead-letters', 'list', '--tenant', 'T9'], UNKNOWN, 1],
    [['dead-letters', 'replay', 'w1'], 'There is no dead letter w1.', 1],
    [['dead-letters', 'replay', '--all', '--tenant', 'T1'], 'Due again: 0', 0],
    [['tallies', 'rebuild', '--tenant', 'T1'], 'The tallies are what the ledger says.', 0],
    [['tallies', 'rebuild', '--write', '--tenant', 'T9'], UNKNOWN, 1],
    [['tallies', 'rebuild'], 'No workspace has Baton installed.', 0],
    [['keys', 'reseal'], '2 secrets were sealed anew. Older keys are not needed any more.', 0],
    [['doctor'], 'Found 1 fault. 2 things could not be tried: see “skip” above.', 1],
    [['doctor', '--tenant', 'T9'], 'Found 2 faults. 1 thing could not be tried: see “skip” above.', 1],
  ])('%j', async (words, line, code) => {
    await run(...words);
    expect(lines.at(-1)).toBe(line);
    expect([codes, opened, closed]).toEqual([[code], 1, 1]);
  });
});

describe('a command that is not understood opens nothing', () => {
  test.each([
    [['dead-leters', 'list'], 'Did you mean dead-letters?'],
    [['dead-letters', 'list', '--tennant', 'T1'], 'Did you mean --tenant?'],
    [['dead-letters', 'replay'], 'name one dead letter, or say --all'],
    [['dead-letters', 'replay', 'w1', '--all'], 'name one dead letter, or say --all'],
  ])('%j', async (words, hint) => {
    await expect(run(...words)).rejects.toThrow(CommanderError);
    expect(lines.join('')).toContain(hint);
    expect(opened).toBe(0);
  });
});

describe('the operators’ page', () => {
  test('is for this machine alone, unless it is told otherwise', async () => {
    await run('page');
    await run('page', '--port', '0', '--host', '0.0.0.0');
    expect(pages).toEqual([
      { port: 3002, host: '127.0.0.1' },
      { port: 0, host: '0.0.0.0' },
    ]);
  });

  test.each(['-1', '65536', '1e3', 'x', ''])('is not served at port %j', async (port) => {
    await expect(run('page', '--port', port)).rejects.toThrow(CommanderError);
    expect(lines.join('')).toContain('Name a number from 0 to 65535.');
    expect(pages).toEqual([]);
  });
});

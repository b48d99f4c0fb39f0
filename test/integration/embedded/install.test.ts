import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const exec = promisify(execFile);
const installer = new URL('../../../src/embedded/install.js', import.meta.url).href;
const bootstrap = fileURLToPath(new URL('../../../src/bootstrap.js', import.meta.url));
let folder: string;

async function node(...args: string[]): Promise<string> {
  return (await exec(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } })).stdout;
}

const install = () => node('-e', `import('${installer}').then((it) => it.installWhenNeeded('${folder}'))`);

/** A project with one package, which needs no registry. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-install-'));
  mkdirSync(join(folder, 'package'));
  writeFileSync(join(folder, 'package', 'package.json'), '{ "name": "one", "version": "1.0.0" }');
  await exec('tar', ['-czf', 'one.tgz', 'package'], { cwd: folder });
  const dependencies = { one: 'file:one.tgz' };
  const one = { version: '1.0.0', resolved: 'file:one.tgz' };
  const packages = { '': { name: 'clone', version: '1.0.0', dependencies }, 'node_modules/one': one };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'clone', version: '1.0.0', dependencies }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('of two at once in a fresh clone one installs and the other waits for it', async () => {
  const said = await Promise.all([install(), install()]);
  expect(said.filter((text) => text.includes('Installed in'))).toHaveLength(1);
  expect(existsSync(join(folder, 'node_modules', 'one', 'package.json'))).toBe(true);
  expect(readdirSync(join(folder, '.baton'))).toEqual(['install.log']);
  expect(await install()).toBe('');
}, 60_000);

test('what npm says is in the error', async () => {
  rmSync(join(folder, 'one.tgz'));
  await expect(install()).rejects.toMatchObject({
    stderr: expect.stringContaining('npm ci failed: npm error code ENOENT'),
  });
}, 60_000);

test('with everything in place the bootstrap says nothing', async () => {
  expect(await node(bootstrap)).toBe('');
});

test('the look at what is installed hardly takes time', async () => {
  const look = `const start = performance.now(); await install(); times.push(performance.now() - start);`;
  const script = `const times = []; const { installWhenNeeded: install } = await import('${installer}');
    for (let n = 0; n < 10; n++) { ${look} }
    console.log(Math.min(...times));`;
  expect(Number(await node('--input-type=module', '-e', script))).toBeLessThan(50);
});

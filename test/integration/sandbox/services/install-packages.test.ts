import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const exec = promisify(execFile);
const installer = new URL('../../../../sandbox/services/install-packages.js', import.meta.url).href;
const writable = new URL('../../../../sandbox/services/require-writable.js', import.meta.url).href;
const bootstrap = fileURLToPath(new URL('../../../../sandbox/bootstrap.js', import.meta.url));
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
});

test('what npm says is in the error', async () => {
  rmSync(join(folder, 'one.tgz'));
  await expect(install()).rejects.toMatchObject({
    stderr: expect.stringContaining('npm ci failed: npm error code ENOENT'),
  });
});

test('without a way to the registry it ends at once, with what to do', async () => {
  const two = {
    version: '1.0.0',
    resolved: 'https://registry.npmjs.org/two/-/two-1.0.0.tgz',
    integrity: 'sha512-AA==',
  };
  const dependencies = { two: '1.0.0' };
  const packages = { '': { name: 'clone', version: '1.0.0', dependencies }, 'node_modules/two': two };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'clone', version: '1.0.0', dependencies }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
  writeFileSync(join(folder, '.npmrc'), 'registry=http://127.0.0.1:1/\n');
  const failed = await install().catch(({ stderr }: { stderr: string }) => stderr);
  expect(failed).toContain("npm's registry (127.0.0.1) cannot be reached");
  expect(failed).toContain('ENOTCACHED');
  expect(failed).not.toContain('ECONNREFUSED');
});

/** Root may write everywhere, so it becomes nobody first. */
const AS_NOBODY = 'if (process.getuid() === 0) process.setuid(65534);';

describe('a folder that cannot be written', () => {
  beforeEach(() => chmodSync(folder, 0o555));
  afterEach(() => chmodSync(folder, 0o755));

  test.each([
    [
      'packages',
      `const { installWhenNeeded } = await import('${installer}'); await installWhenNeeded('FOLDER');`,
      '.baton',
    ],
    [
      'a cache',
      `const { requireWritable } = await import('${writable}'); requireWritable('FOLDER/a/b', 'Servers go', 'take another.');`,
      'a/b',
    ],
  ])('for %s is named, with what to do', async (_name, code, path) => {
    const run = node('--input-type=module', '-e', `${AS_NOBODY} ${code.replaceAll('FOLDER', folder)}`);
    const failed = await run.catch(({ stderr }: { stderr: string }) => stderr);
    expect(failed).toMatch(new RegExp(`go into ${join(folder, path)}, which cannot be written \\(EACCES\\): \\w+`));
  });
});

test('Windows is told of WSL', async () => {
  const code = `Object.defineProperty(process, 'platform', { value: 'win32' }); await import('${pathToFileURL(bootstrap)}');`;
  const failed = await node('--input-type=module', '-e', code).catch(({ stderr }: { stderr: string }) => stderr);
  expect(failed).toContain('On Windows run them in WSL');
});

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

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import rules from '../../../.dependency-cruiser.mjs';

const { options, ...ruleSet } = rules;
const PRODUCT = ['src', 'jobs'];

const packageOf = (file: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

/** Every import that is left at run time: imports of types alone are not compiled. */
let imports: { readonly from: string; readonly to: string | undefined }[];
let manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> };

beforeAll(async () => {
  manifest = JSON.parse(await readFile('package.json', 'utf8'));
  const { output } = await cruise([...PRODUCT, 'sandbox', 'bench', 'manifests'], options);
  imports = (output as ICruiseResult).modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ dependencyTypes }) => !dependencyTypes.includes('type-only'))
      .map(({ resolved }) => ({ from: source, to: packageOf(resolved) })),
  );
});

/** The packages that the product loads, or that all other files load. */
const packagesOf = (product: boolean): string[] => {
  const isProduct = (file: string) => PRODUCT.some((folder) => file.startsWith(`${folder}/`));
  return [...new Set(imports.flatMap(({ from, to }) => (to && isProduct(from) === product ? [to] : [])))];
};

test('the product loads production packages alone, so that `npm ci --omit=dev` is enough for it', () => {
  const loaded = packagesOf(true);
  expect(loaded).toEqual(expect.arrayContaining(['@slack/bolt', 'bullmq', 'mongoose', 'zod']));
  expect(Object.keys(manifest.dependencies)).toEqual(expect.arrayContaining(loaded));
});

test('a package that the product does not load is a development package', () => {
  const others = packagesOf(false).filter((name) => !packagesOf(true).includes(name));
  expect(others).toEqual(expect.arrayContaining(['emulate', 'hono', 'yaml']));
  expect(Object.keys(manifest.devDependencies)).toEqual(expect.arrayContaining(others));
});

test('the build compiles the product alone', async () => {
  const { include } = JSON.parse(await readFile('tsconfig.build.json', 'utf8'));
  expect(include).toEqual(PRODUCT);
});

test('the image is made of the product alone', async () => {
  const dockerfile = await readFile('manifests/Dockerfile', 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '));
  const lines = (await readFile('.dockerignore', 'utf8')).trim().split('\n');
  const sent = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  expect(lines[0]).toBe('**');
  expect(new Set(copied)).toEqual(new Set(sent));
  const entries = (await readdir('.', { withFileTypes: true })).filter((entry) => entry.isDirectory());
  expect(entries.map(({ name }) => name).filter((name) => copied.includes(name))).toEqual(['jobs', 'src']);
});

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'baton-not-shipped-'));
});
afterAll(() => rm(scratch, { recursive: true }));

test('the product may not import a development package', async () => {
  const files = {
    'package.json': JSON.stringify({ type: 'module', devDependencies: { hono: '1.0.0' } }),
    'node_modules/hono/package.json': JSON.stringify({ name: 'hono', version: '1.0.0', main: 'index.js' }),
    'node_modules/hono/index.js': '',
    'src/web/a.ts': "import 'hono';",
    'jobs/a.ts': '',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(scratch, name)), { recursive: true });
    await writeFile(join(scratch, name), text);
  }
  const { output } = await cruise(PRODUCT, { ...options, baseDir: scratch, ruleSet, validate: true });
  const names = (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
  expect(names).toEqual(['no-development-packages-in-production']);
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import rules, { FLOORS } from '../../.dependency-cruiser.mjs';

const { options, ...ruleSet } = rules;
const PRODUCT = ['src', 'jobs'];
const scratch: string[] = [];

afterAll(() => Promise.all(scratch.map((folder) => rm(folder, { recursive: true }))));

async function look(folders: readonly string[], baseDir = process.cwd()): Promise<ICruiseResult> {
  const { output } = await cruise([...folders], { ...options, baseDir, ruleSet, validate: true });
  return output as ICruiseResult;
}

const violationsIn = ({ summary }: ICruiseResult): string[] =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} to ${to}`);

const violations = async (baseDir: string): Promise<string[]> =>
  violationsIn(await look([...PRODUCT, 'sandbox'], baseDir));

let repository: ICruiseResult;
beforeAll(async () => {
  repository = await look([...PRODUCT, 'sandbox', 'bench', 'manifests']);
});

async function emptyTree(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'baton-architecture-'));
  scratch.push(root);
  return root;
}

async function write(root: string, files: ReadonlyMap<string, string>): Promise<string> {
  for (const [name, content] of files) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return root;
}

/** One file that imports another, or one of Node's modules. */
type Import = readonly [from: string, to: string];

/** A tree with these imports. */
async function treeWith(...imports: readonly Import[]): Promise<string> {
  const root = await emptyTree();
  const files = new Map(['src/z.ts', 'jobs/z.ts', 'sandbox/z.ts'].map((name) => [name, '']));
  const isFile = (to: string) => !to.startsWith('node:');
  for (const [, to] of imports) if (isFile(to)) files.set(to, '');
  for (const [from, to] of imports)
    files.set(from, `${files.get(from) ?? ''}import '${isFile(to) ? `${root}/${to}` : to}';\n`);
  return write(root, files);
}

describe('the architecture', () => {
  test('holds', () => {
    expect(violationsIn(repository)).toEqual([]);
  });

  test.each(Object.entries(FLOORS))('gives every room of %s a line of its own', async (floor, lines) => {
    const entries = await readdir(floor, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name.replace(/\.\w+$/, ''));
    const rooms = lines.flat();
    expect(new Set(rooms).size).toBe(rooms.length);
    expect(rooms).toEqual(expect.arrayContaining(folders));
    expect([...folders, ...files]).toEqual(expect.arrayContaining(rooms));
  });

  test.each(['src/domain', 'src/domain/model', 'src/slack', 'src/slack/features'] as const)(
    'has no file of %s outside of a room',
    async (floor) => {
      const entries = await readdir(floor, { withFileTypes: true });
      const strays = entries.filter((entry) => entry.isFile()).map(({ name }) => name.replace(/\.\w+$/, ''));
      expect(FLOORS[floor]?.flat()).toEqual(expect.arrayContaining(strays));
    },
  );

  const upwards = Object.entries(FLOORS).flatMap(([floor, lines]) => [
    ...lines.slice(1).map((line, at) => [`${floor}/${lines[at]?.[0]}`, `${floor}/${line[0]}`, floor] as const),
    ...lines.filter(([, second]) => second).map(([one, two]) => [`${floor}/${one}`, `${floor}/${two}`, floor] as const),
  ]);

  const breaches: readonly (readonly [from: string, to: string, rule: string])[] = [
    ['src/domain/model/a.ts', 'src/domain/ports.ts', 'model-imports-model-and-lib-alone'],
    ['src/domain/people/a.ts', 'src/domain/announcing/b.ts', 'announcing-is-for-wiring-and-jobs'],
    ['src/lib/a.ts', 'src/domain/model/b.ts', 'lib-knows-nothing-of-the-product'],
    ['src/web/a.ts', 'src/sources/contract/b.ts', 'adapters-do-not-import-each-other'],
    ['src/a/a.ts', 'sandbox/slack/b.ts', 'product-imports-product-alone'],
    ['jobs/b.ts', 'manifests/b.ts', 'product-imports-product-alone'],
    ['sandbox/b.ts', 'test/support/b.ts', 'sandbox-imports-no-test'],
    ['src/domain/a.ts', 'src/mongo/b.ts', 'domain-imports-no-adapter'],
    ['src/domain/a.ts', 'src/slack/b.ts', 'domain-imports-no-adapter'],
    ['src/domain/a.ts', 'src/web/b.ts', 'domain-imports-no-adapter'],
    ['src/domain/a.ts', 'jobs/b.ts', 'domain-imports-no-adapter'],
    ['src/slack/a.ts', 'src/mongo/b.ts', 'adapters-do-not-import-each-other'],
    ['src/web/a.ts', 'jobs/b.ts', 'adapters-do-not-import-each-other'],
    ['src/commands/a.ts', 'src/mongo/b.ts', 'adapters-do-not-import-each-other'],
    ['src/commands/a.ts', 'jobs/b.ts', 'adapters-do-not-import-each-other'],
    ['jobs/a.ts', 'src/slack/b.ts', 'jobs-import-the-domain-alone'],
    ['src/web/a.ts', 'node_modules/mongoose/index.js', 'only-mongo-knows-mongoose'],
    ['src/mongo/a.ts', 'node_modules/bullmq/index.js', 'only-jobs-bullmq-knows-redis'],
    ['jobs/a.ts', 'node_modules/ioredis/index.js', 'only-jobs-bullmq-knows-redis'],
    ['jobs/a.ts', 'jobs/bullmq/b.ts', 'outbox-knows-no-queue'],
    ['jobs/a.ts', 'node_modules/@slack/bolt/index.js', 'only-slack-knows-slack'],
    ['src/domain/a.ts', 'node_modules/zod/index.js', 'domain-knows-no-service'],
    ['src/domain/a.ts', 'node_modules/mongoose/index.js', 'domain-knows-no-service'],
    ['src/domain/a.ts', 'node_modules/@slack/types/index.js', 'domain-knows-no-service'],
    ['src/domain/a.ts', 'node:fs', 'domain-touches-no-machine'],
    ['src/domain/a.ts', 'node:http', 'domain-touches-no-machine'],
    ['jobs/a.ts', 'bench/b.ts', 'product-imports-product-alone'],
    ['src/slack/a.ts', 'test/support/b.ts', 'product-imports-product-alone'],
  ];

  const planted = [
    ...upwards.map(
      ([from, to, floor]) => [`${from}/a.ts`, `${to}/b.ts`, `rooms-of-${floor.replaceAll('/', '-')}`] as const,
    ),
    ...breaches,
  ];
  let found: readonly string[] = [];

  beforeAll(async () => {
    found = await violations(await treeWith(...planted.map(([from, to]) => [from, to] as const)));
  });

  test.each(planted)('%s may not import %s', (from, to, rule) => {
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^${rule}: ${from} to .*${to.replace(/^node:/, '')}$`)),
    );
  });

  test('the domain may make ids and secrets', async () => {
    expect(await violations(await treeWith(['src/domain/a.ts', 'node:crypto']))).toEqual([]);
  });

  test('only the lifecycle writes a transition of an invite or a referral', async () => {
    expect(await strayTransitions(process.cwd())).toEqual([]);
  });

  test.each([
    ['src/domain/deciding/a.ts', 'await ports.invites.advance(ref, { from, set, work });'],
    ['src/domain/workspace/a.ts', 'const add = () => port\n  .advance(ref, change);'],
    ['jobs/a.ts', 'await referrals?.addMilestone(ref, milestone, line, work);'],
    ['src/slack/a.ts', 'const { advance } = ports.invites;'],
  ])('finds a transition that %s writes', async (file, text) => {
    const root = await treeWith([file, 'node:fs']);
    await writeFile(join(root, file), text);
    expect(await strayTransitions(root)).toEqual([file]);
  });

  test.each([
    ['src/domain/lifecycle/a.ts', 'await ports.invites.advance(ref, { from, set, work });'],
    ['src/domain/asking/a.ts', 'await ports.relays.advance(ref, { from, set, work });'],
    ['src/domain/ports.ts', '/** As `Invites.advance`. */'],
  ])('finds none in %s that belongs there', async (file, text) => {
    const root = await treeWith([file, 'node:fs']);
    await writeFile(join(root, file), text);
    expect(await strayTransitions(root)).toEqual([]);
  });

  test('names no vendor outside of its source: the next source is its folder and a line of the table', async () => {
    const root = await write(
      await emptyTree(),
      new Map([
        ['src/domain/a.ts', 'const GUESSED = /^(vollna|own):/;'],
        ['jobs/a.ts', ''],
      ]),
    );
    expect(await namingVendors(root)).toEqual(['src/domain/a.ts']);
    // what that release's ids began with changes no more
    expect(await namingVendors('.')).toEqual(['src/mongo/members.ts']);
  });

  test('ships no package that the product does not import', async () => {
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as { dependencies: object };
    const texts = await Promise.all((await sourcesOf(['src', 'jobs'])).map((file) => readFile(file, 'utf8')));
    const imported = texts.flatMap((text) =>
      [...text.matchAll(/'((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^']*)?'/g)].map(([, name]) => name),
    );
    for (const name of Object.keys(dependencies))
      expect({ name, isImported: imported.includes(name) }).toEqual({ name, isImported: true });
  });
});

describe('what is shipped', () => {
  const packageOf = (file: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

  /** The packages that the product loads, or that all other files load: imports of types alone are not compiled. */
  const packagesOf = (product: boolean): string[] => {
    const isProduct = (file: string) => PRODUCT.some((folder) => file.startsWith(`${folder}/`));
    const imports = repository.modules
      .filter(({ source }) => isProduct(source) === product)
      .flatMap(({ dependencies }) => dependencies)
      .filter(({ dependencyTypes }) => !dependencyTypes.includes('type-only'));
    return [...new Set(imports.flatMap(({ resolved }) => packageOf(resolved) ?? []))];
  };

  let manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> };
  beforeAll(async () => {
    manifest = JSON.parse(await readFile('package.json', 'utf8'));
  });

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
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    const lines = (await readFile('.dockerignore', 'utf8')).trim().split('\n');
    const sent = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(lines[0]).toBe('**');
    expect(new Set(copied)).toEqual(new Set(sent));
    const entries = (await readdir('.', { withFileTypes: true })).filter((entry) => entry.isDirectory());
    expect(entries.map(({ name }) => name).filter((name) => copied.includes(name))).toEqual(['jobs', 'src']);
  });

  test('the product may not import a development package', async () => {
    const files = {
      'package.json': JSON.stringify({ type: 'module', devDependencies: { hono: '1.0.0' } }),
      'node_modules/hono/package.json': JSON.stringify({ name: 'hono', version: '1.0.0', main: 'index.js' }),
      'node_modules/hono/index.js': '',
      'src/web/a.ts': "import 'hono';",
      'jobs/a.ts': '',
    };
    const { summary } = await look(PRODUCT, await write(await emptyTree(), new Map(Object.entries(files))));
    expect(summary.violations.map(({ rule }) => rule.name)).toEqual(['no-development-packages-in-production']);
  });
});

const TRANSITION = /(?<!\brelays)\s*\??\.\s*(advance|addMilestone)\b|\{[^{}]*\b(advance|addMilestone)\b[^{}]*\}\s*=/;

/** The files of a tree that change an invite or a referral, without those of the lifecycle, the port and its decorator. */
async function strayTransitions(root: string): Promise<string[]> {
  const files = (await sourcesOf([join(root, 'src'), join(root, 'jobs')])).map((file) => relative(root, file));
  const others = files.filter(
    (file) => !/^(src\/(domain\/lifecycle|mongo)\/|jobs\/dispatch-after-commit\.ts)/.test(file),
  );
  const isStray = await Promise.all(
    others.map(async (file) => {
      const code = (await readFile(join(root, file), 'utf8')).replaceAll(/\/\*.*?\*\//gs, '');
      return TRANSITION.test(code);
    }),
  );
  return others.filter((_, index) => isStray[index]);
}

/** The names of sources that mean nothing else. */
const VENDORS = /vollna|getmany|postmark|mailgun|sendgrid/i;

/** The files of the product that name a vendor in their code, without those of the sources. */
async function namingVendors(root: string): Promise<string[]> {
  const found = await Promise.all(PRODUCT.map((folder) => sourcesOf([join(root, folder)])));
  const others = found
    .flat()
    .map((file) => relative(root, file))
    .filter((file) => !file.startsWith('src/sources/'));
  const isNaming = await Promise.all(
    others.map(async (file) => {
      const code = (await readFile(join(root, file), 'utf8')).replaceAll(/\/\*.*?\*\//gs, '');
      return VENDORS.test(code);
    }),
  );
  return others.filter((_, index) => isNaming[index]);
}

async function sourcesOf(folders: readonly string[]): Promise<string[]> {
  const entries = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  return entries.flat().flatMap((entry) => (entry.name.endsWith('.ts') ? [join(entry.parentPath, entry.name)] : []));
}

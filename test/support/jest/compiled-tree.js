import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './bundle.js';
import { compile } from './compile.js';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
/** The folder of compiled trees, below node_modules, so that packages are found from there. */
const CACHE = join(REPOSITORY, 'node_modules', '.cache', 'baton-compiled');
const ROOMS = ['src', 'jobs', 'sandbox', 'test'];
/** Read by the playground, which lists the app's shortcuts. */
const MANIFEST = 'slack-manifest.yml';
/** The page is bundled from its source when it is served. */
const CLIENT = join('sandbox', 'playground', 'client');
/** The folder of the bundles in a tree. */
const BUNDLES = 'bundles';
/** Matches the files that tests start again and again, in processes of their own. */
const STARTED =
  /^(?:(?:src|sandbox)\/start-(?:bot|worker|command|demo|live)|test\/support\/sandbox-process|test\/integration\/.+\/fixtures\/[\w-]+)\.ts$/;
/** Milliseconds after its last use at which a tree is deleted. */
const KEPT_MS = 60 * 60 * 1000;

const files = () =>
  ROOMS.flatMap((room) => readdirSync(join(REPOSITORY, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(REPOSITORY.length))
    .concat(MANIFEST)
    .sort();

/** Names a tree by what goes into it. */
async function keyOf(paths) {
  const hash = createHash('sha256')
    .update(REPOSITORY)
    .update(await readFile(new URL('compile.js', import.meta.url)))
    .update(await readFile(new URL('bundle.js', import.meta.url)));
  const contents = await Promise.all(paths.map((path) => readFile(join(REPOSITORY, path))));
  for (const [at, path] of paths.entries()) hash.update(`\0${path}\0`).update(contents[at]);
  return hash.digest('hex').slice(0, 16);
}

function write(path, folder) {
  const [source, target] = [join(REPOSITORY, path), join(folder, path)];
  mkdirSync(dirname(target), { recursive: true });
  if (!path.endsWith('.ts') || path.startsWith(CLIENT)) copyFileSync(source, target);
  else writeFileSync(target.replace(/\.ts$/, '.js'), compile(pathToFileURL(source)));
}

/** Returns where the bundle of a tree's file is. @param path relative to the tree */
export const bundleOf = (tree, path) => join(tree, BUNDLES, path);

/** Renames a folder that is whole. Another run may have been faster with the same. */
function publish(unfinished, folder) {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

function removeOld() {
  for (const name of readdirSync(CACHE)) {
    const folder = join(CACHE, name);
    if (Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) > KEPT_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Compiles the repository for processes that tests start, so that each of them starts in half the time that it takes to
 * compile on the way. Runs on the same sources share a tree; types are not checked. @returns the tree's folder
 */
export async function compiledTree() {
  const paths = files();
  const folder = join(CACHE, await keyOf(paths));
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date());
    return folder;
  }
  const unfinished = `${folder}.${process.pid}`;
  for (const path of paths) write(path, unfinished);
  const started = paths.filter((path) => STARTED.test(path)).map((path) => path.replace(/\.ts$/, '.js'));
  await bundle(unfinished, started, join(unfinished, BUNDLES), folder);
  writeFileSync(join(unfinished, 'package.json'), '{ "type": "module" }\n');
  publish(unfinished, folder);
  removeOld();
  return folder;
}

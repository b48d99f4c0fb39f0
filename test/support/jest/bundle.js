import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Packages that are loaded from where they are installed: they have native parts, or read files of their own. */
const APART = ['@napi-rs/canvas', 'emulate', 'esbuild'];

/** Lets packages in CommonJS require Node's modules, and those of `APART`. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles entry files of a compiled tree with all that they import, so that a process reads a few files instead of two
 * thousand.
 * @param into the bundles' folder
 * @param home where the tree will be: there its modules find the files beside them
 */
export async function bundle(tree, entries, into, home) {
  await build({
    entryPoints: entries.map((path) => join(tree, path)),
    outdir: into,
    outbase: tree,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true,
    external: APART,
    banner: { js: REQUIRE },
    logLevel: 'error',
    plugins: [withAddresses(tree, home)],
  });
}

/** Keeps `import.meta.url` of the tree's modules as it is without a bundle. */
const withAddresses = (tree, home) => ({
  name: 'with-addresses',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const place = relative(tree, path);
      if (place.startsWith('..')) return undefined;
      const address = JSON.stringify(pathToFileURL(join(home, place)).href);
      return { contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', address) };
    }),
});

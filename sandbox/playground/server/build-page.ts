import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page's files, by path. */
export type PageFiles = Readonly<
  Record<string, { readonly type: string; readonly content: string | Uint8Array<ArrayBuffer> }>
>;

const CLIENT = fileURLToPath(new URL('../client/', import.meta.url));

/** The type of each kind of file that the bundler makes. */
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/**
 * Bundles a page of the client: the playground, or the one that shows a single message for a picture. Takes a fraction
 * of a second.
 * @throws Error when the page's source is not valid
 */
export async function buildPage(entry: 'main' | 'picture' = 'main'): Promise<PageFiles> {
  const { outputFiles } = await build({
    entryPoints: { main: `${CLIENT}${entry}.tsx` },
    bundle: true,
    write: false,
    outdir: '/',
    loader: { '.ttf': 'file', '.woff2': 'file' },
    assetNames: '[name]',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const bundled = outputFiles.map(({ path, contents }) => [
    `/${basename(path)}`,
    { type: TYPES[extname(path)] ?? 'application/octet-stream', content: new Uint8Array(contents) },
  ]);
  return {
    '/': { type: 'text/html; charset=utf-8', content: HTML },
    '/icon.svg': { type: 'image/svg+xml', content: ICON },
    ...Object.fromEntries(bundled),
  };
}

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Baton playground</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/main.css">
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/main.js"></script>
  </body>
</html>
`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f3a5f"/><rect x="7" y="13.5" width="18" height="5" rx="2.5" fill="#fff" transform="rotate(-35 16 16)"/><rect x="17" y="13.5" width="8" height="5" rx="2.5" fill="#f2b84b" transform="rotate(-35 16 16)"/></svg>`;

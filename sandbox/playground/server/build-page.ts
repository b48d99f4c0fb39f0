import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page's files, by path. */
export type PageFiles = Readonly<Record<string, { readonly type: string; readonly content: string }>>;

const CLIENT = fileURLToPath(new URL('../client/', import.meta.url));

/**
 * Bundles a page of the client: the playground, or the one that shows a single message for a picture. Takes a fraction of
 * a second.
 * @throws Error when the page's source is not valid
 */
export async function buildPage(entry: 'main' | 'picture' = 'main'): Promise<PageFiles> {
  const { outputFiles } = await build({
    entryPoints: { main: `${CLIENT}${entry}.tsx` },
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const [script = '', style = ''] = ['.js', '.css'].map(
    (end) => outputFiles.find(({ path }) => path.endsWith(end))?.text,
  );
  return {
    '/': { type: 'text/html; charset=utf-8', content: HTML },
    '/main.js': { type: 'text/javascript; charset=utf-8', content: script },
    '/main.css': { type: 'text/css; charset=utf-8', content: style },
    '/icon.svg': { type: 'image/svg+xml', content: ICON },
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

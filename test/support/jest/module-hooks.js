import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.js';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const GLOBALS = new URL('globals.js', import.meta.url).href;
const isTypeScript = (url = '') => /\.ts(\?|$)/.test(url);

/** Resolves `@jest/globals` to this folder's, and './x.js' in TypeScript to x.ts where there is one. */
export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true };
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && isTypeScript(context.parentURL)) {
    const source = specifier.replace(/\.js$/, '.ts');
    if (existsSync(new URL(source, context.parentURL))) return next(source, context);
  }
  return next(specifier, context);
}

/** Reads what a file was compiled to for the whole run; undefined where nothing was, or not this file. */
function compiledBefore(url) {
  const { COMPILED_TREE } = process.env;
  const path = relative(REPOSITORY, fileURLToPath(url)).replace(/\.ts$/, '.js');
  const file = COMPILED_TREE && join(COMPILED_TREE, path);
  return file && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Compiles TypeScript, unless the run has done so for all its workers. */
export function load(url, context, next) {
  if (!isTypeScript(url)) return next(url, context);
  return { format: 'module', source: compiledBefore(url) ?? compile(url), shortCircuit: true };
}

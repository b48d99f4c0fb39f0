import { existsSync } from 'node:fs';
import { compile } from './compile.js';

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

/** Compiles TypeScript. */
export function load(url, context, next) {
  return isTypeScript(url) ? { format: 'module', source: compile(url), shortCircuit: true } : next(url, context);
}

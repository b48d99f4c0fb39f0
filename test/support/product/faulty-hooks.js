import { readFileSync } from 'node:fs';
import { compile } from '../jest/compile.js';

const REPOSITORY = new URL('../../../', import.meta.url);

let fault;

/** Takes the fault: see `SourceFault`. */
export function initialize(given) {
  fault = given;
}

/** Loads one module of the compiled tree with the fault in it, and all others as they are. */
export async function load(url, context, next) {
  const { file, good, faulty } = fault;
  if (!new URL(url).pathname.endsWith(`/${file.replace(/\.ts$/, '.js')}`)) return next(url, context);
  const source = new URL(file, REPOSITORY);
  const text = readFileSync(source, 'utf8');
  if (!text.includes(good)) throw new Error(`${file} has no such text: ${good}`);
  return {
    format: 'module',
    shortCircuit: true,
    source: compile(
      source,
      text.replace(good, () => faulty),
    ),
  };
}

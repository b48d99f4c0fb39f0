import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/** Compiles a TypeScript file, without checking its types. @returns JavaScript, with its source map at the end */
export function compile(url) {
  const filename = fileURLToPath(url);
  return transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'es6' },
    sourceMaps: 'inline',
    configFile: false,
    swcrc: false,
  }).code;
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * Compiles a TypeScript file, without checking its types.
 * @param text the file's content, where it is known or another
 * @returns JavaScript, with its source map at the end
 */
export function compile(url, text = undefined) {
  const filename = fileURLToPath(url);
  return transformSync(text ?? readFileSync(filename, 'utf8'), {
    filename,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'es6' },
    sourceMaps: 'inline',
    configFile: false,
    swcrc: false,
  }).code;
}

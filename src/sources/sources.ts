import { contract } from './contract/source.js';
import { practice } from './practice/source.js';
import type { AnySource } from './source.js';

/** Every source. The next one is a folder and a line here. */
export const SOURCES = { contract, practice } as const satisfies Readonly<Record<string, AnySource>>;

import { contract } from './contract/source.js';
import { email } from './email/source.js';
import { getmany } from './getmany/source.js';
import { manual } from './manual/source.js';
import { practice } from './practice/source.js';
import type { AnySource } from './source.js';
import { vollna } from './vollna/source.js';

/** Every source. A new source needs a folder and a line here. */
export const SOURCES = { contract, vollna, getmany, email, manual, practice } as const satisfies Readonly<
  Record<string, AnySource>
>;

import type { Service } from './service.js';

/**
 * Tries the candidates in their order, and says which it took and why.
 * @throws Error that names every attempt and what to do.
 */
export async function firstThatStarts<C extends { readonly kind: string; readonly why: string }>(
  name: string,
  candidates: readonly C[],
  start: (candidate: C) => Promise<Service>,
  help: string,
  say: (line: string) => void,
): Promise<Service> {
  const failed: string[] = [];
  for (const candidate of candidates) {
    try {
      const service = await start(candidate);
      say(`${name}: ${service.what}, because ${[service.why, ...failed.map((line) => `not ${line}`)].join('; ')}`);
      return service;
    } catch (error) {
      failed.push(`${candidate.kind}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const tried = failed.map((line) => `  - ${line.replaceAll('\n', '\n    ')}`).join('\n') || '  - nothing';
  throw new Error(`${name} cannot be had. Tried:\n${tried}\nWhat to do: ${help}`);
}

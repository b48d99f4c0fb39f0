import type { Played } from '../measure/finding-from-rounds.js';
import type { Contender } from '../measure/run-rounds.js';
import type { SectionRun } from '../measure/run-section.js';
import { summarise } from './summarise-cpu-profile.js';

/** CPU time per request, in microseconds, by module. */
export interface Breakdown {
  readonly what: string;
  readonly baseline: string;
  /** Most expensive first. */
  readonly modules: readonly { readonly module: string; readonly baton: number; readonly baseline: number }[];
}

/** Compares the CPU time of product and baseline during the rounds of an outcome. */
export function breakdownOf(what: string, { comparison, rounds }: Played, profiles: SectionRun['profiles']): Breakdown {
  const spent = (contender: Contender): Map<string, number> => {
    const played = rounds.get(contender) ?? [];
    const requests = played.reduce((sum, round) => sum + round.requests, 0);
    const total = new Map<string, number>();
    for (const server of contender.servers) {
      const profile = profiles.get(server);
      for (const { window } of profile ? played : []) {
        for (const [module, ms] of summarise(profile as never, window))
          total.set(module, (total.get(module) ?? 0) + (ms * 1000) / requests);
      }
    }
    return total;
  };
  const [baton, baseline] = [spent(comparison.baton), spent(comparison.baseline)];
  const modules = [...new Set([...baton.keys(), ...baseline.keys()])]
    .map((module) => ({ module, baton: baton.get(module) ?? 0, baseline: baseline.get(module) ?? 0 }))
    .sort((a, b) => b.baton - a.baton);
  return { what, baseline: comparison.baseline.name, modules };
}

/** A CPU profile as `node --cpu-prof` writes it: times in microseconds of the machine's monotonic clock. */
export interface CpuProfile {
  readonly startTime: number;
  readonly nodes: readonly { readonly id: number; readonly callFrame: { functionName: string; url: string } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A time span, in milliseconds of the same clock. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const PACKAGE = /node_modules\/((?:@[^/]+\/)?[^/]+)/;
const OWN = /\/dist\/((?:src|jobs|bench)\/(?:[a-z-]+(?=\/))?)/;

/**
 * Returns the origin of a function: an npm package, Node itself, a folder of the product, or the engine (in brackets).
 */
export function moduleOf({ functionName, url }: { functionName: string; url: string }): string {
  if (url === '') return functionName.startsWith('(') ? functionName : '(native)';
  if (url.startsWith('node:')) return 'node';
  return PACKAGE.exec(url)?.[1] ?? OWN.exec(url)?.[1]?.replace(/\/$/, '') ?? 'other';
}

/** Sums the CPU milliseconds by module within the window, highest first. Idle time is left out. */
export function summarise(profile: CpuProfile, { from, to }: Window): [module: string, ms: number][] {
  const modules = new Map(profile.nodes.map(({ id, callFrame }) => [id, moduleOf(callFrame)]));
  const spent = new Map<string, number>();
  let at = profile.startTime;
  for (const [index, sample] of profile.samples.entries()) {
    at += profile.timeDeltas[index] ?? 0;
    const module = modules.get(sample) ?? 'other';
    const lasts = profile.timeDeltas[index + 1] ?? 0;
    if (at / 1000 < from || at / 1000 > to || module === '(idle)') continue;
    spent.set(module, (spent.get(module) ?? 0) + lasts / 1000);
  }
  return [...spent].sort(([, a], [, b]) => b - a);
}

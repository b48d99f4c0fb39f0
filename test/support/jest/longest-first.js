import sequencer from '@jest/test-sequencer';

const { default: Sequencer = sequencer } = sequencer;

/**
 * The projects whose files wait for servers more than they compute, and those whose files compute, the longest first.
 */
const STREAMS = [
  ['e2e', 'integration'],
  ['simulation', 'property', 'unit'],
];

/**
 * Mixes files that wait with files that compute, so that at any time some workers keep the cores busy while others
 * wait. Within each stream it orders by project, and within a project as jest does: failed ones first, then the longest
 * of the last run.
 */
export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    const kindOf = ({ context }) => context.config.displayName?.name;
    const streams = STREAMS.map((kinds) => kinds.flatMap((kind) => sorted.filter((test) => kindOf(test) === kind)));
    return streams
      .flatMap((stream) => stream.map((test, at) => ({ test, share: at / stream.length })))
      .toSorted((one, other) => one.share - other.share)
      .map(({ test }) => test);
  }
}

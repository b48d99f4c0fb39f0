import sequencer from '@jest/test-sequencer';

const { default: Sequencer = sequencer } = sequencer;

/**
 * The order of the projects: those that wait most come first, and short ones that compute come last, so that no worker
 * is idle at the end.
 */
const ORDER = ['e2e', 'integration', 'simulation', 'property', 'unit'];

/** Orders by kind, and within a kind as jest does: failed ones first, then the longest of the last run. */
export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const kindOf = ({ context }) => ORDER.indexOf(context.config.displayName?.name);
    return (await super.sort(tests)).toSorted((one, other) => kindOf(one) - kindOf(other));
  }
}

import type { ClientJob, World } from '../../protocol.js';

/** The state of the page that the tour's steps check. */
export interface Scene {
  /** The job to which Ana was invited during the tour. */
  readonly job: ClientJob | undefined;
  /** True once the visitor confirmed the last step. */
  readonly isRead: boolean;
}

/** A step of the tour. */
export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** The name of the person in whose pane it is, or `market`. */
  readonly where: string;
  /** Selectors of what to press, the most pressing first. */
  targets(world: World): readonly string[];
  isDone(scene: Scene): boolean;
  /** True where the visitor has to confirm the step. */
  readonly isRead?: boolean;
}

const statusOf = ({ job }: Scene, name: string): string | undefined =>
  job?.candidates.find((one) => one.name === name)?.status;

const inPane = (name: string, selector: string) => `[data-person=${name}] ${selector}`;

/**
 * Returns a selector for the newest message of Ana's conversation (outside of threads), or for an element within it.
 */
const newestOfAna = (selector = '') => inPane('ana', `.conversation > .message:last-of-type ${selector}`).trim();

const idOf = ({ people }: World, wanted: string) => people.find(({ name }) => name === wanted)?.id;

/** Returns selectors of elements that exist while Ana's referral can be undone. */
const whileUndoable = (selector: string) =>
  `.playground:has(${inPane('ana', '[data-action^=undo-referral]')}) ${selector}`;

/** The steps of the tour: one referral, from the invite to the hire. */
export const STEPS: readonly TourStep[] = [
  {
    title: 'Invite Ana to a job',
    text: 'You are a client on the marketplace. Send Ana an invite: any job will do.',
    where: 'market',
    targets: () => ['[data-tour=invite]'],
    isDone: ({ job }) => job !== undefined,
  },
  {
    title: 'Ana cannot take it. She refers Ben',
    text: 'Now you are Ana. Refer Ben from the card, with a note if you like. It can be undone for a while: wait until it goes out, or skip an hour under Time.',
    where: 'ana',
    targets: (world) => [
      inPane('ana', '.modal .select-trigger.empty'),
      inPane('ana', '.modal [data-action=submit]'),
      newestOfAna(`[data-action=refer-best-match][data-value^="${idOf(world, 'ben')}:"]`),
      newestOfAna('[data-action=refer-invite]'),
      whileUndoable('[data-skip="1"]'),
      whileUndoable('[data-fold=time]'),
    ],
    isDone: (scene) => statusOf(scene, 'Ben Okoro') !== undefined,
  },
  {
    title: 'Ben gets the invite, and knows from whom',
    text: 'Now you are Ben. His card names Ana, and has her note if she wrote one. Accept it.',
    where: 'ben',
    targets: () => [inPane('ben', '.confirm .primary'), inPane('ben', '[data-action=accept-invite]')],
    isDone: (scene) => !['invited', undefined].includes(statusOf(scene, 'Ben Okoro')),
  },
  {
    title: 'Be the client: hire Ben',
    text: 'The client sees that Ana referred Ben, and her note to the client if she wrote one. Hire him.',
    where: 'market',
    targets: () => ['.job-card:has([data-candidate="Ben Okoro"]) [data-candidate="Ben Okoro"] .button.primary'],
    isDone: (scene) => statusOf(scene, 'Ben Okoro') === 'hired',
  },
  {
    title: 'Ana hears what came of it',
    text: 'Look at Ana’s messages: she knows that Ben was hired, thanks to her. His own card says it too. Below, the wire has every call that it took.',
    where: 'ana',
    targets: () => [newestOfAna()],
    isDone: ({ isRead }) => isRead,
    isRead: true,
  },
];

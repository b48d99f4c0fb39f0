/**
 * The steps that may follow an accepted invite, the furthest last. Reports come in any order, and the furthest holds.
 */
export const PROPOSAL_STEPS = [
  'viewed',
  'interviewed',
  'job-closed',
  'proposal-withdrawn',
  'proposal-declined',
  'hired',
] as const;

/** A step of the proposal that answered an invite. */
export type ProposalStep = (typeof PROPOSAL_STEPS)[number];

/** Tells whether a step goes further than another one; true where there is none, or one of another release. */
export const isFurtherStep = (said: ProposalStep, than: ProposalStep | undefined): boolean =>
  than === undefined || PROPOSAL_STEPS.indexOf(said) > PROPOSAL_STEPS.indexOf(than);

/** Returns the step that goes further. */
export const furtherStep = (
  one: ProposalStep | undefined,
  other: ProposalStep | undefined,
): ProposalStep | undefined => (other !== undefined && isFurtherStep(other, one) ? other : one);

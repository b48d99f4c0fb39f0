/** Events of a referral that do not change its status. */
export const MILESTONES = ['viewed', 'interviewed', 'proposal-declined', 'proposal-withdrawn', 'job-closed'] as const;

/** A milestone of a referral. */
export type Milestone = (typeof MILESTONES)[number];

/** Tells whether a stored text is a milestone of this release: another release may have written it. */
export const isMilestone = (text: string): text is Milestone => (MILESTONES as readonly string[]).includes(text);

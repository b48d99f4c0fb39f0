/** What may be seen of a referral on the way that is no state of it. */
export const MILESTONES = ['viewed', 'interviewed', 'proposal-declined', 'proposal-withdrawn', 'job-closed'] as const;

/** One of them. */
export type Milestone = (typeof MILESTONES)[number];

/** Whether a kept text is one: another release may have written it. */
export const isMilestone = (text: string): text is Milestone => (MILESTONES as readonly string[]).includes(text);

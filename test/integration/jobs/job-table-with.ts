import type { JobDefinition, JobTable } from '../../../jobs/job-definition.js';
import { JOBS } from '../../../jobs/job-definitions.js';

/** The real table with another `forward-referral`, which has two short retry delays and a short time limit. */
export const jobTableWith = (forward: Partial<JobDefinition> & Pick<JobDefinition, 'run'>): JobTable => ({
  ...JOBS,
  'forward-referral': {
    ...JOBS['forward-referral'],
    retryDelays: [100, 200],
    limitMs: 1500,
    giveUp: async () => {},
    ...forward,
  },
});

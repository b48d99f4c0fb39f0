import { z } from 'zod';
import { Id } from './schema.js';

/** Somebody who has to do with a job already, and how. */
const Candidate = z
  .object({
    personId: Id,
    standing: z.enum(['invited', 'proposed', 'referred', 'hired']).meta({
      description:
        'The strongest that holds. What was declined or withdrawn since counts as well: nobody is referred to a job twice.',
    }),
  })
  .meta({ id: 'Candidate', description: 'How a freelancer stands to a job already.' });

export const Candidates = z.object({ items: z.array(Candidate) }).meta({ id: 'Candidates' });

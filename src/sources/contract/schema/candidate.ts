import { z } from 'zod';
import { Id } from './field-types.js';

/** A person who is involved with a job already, and how. */
const Candidate = z
  .object({
    personId: Id,
    standing: z.enum(['invited', 'proposed', 'referred', 'hired']).meta({
      description:
        'The strongest that holds. What was declined or withdrawn since counts as well: nobody is referred to a job twice.',
    }),
  })
  .meta({ id: 'Candidate', description: 'How a freelancer stands to a job already.' });

/** Reads a candidate; an unknown standing counts as `involved`. */
export const KnownCandidate = z.object({
  personId: Id,
  standing: Candidate.shape.standing.or(z.literal('involved')).catch('involved'),
});

/** A list of candidates. */
export const Candidates = z.object({ items: z.array(Candidate) }).meta({ id: 'Candidates' });

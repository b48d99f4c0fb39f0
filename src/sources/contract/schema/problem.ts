import { z } from 'zod';

/**
 * Every problem of a request, by the last part of its type (RFC 9457), with its HTTP status and title. All are final
 * for the request, except `unauthorized`, `idempotency-conflict`, and the two that say when to retry.
 */
export const PROBLEMS = {
  'bad-request': [400, 'The request does not follow the contract'],
  unauthorized: [401, 'The token is missing or not valid'],
  'not-yours': [403, 'The invitation is addressed to another agency'],
  'invitation-not-found': [404, 'There is no such invitation'],
  'invitation-not-open': [409, 'The invitation is not open any more'],
  'job-closed': [409, 'The job is closed'],
  'job-private': [409, 'Nobody can be referred to a private job'],
  'already-referred': [409, 'Somebody was already referred, by this freelancer or for this colleague'],
  'already-invited': [409, 'The colleague is already invited to this job'],
  'already-proposed': [409, 'The colleague already made a proposal for this job'],
  'already-hired': [409, 'The colleague is already hired for this job'],
  'person-not-found': [422, 'No freelancer has this id, profile or email'],
  'idempotency-conflict': [422, 'The Idempotency-Key was used with another request'],
  'in-progress': [409, 'A request with this Idempotency-Key is still running'],
  'rate-limited': [429, 'Too many requests'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** The code of a problem, with which its `type` ends. */
export type ProblemCode = keyof typeof PROBLEMS;

/** The content type of a problem (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json';

/** A problem, in the form in which every refusal comes. */
export const Problem = z
  .object({
    type: z
      .string()
      .min(1)
      .meta({
        description: `A URI whose last part, after the last "/", "#" or ":", is one of: ${Object.keys(PROBLEMS).join(', ')}.`,
        example: 'https://marketplace.example/problems/invitation-not-open',
      }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'Why, in plain words that a member of the agency may read.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

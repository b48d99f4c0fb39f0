import { z } from 'zod';
import { Candidates } from './candidate.js';
import { DecisionAnswer, DeclineReasons, DeclineRequest } from './decision.js';
import { Id, maybe } from './field-types.js';
import { Invitation } from './invitation.js';
import { People } from './person.js';
import type { ProblemCode } from './problem.js';

/** A call that Baton makes: its request, its answer, and its problems. */
export interface Endpoint {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** The parameters in the path, in braces. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** The headers besides those of every call. */
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  readonly problems: readonly ProblemCode[];
}

/** The parameter of one invitation. */
const ONE = z.object({ id: Id });

/** A search, or a cursor. */
const PARAMETER = z.string().max(200);

const DECISION = [
  'bad-request',
  'not-yours',
  'invitation-not-found',
  'invitation-not-open',
  'job-closed',
  'in-progress',
  'idempotency-conflict',
] as const;

/** Every call that Baton makes. A POST takes an `Idempotency-Key`. */
export const ENDPOINTS = {
  accept: {
    method: 'post',
    path: '/invitations/{id}/accept',
    params: ONE,
    summary: 'Accept an invitation.',
    description: 'It becomes a proposal.',
    answer: DecisionAnswer,
    problems: DECISION,
  },
  decline: {
    method: 'post',
    path: '/invitations/{id}/decline',
    params: ONE,
    summary: 'Decline an invitation, and refer a colleague in the same step if wished.',
    description:
      'With a `referral`, both happen or neither: the invitation is declined, and the colleague gets an invitation of their own.',
    body: DeclineRequest,
    answer: DecisionAnswer,
    problems: [
      ...DECISION,
      'person-not-found',
      'job-private',
      'already-referred',
      'already-invited',
      'already-proposed',
      'already-hired',
    ],
  },
  invitation: {
    method: 'get',
    path: '/invitations/{id}',
    params: ONE,
    summary: 'One invitation as it is now.',
    answer: Invitation,
    problems: ['bad-request', 'not-yours', 'invitation-not-found'],
  },
  candidates: {
    method: 'get',
    path: '/invitations/{id}/candidates',
    params: ONE,
    summary: "Who cannot be referred to an invitation's job, because they have to do with it already.",
    description:
      'For the agency of the invited freelancer alone. Baton shows the reason beside each of them before anybody picks one. A marketplace may leave people out that this agency should not hear of: `decline` checks them all again.',
    answer: Candidates,
    problems: ['bad-request', 'not-yours', 'invitation-not-found'],
  },
  freelancers: {
    method: 'get',
    path: '/freelancers',
    summary: 'Find freelancers by name, title or skill, or the one with an email or a profile URL.',
    description:
      'A whole email address or profile URL finds that freelancer alone, or nobody. Found by email, the freelancer comes with that `email`, which the caller knows already. An email without an account finds nobody: Baton then sends nothing. It reads the first page, and the first 100 on it.',
    query: z.object({
      query: maybe(PARAMETER).meta({ description: 'Words, a whole email address or a profile URL.' }),
    }),
    answer: People,
    problems: ['bad-request'],
  },
  members: {
    method: 'get',
    path: '/me/members',
    summary: "The agency's own freelancers, page by page.",
    query: z.object({
      cursor: maybe(PARAMETER).meta({ description: 'The `nextCursor` of the page before; absent for the first.' }),
    }),
    answer: People,
    problems: ['bad-request'],
  },
  declineReasons: {
    method: 'get',
    path: '/decline-reasons',
    summary: 'The reasons that a freelancer can give for declining.',
    description:
      'Baton asks once in each language that it speaks, and shows each member the texts in theirs. The ids are the same in all.',
    headers: z.object({
      'Accept-Language': maybe(z.string()).meta({
        description: 'The language of the texts, such as `de`. A marketplace without it answers in its own.',
      }),
    }),
    answer: DeclineReasons,
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;

import { z } from 'zod';
import { amount, dollars, flag, id, instant, record, text, words } from '../lenient-fields.js';
import { plainText } from '../plain-text.js';

/**
 * Vollna's wire formats, from its documentation (vollna.com/docs, read in November 2026). Every field may be missing: what
 * a record cannot do without is checked in `map-records.ts`.
 */

const Labelled = record({ id, label: words });

const Project = record({
  title: words,
  /** One text, such as `PHP, Symfony`; a list is read as well. */
  skills: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (typeof given === 'string' ? plainText(given) : given.map(plainText)))
    .optional()
    .catch(undefined),
  url: text,
  budget: record({
    type: text,
    amount: z
      .union([z.string().transform(plainText), z.number()])
      .optional()
      .catch(undefined),
  }),
  clientDetails: record({
    paymentMethodVerified: flag,
    country: words,
    totalSpent: dollars,
    totalHires: amount,
    rating: amount,
  }),
});

/** A record of `GET /invitations`, and the `data` of an invitation's webhook. */
export const VollnaInvitation = z.object({
  id,
  invitationUid: id,
  title: words,
  jobPostingUid: id,
  invitationLetter: words,
  contractor: record({ id, fullName: words }),
  contractorUid: id,
  upworkProfile: Labelled,
  upworkOrganization: Labelled,
  invitedAt: instant,
  createdAt: instant,
  updatedAt: instant,
  /** Such as `Job is closed`; Vollna documents no list of them. */
  statusLabel: words,
  /** A webhook tells of a changed `status` or `reason`; their values are not documented. */
  status: words,
  reason: words,
  project: Project,
});
export type VollnaInvitation = z.output<typeof VollnaInvitation>;

/** A record of `GET /proposals`, and the `data` of a proposal's webhook. */
export const VollnaProposal = z.object({
  id,
  /** Upwork's own number of the proposal. */
  applicationUid: id,
  submittedAt: instant,
  freelancer: record({ id, fullName: words }),
  jobDetails: record({ title: words }),
  project: record({ title: words, url: text }),
  isViewed: flag,
  isInterviewed: flag,
  isHired: flag,
  isWithdrawn: flag,
  isArchived: flag,
  /** True where it answered an invitation. */
  isInvitation: flag,
});
export type VollnaProposal = z.output<typeof VollnaProposal>;

/** A page of either list. */
export const VollnaPage = z.object({ data: z.array(z.unknown()), pagination: record({ total: amount }) });

/** The body of a team webhook. */
export const VollnaWebhook = z.object({
  id: text,
  event: z.string(),
  timestamp: instant,
  data: z.unknown().optional(),
});

/** The fields by which Vollna's other webhook is known: it tells of new jobs, and nobody is invited to them. */
export const VollnaJobAlert = z.object({ projects: z.array(z.unknown()), event: z.undefined().optional() });

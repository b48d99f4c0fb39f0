import { z } from 'zod';
import { amount, dollars, flag, id, instant, record, text, words } from '../lenient-fields.js';
import { plainText } from '../plain-text.js';

/**
 * Vollna's wire formats, from its documentation (vollna.com/docs, read in November 2026). Every field may be missing:
 * what a record cannot do without is checked in `map-records.ts`.
 */

/** The most skills of a list that are read, and the most characters of each. */
const MOST_SKILLS = 100;
const LONGEST_SKILL = 500;

const skillOf = (given: string): string => plainText(given.slice(0, LONGEST_SKILL));

const Labelled = record({ id, label: words });

const Project = record({
  title: words,
  /** One text, such as `PHP, Symfony`; a list is read as well. */
  skills: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (typeof given === 'string' ? plainText(given) : given.slice(0, MOST_SKILLS).map(skillOf)))
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
  /** Vollna's label of the status, for example `Job is closed`; its values are not documented. */
  statusLabel: words,
  /** The changed status in a webhook; its values are not documented. */
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

/** The fields that identify Vollna's other webhook, about new jobs, to which nobody is invited. */
export const VollnaJobAlert = z.object({ projects: z.array(z.unknown()), event: z.undefined().optional() });

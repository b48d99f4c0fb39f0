import { writeCorrection } from '../lifecycle/write-correction.js';
import { Refusal } from '../model/errors.js';
import {
  applyCorrections,
  type Correction,
  type Corrections,
  isCorrectable,
  isEndDoubtful,
} from '../model/invite/apply-corrections.js';
import type { Invite } from '../model/invite/invite.js';
import { opensAgain } from '../model/invite/transitions.js';
import type { Budget } from '../model/job/job.js';
import type { Actor } from '../model/member/member.js';
import { cut, KEPT, keptSkills } from '../model/stored-size-limits.js';
import { enteredTitle, requireFuture } from '../permissions/check-entered-facts.js';
import { withNameAfterErasure } from '../permissions/name-after-erasure.js';
import { requireAddressee } from '../permissions/require-addressee.js';
import { requireDecidable } from '../permissions/who-may-decide.js';
import type { Ports } from '../ports.js';

/** Corrections as a person enters them, with the budget as text. */
export type WrittenCorrections = Omit<Corrections, 'budget'> & { readonly budget?: string | undefined };

/**
 * Reads an invite whose facts a person wants to correct.
 * @throws Refusal when it is somebody else's, decided or over for certain, or when nothing in it is uncertain
 */
export async function prepareCorrection(ports: Ports, by: Actor, inviteId: string): Promise<Invite> {
  const invite = await ports.invites.get({ tenantId: by.tenantId, id: inviteId });
  if (!invite) throw new Refusal('invite.notFound');
  if (isEndDoubtful(invite)) await requireAddressee(ports, invite, by);
  else await requireDecidable(ports, invite, by);
  if (!isCorrectable(invite)) throw new Refusal('invite.certain');
  return invite;
}

/**
 * Corrects facts of an invite that were read without certainty. Later reports do not change them; all cards show the
 * corrections and who made them. An invite that such a deadline has ended opens again without it, or with a later one.
 * @returns the invite with the corrections
 * @throws Refusal with the field at fault as `params.field`, or as `prepareCorrection`
 */
export async function correctFacts(
  ports: Ports,
  by: Actor,
  inviteId: string,
  written: WrittenCorrections,
): Promise<Invite> {
  const invite = await prepareCorrection(ports, by, inviteId);
  const correction = applyCorrections(invite, understood(ports, invite, written));
  if (invite.status !== 'open' && !opens(ports, invite, correction))
    throw new Refusal('invite.deadlinePast', { field: 'deadline' });
  if (!correction) return invite;
  const corrected = await writeCorrection(ports, await withNameAfterErasure(ports, by), invite, correction);
  return corrected ?? correctFacts(ports, by, inviteId, written);
}

/** Tells whether a correction opens an invite again that its deadline had ended. */
const opens = ({ clock }: Ports, invite: Invite, correction: Correction | null): boolean =>
  correction !== null && opensAgain(invite, { ...correction.set, origins: invite.origins }, clock.now());

/** Parses and cuts the entered corrections. @throws Refusal with the field at fault */
function understood(ports: Ports, { job }: Invite, written: WrittenCorrections): Corrections {
  const { budget, ...others } = written;
  const { title, skills, name, country, expiresAt } = others;
  const titled = title !== undefined && { title: enteredTitle(title) };
  requireFuture(expiresAt, ports.clock.now());
  return {
    ...others,
    ...titled,
    ...(skills && { skills: keptSkills(skills) }),
    ...('budget' in written && { budget: budget ? enteredBudget(ports, budget, job.budget) : undefined }),
    ...(name && { name: cut(name, KEPT.name) }),
    ...(country && { country: cut(country, KEPT.name) }),
  };
}

/**
 * Parses a budget that a person entered. What its words leave out, hourly or fixed and the currency, stays as it is
 * known.
 * @throws Refusal when it is not understood, or when neither says whether it is hourly
 */
function enteredBudget({ sources }: Ports, text: string, known: Budget | undefined): Budget {
  const [hourly, fixed] = (['hourly', 'fixed'] as const).map((kind) => sources.readBudget(text, kind, known?.currency));
  if (!hourly || !fixed) throw new Refusal('invite.badBudget', { field: 'budget' });
  if (hourly.kind === fixed.kind) return fixed;
  if (!known) throw new Refusal('invite.budgetWithoutKind', { field: 'budget' });
  return known.kind === 'hourly' ? hourly : fixed;
}

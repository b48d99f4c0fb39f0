import { isSameText } from '../../lib/accent-folding.js';
import type { ProposalSubject } from '../model/event/event.js';
import type { Invite } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';

/** Number of a person's newest invites that are compared. */
const LOOKED_AT = 100;

/**
 * Finds the invite that a proposal answered, for sources that name its job and its freelancer and not the invitation.
 * Jobs are compared by id, or else by title; people by id, by the member that they are linked to, or else by name.
 * @returns the newest that fits, or the newest accepted one of its job, since a freelancer has one proposal for a job,
 * also where the client invites them again; null where there is none
 */
export async function findAnsweredInvite(
  ports: Ports,
  tenantId: string,
  about: ProposalSubject,
): Promise<Invite | null> {
  const { jobId, title, freelancer } = about;
  if (!freelancer || (jobId === undefined && title === undefined)) return null;
  const member = await ports.members.byPerson(tenantId, freelancer.id);
  const isTheirs = ({ duplicateOf, invitee: { person, slackUserId } }: Invite) =>
    duplicateOf === undefined &&
    (person.id === freelancer.id ||
      (member !== null && member.slackUserId === slackUserId) ||
      isSameText(person.name, freelancer.name));
  const isThisJob = ({ job }: Invite) =>
    jobId === undefined ? title !== undefined && isSameText(job.title, title) : job.id === jobId;
  const found = await Promise.all([
    jobId === undefined ? [] : onJob(ports, tenantId, jobId),
    ports.invites.ofPerson(tenantId, freelancer.id, LOOKED_AT),
  ]);
  const fitting = found.flat().filter((invite) => isThisJob(invite) && isTheirs(invite));
  const sorted = fitting.toSorted((a, b) => b.invitedAt.getTime() - a.invitedAt.getTime());
  const [newest] = sorted;
  return sorted.find(({ status, job: { id } }) => status === 'accepted' && id === newest?.job.id) ?? newest ?? null;
}

async function onJob({ invites }: Ports, tenantId: string, jobId: string): Promise<Invite[]> {
  const all = await invites.ofJob(tenantId, jobId);
  const whole = await Promise.all(all.map(({ id }) => invites.get({ tenantId, id })));
  return whole.flatMap((invite) => invite ?? []);
}

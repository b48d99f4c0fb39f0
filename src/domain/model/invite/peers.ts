import type { Invite, InviteOnJob, Peer, Peers } from './invite.js';

/*
 * Peers are invites of one agency to one job. Each open one says who else is invited. The list is short and says little
 * of a large group, so that a group of n people costs about n edits of cards, and not n times n.
 */

/** Statuses that count as invited. An invitation that was withdrawn or has expired does not count. */
const COUNTED = ['open', 'accepted', 'declined', 'referred'] as const satisfies readonly Peer['status'][];

/** Up to this number of others all are named; in a larger group only `NAMED` are. */
const ALL_NAMED = 5;
const NAMED = 3;

/** The most unnamed peers that are counted exactly. More change no card. */
export const MOST_COUNTED = 20;

type Addressed = Pick<InviteOnJob, 'invitee'>;

const keyOf = ({ invitee: { person, slackUserId } }: Addressed): string => slackUserId ?? person.id;

const isCounted = ({ status }: Pick<Invite, 'status'>): boolean => COUNTED.some((one) => one === status);

const byAge = (one: InviteOnJob, other: InviteOnJob): number =>
  one.invitedAt.getTime() - other.invitedAt.getTime() || (one.id < other.id ? -1 : 1);

/** Orders true before false. */
const first = (one: boolean, other: boolean): number => Number(other) - Number(one);

/** Returns a job's invites that count, one per addressee: those who accepted first, then by age. */
export function rankPeers(onJob: readonly InviteOnJob[]): InviteOnJob[] {
  const counted = onJob.filter((one) => isCounted(one) && !one.practice && !one.past && !one.duplicateOf);
  const one = new Map(counted.toSorted(byAge).map((each) => [keyOf(each), each]));
  return [...one.values()].toSorted((a, b) => first(a.status === 'accepted', b.status === 'accepted') || byAge(a, b));
}

/**
 * Returns the peers that an invite's card shows. A named peer stays named, unless somebody else accepts, since invites
 * may come in any order. Leaves out those who passed the job on to the addressee: the card names them anyway.
 * @param ranked the job's invites, as `rankPeers` returns them
 * @param nameOf the name to show; undefined where there is none to show
 */
export function peersOf(
  invite: InviteOnJob,
  ranked: readonly InviteOnJob[],
  nameOf: (peer: InviteOnJob) => string | undefined,
): Peers {
  const own = new Set([keyOf(invite), ...invite.chain.map(({ slackUserId }) => slackUserId)]);
  const before = new Set(invite.peers?.named.map(({ slackUserId, personId }) => slackUserId ?? personId));
  const wasNamed = (one: InviteOnJob) => one.status === 'accepted' || before.has(keyOf(one));
  const others = ranked.filter((one) => !own.has(keyOf(one)));
  const listed = others
    .filter((one) => nameOf(one) !== undefined)
    .toSorted((a, b) => first(wasNamed(a), wasNamed(b)))
    .slice(0, others.length > ALL_NAMED ? NAMED : ALL_NAMED);
  const named = others.filter((one) => listed.includes(one)).flatMap((one) => peer(one, nameOf(one)));
  return { named, more: Math.min(others.length - named.length, MOST_COUNTED + 1) };
}

function peer({ invitee: { person, slackUserId }, status }: InviteOnJob, name: string | undefined): Peer[] {
  const counted = COUNTED.find((one) => one === status);
  if (name === undefined || !counted) return [];
  return [{ name, ...(slackUserId === undefined ? { personId: person.id } : { slackUserId }), status: counted }];
}

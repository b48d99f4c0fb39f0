import type { Marketplace, Ports } from '../ports.js';

/** An invite or a referral, which may be a practice one: answered like any other, without any call. */
export interface Practicable {
  readonly tenantId: string;
  readonly practice?: true;
}

type Played = Pick<Marketplace, 'accept' | 'decline' | 'candidates' | 'searchPeople'>;

/** The marketplace of practice invites: it accepts everything, knows nobody and calls nobody. */
const PLAYED: Played = {
  accept: async () => {},
  decline: async () => ({}),
  candidates: async () => [],
  searchPeople: async () => [],
};

/** Returns the marketplace for an invite or a referral: the tenant's own, or the one of practice invites. */
export const marketplaceOf = ({ marketplace }: Ports, { practice }: Practicable): Played =>
  practice ? PLAYED : marketplace;

/** Returns `byHand` where decisions on this invite need a hand-off. For display: may be some seconds late. */
export const handoffOf = async (
  { connections }: Ports,
  { tenantId, practice }: Practicable,
): Promise<{ byHand?: true }> =>
  !practice && (await connections.of(tenantId))?.path === 'handoff' ? { byHand: true } : {};

/** Returns how a decision is delivered by the present connection. */
export async function pathOf(
  { connections }: Ports,
  { tenantId, practice }: Practicable,
): Promise<'native' | 'handoff'> {
  return practice ? 'native' : ((await connections.latest(tenantId))?.path ?? 'native');
}

/** Returns the name of the marketplace where an invite can be seen; nothing for practice. For display, as `handoffOf`. */
export const marketplaceNameOf = async (
  { connections }: Ports,
  { tenantId, practice }: Practicable,
): Promise<{ marketplace?: string }> => {
  const name = practice ? undefined : (await connections.of(tenantId))?.name;
  return name ? { marketplace: name } : {};
};

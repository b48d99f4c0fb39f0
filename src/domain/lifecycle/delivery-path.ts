import type { Marketplace, Ports } from '../ports.js';

/** What an invite and its referral say of it: a practice invite is answered like any other, and nobody hears of it. */
export interface Practicable {
  readonly tenantId: string;
  readonly practice?: true;
}

type Played = Pick<Marketplace, 'accept' | 'decline' | 'candidates' | 'searchPeople'>;

/** The marketplace that practice goes to: it agrees to everything, knows nobody, and tells nobody. */
const PLAYED: Played = {
  accept: async () => {},
  decline: async () => ({}),
  candidates: async () => [],
  searchPeople: async () => [],
};

/** Where what concerns this invite or referral goes. */
export const marketplaceOf = ({ marketplace }: Ports, { practice }: Practicable): Played =>
  practice ? PLAYED : marketplace;

/** Marks what the member carries over to the marketplace themselves. For what is shown: may be some seconds late. */
export const handoffOf = async (
  { connections }: Ports,
  { tenantId, practice }: Practicable,
): Promise<{ byHand?: true }> =>
  !practice && (await connections.of(tenantId))?.path === 'handoff' ? { byHand: true } : {};

/** How a decision on it is delivered, as the connection is now. */
export async function pathOf(
  { connections }: Ports,
  { tenantId, practice }: Practicable,
): Promise<'native' | 'handoff'> {
  return practice ? 'native' : ((await connections.latest(tenantId))?.path ?? 'native');
}

import type { Actor } from '../../src/domain/model/member/member.js';
import type { Person } from '../../src/domain/model/person/person.js';
import type { Settings } from '../../src/domain/model/tenant/tenant.js';
import type { Ports } from '../../src/domain/ports.js';
import type { ContractConfig } from '../../src/sources/contract/connection-config.js';
import { buildActor, buildConnection, buildPerson, buildProfile, buildTenant } from './factories.js';
import { type MemoryPorts, memoryPorts } from './memory-ports.js';

export const ANA = buildActor({ slackUserId: 'UANA', name: 'Ana Lopez' });
export const BEN = buildActor({ slackUserId: 'UBEN', name: 'Ben Okoro' });
export const CLEO = buildActor({ slackUserId: 'UCLEO', name: 'Cleo Marsh' });
/** The member who installed Baton. */
export const ADMIN = buildActor({ slackUserId: 'UADMIN', name: 'Ada Min' });

const person = (name: string): Person => {
  const id = `p-${name.split(' ')[0]?.toLowerCase()}`;
  return buildPerson({ id, name, email: `${id}@agency.example`, profileUrl: `https://market.example/${id}` });
};

/** The marketplace's people: three of the agency, and Dora, who is not. */
export const PEOPLE = {
  ana: person(ANA.name),
  ben: person(BEN.name),
  cleo: person(CLEO.name),
  dora: { id: 'p-dora', name: 'Dora Weiss' },
} as const;

const TEAM: readonly [Actor, Person][] = [
  [ANA, PEOPLE.ana],
  [BEN, PEOPLE.ben],
  [CLEO, PEOPLE.cleo],
];

interface Given {
  /** `T1` when absent. */
  readonly tenantId?: string;
  readonly path?: ContractConfig['path'];
  readonly settings?: Partial<Settings>;
}

/**
 * Fills `ports` with a tenant, installed and connected: an admin, and Ana, Ben and Cleo, each linked to their
 * marketplace account.
 */
export async function populate(
  ports: Pick<Ports, 'tenants' | 'connections' | 'members'>,
  { tenantId = 'T1', path = 'native', settings = {} }: Given = {},
): Promise<void> {
  const tenant = buildTenant({ tenantId });
  await ports.tenants.install({ ...tenant, settings: { ...tenant.settings, ...settings } });
  await ports.connections.save(buildConnection({ tenantId, path }));
  await ports.members.save(tenantId, [
    buildProfile({ slackUserId: ADMIN.slackUserId, name: ADMIN.name, isAdmin: true }),
    ...TEAM.map(([{ slackUserId, name }, { email }]) => buildProfile({ slackUserId, name, ...(email && { email }) })),
  ]);
  for (const [{ slackUserId }, one] of TEAM)
    await ports.members.link(tenantId, slackUserId, [{ ...one, linkedBy: 'email' }]);
}

/** Fresh ports with that tenant. */
export async function agency(given: Given = {}): Promise<MemoryPorts> {
  const ports = memoryPorts();
  await populate(ports, given);
  return ports;
}

import { ContractConfig } from '../../src/sources/contract/connection-config.js';
import type { Wired } from '../../src/wiring.js';

/** A connection by the contract, with its configuration read. */
export interface ContractConnection {
  readonly id: string;
  readonly config: ContractConfig;
}

/** Reads a tenant's connections by the contract. */
export const contractConnectionsOf = async (
  { ports: { connections } }: Pick<Wired, 'ports'>,
  tenantId: string,
): Promise<ContractConnection[]> =>
  (await connections.latestOf(tenantId))
    .filter(({ source }) => source === 'contract')
    .map(({ id, config }) => ({ id, config: ContractConfig.parse(config) }));

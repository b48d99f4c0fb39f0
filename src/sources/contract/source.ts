import { CAPABILITIES } from '../../domain/model/connection/source.js';
import { defineSource } from '../define-source.js';
import { contractClient } from './client.js';
import { ContractConfig } from './connection-config.js';
import { setUp } from './set-up.js';
import { verifyHeaders } from './verify-webhook.js';

const BY_HAND = new Set<string>(['decide', 'refer']);

/** A marketplace that implements Baton's HTTP contract. */
export const contract = defineSource<ContractConfig>({
  marketplace: 'own',
  trust: 90,
  namesInvitations: true,
  namesRelations: true,
  comesBack: true,
  readConfig: (stored) => ContractConfig.parse(stored),
  can: ({ path }) => (path === 'native' ? CAPABILITIES : CAPABILITIES.filter((one) => !BY_HAND.has(one))),
  setUp,
  client: contractClient,
  webhook: {
    verify: ({ config }, { headers, now }) => {
      const read = verifyHeaders({ secrets: config.webhookSecrets, headers, now });
      return (body) => {
        const { id, event } = read(body);
        return { id, events: [event] };
      };
    },
  },
});

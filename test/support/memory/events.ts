import { hasFailed } from '../../../src/domain/model/event/event.js';
import type { Events } from '../../../src/domain/ports.js';
import { find, insert, update, withWork } from './documents.js';
import type { Store } from './store.js';

export const memoryEvents = ({ run }: Store): Events => ({
  insert: (event) => run((tables) => insert(tables.event, event)),
  get: (ref) => run((tables) => find(tables.event, ref)),
  retry: (tenantId, invitationId, which, work) =>
    run(({ event, hold }) =>
      [...event.values()]
        .filter((one) => one.tenantId === tenantId && one.invitationId === invitationId)
        .filter((one) => which === 'all' || hasFailed(one))
        .slice(0, 100)
        .flatMap((one) => {
          if (!hasFailed(one)) return update(event, one, (found) => withWork(found, [work()])) ?? [];
          for (const { id } of one.work) hold.delete(id);
          return update(event, one, (found) => ({ ...found, work: [work()] })) ?? [];
        }),
    ),
});

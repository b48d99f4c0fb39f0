import { hadNoEffect } from '../src/domain/model/errors.js';
import type { Marketplace, Messenger, Ports } from '../src/domain/ports.js';
import type { Lease } from './lease.js';

type Checks = Pick<Lease, 'check' | 'checkOnce'>;

/**
 * Wraps the ports of a run: each call to the marketplace or to Slack first checks the lease, and is not made when the
 * check throws. Within a call of several requests to Slack, the visible one is checked again. Deleting a message that
 * was posted twice is always allowed.
 */
export function leasedPorts(ports: Ports, lease: Checks): Ports {
  return { ...ports, marketplace: leasedMarketplace(ports, lease), messenger: leasedMessenger(ports, lease) };
}

const checked =
  <Args extends unknown[], Answer>(check: () => void, call: (...args: Args) => Promise<Answer>) =>
  async (...args: Args): Promise<Answer> => {
    check();
    return call(...args);
  };

/** Wraps a call that must not be made twice: it may have been made unless it ends in an error without effect. */
const checkedOnce =
  <Args extends unknown[], Answer>(checkOnce: Checks['checkOnce'], call: (...args: Args) => Promise<Answer>) =>
  async (...args: Args): Promise<Answer> => {
    const takeBack = checkOnce();
    try {
      return await call(...args);
    } catch (error) {
      if (hadNoEffect(error)) takeBack();
      throw error;
    }
  };

const leasedMarketplace = ({ marketplace }: Ports, { check, checkOnce }: Checks): Marketplace => ({
  accept: checkedOnce(checkOnce, marketplace.accept),
  decline: checkedOnce(checkOnce, marketplace.decline),
  invitation: checked(check, marketplace.invitation),
  searchPeople: checked(check, marketplace.searchPeople),
  candidates: checked(check, marketplace.candidates),
  knownCandidates: marketplace.knownCandidates,
  members: checked(check, marketplace.members),
  probe: checked(check, marketplace.probe),
  poll: checked(check, marketplace.poll),
  countOpen: checked(check, marketplace.countOpen),
});

const leasedMessenger = ({ messenger }: Ports, { check, checkOnce }: Checks): Messenger => ({
  post: checked(check, (tenantId, message, content) => messenger.post(tenantId, message, content, checkOnce)),
  find: checked(check, messenger.find),
  edit: checked(check, (tenantId, message, content) => messenger.edit(tenantId, message, content, check)),
  remove: messenger.remove,
  publishHome: checked(check, (tenantId, who, home) => messenger.publishHome(tenantId, who, home, check)),
  sendFile: checked(check, (tenantId, who, file) => messenger.sendFile(tenantId, who, file, check)),
});

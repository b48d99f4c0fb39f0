import type { Marketplace, Messenger, Ports } from '../src/domain/ports.js';

/**
 * The ports of a run: nothing is asked of the marketplace or of Slack once `check` throws. Of several requests that make
 * one call to Slack, the one that others see is checked too. A message of one's own that was posted twice may be removed
 * at any time.
 */
export function leasedPorts(ports: Ports, check: () => void): Ports {
  return { ...ports, marketplace: leasedMarketplace(ports, check), messenger: leasedMessenger(ports, check) };
}

const checked =
  <Args extends unknown[], Answer>(check: () => void, call: (...args: Args) => Promise<Answer>) =>
  async (...args: Args): Promise<Answer> => {
    check();
    return call(...args);
  };

const leasedMarketplace = ({ marketplace }: Ports, check: () => void): Marketplace => ({
  accept: checked(check, marketplace.accept),
  decline: checked(check, marketplace.decline),
  invitation: checked(check, marketplace.invitation),
  searchPeople: checked(check, marketplace.searchPeople),
  candidates: checked(check, marketplace.candidates),
  members: checked(check, marketplace.members),
  probe: checked(check, marketplace.probe),
});

const leasedMessenger = ({ messenger }: Ports, check: () => void): Messenger => ({
  post: checked(check, (tenantId, message, content) => messenger.post(tenantId, message, content, check)),
  find: checked(check, messenger.find),
  edit: checked(check, (tenantId, message, content) => messenger.edit(tenantId, message, content, check)),
  remove: messenger.remove,
  publishHome: checked(check, (tenantId, who, home) => messenger.publishHome(tenantId, who, home, check)),
  sendFile: checked(check, (tenantId, who, file) => messenger.sendFile(tenantId, who, file, check)),
});

import { Postponed } from '../src/domain/model/errors.js';
import type { Ref } from '../src/domain/model/outbox-work.js';
import type { Ports } from '../src/domain/ports.js';

/**
 * Milliseconds after which the work of a tenant that has uninstalled Baton is tried again; an installation makes it
 * due.
 */
const UNINSTALLED_RETRY_MS = 15 * 60 * 1000;

type Verb<Doc, Result> = (ports: Ports, doc: Doc, tried?: Date) => Promise<Result>;

/**
 * Wraps a verb so that it runs only while the tenant has Baton installed. Otherwise the work is postponed until the
 * tenant installs Baton again or is purged. May miss a removal of the last seconds: for calls to Slack, which refuses
 * them then.
 * @throws Postponed
 */
export const postponeUntilInstalled =
  <Doc extends Ref, Result>(verb: Verb<Doc, Result>): Verb<Doc, Result> =>
  async (ports, doc, tried) => {
    const known = await ports.tenants.get(doc.tenantId);
    return known?.status === 'uninstalled'
      ? postponeUntilInstalledNow(verb)(ports, doc, tried)
      : verb(ports, doc, tried);
  };

/**
 * Wraps a verb like `postponeUntilInstalled`, but reads the tenant's present state: for effects that others see and
 * that cannot be taken back.
 * @throws Postponed
 */
export const postponeUntilInstalledNow =
  <Doc extends Ref, Result>(verb: Verb<Doc, Result>): Verb<Doc, Result> =>
  async (ports, doc, tried) => {
    const { tenantId } = doc;
    const tenant = await ports.tenants.latest(tenantId);
    if (tenant?.status === 'uninstalled') throw new Postponed(UNINSTALLED_RETRY_MS, `tenant:${tenantId}`);
    return verb(ports, doc, tried);
  };

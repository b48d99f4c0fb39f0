import { Postponed } from '../src/domain/model/errors.js';
import type { Ref } from '../src/domain/model/outbox-work.js';
import type { Ports } from '../src/domain/ports.js';

/** Milliseconds after which the work of a tenant that has uninstalled Baton is tried again; an installation wakes it up. */
const UNINSTALLED_RETRY_MS = 15 * 60 * 1000;

type Verb<Doc, Result> = (ports: Ports, doc: Doc, tried?: Date) => Promise<Result>;

/**
 * Runs the verb only while the tenant has Baton installed. Otherwise the work is put off, until the tenant installs
 * Baton again or is purged. May miss a removal of the last seconds: for calls to Slack, which refuses them itself then.
 * @throws Postponed
 */
export const whileInstalled =
  <Doc extends Ref, Result>(verb: Verb<Doc, Result>): Verb<Doc, Result> =>
  async (ports, doc, tried) => {
    const known = await ports.tenants.get(doc.tenantId);
    return known?.status === 'uninstalled' ? whileStillInstalled(verb)(ports, doc, tried) : verb(ports, doc, tried);
  };

/** As `whileInstalled`, by the present state of the tenant: for what others hear, and nobody takes back. @throws Postponed */
export const whileStillInstalled =
  <Doc extends Ref, Result>(verb: Verb<Doc, Result>): Verb<Doc, Result> =>
  async (ports, doc, tried) => {
    const { tenantId } = doc;
    const tenant = await ports.tenants.latest(tenantId);
    if (tenant?.status === 'uninstalled') throw new Postponed(UNINSTALLED_RETRY_MS, `tenant:${tenantId}`);
    return verb(ports, doc, tried);
  };

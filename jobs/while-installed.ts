import { Postponed } from '../src/domain/model/errors.js';
import type { Ref } from '../src/domain/model/work.js';
import type { Ports } from '../src/domain/ports.js';

/** Milliseconds after which the work of a tenant that has uninstalled Baton is tried again. */
export const UNINSTALLED_RETRY_MS = 15 * 60 * 1000;

/**
 * Runs the verb only while the tenant has Baton installed. Otherwise the work is put off, until the tenant installs
 * Baton again or is purged.
 * @throws Postponed
 */
export const whileInstalled =
  <Doc extends Ref, Result>(verb: (ports: Ports, doc: Doc) => Promise<Result>) =>
  async (ports: Ports, doc: Doc): Promise<Result> => {
    const { tenantId } = doc;
    const tenant = await ports.tenants.get(tenantId);
    if (tenant?.status === 'uninstalled') throw new Postponed(UNINSTALLED_RETRY_MS, `tenant:${tenantId}`);
    return verb(ports, doc);
  };

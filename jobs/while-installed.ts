import { Postponed } from '../src/domain/model/errors.js';
import type { JobVerb } from './job-definition.js';

/** When the work of a tenant that removed Baton is looked at again, in milliseconds. */
export const AWAY_MS = 15 * 60 * 1000;

/**
 * Acts for nobody who removed Baton: the work waits, without an attempt, until it is installed again or purged.
 * @throws Postponed
 */
export const whileInstalled =
  (verb: JobVerb): JobVerb =>
  async (ports, ref) => {
    const tenant = await ports.tenants.get(ref.tenantId);
    if (tenant?.status === 'uninstalled') throw new Postponed(AWAY_MS, `tenant:${ref.tenantId}`);
    return verb(ports, ref);
  };

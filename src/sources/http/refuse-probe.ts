import { MarketplaceRefusal, Misconfigured, Postponed, Refusal, UnreadableAnswer } from '../../domain/model/errors.js';

/**
 * Turns an error of a probe into a Refusal that names the field to correct.
 * @throws Refusal always
 */
export function refuseProbe(error: unknown, fields: { readonly secret: string; readonly address: string }): never {
  if (error instanceof Refusal) throw new Refusal(error.code, { field: fields.address, ...error.params });
  if (error instanceof Postponed) throw new Refusal('connection.busy', { field: fields.address });
  if (error instanceof UnreadableAnswer)
    throw new Refusal('connection.unreadable', { field: fields.address, fault: error.fault });
  const isRejected = error instanceof Misconfigured || error instanceof MarketplaceRefusal;
  if (isRejected) throw new Refusal('connection.rejected', { field: fields.secret });
  throw new Refusal('marketplace.unreachable', { field: fields.address });
}

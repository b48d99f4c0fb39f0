import type { z } from 'zod';
import type { Target } from '../../domain/model/referral/referral.js';
import type { Marketplace } from '../../domain/ports.js';
import type { DeclineRequest } from './schema/decision.js';

type Decline = Parameters<Marketplace['decline']>[2];

const colleague = (target: Target) => (target.by === 'person' ? { person: target.personId } : { email: target.email });

/** A decline as the contract words it. */
export function toDeclineRequest({ referral, ...decline }: Decline): z.input<typeof DeclineRequest> {
  if (!referral) return decline;
  const { target, ...words } = referral;
  return { ...decline, referral: { ...colleague(target), ...words } };
}

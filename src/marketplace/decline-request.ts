import type { z } from 'zod';
import type { Marketplace } from '../domain/ports.js';
import type { Target } from '../domain/referral/referral.js';
import type { DeclineRequest } from './contract/decision.js';

type Decline = Parameters<Marketplace['decline']>[2];

const colleague = (target: Target) => (target.by === 'person' ? { person: target.personId } : { email: target.email });

/** A decline as the contract words it. */
export function toDeclineRequest({ referral, ...decline }: Decline): z.input<typeof DeclineRequest> {
  if (!referral) return decline;
  const { target, ...words } = referral;
  return { ...decline, referral: { ...colleague(target), ...words } };
}

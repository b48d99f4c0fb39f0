import { expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { DeclineReason } from '../../../../../src/domain/model/connection/connection.js';
import type { Invitation as DomainInvitation, MarketplaceEvent } from '../../../../../src/domain/model/event/event.js';
import { keptEvent } from '../../../../../src/domain/model/stored-size-limits.js';
import type { DeclineReasons } from '../../../../../src/sources/contract/schema/decision.js';
import { EVENTS, Event } from '../../../../../src/sources/contract/schema/event.js';
import type { Invitation } from '../../../../../src/sources/contract/schema/invitation.js';
import { createdBody, invitationChangedBody, proposalChangedBody } from './samples.js';

type Fits<A, B> = [A] extends [B] ? true : false;
type Same<A, B> = Fits<A, B> | Fits<B, A> extends true ? true : false;
type Parsed = z.output<typeof Event>;
type StatusOf<E, T> = E extends { type: T; data: { status: infer S } } ? S : never;

test('what is parsed fits the domain, and no status is missing on either side', () => {
  const proofs: [
    Fits<Parsed, MarketplaceEvent>,
    Fits<z.output<typeof Invitation>, DomainInvitation>,
    Fits<z.output<typeof DeclineReasons>['items'][number], DeclineReason>,
    Same<Parsed['type'], MarketplaceEvent['type']>,
    Same<StatusOf<Parsed, 'invitation.created'>, StatusOf<MarketplaceEvent, 'invitation.created'>>,
    Same<StatusOf<Parsed, 'invitation.status_changed'>, StatusOf<MarketplaceEvent, 'invitation.status_changed'>>,
    Same<StatusOf<Parsed, 'proposal.status_changed'>, StatusOf<MarketplaceEvent, 'proposal.status_changed'>>,
  ] = [true, true, true, true, true, true, true];
  expect(proofs).not.toContain(false);
  const samples = [createdBody(), invitationChangedBody(), proposalChangedBody()];
  expect(samples.map((body) => Event.parse(body).type)).toEqual(Object.keys(EVENTS));
});

test('an odd skill spoils no invitation: it is left out of what is kept', () => {
  const body = createdBody();
  const odd = { ...body, data: { ...body.data, job: { ...body.data.job, skills: ['a', null, '', 3, ' ', 'b'] } } };
  expect(keptEvent(Event.parse(odd))).toMatchObject({ data: { job: { skills: ['a', 'b'] } } });
});

import type { z } from 'zod';
import type { ENDPOINTS } from '../../../src/sources/contract/schema/endpoint.js';
import { accept, decline } from '../market/decide.js';
import { REASONS, reasonsIn } from '../market/decline-reasons.js';
import { ContractProblem, type Market } from '../market/market.js';
import { members, readInvitation, search } from '../market/queries.js';
import { decidable, invitationOf, standings } from '../market/rules.js';
import type { Effect, EndpointName } from '../market/state.js';

/** A valid request, as parsed by the endpoint's schemas. */
export interface HandlerRequest<E = unknown> {
  readonly agencyId: string;
  readonly key: string;
  /** The `Accept-Language` header. */
  readonly language: string;
  readonly params: Part<E, 'params'>;
  readonly query: Part<E, 'query'>;
  readonly body: Part<E, 'body'>;
}

type Part<E, Name extends string> = E extends { readonly [K in Name]: infer S extends z.ZodType }
  ? z.output<S>
  : unknown;
type Endpoints = typeof ENDPOINTS;
type Handlers = {
  [Name in EndpointName]: (
    market: Market,
    asked: HandlerRequest<Endpoints[Name]>,
  ) => z.input<Endpoints[Name]['answer']>;
};

/** Handlers of the contract's endpoints. */
export const HANDLERS: Handlers = {
  accept(market, { agencyId, params: { id }, key }) {
    const answer = accept(market, decidable(market, agencyId, id));
    note(market, 'accept', id, key);
    return answer;
  },
  decline(market, { agencyId, params: { id }, body, key }) {
    const invitation = decidable(market, agencyId, id);
    if (!REASONS.some((reason) => reason.id === body.reasonId)) {
      throw new ContractProblem('bad-request', 'This reason is not one of the decline reasons.');
    }
    const answer = decline(market, invitation, body);
    note(market, 'decline', id, key);
    if (answer.receivedInvitationId) note(market, 'refer', answer.receivedInvitationId, key);
    return answer;
  },
  invitation: (market, { agencyId, params: { id } }) => readInvitation(market, agencyId, id),
  candidates: (market, { agencyId, params: { id } }) => ({
    items: standings(market, invitationOf(market, agencyId, id)),
  }),
  freelancers: (market, { agencyId, query }) => ({ items: search(market, agencyId, query.query ?? '') }),
  members: (market, { agencyId, query }) => members(market, agencyId, query.cursor),
  declineReasons: (_market, { language }) => ({ items: reasonsIn(language) }),
};

function note({ state, now }: Market, kind: Effect['kind'], invitationId: string, key: string) {
  state.effects.push({ at: now().toISOString(), kind, invitationId, key });
}

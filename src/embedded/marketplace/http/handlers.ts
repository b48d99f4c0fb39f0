import type { z } from 'zod';
import type { DeclineRequest } from '../../../marketplace/contract/decision.js';
import type { ENDPOINTS } from '../../../marketplace/contract/endpoint.js';
import { accept, decline } from '../market/decide.js';
import { members, readInvitation, search } from '../market/look-up.js';
import { type Market, Trouble } from '../market/market.js';
import { REASONS } from '../market/reasons.js';
import { addressed, decidable, standings } from '../market/rules.js';
import type { Effect, EndpointName } from '../market/state.js';

/** A request whose form was checked. */
export interface Asked {
  readonly agencyId: string;
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly key: string;
}

type Handlers = {
  [Name in EndpointName]: (market: Market, asked: Asked) => z.input<(typeof ENDPOINTS)[Name]['answer']>;
};

/** What each call of the contract does. */
export const HANDLERS: Handlers = {
  accept(market, { agencyId, id, key }) {
    const answer = accept(market, decidable(market, agencyId, id));
    note(market, 'accept', id, key);
    return answer;
  },
  decline(market, { agencyId, id, body, key }) {
    const wish = body as z.infer<typeof DeclineRequest>;
    const invitation = decidable(market, agencyId, id);
    if (!REASONS.some((reason) => reason.id === wish.reasonId)) {
      throw new Trouble('bad-request', 'This reason is not one of the decline reasons.');
    }
    const answer = decline(market, invitation, wish);
    note(market, 'decline', id, key);
    if (answer.receivedInvitationId) note(market, 'refer', answer.receivedInvitationId, key);
    return answer;
  },
  invitation: (market, { agencyId, id }) => readInvitation(market, agencyId, id),
  candidates: (market, { agencyId, id }) => ({ items: standings(market, addressed(market, agencyId, id)) }),
  freelancers: (market, { agencyId, query }) => ({ items: search(market, agencyId, query.query ?? '') }),
  members: (market, { agencyId, query }) => members(market, agencyId, query.cursor),
  declineReasons: () => ({ items: [...REASONS] }),
};

function note({ state, now }: Market, kind: Effect['kind'], invitationId: string, key: string) {
  state.effects.push({ at: now().toISOString(), kind, invitationId, key });
}

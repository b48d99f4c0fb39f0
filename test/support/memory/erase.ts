import type { StoredEvent } from '../../../src/domain/event/event.js';
import type { Invite, Link, Person } from '../../../src/domain/invite/invite.js';
import type { Referral } from '../../../src/domain/referral/referral.js';
import type { Relay } from '../../../src/domain/relay/relay.js';
import type { Tables } from './store.js';

interface Somebody {
  readonly slackUserId: string;
  readonly personId: string | undefined;
}

type Named = { readonly slackUserId?: string; readonly name: string };

/** Takes somebody's name and words out of everything that others need to keep. */
export function erase(tables: Tables, tenantId: string, who: Somebody): void {
  const sent = [...tables.referral.values()].filter(
    (one) => one.tenantId === tenantId && one.from.slackUserId === who.slackUserId,
  );
  const referrals = new Set(sent.map(({ id }) => id));
  const passedOn = new Set(sent.map(({ externalInviteId }) => externalInviteId));
  change(tables.referral, tenantId, (one) => withoutThem(one, who));
  change(tables.invite, tenantId, (one) => inviteWithout(one, who, referrals));
  change(tables.relay, tenantId, (one) => relayWithout(one, who));
  change(tables.event, tenantId, (one) => eventWithout(one, who, passedOn));
  drop(tables.feedback, tenantId, ({ from }) => from.slackUserId === who.slackUserId);
  drop(tables.message, tenantId, ({ to, kind }) => to === who.slackUserId && kind === 'digest');
}

function change<Doc extends { tenantId: string }>(table: Map<string, Doc>, tenantId: string, to: (doc: Doc) => Doc) {
  for (const [key, doc] of table) if (doc.tenantId === tenantId) table.set(key, to(structuredClone(doc)));
}

function drop<Doc extends { tenantId: string }>(table: Map<string, Doc>, tenantId: string, is: (doc: Doc) => boolean) {
  for (const [key, doc] of table) if (doc.tenantId === tenantId && is(doc)) table.delete(key);
}

const nameless = <T extends Named>(one: T, { slackUserId }: Somebody): T =>
  one.slackUserId === slackUserId ? { ...one, name: '' } : one;

const links = (chain: readonly Link[], who: Somebody) => chain.map((link) => nameless(link, who));

const wordless = <T extends { noteToColleague?: string; noteToClient?: string }>(one: T) => {
  const { noteToColleague: _, noteToClient: __, ...rest } = one;
  return rest;
};

function withoutThem(referral: Referral, who: Somebody): Referral {
  const isTheirs = referral.from.slackUserId === who.slackUserId;
  const to = nameless(referral.to, who);
  const target = to !== referral.to && to.target.by !== 'person' ? { by: 'email' as const, email: '' } : to.target;
  return {
    ...(isTheirs ? wordless(referral) : referral),
    from: nameless(referral.from, who),
    to: { ...to, target },
    chain: links(referral.chain, who),
    ...(referral.actedBy && { actedBy: nameless(referral.actedBy, who) }),
  };
}

const isPerson = ({ id }: Person, who: Somebody) => who.personId !== undefined && id === who.personId;

function inviteWithout(invite: Invite, who: Somebody, referrals: ReadonlySet<string>): Invite {
  const { invitee, decision, referredIn } = invite;
  const isTheirs = invitee.slackUserId === who.slackUserId || isPerson(invitee.person, who);
  const through = referredIn?.referralId && referrals.has(referredIn.referralId);
  return {
    ...invite,
    chain: links(invite.chain, who),
    ...(isTheirs && { invitee: { ...invitee, person: { id: invitee.person.id, name: '' } } }),
    ...(through && { referredIn: { byName: '', referralId: referredIn.referralId } }),
    ...(decision && { decision: decisionWithout(decision, who) }),
  };
}

function decisionWithout(decision: NonNullable<Invite['decision']>, who: Somebody) {
  const { messageToClient: _, ...wordless_ } = decision;
  const own = decision.by === who.slackUserId ? { ...wordless_, byName: '' } : decision;
  return { ...own, ...(own.onBehalfOf && { onBehalfOf: nameless(own.onBehalfOf, who) }) };
}

function relayWithout(relay: Relay, who: Somebody): Relay {
  const isTheirs = relay.from.slackUserId === who.slackUserId;
  return {
    ...(isTheirs ? wordless(relay) : relay),
    from: nameless(relay.from, who),
    asks: relay.asks.map((ask) => nameless(ask, who)),
  };
}

function eventWithout(event: StoredEvent, who: Somebody, passedOn: ReadonlySet<string>): StoredEvent {
  if (event.type !== 'invitation.created') return event;
  const { freelancer, referral } = event.data;
  const through = referral && passedOn.has(referral.fromInvitationId);
  return {
    ...event,
    data: {
      ...event.data,
      ...(isPerson(freelancer, who) && { freelancer: { id: freelancer.id, name: '' } }),
      ...(through && { referral: { fromInvitationId: referral.fromInvitationId, referredBy: { name: '' } } }),
    },
  };
}

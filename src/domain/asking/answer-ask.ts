import { Refusal, type RefusalCode } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Relay } from '../model/relay/relay.js';
import type { Ports } from '../ports.js';

/**
 * Records a colleague's answer to an ask. The first answer counts.
 * @throws Refusal when the colleague was not asked, or the relay is over.
 */
export async function answerAsk(ports: Ports, by: Actor, relayId: string, answer: 'yes' | 'no'): Promise<Relay> {
  const ref = { tenantId: by.tenantId, id: relayId };
  const relay = await ports.relays.get(ref);
  if (!relay) throw new Refusal('relay.notFound');
  const ask = relay.asks.find(({ slackUserId }) => slackUserId === by.slackUserId);
  if (!ask?.until) throw notAsked(relay, by);
  const at = ports.clock.now();
  if (ask.answer === 'yes' || ask.answer === 'no') throw new Refusal(SAID[ask.answer]);
  if (relay.status !== 'asking' || ask.answer || ask.until <= at) throw new Refusal('relay.over');
  const answered = await ports.relays.advance(ref, {
    from: ['asking'],
    revision: relay.revision,
    set: { asks: relay.asks.map((other) => (other === ask ? { ...ask, answer } : other)) },
    line: { at, who: by.slackUserId, what: answer, through: 'slack' },
    work: [todo('advance-relay', at), todo('announce-relay', at)],
  });
  if (!answered) return answerAsk(ports, by, relayId, answer);
  return answered;
}

const SAID = { yes: 'relay.youSaidYes', no: 'relay.youSaidNo' } as const satisfies Record<'yes' | 'no', RefusalCode>;

const notAsked = ({ from }: Relay, { slackUserId }: Actor): Refusal =>
  from.slackUserId === slackUserId ? new Refusal('relay.yourOwn') : new Refusal('relay.notYours', { name: from.name });

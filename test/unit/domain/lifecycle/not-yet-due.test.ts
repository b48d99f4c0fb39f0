import { expect, test } from '@jest/globals';
import { advanceRelay } from '../../../../src/domain/asking/advance-relay.js';
import { askColleagues } from '../../../../src/domain/asking/ask-colleagues.js';
import { Postponed } from '../../../../src/domain/model/errors.js';
import { type Ref, todo } from '../../../../src/domain/model/outbox-work.js';
import type { Ports } from '../../../../src/domain/ports.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { buildInvite } from '../../../support/factories.js';
import { expireInvite, forwardReferral, nudgeInvite, runRelay } from '../../../support/job-verbs.js';
import { type MemoryPorts, START } from '../../../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../../../support/populated-agency.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Timer = { readonly ref: Ref; readonly run: (ports: Ports, ref: Ref) => Promise<unknown>; readonly inMs: number };

const TIMERS: Record<string, (ports: MemoryPorts) => Promise<Timer>> = {
  'the end of an invite': async (ports) => {
    const ref = buildInvite({ expiresAt: new Date(START.getTime() + HOUR) });
    await ports.invites.insert(ref);
    return { ref, run: expireInvite, inMs: HOUR };
  },
  'a reminder': async (ports) => {
    const work = [todo('nudge-invite', new Date(START.getTime() + HOUR))];
    const ref = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' }, work });
    await ports.invites.insert(ref);
    return { ref, run: nudgeInvite, inMs: HOUR };
  },
  'the end of an ask': async (ports) => {
    const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
    await ports.invites.insert(invite);
    const ref = await askColleagues(ports, ANA, invite.id, { colleagues: ['UBEN'], reasonId: 'busy' });
    await advanceRelay(ports, ref);
    return { ref, run: runRelay, inMs: 30 * MINUTE };
  },
  'the end of the undo window': async (ports) => {
    const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
    await ports.invites.insert(invite);
    const colleague = { kind: 'member', slackUserId: 'UBEN' } as const;
    const ref = await referInvite(ports, ANA, invite.id, { colleague, reasonId: 'busy' });
    return { ref, run: forwardReferral, inMs: MINUTE };
  },
};

test.each(Object.entries(TIMERS))('%s that is let go early waits for its time, and is not done', async (_, plan) => {
  const ports = await agency({ settings: { nudgeHours: [1], askMinutes: 30, undoSeconds: 60 } });
  const { ref, run, inMs } = await plan(ports);
  ports.clock.advance(inMs - 3000);
  const early = run(ports, ref);
  await expect(early).rejects.toThrow(Postponed);
  await expect(early).rejects.toMatchObject({ retryAfterMs: 3000 });
  ports.clock.advance(3000);
  await run(ports, ref);
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { storeEvent } from '../../../src/domain/receiving/store-event.js';
import { BadWebhook } from '../../../src/sources/bad-webhook.js';
import { verifyWebhook } from '../../../src/sources/contract/verify-webhook.js';
import { signWebhook } from '../../../src/sources/webhook-signature.js';
import { memoryPorts } from '../../support/memory-ports.js';
import { type Json, mutationsOf } from '../../support/payload-mutations.js';
import { propertyRuns } from '../../support/property-runs.js';
import { createdBody, invitationChangedBody, proposalChangedBody } from '../../unit/sources/contract/schema/samples.js';
import { portSuite } from './port-suite.js';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

/** What the contract lets through of a body; undefined when it refuses it. */
function eventIn(body: Json, id: string) {
  const rawBody = JSON.stringify(body);
  const now = new Date();
  const seconds = Math.floor(now.getTime() / 1000);
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signWebhook(SECRET, id, seconds, rawBody),
  };
  try {
    return verifyWebhook({ secrets: [SECRET], headers, rawBody, now });
  } catch (error) {
    if (error instanceof BadWebhook) return undefined;
    throw error;
  }
}

portSuite('events', (open) => {
  let count = 0;

  test.each([createdBody(), invitationChangedBody(), proposalChangedBody()])(
    'whatever the contract lets through can be stored: $type',
    async (good) => {
      const ports = { ...memoryPorts(), ...open() };
      const property = fc.asyncProperty(mutationsOf(good as Json), async (body) => {
        count += 1;
        const read = eventIn(body, `msg-${count}`);
        if (read) expect(await storeEvent(ports, 'T1', read.id, read.event)).toBe('new');
      });
      await fc.assert(property, { numRuns: propertyRuns(60) });
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import { giveFeedback } from '../../../../src/domain/people/give-feedback.js';
import { buildRedraw } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

describe('feedback', () => {
  test('is kept, and shown where an admin wants it', async () => {
    const ports = await agency({ settings: { feedbackChannel: 'CFEED' } });
    const feedback = await giveFeedback(ports, ANA, 'More cake, please.');
    expect(await ports.feedback.get(feedback)).toEqual({
      id: feedback.id,
      tenantId: 'T1',
      from: { slackUserId: 'UANA', name: 'Ana Lopez' },
      text: 'More cake, please.',
      at: START,
    });
    await runWork(ports);
    expect(ports.sent).toMatchObject([{ channel: 'CFEED', content: { kind: 'feedback', feedback } }]);
  });

  test('is not posted once whoever wrote it has deleted their data', async () => {
    const ports = await agency({ settings: { feedbackChannel: 'CFEED' } });
    const feedback = await giveFeedback(ports, ANA, 'More cake, please.');
    await ports.members.forget('T1', 'UANA', START, buildRedraw);
    await runWork(ports);
    expect(await ports.feedback.get(feedback)).toMatchObject({ text: '', from: { name: '' } });
    expect(ports.sent).toEqual([]);
  });

  test('is only kept where no channel is set', async () => {
    const ports = await agency();
    const feedback = await giveFeedback(ports, ANA, 'Hm.');
    await runWork(ports);
    expect(await ports.feedback.get(feedback)).toEqual(feedback);
    expect(ports.sent).toEqual([]);
  });
});

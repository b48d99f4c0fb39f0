import { describe, expect, test } from '@jest/globals';
import { giveUpMessage } from '../../../../src/domain/announcing/give-up-message.js';
import { Unreachable } from '../../../../src/domain/model/errors.js';
import { MESSAGE_IDS } from '../../../../src/domain/model/message/message-ids.js';
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

  test('goes to the managers where its channel does not take it, and is gone there once it was deleted', async () => {
    const ports = await agency({ settings: { feedbackChannel: 'CFEED', managers: ['UBEN', 'UCLEO'] } });
    const { post } = ports.messenger;
    ports.messenger.post = async (tenantId, message, content) => {
      if (message.to === 'CFEED') throw new Unreachable('archived', 'the channel is archived');
      return post(tenantId, message, content);
    };
    const feedback = await giveFeedback(ports, ANA, 'More cake, please.');
    await runWork(ports);
    const content = { kind: 'feedback', feedback, insteadOfChannel: true };
    expect(ports.sent).toMatchObject([
      { channel: 'DBEN', content },
      { channel: 'DCLEO', content },
    ]);
    const [dead] = await ports.worklist.dead('T1');
    expect(dead).toMatchObject({ work: { job: 'deliver-message' } });
    await giveUpMessage(ports, { tenantId: 'T1', id: MESSAGE_IDS.feedback(feedback.id) });
    await ports.members.forget('T1', 'UANA', START, buildRedraw);
    await runWork(ports);
    expect(ports.sent).toMatchObject([
      { content: { feedback: { text: '' } } },
      { content: { feedback: { text: '' } } },
    ]);
  });

  test('that neither a manager nor the installer can be shown is given up', async () => {
    const ports = await agency({ settings: { feedbackChannel: 'CFEED', managers: ['UBEN'] } });
    ports.messenger.post = () => Promise.reject(new Unreachable('messages-off', 'advice'));
    await giveFeedback(ports, ANA, 'More cake, please.');
    await runWork(ports);
    expect(await ports.worklist.dead('T1')).toHaveLength(3);
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

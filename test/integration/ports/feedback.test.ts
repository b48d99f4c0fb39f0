import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import { buildFeedback, nextId } from '../../support/factories.js';
import { portSuite } from './port-suite.js';

portSuite('feedback', (open) => {
  test('is kept as it was given, in its tenant', async () => {
    const feedback = buildFeedback({ tenantId: nextId('T'), text: 'Più torta 🍰\n$set {"a.b": 1}' });
    await open().feedback.insert(feedback);
    expect(await open().feedback.get(feedback)).toStrictEqual(feedback);
    expect(await open().feedback.get({ ...feedback, tenantId: nextId('T') })).toBeNull();
    await expect(open().feedback.insert(feedback)).rejects.toThrow(Duplicate);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { BadWebhook } from '../../../../src/sources/bad-webhook.js';
import { EVENTS } from '../../../../src/sources/contract/schema/event.js';
import { verifyWebhook } from '../../../../src/sources/contract/verify-webhook.js';
import { type Vectors, webhookTestVectors } from '../../../../src/sources/contract/webhook-test-vectors.js';
import { isProblem, problem } from '../../../../src/web/send-answer.js';

const kept: Vectors = JSON.parse(readFileSync('src/sources/contract/vectors.json', 'utf8'));
const { secrets, vectors } = kept;
const now = new Date(kept.now * 1000);

/** The answer of Baton's reader. */
function answerTo({ headers, body }: Vectors['vectors'][number]) {
  try {
    verifyWebhook({ secrets, headers, rawBody: Buffer.from(body), now });
    return { status: 200 };
  } catch (error) {
    if (!(error instanceof BadWebhook)) throw error;
    if (!isProblem(error.kind)) return { status: 202 };
    const { status } = problem(error.kind);
    return { status, problem: error.kind, ...(error.fields.length > 0 && { fields: error.fields }) };
  }
}

/** Whether the package of Standard Webhooks takes the signature for good, whatever the time. */
const isSigned = ({ headers, body }: Vectors['vectors'][number]): boolean =>
  secrets.some((secret) => {
    const [id = '', timestamp = '', given = ''] = ['id', 'timestamp', 'signature'].map(
      (name) => headers[`webhook-${name}`],
    );
    if (!id || !/^\d+$/.test(timestamp)) return false;
    const signature = new Webhook(secret).sign(id, new Date(Number(timestamp) * 1000), body);
    return given.split(' ').includes(signature);
  });

describe('the vectors of the contract', () => {
  test('that are kept are those that the code makes: run `npm run contract` after a change', () => {
    expect(kept).toEqual(JSON.parse(JSON.stringify(webhookTestVectors())));
  });

  test.each(vectors.map((vector) => [vector.name, vector] as const))(
    '%s: has the answer of the reader',
    (_, vector) => {
      const { fields: told = [], ...answer } = vector.answer;
      const { fields = [], ...given } = answerTo(vector) as Vectors['vectors'][number]['answer'];
      expect({ ...given, fields: fields.toSorted() }).toEqual({ ...answer, fields: told.toSorted() });
    },
  );

  test.each(vectors.map((vector) => [vector.name, vector] as const))(
    '%s: is signed as its answer says',
    (_, vector) => {
      expect(isSigned(vector)).toBe(vector.answer.problem !== 'bad-signature');
    },
  );

  test('have every event and every problem of a signed webhook', () => {
    const types = vectors.filter(({ answer }) => answer.status === 200).map(({ body }) => JSON.parse(body).type);
    expect(new Set(types)).toEqual(new Set(Object.keys(EVENTS)));
    const problems = vectors.flatMap(({ answer }) => answer.problem ?? []);
    expect(new Set(problems)).toEqual(new Set(['bad-signature', 'stale', 'not-json', 'bad-data']));
  });
});

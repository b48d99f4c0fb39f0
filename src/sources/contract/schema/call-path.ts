import type { OpenAPIRegistry, RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ENDPOINTS, type Endpoint } from './endpoint.js';
import { PROBLEM_TYPE, PROBLEMS, Problem, type ProblemCode } from './problem.js';
import { IDEMPOTENCY } from './prose.js';
import { IdempotencyKey } from './schema.js';

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

const retryAfter = {
  'Retry-After': { description: 'Whole seconds, or an HTTP date (RFC 9110).', schema: { type: 'string' as const } },
};

const key = z.object({ 'Idempotency-Key': IdempotencyKey.meta({ description: IDEMPOTENCY }) });

const request = ({ method, params, query, headers, body }: Endpoint): NonNullable<RouteConfig['request']> => ({
  ...(params && { params }),
  ...(query && { query }),
  ...(method === 'post' ? { headers: key } : headers && { headers }),
  ...(body && { body: { required: true, content: json(body) } }),
});

function problemResponse(codes: readonly ProblemCode[], status: number) {
  const same = codes.filter((code) => PROBLEMS[code][0] === status);
  return {
    description: same.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}.`).join('\n'),
    content: { [PROBLEM_TYPE]: { schema: Problem } },
    ...((status === 429 || same.includes('in-progress')) && { headers: retryAfter }),
  };
}

/** Groups the problems of an endpoint by status. */
function problemResponses(codes: readonly ProblemCode[]): RouteConfig['responses'] {
  const statuses = new Set<number>(codes.map((code) => PROBLEMS[code][0]));
  return Object.fromEntries([...statuses].map((status) => [status, problemResponse(codes, status)]));
}

/** The successful answers to a decision besides 200. */
const DECISION_RESPONSES: RouteConfig['responses'] = {
  202: { description: 'Not done yet: Baton asks again with the same key, and listens to webhooks.' },
  204: { description: 'Done; as 200, with no more to say.' },
};

/** Adds the calls that Baton makes to the document. */
export function registerCalls(registry: OpenAPIRegistry) {
  for (const [operationId, endpoint] of Object.entries<Endpoint>(ENDPOINTS)) {
    registry.registerPath({
      operationId,
      method: endpoint.method,
      path: endpoint.path,
      summary: endpoint.summary,
      ...(endpoint.description && { description: endpoint.description }),
      request: request(endpoint),
      responses: {
        200: { description: 'Done.', content: json(endpoint.answer) },
        ...(endpoint.method === 'post' && DECISION_RESPONSES),
        ...problemResponses([...endpoint.problems, 'unauthorized', 'rate-limited']),
      },
    });
  }
}

import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ENDPOINTS, type Endpoint } from './endpoint.js';
import { EVENTS } from './event.js';
import { IdempotencyKey } from './field-types.js';
import { IDEMPOTENCY, OVERVIEW, WEBHOOKS } from './overview-text.js';
import { PROBLEM_TYPE, PROBLEMS, Problem, type ProblemCode } from './problem.js';

/** Creates the contract between Baton and a marketplace as an OpenAPI 3.1 document. */
export function openapiDocument(servers: readonly { url: string }[] = [{ url: 'https://marketplace.example/api' }]) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  registerCalls(registry);
  registerWebhooks(registry);
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Baton marketplace contract',
      version: '1.0.0',
      license: { name: 'MIT', identifier: 'MIT' },
      description: OVERVIEW,
    },
    servers: [...servers],
    security: [{ bearer: [] }],
  });
}

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
function registerCalls(registry: OpenAPIRegistry) {
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

const headers = z.object({
  'webhook-id': z.string().min(1).max(256).meta({ description: 'The event. The same across retries.' }),
  'webhook-timestamp': z
    .string()
    .regex(/^\d+$/)
    .meta({ description: 'Unix seconds of this attempt; refused when more than 5 minutes off.' }),
  'webhook-signature': z
    .string()
    .meta({ description: 'One or more `v1,<base64>`, separated by spaces; the first 50 are read.' }),
});

const responses: RouteConfig['responses'] = {
  200: { description: 'Stored, now or before.' },
  202: { description: 'An event of another type: ignored.' },
  400: { description: 'Not JSON, not in UTF-8, or cut off.' },
  401: { description: 'No valid signature, or a stale timestamp.' },
  404: { description: 'Baton has no such connection.' },
  405: { description: 'Not posted.' },
  408: { description: 'The body took more than 10 s to arrive: send it again.' },
  410: { description: 'The workspace removed Baton: stop sending.' },
  413: { description: 'Larger than 2 MiB.' },
  415: { description: 'Compressed: send it as it is.' },
  422: { description: 'Signed, but it does not follow this document; `fields` says where.' },
  429: { description: 'Too much of this connection is under way: send it again after `Retry-After` seconds.' },
  503: { description: 'Not stored: send it again after `Retry-After` seconds.' },
};

/** Adds the webhooks that a marketplace sends to the document. */
function registerWebhooks(registry: OpenAPIRegistry) {
  for (const [type, { body, summary }] of Object.entries(EVENTS)) {
    registry.registerWebhook({
      method: 'post',
      path: type,
      operationId: type,
      summary,
      description: WEBHOOKS,
      security: [],
      request: { headers, body: { required: true, content: { 'application/json': { schema: body } } } },
      responses,
    });
  }
}

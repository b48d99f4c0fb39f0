import type { OpenAPIRegistry, RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { EVENTS } from './event.js';
import { WEBHOOKS } from './prose.js';

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
  400: { description: 'Not JSON, or cut off.' },
  401: { description: 'No valid signature, or a stale timestamp.' },
  404: { description: 'Baton has no such connection.' },
  408: { description: 'The body took more than 10 s to arrive: send it again.' },
  410: { description: 'The workspace removed Baton: stop sending.' },
  413: { description: 'Larger than 2 MiB.' },
  415: { description: 'Compressed: send it as it is.' },
  422: { description: 'Signed, but it does not follow this document; `fields` says where.' },
  429: { description: 'Too much of this connection is under way: send it again after `Retry-After` seconds.' },
  503: { description: 'Not stored: send it again after `Retry-After` seconds.' },
};

/** Adds the webhooks that a marketplace sends to the document. */
export function registerWebhooks(registry: OpenAPIRegistry) {
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

import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { registerCalls } from './call-path.js';
import { OVERVIEW } from './prose.js';
import { registerWebhooks } from './webhook-path.js';

/** Creates the contract between Baton and a marketplace as an OpenAPI 3.1 document. */
export function contractDocument(servers: readonly { url: string }[] = [{ url: 'https://marketplace.example/api' }]) {
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

import { webhookUrl } from '../../../src/lib/webhook-url.js';
import { AGENCY } from '../cast.js';
import type { PeopledStage } from '../prepare.js';
import type { Stage } from '../stage.js';

/** The marketplace, and where Baton takes in what it tells. The token of one that is not the sandbox is yours. */
export async function marketplacePart({ marketplace, sandbox, config }: Stage, peopled: PeopledStage | null) {
  const connection = peopled && (await peopled.truth.ports.connections.of(peopled.tenantId));
  return {
    url: marketplace.url,
    ...(sandbox && {
      token: marketplace.token,
      openapi: `${sandbox.url}/openapi.json`,
      /** What clients and freelancers do, and trouble made on purpose. */
      controlUrl: `${sandbox.url}/sandbox/`,
      state: `${sandbox.url}/sandbox/state`,
      /** With a job's id in place of `{job}`. */
      clientView: `${sandbox.url}/client/jobs/{job}.json`,
      agency: AGENCY.id,
      people: Object.keys(sandbox.state.people),
    }),
    ...(connection && {
      webhookUrl: webhookUrl(config.PUBLIC_URL, connection.id),
      webhookSecret: connection.webhookSecrets[0],
      webhookSecrets: connection.webhookSecrets,
    }),
  };
}

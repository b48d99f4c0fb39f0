import { PATHS } from '../../../src/slack/app/paths.js';
import type { PeopledStage } from '../prepare.js';
import type { Stage } from '../stage.js';
import { undoWindowOf } from '../undo-window.js';

/** Where Baton's own processes are. */
export async function appPart({ config, worker }: Stage, peopled: PeopledStage | null) {
  const url = config.PUBLIC_URL;
  return {
    url,
    slackEvents: `${url}${PATHS.events}`,
    install: `${url}${PATHS.install}`,
    ...probesAt(url),
    ...(worker && workerPart(`http://127.0.0.1:${worker.port}`)),
    ...(config.METRICS_TOKEN && { metricsToken: config.METRICS_TOKEN }),
    command: config.COMMAND,
    undoSeconds: peopled ? await undoWindowOf(peopled) : config.UNDO_SECONDS,
  };
}

const workerPart = (workerUrl: string) => ({ workerUrl, worker: probesAt(workerUrl) });

const probesAt = (url: string) => ({
  health: `${url}/healthz`,
  ready: `${url}/readyz`,
  metrics: `${url}/metrics`,
});

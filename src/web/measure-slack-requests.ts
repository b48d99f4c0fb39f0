import type { RequestListener } from 'node:http';
import type { Metrics } from './metrics.js';

/** Measures the time to answer Slack's requests at `path`. */
export const measureSlackRequests =
  (others: RequestListener, path: string, metrics: Metrics): RequestListener =>
  (request, response) => {
    if (request.method === 'POST' && request.url === path) {
      const begun = performance.now();
      response.once('finish', () => metrics.click(response.statusCode, performance.now() - begun));
    }
    return others(request, response);
  };

import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Log } from '../domain/ports.js';
import { errorFields } from '../lib/error-text.js';
import { requestIdOf } from './request-id.js';
import { isProblem, type ProblemCode, problem, send, wrongMethod } from './send-answer.js';

/** Creates an Express app without identifying headers. Mount `mountEnd` last. */
export function createApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  return app;
}

/** Sets the default headers of everything that is mounted afterwards. */
export function mountDefaults(app: Express, publicUrl: string | undefined): void {
  const headers = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    ...(publicUrl?.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  };
  app.use((_request, response, next) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  });
}

/** Refuses all methods but these, such as `GET, HEAD`; mount it before what answers them. */
export const takes =
  (allow: string): RequestHandler =>
  (request, response, next) =>
    allow.split(', ').includes(request.method) ? next() : send(response, wrongMethod(allow));

/** Answers GET and HEAD at a path, which takes no other methods. */
export function mountGet(app: Express, path: string, answer: RequestHandler): void {
  app.route(path).all(takes('GET, HEAD')).get(answer);
}

/** Answers requests that nothing else answered, and errors, without a stack trace. */
export function mountEnd(app: Express, log: Log): void {
  const nothing: RequestHandler = (_request, response) => send(response, problem('not-found'));
  const failed: ErrorRequestHandler = (err: Fault, request, response, next) => {
    if (response.headersSent) return next(err);
    const requestId = requestIdOf(request, response);
    const code = codeFor(err);
    if (code === 'internal') log.error({ ...errorFields(err), requestId }, 'web.failed');
    send(response, problem(code, { requestId }));
  };
  app.use(nothing, failed);
}

/** An error with a problem code, or at least with a status. */
interface Fault {
  readonly status?: number;
  readonly problem?: unknown;
}

function codeFor({ status = 500, problem: code }: Fault): ProblemCode {
  if (isProblem(code)) return code;
  return status >= 400 && status < 500 ? 'bad-request' : 'internal';
}

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { Service } from 'kubernetes-models/v1/Service';
import { parseAllDocuments } from 'yaml';
import { ENDPOINT_PATHS } from '../../../src/slack/app/endpoint-paths.js';

const FOLDER = new URL('../../../manifests/kubernetes/', import.meta.url);

/** The kinds with their schemas. */
const KINDS = {
  'apps/v1 Deployment': Deployment,
  'v1 Service': Service,
  'networking.k8s.io/v1 Ingress': Ingress,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
};

type Tree = Record<string, unknown>;
type Doc = Tree & { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name: string } };

/** Notes in `read` every field that is looked at. */
function watched<Value>(value: Value, path: string, read: Set<string>): Value {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get: (target, key) => {
      const at = `${path}.${String(key)}`;
      read.add(at);
      return watched(Reflect.get(target, key) as unknown, at, read);
    },
  });
}

const watchedFields = (doc: Doc, read: Set<string>): Tree =>
  Object.fromEntries(Object.entries(doc).map(([key, value]) => [key, watched(value, `.${key}`, read)]));

const fieldsOf = (value: unknown, path: string): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => [`${path}.${key}`, ...fieldsOf(item, `${path}.${key}`)])
    : [];

/**
 * Lists what is wrong with a document by Kubernetes' own schema, and the fields that it does not know: those at which the
 * validation of the schema never looked.
 */
function problemsOf(doc: Doc): string[] {
  const Kind = KINDS[`${doc.apiVersion} ${doc.kind}` as keyof typeof KINDS];
  if (!Kind) return [`no schema for ${doc.apiVersion} ${doc.kind}`];
  const read = new Set<string>();
  // the models copy what they are made from, and so look at everything then
  const model = Object.assign(new Kind(), watchedFields(doc, read));
  try {
    model.validate();
  } catch (error) {
    return [(error as Error).message];
  }
  return Object.entries(doc)
    .flatMap(([key, value]) => fieldsOf(value, `.${key}`))
    .filter((field) => !read.has(field))
    .map((field) => `unknown field ${field}`);
}

const files = readdirSync(FOLDER);
const docs = files.flatMap((file) =>
  parseAllDocuments(readFileSync(new URL(file, FOLDER), 'utf8')).map((doc) => ({ file, doc: doc.toJS() })),
);
const named = (kind: string, name: string) =>
  docs.map(({ doc }) => doc).find((doc) => doc.kind === kind && doc.metadata.name === name);

describe('the manifests for Kubernetes', () => {
  test.each(docs)('$file follows the schema, without unknown fields', ({ doc }) => {
    expect(problemsOf(doc)).toEqual([]);
  });

  test('one that does not would be seen', () => {
    const text = JSON.stringify(named('Deployment', 'baton-bot'));
    const changed = (from: string, to: string) => problemsOf(JSON.parse(text.replace(from, to)) as Doc).join();
    expect(changed('"replicas":2', '"replicas":"2"')).toContain('must be integer');
    expect(changed('"livenessProbe"', '"livenesProbe"')).toContain('unknown field');
    expect(changed('"selector"', '"selectors"')).toContain('selector');
  });

  test('nothing in a container runs as root or writes to its own image', () => {
    for (const name of ['baton-bot', 'baton-worker']) {
      const { template } = named('Deployment', name).spec;
      expect(template.spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true },
        containers: [
          {
            securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
            resources: { limits: {} },
          },
        ],
      });
    }
  });

  test('the public address lets through what Slack, marketplaces and browsers need, and nothing else', () => {
    const { tls, rules } = named('Ingress', 'baton').spec;
    const [{ host, http }] = rules;
    expect(tls[0].hosts).toEqual([host]);
    const paths: readonly { path: string; pathType: string; backend: object }[] = http.paths;
    const isThrough = (path: string) =>
      paths.some((rule) => (rule.pathType === 'Exact' ? rule.path === path : path.startsWith(rule.path)));
    for (const path of [...Object.values(ENDPOINT_PATHS), '/webhooks/abc', '/healthz', '/'])
      expect({ path, through: isThrough(path) }).toEqual({ path, through: true });
    for (const path of ['/metrics', '/readyz']) expect(isThrough(path)).toBe(false);
    for (const { backend } of paths)
      expect(backend).toEqual({
        service: { name: named('Service', 'baton-bot').metadata.name, port: { name: 'http' } },
      });
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { compareManifest, type Manifest, manifestOfCode } from '../src/slack/app/compare-manifest.js';

/** Placeholders in the manifests for the public address and the command. */
const ORIGIN = 'https://baton.example.com';
const COMMAND = '/referrals';

const MANIFESTS = [
  { file: 'slack-manifest.yml', overSocket: false },
  { file: 'manifests/slack-manifest.socket.yml', overSocket: true },
] as const;

/** Lists the differences between a manifest and the code; empty when they agree. */
export const problemsOf = (text: string, overSocket: boolean): string[] =>
  compareManifest(parse(text) as Manifest, manifestOfCode(ORIGIN, COMMAND, overSocket));

/** Checks all manifests and prints the result. @returns the exit code */
export function checkManifests(read: (file: string) => string, say: (line: string) => void): number {
  let wrong = 0;
  for (const { file, overSocket } of MANIFESTS) {
    const problems = problemsOf(read(file), overSocket);
    wrong += problems.length;
    say(problems.length ? `${file} and the code disagree:` : `${file} says what the code does`);
    for (const problem of problems) say(`  ${problem}`);
  }
  return wrong ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../', import.meta.url);
  process.exitCode = checkManifests((file) => readFileSync(new URL(file, root), 'utf8'), console.log);
}

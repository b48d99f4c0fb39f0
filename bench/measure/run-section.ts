import type { CpuProfile } from '../profile/summarise-cpu-profile.js';
import type { Section, Setting } from '../sections/section-types.js';
import { type Server, startProgram } from '../servers/start-program.js';
import type { Outcome } from './finding-from-rounds.js';

/** Outcomes of a section, with CPU profiles of its servers if requested. */
export interface SectionRun {
  readonly outcomes: readonly Outcome[];
  readonly profiles: ReadonlyMap<Server, CpuProfile>;
}

/** Runs one section with servers of its own, and stops them. */
export async function runSection(
  section: Section,
  setting: Omit<Setting, 'start' | 'later'>,
  profile: boolean,
): Promise<SectionRun> {
  const closing: (() => Promise<unknown>)[] = [];
  const profiles = new Map<Server, CpuProfile>();
  const later = (close: () => Promise<unknown>) => void closing.push(close);
  const start: Setting['start'] = async (program) => {
    const server = await startProgram(program, profile);
    later(async () => {
      const written = await server.close();
      if (written) profiles.set(server, written);
    });
    return server;
  };
  try {
    return { outcomes: await section({ ...setting, start, later }), profiles };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** What the numbers were measured on. */
export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Of the minute before the run: what else the machine did. */
  readonly load: number;
}

/** As it is now. */
export const thisMachine = (): Machine => ({
  cores: cpus().length,
  model: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.version,
  load: loadavg()[0] ?? Number.NaN,
});

/** One line, such as `2 cores of AMD EPYC, 24 GB, Linux 6.1.0, Node v20.20.2`. */
export const machineLine = ({ cores, model, memoryGb, system, node }: Machine): string =>
  `${cores} cores of ${model}, ${memoryGb} GB, ${system}, Node ${node}`;

import { Worker } from 'bullmq';
import { type JobName, type Ref, WORK_ON } from '../../src/domain/model/outbox-work.js';
import type { Ports } from '../../src/domain/ports.js';
import { inFlight } from '../../src/lib/in-flight.js';
import { type JobTable, QUEUE_NAMES, QUEUES, type QueueName } from '../job-definition.js';
import { JOBS } from '../job-definitions.js';
import { type JobMetrics, noMetrics } from '../job-metrics.js';
import { createQueueEntryProcessor } from '../queue-entry-processor.js';
import type { Runner } from '../runner.js';
import { startSweeper } from '../sweeper.js';
import { jobProcessorOf, type Processor } from './job-processor.js';
import { createQueueRunner } from './queue-runner.js';
import { openQueues, type Queues } from './queues.js';
import {
  awaitReady,
  onReturn,
  type RedisAddress,
  type RedisConnection,
  workerConnection,
} from './redis-connections.js';
import { redisKeys } from './redis-keys.js';

/** The options of a worker. Absent ones have the product's own default. */
export interface WorkerOptions extends RedisAddress {
  readonly ports: Ports;
  readonly prefix: string;
  readonly metrics?: JobMetrics;
  /** The most jobs of a queue that run at once, where it differs from `QUEUES`. */
  readonly concurrency?: Partial<Record<QueueName, number>>;
  readonly table?: JobTable;
  /** The runner of this process; one of its own when absent. */
  readonly runner?: Runner;
  /** Milliseconds between two sweeps. */
  readonly sweepEveryMs?: number;
}

/** Workers of every queue, and a sweeper, until they are closed. */
export interface RunningWorker {
  /** @throws when Redis does not answer, or takes no writes: no job runs then. */
  ping(): Promise<void>;
  /**
   * Takes no new jobs and waits at most `deadlineMs` milliseconds for running ones. The rest is given back, and other
   * workers take it within seconds.
   * @returns true when all of them ended
   */
  close(deadlineMs: number): Promise<boolean>;
}

/** BullMQ's own lock on a running job, in milliseconds, and how often it looks for locks that ran out. */
const LOCK = { lockDuration: 3000, stalledInterval: 3000, maxStalledCount: 100 };

/** The time for which the first sweep waits for Redis. */
const READY_MS = 2000;

/** The time limit for giving work back when the process stops. */
const GIVE_BACK_MS = 1000;

/** The time limit for closing connections once the jobs are over. */
const CLOSE_MS = 2000;

/** Starts a worker of every queue, and the sweeper. @throws when the table lacks a job. */
export function startWorker(options: WorkerOptions): RunningWorker {
  const { ports, prefix, metrics = noMetrics, table = JOBS, sweepEveryMs = 2000 } = options;
  const { redisUrl, isCluster = false } = options;
  refuseIncomplete(table);
  const { clock, log, worklist } = ports;
  const queues = openQueues({ redisUrl, isCluster, prefix, log, metrics, table });
  const connection = workerConnection({ redisUrl, isCluster }, log);
  const flights = inFlight();
  const runner = options.runner ?? createQueueRunner({ queues, prefix, metrics, table });
  const process = jobProcessorOf(createQueueEntryProcessor({ ports, runner, queue: queues }));
  const workers = QUEUE_NAMES.map((name) => {
    const most = options.concurrency?.[name] ?? QUEUES[name].concurrency;
    const places = () => Math.max(1, Math.round(most * runner.share()));
    const processOne: Processor = async (...job) => {
      await flights.track(process(...job)).finally(() => {
        worker.concurrency = places();
      });
    };
    const worker = openWorker(name, processOne, {
      connection,
      prefix: redisKeys(prefix).queue(name),
      concurrency: places(),
    });
    return worker;
  });
  const ready = awaitReady(queues.redis, READY_MS);
  const stopSweeper = startSweeper({
    worklist,
    queue: queues,
    clock,
    log,
    metrics,
    everyMs: sweepEveryMs,
    ready,
    onReturn: (call) => onReturn(queues.redis, call),
  });

  async function close(deadlineMs: number): Promise<boolean> {
    void flights.track(stopSweeper());
    for (const worker of workers) void worker.pause(true);
    const done = await flights.settled(deadlineMs);
    if (!done) {
      runner.stop();
      await flights.settled(GIVE_BACK_MS);
    }
    const force = !done || !(await answers(queues));
    await closeAll(workers, force);
    connection.disconnect();
    await queues.close();
    return done;
  }
  return { ping: queues.ping, close };
}

type QueueWorker = Worker<Ref, void, JobName>;

function openWorker(
  name: QueueName,
  process: Processor,
  options: { connection: RedisConnection; prefix: string; concurrency: number },
): QueueWorker {
  const worker: QueueWorker = new Worker(name, process, {
    ...options,
    ...LOCK,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  // The connection says so itself, and a failed job is in MongoDB.
  worker.on('error', () => {});
  return worker;
}

const answers = ({ ping }: Pick<Queues, 'ping'>): Promise<boolean> =>
  ping().then(
    () => true,
    () => false,
  );

/** Closes the workers. Without `force`, BullMQ waits for their jobs and for Redis without a limit. */
async function closeAll(workers: readonly QueueWorker[], force: boolean): Promise<void> {
  const closing = inFlight();
  for (const worker of workers) void closing.track(worker.close(force));
  await closing.settled(CLOSE_MS);
}

function refuseIncomplete(table: JobTable): void {
  const missing = (Object.keys(WORK_ON) as JobName[]).filter((job) => typeof table[job]?.run !== 'function');
  if (missing.length > 0) throw new Error(`No handler for: ${missing.join(', ')}`);
}

import { DelayedError, type Job } from 'bullmq';
import type { JobName, Ref } from '../../src/domain/model/outbox-work.js';
import type { QueueEntryProcessor } from '../queue-entry-processor.js';

/** A job as Redis keeps it: ids and nothing else. */
export type QueuedJob = Job<Ref, void, JobName>;

/** Runs one job. @throws DelayedError when it goes back to wait, else what kept it from being run. */
export type Processor = (job: QueuedJob, token?: string) => Promise<void>;

/** Makes the function that a BullMQ worker calls with a job. */
export const jobProcessorOf =
  (process: QueueEntryProcessor): Processor =>
  async (job, token) => {
    const end = await process({
      job: job.name,
      ref: job.data,
      dueAt: job.timestamp + (job.opts.delay ?? 0),
      // BullMQ goes by the clock of this machine
      delay: (ms) => job.moveToDelayed(Date.now() + Math.ceil(ms) + 1, token),
    });
    if (end === 'delayed') throw new DelayedError();
  };

import { type Job, runJob } from './job.ts';

// a process of its own: runs the jobs that it is given, one by one, until the parent lets go
process.on('message', (job: Job) => {
  process.send?.(runJob(job));
});
process.on('disconnect', () => process.exit());

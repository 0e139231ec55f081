#!/usr/bin/env -S MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072 node --max-semi-space-size=4
// so that the memory of frames and pictures goes back at once: a third less of it (docs/figures.md)
import { commandLine } from './app/command-line.ts';

process.exitCode = await commandLine(process.argv);
// an open handle of a library must not keep a stopped agent alive
process.exit();

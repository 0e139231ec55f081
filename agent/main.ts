#!/usr/bin/env node
import { commandLine } from './app/command-line.ts';

process.exitCode = await commandLine(process.argv);
// an open handle of a library must not keep a stopped agent alive
process.exit();

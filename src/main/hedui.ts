#!/usr/bin/env node
import { remindCommand } from './commands/remind.ts';
import { replayCommand } from './commands/replay.ts';
import { reportFileCommand, reportReplayCommand } from './commands/report-replay.ts';
import { reportKeyCommand, reportVerifyCommand } from './commands/report-verify.ts';
import { runCommand } from './commands/run-command.ts';
import { sourcesCommand } from './commands/sources.ts';
import { runProgram } from './lifecycle.ts';

// What an operator does at the machine. A new command is one new file and one entry here.
const COMMANDS = [sourcesCommand, remindCommand, replayCommand, reportVerifyCommand, reportKeyCommand, reportReplayCommand, reportFileCommand];

await runProgram(async (life) => {
  process.exitCode = await runCommand(COMMANDS, process.argv.slice(2), life, {
    say: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
  });
});

#!/usr/bin/env node
import { accessMatrixCommand } from './commands/access-matrix.ts';
import { decisionVerifyCommand } from './commands/decision-verify.ts';
import { evaluateCommand, policySchemaCommand } from './commands/evaluate.ts';
import { namesIndexCommand } from './commands/names-index.ts';
import { noticePrintCommand } from './commands/notice-print.ts';
import { policyAffectedCommand } from './commands/policy-affected.ts';
import { policyCheckCommand } from './commands/policy-check.ts';
import { policyDiffCommand } from './commands/policy-diff.ts';
import { policyListCommand } from './commands/policy-list.ts';
import { policyLoadCommand } from './commands/policy-load.ts';
import { policyNewCommand } from './commands/policy-new.ts';
import { policyTakeEffectCommand } from './commands/policy-take-effect.ts';
import { remindCommand } from './commands/remind.ts';
import { replayCommand } from './commands/replay.ts';
import { reportCoverageCommand } from './commands/report-coverage.ts';
import { reportExplainCommand } from './commands/report-explain.ts';
import { reportPrintCommand } from './commands/report-print.ts';
import { reportFileCommand, reportReplayCommand } from './commands/report-replay.ts';
import { reportKeyCommand, reportVerifyCommand } from './commands/report-verify.ts';
import { runCommand } from './commands/run-command.ts';
import { simulateCommand } from './commands/simulate.ts';
import { staffRecordCommand } from './commands/staff-record.ts';
import { sourcesCommand } from './commands/sources.ts';
import { runProgram } from './lifecycle.ts';

// The commands of an operator. A new command is one new file and one entry here.
const COMMANDS = [
  sourcesCommand,
  remindCommand,
  replayCommand,
  reportVerifyCommand,
  reportKeyCommand,
  reportReplayCommand,
  reportFileCommand,
  reportCoverageCommand,
  policyListCommand,
  policyNewCommand,
  policyCheckCommand,
  policyLoadCommand,
  policyDiffCommand,
  policySchemaCommand,
  evaluateCommand,
  simulateCommand,
  policyTakeEffectCommand,
  policyAffectedCommand,
  reportPrintCommand,
  noticePrintCommand,
  reportExplainCommand,
  decisionVerifyCommand,
  accessMatrixCommand,
  staffRecordCommand,
  namesIndexCommand,
];

// The reader of the output may close it early: `hedui … | head`.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
  process.exit();
});

await runProgram(async (life) => {
  process.exitCode = await runCommand(COMMANDS, process.argv.slice(2), life, {
    say: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
  });
});

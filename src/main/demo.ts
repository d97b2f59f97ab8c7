import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { refused, registerDemoCase } from './demo-case.ts';
import { createDemoClient, getToken } from './demo-client.ts';
import type { DemoClient } from './demo-client.ts';
import { readNoticeDue, reviewAndDecide } from './demo-decision.ts';
import { PROGRESS, progressEvent, ProgressLines } from './demo-progress.ts';
import { DEMO_TIME_NOTE } from './demo-time.ts';
import { openHouse } from './house.ts';
import type { House } from './house.ts';
import { runProgram } from './lifecycle.ts';
import { openLogFile } from './log-file.ts';

const REQUEST = `
  mutation Request($input: RequestVerificationInput!) {
    requestVerification(input: $input) {
      __typename
      ... on RequestVerificationSuccess { verification { id } }
      ... on Problem { code field zh en }
    }
  }`;

const READ = `
  query Report($id: ID!, $version: Int!, $width: Int!) {
    verification(id: $id) { report(version: $version) { number version text(width: $width) json pdfPath } }
  }`;

const requested = z.object({
  requestVerification: z.object({
    zh: z.string().optional(),
    en: z.string().optional(),
    verification: z.object({ id: z.string() }).optional(),
  }),
});

const readSchema = z.object({
  verification: z.object({
    report: z.object({
      number: z.string(),
      version: z.number(),
      text: z.string(),
      json: z.unknown(),
      pdfPath: z.string(),
    }),
  }),
});

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

// From nothing to a decision: starts the whole house, walks one case through the public endpoint, stops it.
await runProgram(async (life, signal) => {
  const began = performance.now();
  const config = { ...readConfig(process.env), port: 0 };
  if (config.identity.kind !== 'embedded' || config.sources.kind !== 'simulators') throw onlyEmbedded();
  const logFile = openLogFile(config);
  life.add('log', () => Promise.resolve(logFile.close()));
  say('核对 Hedui · 演示数据（全部人员均为虚构 / every person is made up）');
  say(`${DEMO_TIME_NOTE.zh} / ${DEMO_TIME_NOTE.en}`);
  const house = await openHouse(config, logFile.log, life);
  say(`\n数据库、部门模拟器、身份服务、网关、工作进程已启动（${seconds(began)}）  ${house.gateway.url}/graphql`);

  const client = await clientOf(house, 'CASEWORKER');
  const family = requireSandbox(house).population.family('family-clean');
  const demoCase = await registerDemoCase(client, family, shanghaiDate(house.foundation.clock.now()));
  say(`\n申请 ${demoCase.applicationNumber}，授权书 ${demoCase.letterNumber}`);
  for (const { name, maskedNumber, relation } of demoCase.members) say(`  ${relation}  ${name}  ${maskedNumber}`);

  const verificationId = await requestCheck(client, demoCase.applicationId);
  say('\n核对进度');
  await showProgress(client, verificationId, signal);

  const width = Math.max(80, Math.min(process.stdout.columns ?? 110, 140));
  const reviewer = await clientOf(house, 'REVIEWER');
  const decider = await clientOf(house, 'DECIDER');
  const decision = await reviewAndDecide({ reviewer, decider }, verificationId, width);
  const { version } = decision;
  const { verification } = await client.query(readSchema, READ, { id: verificationId, version, width });
  const { report } = verification;
  say(`\n${report.text}`);
  const path = await keep(client, join(config.dataDir, 'reports'), `${report.number}-v${report.version}`, report);

  say(`审核确认：${decision.decidedBy} 作出决定 ${decision.number}\n\n${decision.notice.text}`);
  say(`待办：${await readNoticeDue(decider, demoCase.applicationId)}`);
  const noticePath = await keep(decider, join(config.dataDir, 'notices'), decision.number, decision.notice);
  say(`\n报告文件 / report:  ${path}.pdf, .txt, .json`);
  say(`告知书文件 / notice: ${noticePath}.pdf, .txt, .json`);
  say(`报告二维码 / QR code: ${config.publicUrl}/check/…（先运行 npm start / after npm start）`);
  say(`共用时 / in all: ${seconds(began)}`);
});

async function clientOf(house: House, wanted: 'CASEWORKER' | 'REVIEWER' | 'DECIDER'): Promise<DemoClient> {
  const { accounts, tokenUrl, url } = house.gateway;
  const account = accounts.find(({ roles, division }) => roles.includes(wanted) && division === '320213');
  if (account === undefined || tokenUrl === null) throw onlyEmbedded();
  return createDemoClient(`${url}/graphql`, await getToken(tokenUrl, account));
}

function requireSandbox(house: House) {
  if (house.sandbox === null) throw onlyEmbedded();
  return house.sandbox;
}

async function requestCheck(client: DemoClient, applicationId: string): Promise<string> {
  const input = { applicationId, purpose: 'APPLICATION', idempotencyKey: crypto.randomUUID() };
  const { requestVerification } = await client.query(requested, REQUEST, { input });
  if (requestVerification.verification === undefined) throw refused(requestVerification);
  return requestVerification.verification.id;
}

async function showProgress(client: DemoClient, id: string, signal: AbortSignal): Promise<void> {
  const lines = new ProgressLines();
  for await (const { verificationProgress } of client.subscribe(progressEvent, PROGRESS, { id }, signal)) {
    const line = lines.next(verificationProgress);
    if (line !== null) say(line);
  }
}

type Page = { readonly text: string; readonly json: unknown; readonly pdfPath: string };

/** Keeps a page as PDF, text and JSON. @returns its path, without an extension. */
async function keep(client: DemoClient, folder: string, name: string, page: Page): Promise<string> {
  const pdf = await client.file(page.pdfPath);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  await writeFile(`${path}.pdf`, pdf, { mode: 0o600 });
  await writeFile(`${path}.txt`, `${page.text}\n`, { mode: 0o600 });
  await writeFile(`${path}.json`, `${JSON.stringify(page.json, null, 2)}\n`, { mode: 0o600 });
  return path;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

function onlyEmbedded(): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_DEMO',
    zh: '演示使用内置的身份服务和部门模拟器；请去掉 HEDUI_ISSUER 和 HEDUI_SOURCES_FILE。',
    en: 'the demo uses the embedded identity provider and simulators; unset HEDUI_ISSUER and HEDUI_SOURCES_FILE',
  });
}

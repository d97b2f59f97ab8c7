import { setTimeout as pause } from 'node:timers/promises';
import Table from 'cli-table3';
import { readConfig } from '../config.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { registerDemoCase } from './demo-case.ts';
import { createDemoClient, getToken } from './demo-client.ts';
import { DEMO_TIME_NOTE } from './demo-time.ts';
import { openHouse } from './house.ts';
import type { House } from './house.ts';
import { runProgram, untilAborted } from './lifecycle.ts';
import { openLogFile } from './log-file.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

// The whole house, and stays: prints where everything is and a query to paste.
await runProgram(async (life, signal) => {
  const config = readConfig(process.env);
  const logFile = openLogFile(config);
  life.add('log', () => Promise.resolve(logFile.close()));
  const house = await openHouse(config, logFile.log, life);
  say('核对 Hedui 已启动 / is running');
  say(`  GraphQL        ${house.gateway.url}/graphql`);
  if (house.gateway.tokenUrl !== null) say(`  令牌 / tokens  ${house.gateway.tokenUrl}`);
  say(`  日志 / log     ${logFile.path}`);
  if (house.foundation.demo) await sayDemo(house);
  say('\n按 Ctrl-C 停止 / Ctrl-C stops');
  await untilAborted(signal);
  say('正在停止 / stopping');
  await pause(0);
});

async function sayDemo(house: House): Promise<void> {
  const { sandbox, foundation } = house;
  const { accounts, tokenUrl, url: gatewayUrl } = house.gateway;
  say('\n演示数据：全部人员均为虚构 / demo: every person is made up');
  say(`${DEMO_TIME_NOTE.zh} / ${DEMO_TIME_NOTE.en}`);
  const table = new Table({
    head: ['演示账号 / account', '密钥 / secret', '角色 / role'],
    style: { head: [], border: [] },
  });
  for (const { id, secret, zh } of accounts) table.push([id, secret, zh]);
  if (accounts.length > 0) say(table.toString());
  const caseworker = accounts.find(({ roles, division }) => roles.includes('CASEWORKER') && division === '320213');
  if (caseworker === undefined || tokenUrl === null || sandbox === null) return;
  const client = createDemoClient(`${gatewayUrl}/graphql`, await getToken(tokenUrl, caseworker));
  const {
    applicationId,
    applicationNumber: number,
    applicant,
  } = await registerDemoCase(
    client,
    sandbox.population.family('family-two-homes'),
    shanghaiDate(foundation.clock.now()),
  );
  house.gateway.nameApplicant(applicant);
  say(`\n已登记演示申请 ${number}，授权书已录入；粘贴以下两行发起核对 / paste these to request a check:\n`);
  say(
    `TOKEN=$(curl -s -u ${caseworker.id}:${caseworker.secret} -d grant_type=client_credentials ${tokenUrl} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
  );
  say(
    `curl -s ${gatewayUrl}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '${pasted(applicationId, number)}'`,
  );
  say('\n或在 GraphiQL 中 / or in GraphiQL:');
  say(
    `  mutation { requestVerification(input: { applicationId: "${applicationId}", purpose: APPLICATION, idempotencyKey: "${number}" }) {`,
  );
  say(
    '    ... on RequestVerificationSuccess { verification { id state deadlineAt } } ... on Problem { code zh en } } }',
  );
  say(`  query { application(id: "${applicationId}") { number household { members { name maskedNumber counts } }`);
  say('    verifications { id state report { overallWords { zh } indicators { name { zh } resultZh } } } } }');
}

function pasted(applicationId: string, number: string): string {
  const query = `mutation { requestVerification(input: { applicationId: \\"${applicationId}\\", purpose: APPLICATION, idempotencyKey: \\"${number}\\" }) { ... on RequestVerificationSuccess { verification { id state deadlineAt } } ... on Problem { code zh en } } }`;
  return `{"query":"${query}"}`;
}

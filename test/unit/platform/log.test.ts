import { assert, constantFrom, oneof, property, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineLog } from '../../../src/platform/log.ts';
import type { Log, LogFields } from '../../../src/platform/log.ts';
import { createLogger } from '../../../src/platform/pino-log.ts';
import { Problem } from '../../../src/platform/problem.ts';

const clock = { now: () => new Date('2018-02-01T00:00:00Z') };

const writers: Record<string, (write: (line: string) => void) => Log> = {
  'the log of workerd': (write) => createLineLog({ level: 'info', clock, write }),
  'the log of Node': (write) => createLogger({ level: 'info', destination: { write } }),
};

function record(make: (write: (line: string) => void) => Log) {
  const lines: string[] = [];
  const log = make((line) => lines.push(line));
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
}

/** Fields as careless code may pass them, past the type. */
const careless = (fields: object) => fields as LogFields;

const longNumber = stringMatching(/^[1-9][0-9]{14,18}$/);
const checkedNumber = stringMatching(/^[1-9][0-9]{16}[0-9X]$/);
const someField = constantFrom(
  'checkId',
  'institution',
  'requestId',
  'kind',
  'state',
  'phase',
  'code',
  'url',
  'sourceId',
  'name',
  'count',
);
const around = constantFrom('', 'x', ' ', 'id=', '工商银行', 'https://a.example.cn/', '"');

describe.each(Object.entries(writers))('%s', (_name, make) => {
  it('writes the allowed fields and lists the dropped ones by name', () => {
    const { log, last } = record(make);
    log.warn('source silent', careless({ sourceId: 'vehicles', attempt: 2, ms: 31.5, amount: 82000, name: '某人' }));
    expect(last()).toMatchObject({ level: 'warn', event: 'source silent', sourceId: 'vehicles', attempt: 2, ms: 31.5 });
    expect(last()).toMatchObject({ dropped: ['amount', 'name'] });
    expect(last()).not.toHaveProperty('amount');
  });

  it('keeps below its level silent', () => {
    const { log, lines } = record(make);
    log.debug('not shown');
    expect(lines).toEqual([]);
  });

  it('never writes a number of 15 digits or more, wherever it was put', () => {
    assert(
      property(oneof(longNumber, checkedNumber), someField, around, around, (number, field, before, after) => {
        const { log, lines } = record(make);
        const text = `${before}${number}${after}`;
        const inner = Object.assign(new Error(text), { code: text, name: text });
        log.info(text, careless({ [field]: text, [text]: 1 }));
        log.info('number itself', careless({ [field]: Number(number.replace('X', '1')) }));
        log.error('nested', careless({ [field]: { deep: text }, list: [text] }));
        log.error('fault', { err: new Error(text, { cause: inner }) });
        log.error('fault', { err: text });
        expect(lines.join('')).not.toMatch(/\d{15}/);
      }),
      { numRuns: 300 },
    );
  });

  it('masks a number that is grouped or in full-width digits', () => {
    const { log, lines } = record(make);
    log.info('x', { institution: '6222 0212 3456 7890 123' });
    log.info('x', { institution: '320213-19790101-0013' });
    log.info('x', { institution: '３２０２１３１９７９０１０１００１３' });
    for (const line of lines) expect(line).toContain('[redacted]');
  });

  it('keeps an id that is a UUID, even of digits only', () => {
    const { log, last } = record(make);
    log.info('x', { checkId: '01900000-1111-7222-8333-444455556666' });
    expect(last()).toMatchObject({ checkId: '01900000-1111-7222-8333-444455556666' });
  });

  it('lets no amount and no Chinese name through a field of tokens', () => {
    const { log, last } = record(make);
    log.info('x', { phase: '张某某', state: '820.00元', institution: '存款 ¥12,345.67' });
    expect(last()).toMatchObject({ phase: '[redacted]', state: '[redacted]', institution: '存款 [redacted]' });
  });

  it('cuts an address to its origin', () => {
    const { log, last } = record(make);
    log.info('x', { url: 'https://user:pw@dept.example.cn:8443/person?id=1' });
    expect(last()).toMatchObject({ url: 'https://dept.example.cn:8443' });
  });

  it('tells a fault by name, code and frames, its message without what it quotes', () => {
    const { log, lines, last } = record(make);
    const cause = Object.assign(new Error('invalid input syntax for type date: "张三 1979"'), { code: '22007' });
    log.error('verification failed', {
      err: new Problem({ code: 'INTERNAL', zh: '内部错误', en: 'Fault 42' }, { cause }),
    });
    const { err } = last() as { err: { stack: string[]; cause: object } };
    expect(err).toMatchObject({ name: 'Problem', code: 'INTERNAL', message: expect.stringContaining('Fault ##') });
    expect(err.cause).toMatchObject({ code: '22007', message: 'invalid input syntax for type date: "…"' });
    expect(err.stack[0]).toContain('log.test.ts');
    expect(lines.join('')).not.toContain('张三');
  });

  it('does not take lines of a message for frames', () => {
    const { log, last } = record(make);
    log.error('x', { err: new Error('first\n    at somebody (household:1:1)') });
    const { err } = last() as { err: { stack: string[] } };
    expect(err.stack.join('')).not.toContain('somebody');
  });
});

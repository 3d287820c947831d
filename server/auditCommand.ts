// Before every class with decorators: they write down the types of their fields through it.
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { type Break, type Head, type Verdict, verifyChain } from './audit/index.ts';
import { readConfig } from './config.ts';
import { openDatabase, statementsOn } from './database/index.ts';

/*
 * npm run audit:verify -- [--expect SEQUENCE:HASH]
 *
 * Verifies the audit log, whether a server is running or not; a composition root, like main.ts. Ends with 0 when the chain holds, 1 when it does not, 2 for wrong usage.
 */

const USAGE = '用法 / usage: npm run audit:verify -- [--expect SEQUENCE:HASH]';

const REASONS: Record<Break['why'], string> = {
  GAP: '序号不连续 / a gap in the sequence',
  OTHER_BEFORE: '与上一条的哈希不符 / the hash of the entry before is another',
  ALTERED: '内容被改动 / the content was altered',
  NOT_AS_EXPECTED: '与先前记下的哈希不符，整条链可能被重写 / not the hash that was written down: the chain was written anew',
  CUT_OFF: '先前记下的条目已不存在，日志被截短 / the entry that was written down is gone: the end was cut off',
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const expected = readExpected(args);
  if (typeof expected === 'string') {
    console.error(`${expected}\n${USAGE}`);
    return 2;
  }
  const database = await openDatabase(readConfig(process.env), { join: true });
  try {
    const verdict = await verifyChain(statementsOn(database.orm.em.fork().getKysely<object>()), expected.head);
    console.log(printed(verdict));
    return verdict.broken ? 1 : 0;
  } finally {
    await database.close();
  }
}

/** The head to be expected, or what is wrong with how it was given. */
function readExpected(args: string[]): { head?: Head } | string {
  try {
    const { expect } = parseArgs({ args, options: { expect: { type: 'string' } } }).values;
    if (expect === undefined) return {};
    const [, sequence, hash] = /^([1-9]\d{0,9}):([0-9a-f]{64})$/.exec(expect) ?? [];
    return sequence && hash ? { head: { sequence: Number(sequence), hash } } : `--expect ${expect}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function printed({ entries, head, broken }: Verdict): string {
  const holds = `${entries} 条完好 / ${entries} entries hold${head ? `\n${head.sequence}:${head.hash}` : ''}`;
  if (!broken) return holds;
  const { sequence, why, found, expected } = broken;
  return `${holds}\n第 ${sequence} 条起不可信 / broken at ${sequence}: ${REASONS[why]}\n  found ${found}\n  expected ${expected}`;
}

// Before every class with decorators: they write down the types of their fields through it.
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { IsolationLevel } from '@mikro-orm/postgresql';
import { recomputeAppraisals } from './appraisal/index.ts';
import { readConfig } from './config.ts';
import { openDatabase, statementsOn } from './database/index.ts';
import type { FigureDifference } from './figureDifference.ts';
import { recomputeResults } from './inspection/index.ts';
import { haveCaughtUp } from './live/consumers/index.ts';
import { recomputeWarnings, type WarningDifference, warningConsumer } from './warning/index.ts';

/*
 * npm run recompute -- [--month 2026-05]
 *
 * Computes everything published in a month, or in all, again from what is stored, whether a server is running or not; a composition root, like main.ts. Changes nothing. Ends with 0
 * when every figure comes to itself, 1 when one does not, 2 for wrong usage, where nothing is published, and while warnings lag behind it.
 */

const USAGE = '用法 / usage: npm run recompute -- [--month 2026-05]';

const SAME = '全部与已发布的一致 / everything published computes again to itself';
const BEHIND = '预警尚未跟上已发布的结果，请待服务器运行片刻后再试 / warnings have not caught up with what is published yet: try again when a server has run for a while';
const DIFFERENT = '以上各项与已发布的不一致 / these do not compute again to what was published';

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const month = readMonth(args);
  if (typeof month === 'object') {
    console.error(`${month.wrong}\n${USAGE}`);
    return 2;
  }
  const database = await openDatabase(readConfig(process.env), { join: true });
  try {
    // At one moment: a month that is published meanwhile is there whole, or not at all.
    const { results, appraisals, warnings, settled } = await database.orm.em.fork().transactional(
      async (em) => {
        const db = statementsOn(em.getKysely<object>());
        return {
          results: await recomputeResults(db, month),
          appraisals: await recomputeAppraisals(db, month),
          warnings: await recomputeWarnings(db, month),
          settled: await haveCaughtUp(em.getKysely<object>(), [warningConsumer.name]),
        };
      },
      { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true },
    );
    if (!results.results && !appraisals.appraisals) {
      console.error(`${month ?? '全部 / all'}: 尚未发布 / nothing published`);
      return 2;
    }
    if (!settled) {
      console.error(BEHIND);
      return 2;
    }
    const differences = [...[...results.differences, ...appraisals.differences].map(figureLine), ...warningLines(warnings)];
    const counted = `${results.results} 项结果 / results, ${appraisals.appraisals} 项考评 / appraisals`;
    console.log([`${month ?? '全部 / all'}: ${counted}`, ...differences, differences.length ? DIFFERENT : SAME].join('\n'));
    return differences.length ? 1 : 0;
  } finally {
    await database.close();
  }
}

/** The month asked for, undefined for all, or what is wrong with how it was given. */
function readMonth(args: string[]): string | undefined | { wrong: string } {
  try {
    const { month } = parseArgs({ args, options: { month: { type: 'string' } } }).values;
    return month === undefined || /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : { wrong: `--month ${month}` };
  } catch (error) {
    return { wrong: (error as Error).message };
  }
}

function figureLine({ month, subject, version, figure, published, recomputed }: FigureDifference): string {
  return `  ${month} ${subject} v${version} ${figure}: 已发布 published ${published}, 重算 recomputed ${recomputed}`;
}

function warningLines({ missing, unfounded }: WarningDifference): string[] {
  return [...missing.map((line) => `  未预警 not warned of: ${line}`), ...unfounded.map((line) => `  无原因 without a cause: ${line}`)];
}

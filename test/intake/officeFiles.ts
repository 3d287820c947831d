import { readFileSync } from 'node:fs';
import type { MikroORM } from '@mikro-orm/postgresql';
import { inspectionKinds } from '../../server/inspection/intake.ts';
import { createIntake, type HandedOver, type Intake } from '../../server/intake/index.ts';
import { organisationKinds } from '../../server/organisation/intake.ts';

const samples = new URL('../../server/demo/samples/', import.meta.url);

/** January to October; August is missing on purpose. */
export const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '09', '10'].map((month) => `2026-${month}`);
export const REGISTERS = ['行政区划.csv', '单位名录.xlsx', '干警名册.csv', '考核细则-2026.xlsx'];
export const RECORDS = MONTHS.map((month) => `督查记录-${month}.xlsx`);
export const FAULTY = '督查记录-2026-11-有误.csv';

export function samplePath(name: string): string {
  return decodeURIComponent(new URL(encodeURIComponent(name), samples).pathname);
}

export function sample(name: string, as = name): HandedOver {
  return { name: as, bytes: readFileSync(samplePath(name)) };
}

export function csv(name: string, ...lines: string[]): HandedOver {
  return { name, bytes: Buffer.from(`${lines.join('\n')}\n`, 'utf8') };
}

export function intakeOf(orm: MikroORM): Intake {
  return createIntake(orm, [...organisationKinds, ...inspectionKinds]);
}

/** Every table with its number of rows: what an intake may have left behind. */
export async function census(orm: MikroORM): Promise<Record<string, number>> {
  const tables = ['region', 'unit', 'officer', 'rule_book', 'rule_item', 'inspection_round', 'inspection', 'finding', 'event', 'intake_receipt'];
  const counts = await orm.em.fork().execute<Record<string, string>[]>(`select ${tables.map((table) => `(select count(*) from "${table}") as "${table}"`).join(', ')}`);
  return Object.fromEntries(Object.entries(counts[0] ?? {}).map(([table, count]) => [table, Number(count)]));
}

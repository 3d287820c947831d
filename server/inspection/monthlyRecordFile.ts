import type { EntityManager } from '@mikro-orm/postgresql';
import type { Finding, RuleItem } from '../../schema/inspection/index.ts';
import { Unit } from '../../schema/organisation/index.ts';
import { cellText, date, integer, type Kind, matchingForm, Plan, type Row, type SourceFile, type Table, text } from '../intake/index.ts';
import { LONGEST_NAME, LONGEST_TEXT, MOST_OCCURRENCES } from './checks.ts';
import { Ledger, type NewFinding, type Visit } from './ledger.ts';
import { classWord, itemCode } from './ruleBookFile.ts';

const columns = {
  code: { heading: '单位代码', optional: true },
  name: { heading: '单位名称', aliases: ['单位'] },
  item: { heading: '条目', aliases: ['条目编号'] },
  evidence: { heading: '问题描述' },
  count: { heading: '次数' },
  inspectedOn: { heading: '督查日期' },
  inspector: { heading: '督查人' },
  rectifyBy: { heading: '整改期限', optional: true },
};

type RecordRow = Row<keyof typeof columns>;

/** A sound row: a unit was visited, and something or nothing was found. */
interface RecordedVisit {
  row: RecordRow;
  unit: Unit;
  visit: Visit;
  found: NewFinding | null;
}

/**
 * 每月督查记录: the findings of a month (docs/domain.md). A row with an empty item and count 0 says:
 * inspected, nothing found.
 *
 * A row is the same as a finding of the same unit, item, day, inspector and evidence; two such rows are two
 * findings. Where only count or deadline differ, the old finding is retracted and the new one recorded.
 * Findings that no row speaks of stay: a month may come in several files.
 */
export const monthlyRecordFile: Kind = {
  name: 'monthlyRecord',
  title: { zh: '督查记录', en: 'monthly inspection record' },
  order: 50,
  tables: [columns],
  async plan(em, file, by) {
    const table = file.table(columns);
    const month = monthOf(file, table);
    if (!month) return new Plan(async () => undefined);
    const ledger = await Ledger.open(em, month, { by, openRound: true });
    const register = await Register.open(em);
    const visits = [...table].flatMap((row) => readRow(row, month, ledger, register) ?? []);
    // Of a published month the ledger refuses every step, so only a file that changes nothing passes.
    return compare(file, ledger, visits);
  },
};

function readRow(row: RecordRow, month: string, ledger: Ledger, register: Register): RecordedVisit | undefined {
  const unit = register.unitOf(row);
  const inspectedOn = readDay(row, month);
  const inspector = row.required('inspector', text({ longest: LONGEST_NAME }));
  const code = row.optional('item', itemCode);
  const item = code === undefined ? undefined : ledger.ruleItem(code);
  const itemWritten = cellText(row.cell('item')) !== '';
  const count = row.required('count', integer({ min: itemWritten ? 1 : 0, max: MOST_OCCURRENCES }), '次数，未发现问题填 0 / the count, 0 for nothing found');
  const rectifyBy = row.optional('rectifyBy', date);

  if (code && !item) row.mistake('item', 'UNKNOWN_RULE_ITEM', { expected: ledger.itemCodes.join('、') });
  if (item && unit && !item.unitClasses.includes(unit.unitClass)) row.mistake('item', 'ITEM_NOT_FOR_CLASS', { expected: item.unitClasses.map(classWord).join('、') });
  if (!itemWritten && count) row.mistake('count', 'COUNT_WITHOUT_ITEM');
  const evidence = itemWritten ? row.required('evidence', text({ longest: LONGEST_TEXT })) : undefined;
  if (rectifyBy && inspectedOn && rectifyBy < inspectedOn) row.mistake('rectifyBy', 'DEADLINE_BEFORE_INSPECTION', { found: rectifyBy, expected: inspectedOn });

  if (!row.sound || !unit || !inspectedOn || !inspector) return undefined;
  const visit = { inspectedOn, inspector };
  if (!item || !evidence || !count) return { row, unit, visit, found: null };
  return { row, unit, visit, found: { ...visit, item, evidence, occurrences: count, rectifyBy: rectifyBy ?? null } };
}

/**
 * The day of the visit, in the month. A damaged cell (`NaN`, which Excel shows as nothing) is taken as the
 * month's last day, with a notice: the score does not depend on the day, and no later day can be the true one.
 */
function readDay(row: RecordRow, month: string): string | undefined {
  if (Number.isNaN(row.cell('inspectedOn'))) {
    row.notice('inspectedOn', 'DATE_DAMAGED', { found: 'NaN', expected: lastDayOf(month) });
    return lastDayOf(month);
  }
  const day = row.required('inspectedOn', date, '2026-01-05');
  if (day && !day.startsWith(month)) {
    row.mistake('inspectedOn', 'DATE_OUTSIDE_MONTH', { found: day, expected: month });
    return undefined;
  }
  return day;
}

function compare(file: SourceFile, ledger: Ledger, visits: readonly RecordedVisit[]): Plan {
  const plan = new Plan(() => ledger.close());
  const inspected = new Set(ledger.inspections.map(({ unit }) => unit.id));
  const firstVisits = new Map<Unit, Visit>();
  for (const { unit, visit } of visits) {
    const first = firstVisits.get(unit);
    if (!first || visit.inspectedOn < first.inspectedOn) firstVisits.set(unit, visit);
  }
  const unitOfInspection = new Map(ledger.inspections.map(({ id, unit }) => [id, unit.id]));
  const standing = Map.groupBy(ledger.findings, (finding) => identity(unitOfInspection.get(finding.inspection.id) ?? 0, finding.item.code, finding));
  // Rows that say exactly what stands take their finding first, so that none is mistaken for another's change.
  const differing = visits.filter(({ unit, found }) => !found || !takeEqual(standing.get(identity(unit.id, found.item.code, found)), found));
  for (let same = visits.length - differing.length; same > 0; same--) plan.keep();

  for (const { row, unit, found } of differing) {
    const inspect = () => ledger.inspect(unit, firstVisits.get(unit) as Visit);
    if (!found) {
      if (inspected.has(unit.id)) plan.keep();
      else plan.add(`${unit.name} 督查，未发现问题`, inspect);
      inspected.add(unit.id);
      continue;
    }
    const what = `${unit.name} ${found.item.code} ${found.evidence} ${found.occurrences} 次`;
    const before = standing.get(identity(unit.id, found.item.code, found))?.shift();
    if (before) {
      plan.change(`${what}（原 ${before.occurrences} 次，期限 ${before.rectifyBy ?? '无'}；现期限 ${found.rectifyBy ?? '无'}）`, () => {
        ledger.retract(before, `由《${file.name}》第 ${row.line} 行取代`);
        ledger.record(unit, found);
      });
    } else {
      plan.add(what, () => {
        inspect();
        ledger.record(unit, found);
      });
    }
    inspected.add(unit.id);
  }
  return plan;
}

/** What makes a row and a finding the same record, whatever their count and deadline. */
function identity(unitId: number, code: RuleItem['code'], { inspectedOn, inspector, evidence }: Pick<Finding, 'inspectedOn' | 'inspector' | 'evidence'>): string {
  return JSON.stringify([unitId, code, inspectedOn, inspector, evidence]);
}

function takeEqual(findings: Finding[] | undefined, { occurrences, rectifyBy }: NewFinding): boolean {
  const at = findings?.findIndex((finding) => finding.occurrences === occurrences && (finding.rectifyBy ?? null) === (rectifyBy ?? null)) ?? -1;
  if (at >= 0) findings?.splice(at, 1);
  return at >= 0;
}

/** The units by code and by name. */
class Register {
  readonly #byCode: ReadonlyMap<string, Unit>;
  readonly #byName: ReadonlyMap<string, Unit>;

  private constructor(units: readonly Unit[]) {
    this.#byCode = new Map(units.map((unit) => [unit.code, unit]));
    this.#byName = new Map(units.map((unit) => [matchingForm(unit.name), unit]));
  }

  static async open(em: EntityManager): Promise<Register> {
    return new Register(await em.find(Unit, {}));
  }

  /** The unit of a row, by its code and name, which must agree, or by one of them alone. */
  unitOf(row: RecordRow): Unit | undefined {
    const code = matchingForm(cellText(row.cell('code'))).toUpperCase();
    const name = row.optional('name', text());
    if (!code && !name) return void row.mistake('name', 'VALUE_MISSING', { expected: '单位代码或单位名称 / the unit’s code or name' });
    if (!code) return this.#byName.get(matchingForm(name as string)) ?? void row.mistake('name', 'UNKNOWN_UNIT');
    const unit = this.#byCode.get(code);
    if (!unit) return void row.mistake('code', 'UNKNOWN_UNIT');
    if (name && matchingForm(unit.name) !== matchingForm(name)) return void row.mistake('name', 'CODE_AND_NAME_DISAGREE', { expected: unit.name });
    return unit;
  }
}

/** The month of a file: as its title says, else its name, else the one that more than half of its days fall in. */
function monthOf(file: SourceFile, table: Table<keyof typeof columns>): string | undefined {
  const said = monthIn(table.title) ?? monthIn(file.name);
  if (said) return said;
  const days = table.rows.flatMap((row) => {
    const reading = date(row.cell('inspectedOn'), '');
    return 'value' in reading && reading.value ? [reading.value] : [];
  });
  const [month, inIt = []] = [...Map.groupBy(days, (day) => day.slice(0, 7))].toSorted(([, one], [, other]) => other.length - one.length)[0] ?? [];
  if (month && inIt.length * 2 > days.length) return month;
  file.mistake('MONTH_UNCLEAR', { expected: '“2026年1月” / "2026-01"' });
  return undefined;
}

/** `2026年1月`, `2026-01`, `2026.1`, `202601`, but not the year of `2026年度`. */
function monthIn(words: string): string | undefined {
  const match = /(?<!\d)(20\d{2})(?:\s*[年\-/._]\s*(1[0-2]|0?[1-9])|(0[1-9]|1[0-2]))(?!\d)/.exec(words.normalize('NFKC'));
  return match ? `${match[1]}-${(match[2] ?? match[3] ?? '').padStart(2, '0')}` : undefined;
}

function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

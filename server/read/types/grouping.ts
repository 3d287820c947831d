import { Int } from 'type-graphql';
import { DateScalar, DateTimeScalar, DecimalScalar, YearMonth } from '../../../schema/scalars.ts';
import type { EntityClass } from '../sql/model.ts';
import { isEntity, isEnum, type ShownField, shownFields } from './shown.ts';

/** Groups of one answer at most, and where nobody says how many. */
export const MOST_GROUPS = 500;

/** Relations that a key may lead through: `inspection_unit`, and there a column, `inspection_unit_unitClass`. */
const DEEPEST = 2;

/** Something that rows can be grouped by. */
export interface Grouping {
  /** As GraphQL names it, `inspection_unit_unitClass`: no property has such a line in its name. */
  name: string;
  /** From relation to relation, and there a column. */
  path: readonly string[];
  /** The same with the class that each property is of. */
  columns: readonly [type: string, property: string][];
  /** The type of the key; of a relation the class of the other row. */
  type: unknown;
  description: string;
}

const known = new Map<EntityClass, ReadonlyMap<string, Grouping>>();

/** By their names, in the order of the fields. */
export function groupingsOf(entity: EntityClass): ReadonlyMap<string, Grouping> {
  const groupings = known.get(entity) ?? new Map(grouped(entity, []).map((grouping) => [grouping.name, grouping]));
  known.set(entity, groupings);
  return groupings;
}

function grouped(entity: EntityClass, way: readonly ShownField[], columnsBefore: Grouping['columns'] = []): Grouping[] {
  return shownFields(entity).flatMap((field) => {
    const { name, type, array } = field;
    if (array || name === 'id') return [];
    const further = [...way, field];
    const columns: Grouping['columns'] = [...columnsBefore, [entity.name, name]];
    const grouping = { columns, name: further.map((each) => each.name).join('_'), path: further.map((each) => each.name), type, description: describe(further) };
    if (isEntity(type)) return way.length < DEEPEST ? [grouping, ...grouped(type, further, columns)] : [];
    // Behind a relation only what has few values: whoever groups by a unit's name groups by the unit.
    const fits = isEnum(type) || type === Boolean || type === YearMonth || (!way.length && (type === DateScalar || type === Int || type === String));
    return fits ? [grouping] : [];
  });
}

/** `督查·单位。The unit.` */
function describe(way: readonly ShownField[]): string {
  const [own] = way;
  if (way.length === 1 && own) return own.description;
  return `${way.map(({ description }) => headOf(description)).join('·')}。${way.at(-1)?.description.split('。')[1] ?? ''}`;
}

/** The columns that can be summed up. */
export function numbersOf(entity: EntityClass): ShownField[] {
  return columnsOf(entity, [Int, DecimalScalar]);
}

/** The columns that have a least and a greatest value worth knowing. */
export function extremesOf(entity: EntityClass): ShownField[] {
  return columnsOf(entity, [Int, DecimalScalar, DateScalar, DateTimeScalar, YearMonth]);
}

function columnsOf(entity: EntityClass, types: readonly unknown[]): ShownField[] {
  return shownFields(entity).filter(({ type, array }) => !array && types.includes(type));
}

/** What groups can be put in order by: `count`, `average_score`, `sum_score`, `minimum_score`, `maximum_score` … */
export function measuresOf(entity: EntityClass): { name: string; description: string }[] {
  const of = (operation: string, zh: string, en: string, columns: readonly ShownField[]) =>
    columns.map(({ name, description }) => ({ name: `${operation}_${name}`, description: `${headOf(description)}·${zh}。The ${en} of ${name}.` }));
  const [numbers, extremes] = [numbersOf(entity), extremesOf(entity)];
  return [
    { name: 'count', description: '行数。How many rows.' },
    ...of('average', '平均', 'average', numbers),
    ...of('sum', '合计', 'sum', numbers),
    ...of('minimum', '最小', 'least', extremes),
    ...of('maximum', '最大', 'greatest', extremes),
  ];
}

/** `结果` of “结果，缺省为现行版本。Its results.” */
function headOf(description: string): string {
  return description.split(/[。，；：（]/)[0] ?? '';
}

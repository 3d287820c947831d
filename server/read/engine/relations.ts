import { columnOf, sql } from '../sql/sql.ts';
import { forbidden } from '../visibility.ts';
import { NULLED, once, type Place, placesOf } from './place.ts';
import type { JoinedField, KeyedPlan, RelationField, Source } from './plan.ts';
import type { Run, Settled } from './run.ts';

/** The rows that the sources' keys point at. */
export async function related(run: Run, field: RelationField, sources: readonly Source[], place: Place): Promise<unknown[]> {
  const keys = sources.map((source) => source[field.at] as number | null);
  const objects = await byKeys(run, field.rows, keys, place);
  return objects.map((object, index) => allowed(run, field, place, index, object));
}

/** The objects of the rows with these keys: each row once, in one statement. Null where there is no key, undefined where there is no row. */
export async function byKeys(run: Run, { model, columns, object }: KeyedPlan, keys: readonly (number | null)[], place: Place): Promise<unknown[]> {
  const asked = [...new Set(keys.filter((key) => key !== null))];
  if (!asked.length) return keys.map(() => null);
  const rows = await run.read.arrays(
    sql`select ${columns.select()} from ${columns.from(run.read.table(model, 't'), run.read)} where ${columnOf('t', 'id')} = any(${asked}::int[])`,
  );
  const id = columns.own.at('id');
  // An object that several share is completed once.
  const owners = once(() => {
    const places = placesOf(keys);
    return rows.map((row) => places.get(row[id]) ?? []);
  });
  const made = await run.objects(object, rows, place.shared(owners));
  const objects = new Map(rows.map((row, index) => [row[id] as number, made[index]]));
  return keys.map((key) => (key === null ? null : objects.get(key)));
}

/** The rows that stand beside the sources' own columns. */
export function joined(run: Run, field: JoinedField, sources: readonly Source[], place: Place): Settled<unknown[]> {
  const there: number[] = [];
  for (let index = 0; index < sources.length; index++) if ((sources[index] as Source)[field.at] !== null) there.push(index);
  const whole = there.length === sources.length;
  const rows = whole ? sources : there.map((index) => sources[index]);
  const scattered = (objects: readonly unknown[]) => {
    const values: unknown[] = new Array(sources.length).fill(null);
    for (let index = 0; index < there.length; index++) values[there[index] as number] = objects[index];
    return values.map((value, index) => allowed(run, field, place, index, value));
  };
  const objects = run.objects(field.object, rows, whole ? place : place.of(there));
  return objects instanceof Promise ? objects.then(scattered) : scattered(objects);
}

/**
 * An object where it may stand. A row that whoever asks may not see is nothing where nothing may stand, and FORBIDDEN where it may not; a key
 * that points at no row at all is our error.
 */
function allowed(run: Run, field: JoinedField | RelationField, place: Place, at: number, object: unknown): unknown {
  if (object === undefined || (object === null && field.nonNull)) {
    const name = `${field.parent.name}.${field.field.name}`;
    if (!run.read.hides(field.kind === 'joined' ? field.model : field.rows.model)) return run.fail(field, place, at, new Error(`${name} points at a row that is not there`));
    return field.nonNull ? run.fail(field, place, at, forbidden(name)) : null;
  }
  return object === NULLED && !field.nonNull ? null : object;
}

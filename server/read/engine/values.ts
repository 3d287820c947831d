import { GraphQLError, type GraphQLLeafType } from 'graphql';
import { forbidden } from '../visibility.ts';
import { NULLED, type Place } from './place.ts';
import type { Asked, ComputedField, Need, ObjectShape, ResolvedField, Source, ValuePlan } from './plan.ts';
import { Reference } from './reference.ts';
import { byKeys } from './relations.ts';
import type { Run, Settled } from './run.ts';

/** What a resolver answers for each of the sources; of a verb that whoever asks may call only with some arguments, once these are looked at. */
export function resolved(run: Run, field: ResolvedField, sources: readonly Source[], place: Place): Settled<unknown[]> {
  const { name, resolve } = field.field;
  const args = run.parts.args.of(field);
  const guard = run.parts.visibility.guardOf(field.parent.name, name);
  const act = run.actOf(field);
  const info = run.infoOf(field);
  const { context } = run.parts;
  const values = sources.map((source) => {
    const known = field.needs ? asObject(field.needs, source) : source;
    const answer = () => {
      if (resolve) return resolve(known, args, context, info);
      const value = known?.[name];
      return typeof value === 'function' ? value.call(known, args, context, info) : value;
    };
    const guarded = guard ? () => guard(args, (statement) => run.read.query(statement)).then(answer) : answer;
    try {
      return act ? act(guarded) : guarded();
    } catch (error) {
      return failed(error);
    }
  });
  return complete(run, field, field.value, values, place);
}

/** What a resolver answers for all sources at once. */
export async function computed(run: Run, field: ComputedField, sources: readonly Source[], place: Place): Promise<unknown[]> {
  const rows = sources.map((source) => asObject(field.needs, source));
  const values = await field.field.resolve?.(rows, run.parts.args.of(field), run.parts.context, run.infoOf(field));
  return complete(run, field, field.value, values as unknown[], place);
}

function asObject(needs: readonly Need[], source: Source): Source {
  const object: Source = {};
  for (const { property, at } of needs) object[property] = source[at];
  return object;
}

/** A value that could not be had. graphql-js takes an error that is returned for one that is thrown, and so do we. */
const failed = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error), { cause: error }));

/** Values of one type, as they stand in the answer; each may be late. In the place of one that could not be had is null, or {@link NULLED} where null may not be. */
export function complete(run: Run, field: Asked, plan: ValuePlan, values: readonly unknown[], place: Place): Settled<unknown[]> {
  if (!values.some(isLate)) return completeSettled(run, field, plan, values, place);
  return Promise.all(values.map((value) => (isLate(value) ? Promise.resolve(value).catch(failed) : value))).then((those) => completeSettled(run, field, plan, those, place));
}

function isLate(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

function completeSettled(run: Run, field: Asked, plan: ValuePlan, values: readonly unknown[], place: Place): Settled<unknown[]> {
  const there: number[] = [];
  const completed: unknown[] = values.map((value, at) => {
    if (value instanceof Error) {
      run.note(field, place, at, value);
      return NULLED;
    }
    if (value === null || value === undefined) return null;
    there.push(at);
    return undefined;
  });
  const whole = there.length === values.length;
  const inner = shaped(run, field, plan.of, whole ? values : there.map((at) => values[at]), whole ? place : place.of(there));
  const allowed = (those: readonly unknown[]) => {
    for (const [index, at] of there.entries()) completed[at] = those[index];
    return completed.map((value, at) => {
      if (!plan.nonNull) return value === NULLED ? null : value;
      if (value === null) run.note(field, place, at, missing(run, field, plan, values[at]));
      return value === null ? NULLED : value;
    });
  };
  return inner instanceof Promise ? inner.then(allowed) : allowed(inner);
}

/** Why nothing stands where something must: the row is one that whoever asks may not see, or else it is our error. */
function missing(run: Run, { parent, field }: Asked, { of }: ValuePlan, value: unknown): Error {
  const name = `${parent.name}.${field.name}`;
  if (of.kind === 'object' && of.keyed && value != null && run.read.hides(of.keyed.plan().model)) return forbidden(name);
  return new Error(`Cannot return null for non-nullable field ${name}.`);
}

function shaped(run: Run, field: Asked, of: ValuePlan['of'], values: readonly unknown[], place: Place): Settled<unknown[]> {
  switch (of.kind) {
    case 'leaf':
      return values.map((value, at) => serialized(run, field, of.type, value, place, at));
    case 'list':
      return lists(run, field, of.item, values, place);
    case 'object':
      return objects(run, of, values, place);
    case 'abstract':
      return abstract(run, field, of, values as Typed[], place);
  }
}

function serialized(run: Run, field: Asked, type: GraphQLLeafType, value: unknown, place: Place, at: number): unknown {
  try {
    const shown = type.serialize(value);
    if (shown !== null && shown !== undefined) return shown;
    throw new Error(`${type.name} has no form for ${String(value)}`);
  } catch (error) {
    run.note(field, place, at, error);
    return NULLED;
  }
}

/** The items of all lists are completed together. */
function lists(run: Run, field: Asked, item: ValuePlan, values: readonly unknown[], place: Place): Settled<unknown[]> {
  const items: unknown[] = [];
  const owners: number[] = [];
  const indexes: number[] = [];
  const made: unknown[] = values.map((list, at) => {
    if (typeof list === 'string' || typeof (list as Iterable<unknown>)[Symbol.iterator] !== 'function') {
      run.note(field, place, at, new GraphQLError(`Expected Iterable, but did not find one for field "${field.parent.name}.${field.field.name}".`));
      return NULLED;
    }
    let index = 0;
    for (const each of list as Iterable<unknown>) {
      items.push(each);
      owners.push(at);
      indexes.push(index++);
    }
    return [];
  });
  const regrouped = (completed: readonly unknown[]) => {
    for (const [index, value] of completed.entries()) {
      const at = owners[index] as number;
      if (value === NULLED) made[at] = NULLED;
      else if (made[at] !== NULLED) (made[at] as unknown[]).push(value);
    }
    return made;
  };
  const completed = complete(
    run,
    field,
    item,
    items,
    place.items(
      () => owners,
      () => indexes,
    ),
  );
  return completed instanceof Promise ? completed.then(regrouped) : regrouped(completed);
}

/** Objects, and rows that are known by their key or lack something. */
function objects(run: Run, { plan, keyed }: ObjectShape, values: readonly unknown[], place: Place): Settled<unknown[]> {
  if (!keyed) return run.objects(plan, values, place);
  const isWhole = (value: unknown) => typeof value === 'object' && keyed.needs.every((need) => need in (value as object));
  if (values.every(isWhole)) return run.objects(plan, values, place);
  const keys = values.map((value) => (typeof value === 'number' ? value : (value as { id: number }).id));
  return byKeys(run, keyed.plan(), keys, place).then(orNull);
}

/** What is not there, or nobody may see. */
const orNull = (values: readonly unknown[]) => values.map((value) => value ?? null);

/** The values of each type together. */
function abstract(run: Run, field: Asked, of: Extract<ValuePlan['of'], { kind: 'abstract' }>, values: readonly Typed[], place: Place): Settled<unknown[]> {
  const byType = Map.groupBy(values.keys(), (at) => (values[at] as Typed).__typename ?? '');
  return apart(
    values,
    [...byType.values()],
    (those, where) => {
      const { __typename = '' } = those[0] as Typed;
      const shape = of.shapeOf(__typename);
      // The same whether there is such a row or not.
      if (shape && !run.parts.visibility.maySee(__typename)) {
        return those.map((_, at) => {
          run.note(field, where, at, forbidden(__typename));
          return NULLED;
        });
      }
      if (shape) return objects(run, shape, those.map(keyOr), where);
      return those.map((_, at) => {
        run.note(field, where, at, new Error(`Abstract type "${of.name}" was resolved to "${__typename}", which is none of its types`));
        return NULLED;
      });
    },
    place,
  );
}

interface Typed {
  __typename?: string;
}

const keyOr = (value: unknown) => (value instanceof Reference ? value.key : value);

/** Completes the values a part at a time, and puts them back where they stood. */
function apart(
  values: readonly unknown[],
  parts: readonly (readonly number[])[],
  completed: (those: unknown[], place: Place) => Settled<unknown[]>,
  place: Place,
): Settled<unknown[]> {
  const made: unknown[] = new Array(values.length);
  const pending: Promise<void>[] = [];
  for (const part of parts) {
    const putBack = (objects: readonly unknown[]) => {
      for (const [index, at] of part.entries()) made[at] = objects[index];
    };
    const those = part.map((at) => values[at]);
    const objects = completed(those, place.of(part));
    if (objects instanceof Promise) pending.push(objects.then(putBack));
    else putBack(objects);
  }
  return pending.length ? Promise.all(pending).then(() => made) : made;
}

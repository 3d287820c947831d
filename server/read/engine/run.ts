import { type GraphQLError, type GraphQLField, type GraphQLResolveInfo, type GraphQLSchema, locatedError, type OperationDefinitionNode } from 'graphql';
import { globalId } from '../../../schema/Node.ts';
import type { PersonalFields } from '../personal.ts';
import type { Reader } from '../reader.ts';
import { forbidden, type Visibility } from '../visibility.ts';
import type { Arguments } from './arguments.ts';
import { connections } from './connections.ts';
import { NULLED, type Place } from './place.ts';
import type { Asked, FieldPlan, ObjectPlan, Source, SubjectPlan } from './plan.ts';
import { joined, related } from './relations.ts';
import { computed, resolved } from './values.ts';

/** Is told of every act, a field of a mutation, before it is carried out, and how it ended; what it rejects is not carried out. */
export interface Acts {
  /** What `work` answers. `args` throws what is wrong with the arguments. */
  carryOut(field: GraphQLField<unknown, unknown>, args: () => Record<string, unknown>, work: () => unknown): Promise<unknown>;
}

/** What carrying an operation out needs. Variables are coerced. */
export interface RunParts {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  args: Arguments;
  context: { read: Reader; acts?: Acts | undefined };
  /** What whoever asks may see. */
  visibility: Visibility;
  /** Of what is read of these fields an account is kept. */
  personal: PersonalFields;
}

/** An error, and which of the operation's roots it belongs to. */
export interface Failure {
  root: number;
  error: GraphQLError;
}

export type Settled<T> = T | Promise<T>;

/**
 * Carries one plan out, breadth first: what is asked of one object is asked of all objects of its level together, so a level costs
 * the statements that it would cost for one. Values that are at hand are not waited for.
 */
export class Run {
  readonly parts: RunParts;
  readonly failures: Failure[] = [];

  constructor(parts: RunParts) {
    this.parts = parts;
  }

  get read(): Reader {
    return this.parts.context.read;
  }

  /** The objects of a plan, one for each source; {@link NULLED} for one that could not be had whole. */
  objects(plan: ObjectPlan, sources: readonly unknown[], place: Place): Settled<unknown[]> {
    if (!sources.length) return [];
    const { personal, subject } = plan;
    if (subject) this.noteSubjects(plan.type.name, subject, sources as Source[]);
    if (personal)
      this.read.personal.shown(
        plan.type.name,
        personal.fields,
        (sources as Source[]).map((source) => source[personal.key]),
      );
    const values: (unknown[] | undefined)[] = [];
    const pending: Promise<void>[] = [];
    for (const [at, field] of plan.fields.entries()) {
      const found = this.#values(field, sources as Source[], place);
      if (found instanceof Promise) {
        pending.push(
          found.then((those) => {
            values[at] = those;
          }),
        );
      } else values[at] = found;
    }
    const made = () => assembled(plan, sources as Source[], values);
    return pending.length ? Promise.all(pending).then(made) : made();
  }

  /** Notes whom the rows are about that were read, also where it is shown no more of them than that they are there. */
  noteSubjects(typeName: string, { property, of, key }: SubjectPlan, rows: readonly Source[]): void {
    for (const row of rows) this.read.personal.about(typeName, property, row[of] as number, row[key] as number);
  }

  /** The same, one field after the other: so mutations are carried out. None is after one that leaves nothing of the answer. */
  async objectsInTurn(plan: ObjectPlan, sources: readonly unknown[], place: Place): Promise<unknown[]> {
    const values: (unknown[] | undefined)[] = [];
    for (const field of plan.fields) {
      const found = await this.#values(field, sources as Source[], place);
      if (found?.every((value) => value === NULLED)) return found;
      values.push(found);
    }
    return assembled(plan, sources as Source[], values);
  }

  /** The values of a field for each source; nothing where they stand in the source itself. */
  #values(field: FieldPlan, sources: readonly Source[], place: Place): Settled<unknown[] | undefined> {
    switch (field.kind) {
      case 'joined':
        return this.guarded(field, sources.length, place.field(field.name), (where) => joined(this, field, sources, where));
      case 'relation':
        return this.guarded(field, sources.length, place.field(field.name), (where) => related(this, field, sources, where));
      case 'connection':
        return this.guarded(field, sources.length, place.field(field.name), (where) => connections(this, field, sources, where));
      case 'computed':
        return this.guarded(field, sources.length, place.field(field.name), (where) => computed(this, field, sources, where));
      case 'resolved':
        return this.guarded(field, sources.length, place.field(field.name), (where) => resolved(this, field, sources, where));
      case 'denied':
        return this.guarded(field, sources.length, place.field(field.name), () => {
          const refuse = () => {
            throw forbidden(`${field.parent.name}.${field.field.name}`);
          };
          return (this.actOf(field)?.(refuse) ?? refuse()) as Promise<never>;
        });
      default:
        return undefined;
    }
  }

  /** How a field is to be carried out that is a mutation's, where somebody is to be told; undefined for any other. */
  actOf(field: Asked): ((work: () => unknown) => Promise<unknown>) | undefined {
    const { schema, context, args } = this.parts;
    const { acts } = context;
    if (!acts || field.parent !== schema.getMutationType()) return undefined;
    return (work) => acts.carryOut(field.field, () => args.of(field), work);
  }

  /** Values of a field for each of so many objects. What goes wrong for all of them together, such as a statement, is told once in each answer. */
  guarded(field: Asked, count: number, place: Place, work: (place: Place) => Settled<unknown[]>): Settled<unknown[]> {
    const failed = (error: unknown) => {
      const told = new Set<number>();
      for (let at = 0; at < count; at++) this.note(field, place, at, error, told);
      return new Array(count).fill(field.nonNull ? NULLED : null);
    };
    try {
      const found = work(place);
      return found instanceof Promise ? found.catch(failed) : found;
    } catch (error) {
      return failed(error);
    }
  }

  /** Notes an error of a field; what stands in its place. */
  fail(field: Asked, place: Place, at: number, error: unknown): null | typeof NULLED {
    this.note(field, place, at, error);
    return field.nonNull ? NULLED : null;
  }

  /** Notes an error in every answer that the value stands in, but for those that have been told. */
  note({ nodes }: Asked, place: Place, at: number, error: unknown, told = new Set<number>()): void {
    for (const { root, path } of place.paths(at)) {
      if (!told.has(root)) this.failures.push({ root, error: locatedError(error, nodes, path) });
      told.add(root);
    }
  }

  /** What graphql-js tells a resolver beside its arguments; without a path, since it answers for a level. */
  infoOf({ field, nodes, parent }: Asked): GraphQLResolveInfo {
    const { schema, operation, variables } = this.parts;
    return {
      fieldName: field.name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType: parent,
      path: { prev: undefined, key: field.name, typename: parent.name },
      schema,
      fragments: {},
      rootValue: undefined,
      operation,
      variableValues: variables,
    };
  }
}

function assembled({ fields }: ObjectPlan, sources: readonly Source[], values: readonly (unknown[] | undefined)[]): unknown[] {
  return sources.map((source, at) => {
    const object: Record<string, unknown> = {};
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as FieldPlan;
      switch (field.kind) {
        case 'column':
          object[field.name] = source[field.at];
          break;
        case 'id':
          object[field.name] = globalId(field.typeName, source[field.at] as number);
          break;
        case 'typename':
          object[field.name] = field.value;
          break;
        default: {
          const value = (values[index] as unknown[])[at];
          if (value === NULLED) return NULLED;
          object[field.name] = value;
        }
      }
    }
    return object;
  });
}

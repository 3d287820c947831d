import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { Arguments } from './engine/arguments.ts';
import { Compiler, type CompilerParts } from './engine/compile.ts';
import { costOf } from './engine/cost.ts';
import { NULLED, Place } from './engine/place.ts';
import type { ObjectPlan } from './engine/plan.ts';
import { plansIn } from './engine/plansIn.ts';
import { Run } from './engine/run.ts';
import { beyondLimit } from './errors.ts';
import { READ_LIMITS } from './limits.ts';
import { personalOfList } from './permitted.ts';
import { NO_SUBJECTS, NOTHING_PERSONAL, type PersonalFields, type Subjects } from './personal.ts';
import type { Reader } from './reader.ts';
import { Selections } from './selection.ts';
import { type EntityClass, Models } from './sql/model.ts';
import { forbidden, UNRESTRICTED, type Visibility } from './visibility.ts';

/** Plans kept of one operation: it has one for each combination of what `@skip` and `@include` leave out, and of what may be read. */
const KEPT_PLANS = 8;

/** A valid operation, made ready once for however many requests send it. */
export interface CompiledOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly kind: OperationTypeNode;
  readonly name: string | undefined;
  /** What is to be done, by the shape of what may be seen and the values of the variables that decide what is left out. */
  readonly plans: LRUCache<string, ObjectPlan>;
  readonly deciding: readonly string[];
}

/** What one request brings along. */
export interface ExecutionRequest {
  variables?: Readonly<Record<string, unknown>> | null;
  contextValue: unknown;
  rootValue?: unknown;
}

interface Asked {
  variables: Record<string, unknown>;
  args: Arguments;
  plan: ObjectPlan;
}

/** Carries operations out on a schema. Errors in its results are GraphQLErrors with their path, as they were raised. */
export class Executor {
  readonly schema: GraphQLSchema;
  readonly #parts: CompilerParts;
  readonly #highestCost: number;

  /** An operation of more than `highestCost` is refused with TOO_COSTLY (see {@link costOf}). What is read of `personal` fields, and of `subjects`, is noted by the Reader. */
  constructor(
    schema: GraphQLSchema,
    models = new Models(),
    entities: readonly EntityClass[] = [],
    highestCost = READ_LIMITS.cost,
    personal: PersonalFields = NOTHING_PERSONAL,
    subjects: Subjects = NO_SUBJECTS,
  ) {
    this.schema = schema;
    this.#parts = { schema, models, entities: new Map(entities.map((entity) => [entity.name, entity])), personal, subjects };
    this.#highestCost = highestCost;
  }

  /** `document` is valid for the schema and holds the operation. */
  compile(document: DocumentNode, operationName?: string | null): CompiledOperation {
    const operation = getOperationAST(document, operationName) as OperationDefinitionNode;
    return { document, operation, kind: operation.operation, name: operation.name?.value, plans: new LRUCache({ max: KEPT_PLANS }), deciding: decidingVariables(document) };
  }

  /** Why the operation is not carried out with these variables: they are wrong, it costs too much, or a root field of it may not be asked. */
  refusal(operation: CompiledOperation, variables: ExecutionRequest['variables'], visibility = UNRESTRICTED): readonly GraphQLError[] | undefined {
    const asked = this.#asked(operation, variables, visibility);
    if ('errors' in asked) return asked.errors;
    const denied = asked.plan.fields.find((field) => field.kind === 'denied');
    return denied && [forbidden(`${asked.plan.type.name}.${denied.field.name}`)];
  }

  /** The personal fields that it shows or asks by, `Officer.name`; none of what is not carried out with these variables. */
  personalIn(operation: CompiledOperation, variables: ExecutionRequest['variables'], visibility: Visibility): string[] {
    const { coerced } = getVariableValues(this.schema, operation.operation.variableDefinitions ?? [], variables ?? {});
    if (!coerced) return [];
    const { models, personal } = this.#parts;
    const args = new Arguments(coerced);
    const found = [...plansIn(this.#planOf(operation, coerced, visibility))].flatMap((plan) => [
      ...(plan.personal?.fields ?? []).map((field) => `${plan.type.name}.${field}`),
      ...plan.fields.flatMap((field) => (field.kind === 'connection' ? personalOfList(models, personal, field, args) : [])),
    ]);
    return [...new Set(found)].sort();
  }

  /** Never rejects for what a client wrote: that is in the result's `errors`. */
  async execute(operation: CompiledOperation, { variables, contextValue, rootValue }: ExecutionRequest): Promise<ExecutionResult> {
    return (await this.executeAll(operation, { variables, contextValue }, [rootValue]))[0] as ExecutionResult;
  }

  /** The same for many root values at once: what their answers have in common is read in the same statements. */
  async executeAll(operation: CompiledOperation, { variables, contextValue }: Omit<ExecutionRequest, 'rootValue'>, rootValues: readonly unknown[]): Promise<ExecutionResult[]> {
    const context = contextValue as { read: Reader };
    // A schema without tables is asked without a Reader.
    const { visibility = UNRESTRICTED } = context.read ?? {};
    const given = this.#asked(operation, variables, visibility);
    if ('errors' in given) return rootValues.map(() => ({ errors: given.errors }));
    const { variables: coerced, args, plan } = given;
    const run = new Run({ schema: this.schema, operation: operation.operation, variables: coerced, args, context, visibility, personal: this.#parts.personal });
    const inTurn = operation.kind === OperationTypeNode.MUTATION;
    const objects = await (inTurn ? run.objectsInTurn(plan, rootValues, new Place()) : run.objects(plan, rootValues, new Place()));
    return objects.map((object, root) => {
      const data = object === NULLED ? null : (object as ExecutionResult['data']);
      if (!run.failures.length) return { data };
      const errors = run.failures.filter((failure) => failure.root === root).map(({ error }) => error);
      return errors.length ? { errors, data } : { data };
    });
  }

  /** What is to be done with these variables, or why it is not. */
  #asked(compiled: CompiledOperation, given: ExecutionRequest['variables'], visibility: Visibility): Asked | { errors: readonly GraphQLError[] } {
    const { coerced: variables, errors } = getVariableValues(this.schema, compiled.operation.variableDefinitions ?? [], given ?? {});
    if (errors) return { errors };
    const plan = this.#planOf(compiled, variables, visibility);
    const args = new Arguments(variables);
    const found = costOf(plan, args);
    const limit = this.#highestCost;
    if (found <= limit) return { variables, plan, args };
    return {
      errors: [beyondLimit(ErrorCode.TOO_COSTLY, '查询涉及的对象过多，请缩小每页条数', 'The question may bring too many objects, ask for smaller pages', { limit, found })],
    };
  }

  #planOf({ document, operation, plans, deciding }: CompiledOperation, variables: Record<string, unknown>, visibility: Visibility): ObjectPlan {
    const key = [visibility.shape, ...deciding.map((name) => String(variables[name]))].join();
    let plan = plans.get(key);
    if (!plan) {
      const fragments = document.definitions.filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION);
      // Of the variables only those that its key tells of.
      const selections = new Selections(this.schema, fragments, Object.fromEntries(deciding.filter((name) => name in variables).map((name) => [name, variables[name]])));
      const root = this.schema.getRootType(operation.operation) as GraphQLObjectType;
      plan = new Compiler(this.#parts, selections, visibility).root(root, selections.of(root, operation.selectionSet));
      plans.set(key, plan);
    }
    return plan;
  }
}

/** The variables that stand in a `@skip` or `@include`. */
function decidingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ arguments: args }) => {
      for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

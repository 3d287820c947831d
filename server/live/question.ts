import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  Kind,
  print,
  separateOperations,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { EventCursorScalar } from '../../schema/scalars.ts';
import type { CompiledOperation, Executor } from '../read/index.ts';
import { liveError } from './errors.ts';

/** A subscription without its cursor: what all who ask the same have in common. */
export interface Question {
  /** Equal for those who ask the same and may see the same: operation, variables, permission class. */
  key: string;
  /** The field of Subscription that is asked for. */
  field: string;
  operation: CompiledOperation;
  variables: Record<string, unknown>;
  permissionClass: string;
}

/**
 * A valid subscription, taken apart once for all who send the same text: where each begins, the cursor argument of its
 * field, is cut out, so that a thousand screens with a thousand cursors still ask one question.
 */
export class SubscriptionText {
  readonly #schema: GraphQLSchema;
  readonly #operation: CompiledOperation;
  readonly #text: string;
  readonly #field: string;
  readonly #cursor: CursorArgument;

  constructor(executor: Executor, document: DocumentNode, operationName?: string | null) {
    this.#schema = executor.schema;
    const { document: rest, field, cursor } = withoutCursor(executor.schema, onlyOperation(document, operationName));
    this.#operation = executor.compile(rest);
    this.#field = field;
    this.#cursor = cursor;
    this.#text = print(rest);
  }

  /** Where the asker begins (`null` from now on), and what it asks; or what is wrong with its variables. */
  ask(variables: Record<string, unknown> | null | undefined, permissionClass: string): { after: string | null; question: Question } | readonly GraphQLError[] {
    const given = variables ?? {};
    const { written, variable, required } = this.#cursor;
    const asked = variable === undefined ? undefined : given[variable];
    const after = asked === undefined ? written : asked;
    // Not taken for "from now on": what came since the cursor that was meant would be lost.
    if (required && after === null) return [liveError('BAD_CURSOR', '缺少游标', `There is no cursor in $${variable}`)];
    const { coerced, errors } = getVariableValues(this.#schema, this.#operation.operation.variableDefinitions ?? [], given);
    if (errors) return errors;
    // Coerced values stand in the order of their definitions, defaults filled in: one text for one meaning.
    const key = JSON.stringify([permissionClass, this.#text, coerced]);
    return { after: after === null ? null : String(after), question: { key, field: this.#field, operation: this.#operation, variables: given, permissionClass } };
  }
}

/** The cursor argument as a text has it: a value, or a variable with perhaps a default. */
interface CursorArgument {
  /** The value, or the variable's default; null for neither. */
  written: string | null;
  variable?: string;
  /** Whether the variable is declared as one that must be given. */
  required?: boolean;
}

/** One operation and the fragments it uses, without a name: the name of an operation changes nothing in its answer. */
function onlyOperation(document: DocumentNode, operationName?: string | null): DocumentNode {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new GraphQLError('Unable to identify operation');
  const only = separateOperations(document)[operation.name?.value ?? ''] as DocumentNode;
  return { ...only, definitions: only.definitions.map((each) => (each.kind === Kind.OPERATION_DEFINITION ? { ...each, name: undefined } : each)) };
}

function withoutCursor(schema: GraphQLSchema, document: DocumentNode): { document: DocumentNode; field: string; cursor: CursorArgument } {
  let value: ValueNode | undefined;
  // A valid subscription has one.
  let field = '';
  const types = new TypeInfo(schema);
  const cut = visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        if (types.getParentType() === schema.getSubscriptionType()) field = node.name.value;
      },
      Argument: (node) => {
        const argument = types.getArgument();
        if (types.getParentType() !== schema.getSubscriptionType() || !argument || getNamedType(argument.type) !== schema.getType(EventCursorScalar.name)) return undefined;
        value = node.value;
        return null;
      },
    }),
  );
  if (value?.kind !== Kind.VARIABLE) return { document: cut, field, cursor: { written: textOf(value) } };
  // Its variable goes too, unless something else still uses it.
  const { value: name } = value.name;
  let uses = 0;
  let definition: VariableDefinitionNode | undefined;
  visit(cut, {
    Variable: (node) => {
      if (node.name.value === name) uses++;
    },
    VariableDefinition: (node) => {
      if (node.variable.name.value === name) definition = node;
    },
  });
  const cursor = { written: textOf(definition?.defaultValue), variable: name, required: definition?.type.kind === Kind.NON_NULL_TYPE && !definition.defaultValue };
  if (uses > 1) return { document: cut, field, cursor };
  return { document: visit(cut, { VariableDefinition: (node) => (node === definition ? null : undefined) }), field, cursor };
}

function textOf(value: ValueNode | undefined): string | null {
  return value?.kind === Kind.STRING ? value.value : null;
}

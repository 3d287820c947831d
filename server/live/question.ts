import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  print,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { EventCursorScalar } from '../../schema/scalars.ts';

/** A subscription without its cursor: what all who ask the same have in common. */
export interface Question {
  /** Equal for those who ask the same and may see the same: operation, variables, permission class. */
  key: string;
  document: DocumentNode;
  variables: Record<string, unknown>;
  permissionClass: string;
}

/**
 * A valid subscription, taken apart once for all who send the same text: where each begins, the cursor argument of its
 * field, is cut out, so that a thousand screens with a thousand cursors still ask one question.
 */
export class SubscriptionText {
  readonly #schema: GraphQLSchema;
  readonly #document: DocumentNode;
  readonly #operation: OperationDefinitionNode;
  readonly #text: string;
  readonly #cursor: ValueNode | undefined;

  constructor(schema: GraphQLSchema, document: DocumentNode, operationName?: string | null) {
    this.#schema = schema;
    const { document: rest, cursor } = withoutCursor(schema, onlyOperation(document, operationName));
    this.#document = rest;
    this.#cursor = cursor;
    this.#operation = getOperationAST(rest) as OperationDefinitionNode;
    this.#text = print(rest);
  }

  /** Where the asker begins (`null` from now on), and what it asks; or what is wrong with its variables. */
  ask(variables: Record<string, unknown> | null | undefined, permissionClass: string): { after: string | null; question: Question } | readonly GraphQLError[] {
    const given = variables ?? {};
    const after = this.#cursorAmong(given);
    if (after !== null && typeof after !== 'string') return [new GraphQLError('The cursor must be a string', { extensions: { code: 'BAD_CURSOR' } })];
    const { coerced, errors } = getVariableValues(this.#schema, this.#operation.variableDefinitions ?? [], given);
    if (errors) return errors;
    // Coerced values stand in the order of their definitions, defaults filled in: one text for one meaning.
    const key = JSON.stringify([permissionClass, this.#text, coerced]);
    const asked = (this.#operation.variableDefinitions ?? []).map(({ variable: { name } }) => name.value).filter((name) => name in given);
    return { after, question: { key, document: this.#document, variables: Object.fromEntries(asked.map((name) => [name, given[name]])), permissionClass } };
  }

  #cursorAmong(variables: Record<string, unknown>): unknown {
    if (this.#cursor?.kind === Kind.VARIABLE) return variables[this.#cursor.name.value] ?? null;
    return this.#cursor?.kind === Kind.STRING ? this.#cursor.value : null;
  }
}

/** One operation and the fragments it uses, without a name: the name of an operation changes nothing in its answer. */
function onlyOperation(document: DocumentNode, operationName?: string | null): DocumentNode {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new GraphQLError('Unable to identify operation');
  const fragments = new Map(document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])));
  const used = new Set<string>();
  const collect = (node: Parameters<typeof visit>[0]) =>
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(name.value)) return;
        used.add(name.value);
        collect(fragment);
      },
    });
  collect(operation);
  const { name: _, ...nameless } = operation;
  return { kind: Kind.DOCUMENT, definitions: [nameless, ...[...used].sort().flatMap((name) => fragments.get(name) ?? [])] };
}

function withoutCursor(schema: GraphQLSchema, document: DocumentNode): { document: DocumentNode; cursor: ValueNode | undefined } {
  let cursor: ValueNode | undefined;
  const types = new TypeInfo(schema);
  const cut = visit(
    document,
    visitWithTypeInfo(types, {
      Argument: ({ value }) => {
        const argument = types.getArgument();
        if (types.getParentType() !== schema.getSubscriptionType() || !argument || getNamedType(argument.type) !== schema.getType(EventCursorScalar.name)) return undefined;
        cursor = value;
        return null;
      },
    }),
  );
  if (cursor?.kind !== Kind.VARIABLE) return { document: cut, cursor };
  // Its variable goes too, unless something else still uses it.
  const { value: name } = cursor.name;
  let uses = 0;
  visit(cut, {
    Variable: (node) => {
      if (node.name.value === name) uses++;
    },
  });
  if (uses > 1) return { document: cut, cursor };
  return { document: visit(cut, { VariableDefinition: (node) => (node.variable.name.value === name ? null : undefined) }), cursor };
}

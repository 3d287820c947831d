import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isConnection, isEdge } from './connectionForm.ts';
import { DEFAULT_PAGE, LARGEST_PAGE } from './page.ts';
import { isLeftOut } from './selection.ts';

/** A list that has no pages, such as the items of an explanation, is taken for so many. */
const UNPAGED = 10;

/**
 * The objects an operation may bring at most: page sizes multiplied down the tree, one for each relation of each row. What `@skip` and
 * `@include` leave out costs nothing. `variables` are coerced. A fragment is counted once however often it is spread, so that
 * fragments in fragments take no more time than their text.
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>): number {
  const root = schema.getRootType(operation.operation);
  return root ? new Cost(schema, document, variables).of(operation.selectionSet, root.name) : 0;
}

class Cost {
  readonly #schema: GraphQLSchema;
  readonly #variables: Record<string, unknown>;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, number>();

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>) {
    this.#schema = schema;
    this.#variables = variables;
    this.#fragments = new Map(document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])));
  }

  /** Of one object of the type. */
  of({ selections }: SelectionSetNode, typeName: string): number {
    return selections.reduce((sum, selection) => sum + (isLeftOut(selection, this.#variables) ? 0 : this.#ofSelection(selection, typeName)), 0);
  }

  #ofSelection(selection: SelectionNode, typeName: string): number {
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.of(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#ofFragment(selection.name.value);
    const type = this.#schema.getType(typeName);
    if (!selection.selectionSet || !(isObjectType(type) || isInterfaceType(type))) return 0;
    const field = type.getFields()[selection.name.value];
    if (!field) return 0;
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) return 0;
    const below = this.of(selection.selectionSet, named.name);
    if (isConnection(named)) return this.#pageSize(field, selection) * (1 + below);
    // The page's own size was counted above it: its rows, their edges and its information are the page itself.
    if (isConnection(type) || isEdge(type)) return below;
    return lengthOf(field.type) * (1 + below);
  }

  #ofFragment(name: string): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    const cost = fragment ? this.of(fragment.selectionSet, fragment.typeCondition.name.value) : 0;
    this.#known.set(name, cost);
    return cost;
  }

  #pageSize(field: GraphQLField<unknown, unknown>, selection: FieldNode): number {
    const { first, last } = getArgumentValues(field, selection, this.#variables) as { first?: number | null; last?: number | null };
    return Math.min(Math.max(first ?? last ?? DEFAULT_PAGE, 0), LARGEST_PAGE);
  }
}

function lengthOf(type: GraphQLOutputType): number {
  return isListType(getNullableType(type)) ? UNPAGED : 1;
}

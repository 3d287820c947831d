import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isObjectType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { badInput } from './errors.ts';

/** A field as it will stand in the answer. */
export interface SelectedField {
  /** Its alias, or else its own name. */
  name: string;
  field: GraphQLField<unknown, unknown>;
  /** Every place it was written at; what is selected below them is one. */
  nodes: readonly [FieldNode, ...FieldNode[]];
}

/** Reads the selections of one valid operation as its executor will: fragments spread, `@skip` and `@include` heeded, the same name twice as one. */
export class Selections {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Record<string, unknown>;

  constructor(schema: GraphQLSchema, fragments: readonly FragmentDefinitionNode[], variables: Record<string, unknown>) {
    this.#schema = schema;
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
    this.#variables = variables;
  }

  /** The fields selected of a value of `type`, in their order. Of an interface or union: of whichever type it turns out to be. */
  of(type: GraphQLCompositeType, ...sets: readonly (SelectionSetNode | undefined)[]): SelectedField[] {
    const found = new Map<string, SelectedField>();
    for (const set of sets) if (set) this.#collect(type, set, found);
    return [...found.values()];
  }

  below(selected: SelectedField, type: GraphQLCompositeType): SelectedField[] {
    return this.of(type, ...selected.nodes.map(({ selectionSet }) => selectionSet));
  }

  #collect(type: GraphQLCompositeType, set: SelectionSetNode, found: Map<string, SelectedField>): void {
    for (const selection of set.selections) {
      if (isLeftOut(selection, this.#variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        // JavaScript's own name for something else: an answer could not hold it.
        if (name === '__proto__') throw badInput('别名不能是 __proto__', 'A field cannot be called __proto__');
        const known = found.get(name);
        if (known) found.set(name, { ...known, nodes: [...known.nodes, selection] });
        else found.set(name, { name, field: fieldOf(type, selection.name.value), nodes: [selection] });
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? (this.#fragments.get(selection.name.value) as FragmentDefinitionNode) : selection;
      const written = fragment.typeCondition?.name.value;
      const condition = written ? (this.#schema.getType(written) as GraphQLCompositeType) : type;
      // What an object is, is known: fragments on other types are not meant.
      if (!isObjectType(type)) this.#collect(condition, fragment.selectionSet, found);
      else if (type === condition || (isAbstractType(condition) && this.#schema.isSubType(condition, type))) this.#collect(type, fragment.selectionSet, found);
    }
  }
}

/** What every type has, or the root: they are in no type's list of fields. */
const META_FIELDS = new Map([SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => [field.name, field]));

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> {
  const field = META_FIELDS.get(name) ?? (isUnionType(type) ? undefined : type.getFields()[name]);
  if (!field) throw new Error(`${type.name} has no field ${name}`);
  return field;
}

/** Whether `@skip` or `@include` leave it out. `variables` are coerced. */
export function isLeftOut(selection: SelectionNode, variables: Record<string, unknown>): boolean {
  if (!selection.directives?.length) return false;
  return getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true || getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false;
}

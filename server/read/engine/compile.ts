import {
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { listingOf } from '../listing.ts';
import type { PersonalFields, Subjects } from '../personal.ts';
import type { SelectedField, Selections } from '../selection.ts';
import { keyTarget } from '../sql/aggregate.ts';
import type { EntityClass, Model, Models } from '../sql/model.ts';
import type { Visibility } from '../visibility.ts';
import { fixedArguments } from './arguments.ts';
import { Columns, type TableColumns } from './columns.ts';
import { once } from './place.ts';
import {
  type AggregatesField,
  type Asked,
  type At,
  type ConnectionField,
  type EdgeField,
  type FieldPlan,
  type KeyedPlan,
  type Need,
  type ObjectPlan,
  type ObjectShape,
  type PageField,
  type PageInfoField,
  type PagePlan,
  type ValuePlan,
} from './plan.ts';

const TYPE_NAME = '__typename';

export interface CompilerParts {
  schema: GraphQLSchema;
  models: Models;
  /** What is read from a table, by the name of its type. */
  entities: ReadonlyMap<string, EntityClass>;
  /** Of what is read of these fields an account is kept. */
  personal: PersonalFields;
  /** Of rows of these classes, of whom they are about. */
  subjects: Subjects;
}

/** The row that an object is made from, and whether what it points at is read with it. */
interface RowPlan {
  columns: TableColumns;
  joined: boolean;
}

/** Works out the plan of one operation, with what `@skip` and `@include` leave out left out. */
export class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #models: Models;
  readonly #entities: ReadonlyMap<string, EntityClass>;
  readonly #personal: PersonalFields;
  readonly #subjects: Subjects;
  readonly #selections: Selections;
  readonly #visibility: Visibility;

  /** What `visibility` hides of rows is left to each request; what it denies of fields stands in the plan. */
  constructor({ schema, models, entities, personal, subjects }: CompilerParts, selections: Selections, visibility: Visibility) {
    this.#schema = schema;
    this.#models = models;
    this.#entities = entities;
    this.#personal = personal;
    this.#subjects = subjects;
    this.#selections = selections;
    this.#visibility = visibility;
  }

  root(type: GraphQLObjectType, selected: readonly SelectedField[]): ObjectPlan {
    return this.#object(type, selected);
  }

  /** Made from columns of a row that the engine reads, or else from an object. */
  #object(type: GraphQLObjectType, selected: readonly SelectedField[], row?: RowPlan): ObjectPlan {
    const fields = selected.map((each) => this.#field(type, each, row));
    const marked = this.#personal.get(type.name);
    const personal = marked ? selected.flatMap(({ field }, at) => (marked.has(field.name) && fields[at]?.kind !== 'denied' ? [field.name] : [])) : [];
    return {
      type,
      fields,
      ...(personal.length ? { personal: { fields: personal, key: row ? row.columns.at('id') : 'id' } } : {}),
      ...this.#subjectOf(type.name, row?.columns),
    };
  }

  /** Where each row has whom it is about, whatever is selected of it. */
  #subjectOf(typeName: string, columns: TableColumns | undefined): Pick<ObjectPlan, 'subject'> {
    const property = this.#subjects.get(typeName);
    if (property === undefined) return {};
    return { subject: { property, of: columns ? columns.at(property) : property, key: columns ? columns.at('id') : 'id' } };
  }

  #field(parent: GraphQLObjectType, selected: SelectedField, row?: RowPlan): FieldPlan {
    const { name, field } = selected;
    if (field.name === TYPE_NAME) return { kind: 'typename', name, value: parent.name };
    const asked = askedOf(parent, selected);
    if (!this.#visibility.mayRead(parent.name, field.name)) return { kind: 'denied', ...asked };
    const at = (property: string): At => (row ? row.columns.at(property) : property);
    const listing = listingOf(parent.name, field.name);
    if (listing) return this.#connection(asked, selected, listing, at);
    const keyOf = keyTarget(parent.name, field.name);
    if (keyOf) return this.#relation(asked, selected, keyOf, at(field.name));
    const entity = this.#entities.get(parent.name);
    const column = entity && this.#models.get(entity).columns.get(field.name);
    if (!column || field.resolve) return this.#resolved(asked, selected, entity, row);
    if (column.target) return row?.joined ? this.#joined(asked, selected, row) : this.#relation(asked, selected, column.target, at(field.name));
    return field.name === 'id' ? { kind: 'id', name, at: at('id'), typeName: parent.name } : { kind: 'column', name, at: at(field.name) };
  }

  #joined(asked: Asked, selected: SelectedField, row: RowPlan): FieldPlan {
    const columns = row.columns.join(asked.field.name);
    return { kind: 'joined', ...asked, at: columns.at('id'), model: columns.model, object: this.#below(selected, { ...row, columns }) };
  }

  #relation(asked: Asked, selected: SelectedField, target: EntityClass, at: At): FieldPlan {
    return { kind: 'relation', ...asked, at, rows: this.#keyed(selected, target) };
  }

  #keyed(selected: SelectedField, entity: EntityClass, type = getNamedType(selected.field.type) as GraphQLObjectType): KeyedPlan {
    const model = this.#models.get(entity);
    const columns = new Columns(this.#models, model);
    // Rows are told apart by it.
    columns.own.at('id');
    return { model, columns, object: this.#belowAs(type, selected, { columns: columns.own, joined: true }) };
  }

  #resolved(asked: Asked, selected: SelectedField, entity: EntityClass | undefined, row: RowPlan | undefined): FieldPlan {
    const value = this.#value(asked.field.type, selected);
    const computed = asked.field.extensions.computed as { needs: readonly string[] } | undefined;
    const needed = computed?.needs ?? (entity && row ? [...this.#models.get(entity).columns.keys()] : []);
    const needs: Need[] = needed.map((property) => ({ property, at: row ? row.columns.at(property) : property }));
    if (computed) return { kind: 'computed', ...asked, needs, value };
    return { kind: 'resolved', ...asked, ...(row ? { needs } : {}), value };
  }

  #connection(asked: Asked, selected: SelectedField, { entity, property }: { entity: EntityClass; property?: string }, at: (property: string) => At): ConnectionField {
    const model = this.#models.get(entity);
    // Below many parents many rows point at the same few, which are read once then; elsewhere a join spares a statement.
    const page = this.#page(selected, getNamedType(asked.field.type) as GraphQLObjectType, new Columns(this.#models, model), !property);
    if (!property) return { kind: 'connection', ...asked, entity, model, page };
    return { kind: 'connection', ...asked, entity, model, page, pointing: { by: this.#models.column(entity, property), at: at('id') } };
  }

  #page(selected: SelectedField, type: GraphQLObjectType, columns: Columns, joined: boolean): PagePlan {
    const row: RowPlan = { columns: columns.own, joined };
    const wants = { rows: false, cursors: false, more: false };
    const fields = this.#selections.below(selected, type).map((each): PageField => {
      const { name, field } = each;
      switch (field.name) {
        case TYPE_NAME:
          return { kind: 'typename', name, value: type.name };
        case 'totalCount':
          return { kind: 'totalCount', name };
        case 'aggregates':
          return this.#aggregates(type, each);
        case 'nodes':
          wants.rows = true;
          return { kind: 'nodes', name, object: this.#below(each, row) };
        case 'edges':
          wants.rows = true;
          return { kind: 'edges', name, fields: this.#edge(each, getNamedType(field.type) as GraphQLObjectType, row, wants) };
        default:
          wants.rows = true;
          return { kind: 'pageInfo', name, fields: this.#pageInfo(each, getNamedType(field.type) as GraphQLObjectType, wants) };
      }
    });
    return { columns, fields, wants, ...this.#subjectOf(columns.own.model.name, columns.own) };
  }

  #edge(selected: SelectedField, type: GraphQLObjectType, row: RowPlan, wants: PagePlan['wants']): EdgeField[] {
    return this.#selections.below(selected, type).map((each) => {
      const { name, field } = each;
      if (field.name === TYPE_NAME) return { kind: 'typename', name, value: type.name };
      if (field.name === 'node') return { kind: 'node', name, object: this.#below(each, row) };
      wants.cursors = true;
      return { kind: 'cursor', name };
    });
  }

  #pageInfo(selected: SelectedField, type: GraphQLObjectType, wants: PagePlan['wants']): PageInfoField[] {
    return this.#selections.below(selected, type).map(({ name, field }) => {
      if (field.name === TYPE_NAME) return { kind: 'typename', name, value: type.name };
      if (field.name.endsWith('Cursor')) wants.cursors = true;
      else wants.more = true;
      return { kind: field.name as 'hasNextPage', name };
    });
  }

  #aggregates(parent: GraphQLObjectType, selected: SelectedField): AggregatesField {
    const { field } = selected;
    const type = getNamedType(field.type) as GraphQLObjectType;
    const wanted = new Set<string>();
    for (const each of this.#selections.below(selected, type)) {
      const operation = each.field.name;
      if (operation === 'count') wanted.add('count');
      else if (operation !== 'key' && operation !== TYPE_NAME) {
        const measures = this.#selections.below(each, getNamedType(each.field.type) as GraphQLObjectType);
        for (const measure of measures) if (measure.field.name !== TYPE_NAME) wanted.add(`${operation}_${measure.field.name}`);
      }
    }
    return { kind: 'aggregates', ...askedOf(parent, selected), wanted, value: this.#value(field.type, selected) };
  }

  #value(type: GraphQLOutputType, selected: SelectedField): ValuePlan {
    if (isNonNullType(type)) return { ...this.#value(type.ofType, selected), nonNull: true };
    if (isListType(type)) return { nonNull: false, of: { kind: 'list', item: this.#value(type.ofType, selected) } };
    if (isLeafType(type)) return { nonNull: false, of: { kind: 'leaf', type } };
    if (isAbstractType(type)) return { nonNull: false, of: this.#abstract(type, selected) };
    return { nonNull: false, of: this.#shape(type, selected) };
  }

  #shape(type: GraphQLObjectType, selected: SelectedField): ObjectShape {
    const entity = this.#entities.get(type.name);
    const plan = this.#belowAs(type, selected);
    if (!entity) return { kind: 'object', plan };
    return { kind: 'object', plan, keyed: { needs: needsOf(plan, this.#models.get(entity)), plan: once(() => this.#keyed(selected, entity, type)) } };
  }

  #abstract(type: GraphQLAbstractType, selected: SelectedField): ValuePlan['of'] {
    const known = new Map<string, ObjectShape | undefined>();
    const shapeOf = (typeName: string) => {
      if (!known.has(typeName)) {
        const concrete = this.#schema.getType(typeName);
        known.set(typeName, isObjectType(concrete) && this.#schema.isSubType(type, concrete) ? this.#shape(concrete, selected) : undefined);
      }
      return known.get(typeName);
    };
    const typeNames = this.#schema.getPossibleTypes(type).map(({ name }) => name);
    return { kind: 'abstract', name: type.name, typeNames, shapeOf };
  }

  /** What is selected below a field that shows one object, or a list of them. */
  #below(selected: SelectedField, row: RowPlan): ObjectPlan {
    return this.#belowAs(getNamedType(selected.field.type) as GraphQLObjectType, selected, row);
  }

  #belowAs(type: GraphQLObjectType, selected: SelectedField, row?: RowPlan): ObjectPlan {
    return this.#object(type, this.#selections.below(selected, type), row);
  }
}

/** The properties of a row that its object is made from. */
function needsOf({ fields, personal, subject }: ObjectPlan, model: Model): string[] {
  const needs = fields.flatMap((field) => {
    switch (field.kind) {
      case 'column':
      case 'id':
      case 'relation':
        return [String(field.at)];
      case 'connection':
        return field.pointing ? [String(field.pointing.at)] : [];
      case 'computed':
        return field.needs.map(({ property }) => property);
      case 'resolved':
        return [...model.columns.keys()];
      default:
        return [];
    }
  });
  return [...needs, ...(personal ? [String(personal.key)] : []), ...(subject ? [String(subject.key), String(subject.of)] : [])];
}

function askedOf(parent: GraphQLObjectType, { name, field, nodes }: SelectedField): Asked {
  return { name, parent, field, nodes, nonNull: isNonNullType(field.type), fixed: fixedArguments({ field, nodes }) };
}

import type { FieldNode, GraphQLField, GraphQLLeafType, GraphQLObjectType } from 'graphql';
import type { Column, EntityClass, Model } from '../sql/model.ts';
import type { Columns } from './columns.ts';

/**
 * What is to be done for a selection, worked out once for however many requests ask it.
 *
 * A source is what an object of the answer is made from: a row as an array, when the engine read it, or an object, when a resolver gave
 * it. Where in it something stands is an index or a name accordingly, and reads alike: `source[at]`.
 */
export type At = number | string;
export type Source = Record<At, unknown>;

export interface ObjectPlan {
  type: GraphQLObjectType;
  fields: readonly FieldPlan[];
  /** Which of its fields tell something of a person, and where a source has the key of what they stand in; undefined where none does. */
  personal?: { fields: readonly string[]; key: At };
  subject?: SubjectPlan;
}

/** Whom the rows are about, where those are told who reads them: by which relation, and where a source has their key and its own. */
export interface SubjectPlan {
  property: string;
  of: At;
  key: At;
}

export type FieldPlan = TypeNameField | ColumnField | GlobalIdField | JoinedField | RelationField | ConnectionField | ComputedField | ResolvedField | DeniedField;

interface Named {
  /** As it stands in the answer. */
  name: string;
}

export interface TypeNameField extends Named {
  kind: 'typename';
  value: string;
}

/** A column that is answered as the database gave it. */
export interface ColumnField extends Named {
  kind: 'column';
  at: At;
}

/** The key, shown as a global id. */
export interface GlobalIdField extends Named {
  kind: 'id';
  at: At;
  typeName: string;
}

/** What a field in the schema is asked with, and where to point at when it fails. */
export interface Asked extends Named {
  parent: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
  nodes: readonly [FieldNode, ...FieldNode[]];
  nonNull: boolean;
  /** Its arguments, where no request changes them. */
  fixed?: Record<string, unknown> | undefined;
}

/** The row that a key points at, read beside the source's own columns. */
export interface JoinedField extends Asked {
  kind: 'joined';
  /** Where the source has the other row's key, null when there is no such row. */
  at: At;
  model: Model;
  object: ObjectPlan;
}

/** The row that a key points at, read for itself. */
export interface RelationField extends Asked {
  kind: 'relation';
  /** Where the source has the key. */
  at: At;
  rows: KeyedPlan;
}

/** Rows that are known by their keys. */
export interface KeyedPlan {
  model: Model;
  columns: Columns;
  object: ObjectPlan;
}

/** A page of rows: of all there are, or of those that point at the source. */
export interface ConnectionField extends Asked {
  kind: 'connection';
  entity: EntityClass;
  model: Model;
  pointing?: { by: Column /** Where the source has its own key. */; at: At };
  page: PagePlan;
}

/** A field that its resolver answers for all sources in one call, from rows of the columns it needs. */
export interface ComputedField extends Asked {
  kind: 'computed';
  needs: readonly Need[];
  value: ValuePlan;
}

/** Any other field: its resolver, or the source's property of its name. */
export interface ResolvedField extends Asked {
  kind: 'resolved';
  /** Where the source is a row of the engine: what makes it the object that the resolver knows. */
  needs?: readonly Need[];
  value: ValuePlan;
}

/** A field that whoever asks may not read: it is answered with an error, and nothing is read for it. */
export interface DeniedField extends Asked {
  kind: 'denied';
}

export interface Need {
  property: string;
  at: At;
}

export interface PagePlan {
  columns: Columns;
  fields: readonly PageField[];
  /** Whether rows are to be read at all, whether somebody wants to know where they stand, and whether there are more. */
  wants: { rows: boolean; cursors: boolean; more: boolean };
  subject?: SubjectPlan;
}

export type PageField =
  | TypeNameField
  | (Named & { kind: 'nodes'; object: ObjectPlan })
  | (Named & { kind: 'edges'; fields: readonly EdgeField[] })
  | (Named & { kind: 'pageInfo'; fields: readonly PageInfoField[] })
  | (Named & { kind: 'totalCount' })
  | AggregatesField;

export type EdgeField = TypeNameField | (Named & { kind: 'cursor' }) | (Named & { kind: 'node'; object: ObjectPlan });

export type PageInfoField = TypeNameField | (Named & { kind: 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor' });

export interface AggregatesField extends Asked {
  kind: 'aggregates';
  /** The measures selected: `count`, `average_score`. */
  wanted: ReadonlySet<string>;
  value: ValuePlan;
}

/** How a value that a resolver gave is completed. */
export interface ValuePlan {
  nonNull: boolean;
  of:
    | { kind: 'leaf'; type: GraphQLLeafType }
    | { kind: 'list'; item: ValuePlan }
    | ObjectShape
    /** By the `__typename` its values carry. */
    | { kind: 'abstract'; name: string; typeNames: readonly string[]; shapeOf(typeName: string): ObjectShape | undefined };
}

/** A value is the object itself; where its type has a table, it is a row of it or only its key. */
export interface ObjectShape {
  kind: 'object';
  plan: ObjectPlan;
  /** What is read of rows that are known by their key alone, or lack what the plan needs. */
  keyed?: { needs: readonly string[]; plan(): KeyedPlan };
}

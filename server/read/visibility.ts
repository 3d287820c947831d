import { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { Model, Models } from './sql/model.ts';
import { type Condition, raw, type Sql, sql, tableAs } from './sql/sql.ts';

/**
 * What one permission class may see. The engine asks for nothing else: a row that may not be seen is in no table, whatever way leads to it, and
 * a field that may not be read can neither be selected nor be filtered, ordered, grouped or measured by.
 */
export interface Visibility {
  /** Equal where the same fields may be read, whatever the rows: plans are kept by it. */
  readonly shape: string;
  /** The rows of a class, on the alias `t` of its bare table; undefined where all may be seen. */
  rowsOf(model: Model): Condition | undefined;
  /** Whether it depends on what stands in the rows which of them may be seen, and so may be another from one moment to the next. */
  readonly isConditional: boolean;
  /** Whether rows of a type may be seen at all. Said of the type alone, so that it tells nothing of what is there. */
  maySee(typeName: string): boolean;
  /** Whether a field may be read of those that may be seen; of a root type, whether it may be asked. */
  mayRead(typeName: string, fieldName: string): boolean;
  /** Whether a way in may be taken that is no field of the schema: `POST /intake`. */
  mayEnter(door: string): boolean;
  /** Throws FORBIDDEN where a verb may not be called with these arguments. Nothing where no arguments matter. */
  guardOf(typeName: string, fieldName: string): ((args: Readonly<Record<string, unknown>>, ask: Ask) => Promise<void>) | undefined;
}

/** Sends a statement to where the operation reads. */
export type Ask = <R>(statement: Sql) => Promise<R[]>;

/** Of whoever may see and do everything: statements are as if there were no policies. */
export const UNRESTRICTED: Visibility = {
  shape: '',
  rowsOf: () => undefined,
  isConditional: false,
  maySee: () => true,
  mayRead: () => true,
  mayEnter: () => true,
  guardOf: () => undefined,
};

/** The tables as somebody may see them. */
export interface Tables {
  readonly models: Models;
  /** A table as it stands in a statement. */
  table(model: Model, alias: string): Sql;
  /** Whether rows of it may be hidden. */
  hides(model: Model): boolean;
}

/** Every row there is: what policies themselves are said over. */
export function everyRow(models: Models): Tables {
  return { models, table: (model, alias) => tableAs(model.table, alias), hides: () => false };
}

/** Only the rows that may be seen. PostgreSQL takes such a subquery apart again, so that it costs what its condition costs. */
export function visibleTable(visibility: Visibility, model: Model, alias: string): Sql {
  const rows = visibility.rowsOf(model);
  return rows ? sql`(select * from ${tableAs(model.table, 't')} where ${rows}) as ${raw(`"${alias}"`)}` : tableAs(model.table, alias);
}

/** An error with code FORBIDDEN. It names what was asked for as the caller did, and nothing that the caller did not know. */
export function forbidden(what: string): GraphQLError {
  return new GraphQLError(`无权使用 ${what}。You may not use ${what}.`, { extensions: { code: ErrorCode.FORBIDDEN } });
}

import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import { badInput, isConnection, type SelectedField, Selections } from '../read/index.ts';
import { type Column, columnsOf } from './columns.ts';
import { ExportFailure } from './failure.ts';
import { type Headings, headingOf } from './heading.ts';

/** One page of an export: how many rows at most, after which. */
export interface PagePlace {
  first: number;
  after: string | null;
}

/** How an operation is exported. */
export interface ExportPlan {
  /** What the file holds: `督查结果`, in the language of its headings. */
  title: string;
  /** The root field, `inspectionResults`. */
  fieldName: string;
  columns: readonly Column[];
  /** The caller's operation, asking for one page. */
  document: DocumentNode;
  variables(place: PagePlace): Record<string, unknown>;
  /** The rows of a page's answer, and where the next one begins; `null` after the last. */
  rowsOf(data: Record<string, unknown>): { rows: readonly Record<string, unknown>[]; next: string | null };
  /** Where the caller's own `after` begins, and the most rows there shall be by its `first`. */
  start: string | null;
  most: number;
}

export interface PlanRequest {
  document: DocumentNode;
  operationName: string | null;
  variables: Record<string, unknown>;
  headings: Headings;
}

/**
 * Makes an operation that asks for a page out of one that asks for rows. Everything else in it stays as it was written, filters and order
 * and what is below a row, so that it is subject to the same policy and limits; only what would be counted anew for each page is left out.
 * @throws ExportFailure, GraphQLError with code BAD_USER_INPUT
 */
export function exportPlan(schema: GraphQLSchema, { document, operationName, variables, headings }: PlanRequest): ExportPlan {
  const operation = getOperationAST(document, operationName) as OperationDefinitionNode;
  if (operation.operation !== OperationTypeNode.QUERY) throw badInput('只能导出查询', 'Only queries can be exported');
  const read = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (read.errors) throw new ExportFailure(read.errors as readonly [GraphQLError, ...GraphQLError[]]);
  const fragments = document.definitions.filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION);
  const selections = new Selections(schema, fragments, read.coerced);

  const roots = selections.of(schema.getQueryType() as GraphQLObjectType, operation.selectionSet);
  const [root] = roots;
  if (!root || roots.length > 1) throw badInput(`导出的查询只能有一个根字段，得到 ${roots.length} 个`, `A query to export has exactly one root field, not ${roots.length}`);
  const connection = getNamedType(root.field.type) as GraphQLObjectType;
  if (!isConnection(connection)) throw badInput(`${root.field.name} 不是连接，不能导出`, `${root.field.name} is no connection and cannot be exported`);
  const rows = rowsIn(selections.below(root, connection));
  const { first, after, last, before } = getArgumentValues(root.field, root.nodes[0], read.coerced) as Record<string, string | number | null | undefined>;
  if (last != null || before != null) throw badInput('导出自前向后，请用 first、after 和 orderBy', 'An export goes forward: use first, after and orderBy');
  if (typeof first === 'number' && first < 0) throw badInput(`first 不能为负，得到 ${first}`, `first must not be negative: ${first}`);
  const columns = columnsOf(selections, getNamedType(rows.field.type) as GraphQLObjectType, rows, headings);

  const taken = new Set([...(operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value), rows.name]);
  const names = { first: untaken('exportFirst', taken), after: untaken('exportAfter', taken), pageInfo: untaken('exportPageInfo', taken) };
  return {
    title: headingOf(root.field, headings),
    fieldName: root.field.name,
    columns,
    document: { kind: Kind.DOCUMENT, definitions: [pageOperation(operation, root, rows, names), ...fragments] },
    variables: (place) => ({ ...variables, [names.first]: place.first, [names.after]: place.after }),
    rowsOf: (data) => {
      const page = data[root.name] as Record<string, unknown>;
      const { hasNextPage, endCursor } = page[names.pageInfo] as { hasNextPage: boolean; endCursor: string | null };
      return { rows: page[rows.name] as Record<string, unknown>[], next: hasNextPage ? endCursor : null };
    },
    start: (after as string | null | undefined) ?? null,
    most: typeof first === 'number' ? first : Number.POSITIVE_INFINITY,
  };
}

function rowsIn(fields: readonly SelectedField[]): SelectedField {
  const [rows, another] = fields.filter(({ field }) => field.name === 'nodes' || field.name === 'edges');
  if (!rows || another) throw badInput('导出的连接须选取 nodes 或 edges，且只选其一', 'Select nodes or edges of a connection to export, and one of them only');
  return rows;
}

function untaken(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? untaken(`${name}_`, taken) : name;
}

interface OurNames {
  first: string;
  after: string;
  pageInfo: string;
}

function pageOperation(operation: OperationDefinitionNode, root: SelectedField, rows: SelectedField, names: OurNames): OperationDefinitionNode {
  // Written as text and parsed: fifty lines of nodes would say the same.
  const ours = parse(
    `query ($${names.first}: Int!, $${names.after}: String) { page(first: $${names.first}, after: $${names.after}) { ${names.pageInfo}: pageInfo { hasNextPage endCursor } } }`,
  ).definitions[0] as OperationDefinitionNode;
  const page = ours.selectionSet.selections[0] as FieldNode;
  const [written] = root.nodes;
  const theirs = (written.arguments ?? []).filter(({ name }) => name.value !== 'first' && name.value !== 'after');
  return {
    ...operation,
    variableDefinitions: [...(operation.variableDefinitions ?? []), ...(ours.variableDefinitions as readonly VariableDefinitionNode[])],
    selectionSet: selecting([
      {
        ...written,
        arguments: [...theirs, ...(page.arguments as readonly ArgumentNode[])],
        selectionSet: selecting([...rows.nodes, ...(page.selectionSet as SelectionSetNode).selections]),
      },
    ]),
  };
}

function selecting(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

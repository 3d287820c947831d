import { type ExecutionResult, type GraphQLFieldResolver, type GraphQLObjectType, parse, validate } from 'graphql';
import { nodes } from '../../../schema/index.ts';
import { Readers } from '../../../server/database/index.ts';
import { attachReads, type CompiledOperation, Executor, Models, READ_LIMITS, Reader } from '../../../server/read/index.ts';
import { createSchema } from '../../../server/schema.ts';
import { freshDatabase, type TestDatabase } from '../../testkit/database.ts';

export interface Engine {
  database: TestDatabase;
  executor: Executor;
  /** Carries an operation out for each root value, an answer each, errors as they were raised. */
  executeAll(query: string, roots: readonly unknown[], variables?: Record<string, unknown>): Promise<ExecutionResult[]>;
  /** The same for one root. */
  execute(query: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  stop(): Promise<void>;
}

/** The read engine over a database of its own, without a server around it. `resolvers` take the place of the schema's own: `{ 'Officer.name': … }`. */
export async function openEngine(resolvers: Record<string, GraphQLFieldResolver<unknown, unknown>> = {}): Promise<Engine> {
  const database = await freshDatabase();
  const readers = new Readers(database.url, 1, READ_LIMITS.statementTimeout);
  const schema = attachReads(await createSchema());
  for (const [name, resolve] of Object.entries(resolvers)) {
    const [typeName, fieldName] = name.split('.') as [string, string];
    Object.assign((schema.getType(typeName) as GraphQLObjectType).getFields()[fieldName] as object, { resolve });
  }
  const models = new Models(database.orm);
  const executor = new Executor(schema, models, nodes);
  // As a server keeps them: what one request leaves behind in an operation would meet the next.
  const compiled = new Map<string, CompiledOperation>();
  const operationOf = (query: string) => {
    const document = parse(query);
    const mistakes = validate(schema, document);
    if (mistakes.length) throw mistakes[0];
    const operation = compiled.get(query) ?? executor.compile(document);
    compiled.set(query, operation);
    return operation;
  };
  const executeAll: Engine['executeAll'] = async (query, roots, variables) => {
    const read = new Reader(models, readers);
    try {
      return await executor.executeAll(operationOf(query), { variables, contextValue: { read } }, roots);
    } finally {
      await read.close();
    }
  };
  return {
    database,
    executor,
    executeAll,
    execute: async (query, variables) => (await executeAll(query, [undefined], variables))[0] as ExecutionResult,
    stop: async () => {
      await readers.close();
      await database.drop();
    },
  };
}

/** Of each error where it stands and what it says. */
export function told({ errors }: ExecutionResult): Record<string, string> {
  return Object.fromEntries((errors ?? []).map(({ path, message }) => [path?.join('.') ?? '', message]));
}

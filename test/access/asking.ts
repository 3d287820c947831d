import { type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql';
import { nodes } from '../../schema/index.ts';
import { NO_VISIT } from '../../server/access/index.ts';
import { Policies } from '../../server/access/policies.ts';
import { Role } from '../../server/access/policy.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { Readers } from '../../server/database/index.ts';
import { EventLog } from '../../server/live/index.ts';
import { policies } from '../../server/policies.ts';
import { attachReads, Executor, Models, Reader, type Visibility } from '../../server/read/index.ts';
import { createSchema } from '../../server/schema.ts';
import type { TestServer } from '../testkit/server.ts';

export interface Asking {
  schema: GraphQLSchema;
  executor: Executor;
  rules: Policies;
  /** A context as an operation of the viewer has. */
  contextOf(viewer: Viewer, visibility?: Visibility): { read: Reader; viewer: Viewer };
  /** Answers as the viewer would be answered, without asking who they are; under another visibility where one is named. */
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>, visibility?: Visibility): Promise<ExecutionResult>;
  /** The codes of an answer's errors. */
  codes(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<unknown[]>;
  stop(): Promise<void>;
}

/** Asks the database of a test server as any viewer, with the policies as they are. */
export async function asking({ database }: TestServer): Promise<Asking> {
  const log = await EventLog.open(database.orm);
  const models = new Models(database.orm);
  const schema = attachReads(await createSchema());
  const rules = new Policies({ schema, models, entities: nodes, policies });
  const executor = new Executor(schema, models, nodes, Number.MAX_SAFE_INTEGER);
  const readers = new Readers(database.url, 1, 20_000);
  const contextOf = (viewer: Viewer, visibility = rules.of(viewer)) => ({
    log,
    em: database.orm.em.fork(),
    read: new Reader(models, readers, undefined, visibility),
    viewer,
    visit: NO_VISIT,
    now: () => new Date(),
  });
  const ask: Asking['ask'] = async (viewer, query, variables, visibility) => {
    const document = parse(query);
    const mistakes = validate(schema, document);
    if (mistakes.length) throw new Error(`${mistakes.join('\n')}\n${query}`);
    const contextValue = contextOf(viewer, visibility);
    try {
      return await executor.execute(executor.compile(document), { variables, contextValue });
    } finally {
      await contextValue.read.close();
    }
  };
  return {
    schema,
    executor,
    rules,
    contextOf,
    ask,
    codes: async (...asked) => ((await ask(...asked)).errors ?? []).map(({ extensions }) => extensions.code),
    stop: () => readers.close(),
  };
}

/** A viewer of each role, alone in it. The keys are of rows that there are. */
export function viewersOf({ id, unit, officer, assignedUnits }: { id?: number; unit: number; officer: number; assignedUnits: readonly number[] }): Record<Role, Viewer> {
  return Object.fromEntries(
    Object.values(Role).map((role): [Role, Viewer] => [
      role,
      { kind: role === Role.PUBLIC ? 'nobody' : role === Role.SCREEN ? 'screen' : 'person', roles: [role], ...(id === undefined ? {} : { id }), unit, officer, assignedUnits },
    ]),
  ) as Record<Role, Viewer>;
}

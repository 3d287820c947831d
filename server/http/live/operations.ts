import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DocumentNode, type ExecutionResult, execute, GraphQLError, type GraphQLSchema, getOperationAST, type OperationTypeNode, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ErrorCode } from '../../../schema/ErrorCode.ts';
import { type Execution, type Groups, liveError, type Outlet, SubscriptionText } from '../../live/index.ts';

/** Texts kept with what was made of them: a hall of screens sends one. */
const KEPT_TEXTS = 500;
/** Who may see what is not told apart yet: there is no access control. */
const EVERYBODY = 'everybody';

/** What a client sends, in any transport. */
export interface OperationRequest {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

interface Prepared {
  document: DocumentNode;
  type: OperationTypeNode;
  subscription?: SubscriptionText;
}

/** Operations that come over a live connection: parsed and validated once a text, executed with a fresh context each. */
export class Operations {
  readonly #schema: GraphQLSchema;
  readonly #groups: Groups;
  readonly #execution: Execution;
  readonly #prepared = new LRUCache<string, Prepared>({ max: KEPT_TEXTS });
  readonly #underWay = new Set<Promise<unknown>>();
  #stopping = false;

  constructor(groups: Groups, execution: Execution) {
    this.#schema = execution.schema;
    this.#groups = groups;
    this.#execution = execution;
  }

  /** The operation, valid, or what is wrong with it. */
  prepare({ query, operationName }: OperationRequest): Prepared | readonly GraphQLError[] {
    const key = JSON.stringify([query, operationName ?? null]);
    const known = this.#prepared.get(key);
    if (known) return known;
    try {
      const document = parse(query);
      const mistakes = validate(this.#schema, document);
      if (mistakes.length) return mistakes.map((mistake) => withCode(mistake, ErrorCode.GRAPHQL_VALIDATION_FAILED));
      const operation = getOperationAST(document, operationName);
      if (!operation) return [withCode(new GraphQLError('Unknown or ambiguous operation: say which by operationName'), ErrorCode.BAD_REQUEST)];
      const prepared: Prepared = { document, type: operation.operation };
      if (operation.operation === 'subscription') prepared.subscription = new SubscriptionText(this.#schema, document, operationName);
      this.#prepared.set(key, prepared);
      return prepared;
    } catch (error) {
      if (error instanceof GraphQLError) return [withCode(error, ErrorCode.GRAPHQL_PARSE_FAILED)];
      // Thousands of levels overflow the stack.
      if (error instanceof RangeError) return [withCode(new GraphQLError('嵌套过深。Nested too deeply.'), ErrorCode.GRAPHQL_PARSE_FAILED)];
      throw error;
    }
  }

  /** The answer to a query or mutation. */
  async execute({ document }: Prepared, { operationName, variables }: OperationRequest): Promise<ExecutionResult> {
    if (this.#stopping) return { errors: [isStopping()] };
    return this.#track(this.#execute(document, operationName, variables));
  }

  /** Follows a subscription until the returned function is called, or says why not. `after` takes the place of its cursor argument. */
  async subscribe({ subscription }: Prepared, { variables }: OperationRequest, outlet: Outlet, after?: string): Promise<(() => void) | readonly GraphQLError[]> {
    if (this.#stopping) return [isStopping()];
    const asked = (subscription as SubscriptionText).ask(variables, EVERYBODY);
    if (!('question' in asked)) return asked.map((error) => withCode(error, ErrorCode.BAD_USER_INPUT));
    return this.#groups.join(asked.question, after ?? asked.after, outlet);
  }

  /** From here on nothing new is taken; resolves when what is being executed has been answered. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.allSettled(this.#underWay);
    // Who waited for an answer sends it now.
    await nextTurn();
  }

  async #execute(document: DocumentNode, operationName?: string | null, variableValues?: Record<string, unknown> | null): Promise<ExecutionResult> {
    const { schema, newContext, show } = this.#execution;
    const { contextValue, close } = newContext(EVERYBODY);
    try {
      const { errors, ...result } = await execute({ schema, document, operationName, variableValues, contextValue });
      return errors ? { ...result, errors: errors.map((error) => show(error).shown) } : result;
    } finally {
      await close();
    }
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    const done = () => this.#underWay.delete(work);
    work.then(done, done);
    return work;
  }
}

function isStopping(): GraphQLError {
  return liveError('SERVER_STOPPING', '服务器正在停止，请稍后重连', 'The server is stopping; come back in a moment');
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  if (error.extensions.code === undefined) error.extensions.code = code;
  return error;
}

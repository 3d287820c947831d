import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Visit } from '../access/identity.ts';
import { permissionClassOf, type Viewer } from '../access/viewer.ts';
import type { Witness } from '../audit/index.ts';
import { type Groups, liveError, type Outlet, type SubscriptionText } from '../live/index.ts';
import type { Executor, Reader } from '../read/index.ts';
import { type DocumentRules, Documents, notTrusted, type OperationRequest, type Prepared } from './documents.ts';
import type { ShowError } from './errors.ts';
import { tooDeep } from './limits.ts';
import { nestingOf } from './measure.ts';
import { OperationsUnderWay } from './underWay.ts';

/** Levels of lists and objects in the variables: coercing them would overflow the stack. */
const DEEPEST_VARIABLES = 100;

/** Who asks. */
export interface Caller {
  address: string;
  /** Every error that is answered carries it. */
  requestId: string;
  viewer: Viewer;
  visit: Visit;
}

export interface OperationsParts extends DocumentRules {
  executor: Executor;
  groups: Groups;
  newContext(caller: Caller): { contextValue: { read: Reader }; close(): Promise<void> };
  /** Writes down what they read of persons. */
  witnessOf(caller: Caller): Pick<Witness, 'read'>;
  show: ShowError;
}

/** All operations of the process, whatever transport they come over: made ready once a text, executed with a fresh context each. */
export class Operations {
  readonly #documents: Documents;
  readonly #underWay: OperationsUnderWay;
  readonly #parts: OperationsParts;
  #stopping = false;

  constructor(parts: OperationsParts) {
    this.#parts = parts;
    this.#documents = new Documents(parts.executor, parts);
    this.#underWay = new OperationsUnderWay(parts.limits.perAddress);
  }

  /** The operation, valid, or what is wrong with it. */
  prepare(request: OperationRequest, { requestId, viewer }: Caller): Prepared | readonly GraphQLError[] {
    try {
      const refusal = refusalOf(request.variables);
      if (refusal) return this.shown([refusal], requestId);
      const prepared = this.#documents.prepare(request);
      if ('document' in prepared && viewer.kind === 'screen' && !this.#documents.trusts(prepared)) return this.shown([notTrusted()], requestId);
      return 'document' in prepared ? prepared : this.shown(prepared, requestId);
    } catch (error) {
      return this.shown([error], requestId);
    }
  }

  /** The answer to a query or mutation. */
  async execute(prepared: Prepared, { variables }: OperationRequest, caller: Caller): Promise<ExecutionResult> {
    const refusal = this.#stopping ? isStopping() : this.#underWay.refusal(caller.address);
    if (refusal) return { errors: this.shown([refusal], caller.requestId) };
    return this.#underWay.follow(caller.address, this.#execute(prepared, variables, caller));
  }

  /** Follows a subscription until the returned function is called, or says why not. `after` takes the place of its cursor argument. */
  async subscribe(prepared: Prepared, { variables }: OperationRequest, caller: Caller, outlet: Outlet, after?: string): Promise<(() => void) | readonly GraphQLError[]> {
    const { requestId, viewer } = caller;
    if (this.#stopping) return this.shown([isStopping()], requestId);
    const asked = (prepared.subscription as SubscriptionText).ask(variables, permissionClassOf(viewer));
    if (!('question' in asked)) return this.shown(asked, requestId);
    try {
      await this.#writeDownJoining(prepared, variables, caller);
    } catch (error) {
      return this.shown([error], requestId);
    }
    const joined = await this.#parts.groups.join(asked.question, after ?? asked.after, outlet);
    return typeof joined === 'function' ? joined : this.shown(joined, requestId);
  }

  /** What a client is told of errors. */
  shown(errors: readonly unknown[], requestId: string): readonly GraphQLError[] {
    return errors.map((error) => this.#parts.show(error, requestId).shown);
  }

  /** From here on nothing new is taken; resolves when what is being executed has been answered. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#underWay.end();
    // Who waited for an answer sends it now.
    await nextTurn();
  }

  /** Once for all the events that are told. They are carried out for many at once, under nobody's name. */
  async #writeDownJoining(prepared: Prepared, variables: OperationRequest['variables'], caller: Caller): Promise<void> {
    const { executor, newContext, witnessOf } = this.#parts;
    const { contextValue, close } = newContext(caller);
    try {
      const fields = executor.personalIn(prepared.compiled, variables, contextValue.read.visibility);
      if (fields.length) await witnessOf(caller).read(prepared, { fields, rows: [], rowCount: null, subjects: [] });
    } finally {
      await close();
    }
  }

  async #execute(prepared: Prepared, variables: OperationRequest['variables'], caller: Caller): Promise<ExecutionResult> {
    const { executor, newContext, witnessOf } = this.#parts;
    const { contextValue, close } = newContext(caller);
    try {
      const { errors, ...result } = await executor.execute(prepared.compiled, { variables, contextValue });
      const found = await contextValue.read.personalRead();
      if (found) await witnessOf(caller).read(prepared, found);
      return errors ? { errors: this.shown(errors, caller.requestId), ...result } : result;
    } catch (error) {
      return { errors: this.shown([error], caller.requestId) };
    } finally {
      await close();
    }
  }
}

function refusalOf(variables: OperationRequest['variables']): GraphQLError | undefined {
  const found = nestingOf(variables);
  return found > DEEPEST_VARIABLES ? tooDeep(DEEPEST_VARIABLES, found) : undefined;
}

function isStopping(): GraphQLError {
  return liveError('SERVER_STOPPING', '服务器正在停止，请稍后重连', 'The server is stopping; come back in a moment');
}

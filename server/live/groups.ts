import { createSourceEventStream, type GraphQLError } from 'graphql';
import type { Reader } from '../read/index.ts';
import { EventCursor } from './cursor.ts';
import { liveError } from './errors.ts';
import { Group, type Outlet } from './group.ts';
import type { EventLog } from './log.ts';
import { type Execution, Fault, Payloads } from './payloads.ts';
import type { Question } from './question.ts';
import { LiveEvents } from './source.ts';
import type { EventTail } from './tail.ts';

/** Every live subscription of the process, grouped by what it asks. Groups come with their first member and go with their last. */
export class Groups {
  readonly #log: EventLog;
  readonly #tail: EventTail;
  readonly #execution: Execution;
  readonly #groups = new Map<string, Group>();

  constructor(log: EventLog, tail: EventTail, execution: Execution) {
    this.#log = log;
    this.#tail = tail;
    this.#execution = execution;
  }

  /** How many questions are being followed, and by how many. */
  get size(): { groups: number; members: number } {
    return { groups: this.#groups.size, members: [...this.#groups.values()].reduce((sum, { size }) => sum + size, 0) };
  }

  /**
   * Tells `outlet` the events after a cursor, or from now on, until the returned function is called. Answers with
   * errors instead when the question or its cursor cannot be served: BAD_CURSOR, FOREIGN_CURSOR, or the resolver's own. GAP comes
   * to the outlet, once the log has been looked at.
   */
  async join(question: Question, after: string | null, outlet: Outlet): Promise<(() => void) | readonly GraphQLError[]> {
    try {
      const cursor = after === null ? null : EventCursor.parse(after, this.#log.id);
      if (cursor && !(await this.#tail.hasReached(cursor))) {
        throw liveError('FOREIGN_CURSOR', '游标在本库尚未到达的位置', 'This cursor lies in the future of this database, which must have been put back to an older state');
      }
      // Looked up again after every wait: another may have come meanwhile, or the last have gone.
      for (;;) {
        const group = this.#groups.get(question.key);
        if (group) return group.join(outlet, cursor);
        const events = await this.#eventsOf(question);
        if (!(events instanceof LiveEvents)) return events;
        if (!this.#groups.has(question.key)) this.#open(question, events);
      }
    } catch (error) {
      return [this.#shown(error)];
    }
  }

  #open(question: Question, events: LiveEvents): void {
    const group = new Group({
      log: this.#log.id,
      tail: this.#tail,
      events,
      payloads: new Payloads(question, this.#execution),
      shownFault: (error) => this.#shown(error),
      onEmpty: () => this.#groups.delete(question.key),
    });
    this.#groups.set(question.key, group);
  }

  async #eventsOf({ operation, variables, permissionClass }: Question): Promise<LiveEvents | readonly GraphQLError[]> {
    const { executor, newContext } = this.#execution;
    const { contextValue, close } = newContext(permissionClass);
    try {
      // graphql-js knows neither costs nor policies.
      const { read } = contextValue as { read?: Reader };
      const refused = executor.refusal(operation, variables, read?.visibility);
      if (refused) return refused.map((error) => this.#shown(error));
      const source = await createSourceEventStream({ schema: executor.schema, document: operation.document, variableValues: variables, contextValue });
      if (source instanceof LiveEvents) return source;
      if (Symbol.asyncIterator in source) throw new Error('Subscriptions of this server answer with LiveEvents');
      return (source.errors ?? []).map((error) => this.#shown(error));
    } finally {
      await close();
    }
  }

  #shown(error: unknown): GraphQLError {
    return error instanceof Fault ? error.shown : this.#execution.show(error).shown;
  }
}

import type { ExecutionResult, GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Executor, Reader } from '../read/index.ts';
import type { Payload } from './batch.ts';
import { type Concerns, seenOf } from './concern.ts';
import type { Question } from './question.ts';
import type { Delivery } from './tail.ts';

/** Answers kept for screens that come back after a break (bytes a question). */
const KEPT_BYTES = 512 * 1024;

/** What execution needs from outside the engine. */
export interface Execution {
  executor: Executor;
  /** A context for one batch of events: fresh reads through the policy of a permission class. */
  newContext(permissionClass: string): { contextValue: unknown; close(): Promise<void> };
  /** What the events of a subscription concern, by the name of its field. */
  concernsOf(subscription: string): Concerns;
  /** What a client is told of an error; says whether it is a fault of ours, after which nothing may be skipped. */
  show(error: unknown): { shown: GraphQLError; fault: boolean };
}

/** A fault of ours while an event was being answered: it may not be skipped, so its readers are broken off. */
export class Fault extends Error {
  readonly shown: GraphQLError;

  constructor(shown: GraphQLError) {
    super(shown.message);
    this.shown = shown;
  }
}

/**
 * The answers to one question: each event is executed and serialised once, whoever needs it and when. Only those are answered that concern a row which the
 * question's permission class may see. Where that depends on what stands in the rows it is looked at each time, in one moment with the answer, and nothing is kept.
 */
export class Payloads {
  readonly #question: Question;
  readonly #execution: Execution;
  readonly #kept = new LRUCache<string, Payload>({ maxSize: KEPT_BYTES, sizeCalculation: ({ json }) => json.length + 200 });
  readonly #underWay = new Map<string, Promise<Payload | undefined>>();

  constructor(question: Question, execution: Execution) {
    this.#question = question;
    this.#execution = execution;
  }

  /** The answers in order, up to the first that met a {@link Fault}; none for an event that has not happened for who asks. */
  async of(deliveries: readonly Delivery[]): Promise<{ payloads: Payload[]; fault?: Fault }> {
    const missing = deliveries.filter(({ cursor }) => !this.#kept.has(String(cursor)) && !this.#underWay.has(String(cursor)));
    if (missing.length) this.#answerAll(missing);
    const outcomes = await Promise.allSettled(deliveries.map(({ cursor }) => this.#kept.get(String(cursor)) ?? this.#underWay.get(String(cursor))));
    const payloads: Payload[] = [];
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') return { payloads, fault: outcome.reason as Fault };
      if (outcome.value) payloads.push(outcome.value);
    }
    return { payloads };
  }

  /** Carried out together: what the events of a batch have in common is read once, and what is alike in the same statements. */
  #answerAll(deliveries: readonly Delivery[]): void {
    const { contextValue, close } = this.#execution.newContext(this.#question.permissionClass);
    // A schema without tables is asked without a Reader.
    const { read } = contextValue as { read?: Reader };
    const all = this.#execute(contextValue, read, deliveries).finally(close);
    for (const delivery of deliveries) {
      const cursor = String(delivery.cursor);
      const answer = all
        .then((results) => {
          const result = results.get(delivery);
          return result && this.#payload(cursor, result, !read?.visibility.isConditional);
        })
        .finally(() => this.#underWay.delete(cursor));
      this.#underWay.set(cursor, answer);
    }
  }

  async #execute(contextValue: unknown, read: Reader | undefined, deliveries: readonly Delivery[]): Promise<Map<Delivery, ExecutionResult>> {
    const { executor, concernsOf } = this.#execution;
    const { operation, field, variables } = this.#question;
    // Otherwise a row might be there when it is looked for, and not when it is shown.
    if (read?.visibility.isConditional) await read.snapshot();
    const told = read ? await seenOf(read, concernsOf(field), deliveries) : deliveries;
    if (!told.length) return new Map();
    const results = await executor.executeAll(operation, { variables, contextValue }, told);
    return new Map(told.map((delivery, at) => [delivery, results[at] as ExecutionResult]));
  }

  #payload(cursor: string, result: ExecutionResult, keep: boolean): Payload {
    const payload = { json: serialised(this.#shown(result)), cursor };
    if (keep) this.#kept.set(cursor, payload);
    return payload;
  }

  #shown({ errors, ...result }: ExecutionResult): ExecutionResult {
    if (!errors) return result;
    return {
      ...result,
      errors: errors.map((error) => {
        const { shown, fault } = this.#execution.show(error);
        if (fault) throw new Fault(shown);
        return shown;
      }),
    };
  }
}

function serialised({ errors, data }: ExecutionResult): Buffer {
  const text = JSON.stringify({ ...(errors ? { errors } : {}), data });
  return Buffer.from(text.slice(0, -1));
}

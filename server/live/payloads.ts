import type { ExecutionResult, GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Executor } from '../read/index.ts';
import type { Payload } from './batch.ts';
import type { Question } from './question.ts';
import type { Delivery } from './tail.ts';

/** Answers kept for screens that come back after a break (bytes a question). */
const KEPT_BYTES = 512 * 1024;

/** What execution needs from outside the engine. */
export interface Execution {
  executor: Executor;
  /** A context for one batch of events: fresh reads through the policy of a permission class. */
  newContext(permissionClass: string): { contextValue: unknown; close(): Promise<void> };
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

/** The answers to one question: each event is executed and serialised once, whoever needs it and when. */
export class Payloads {
  readonly #question: Question;
  readonly #execution: Execution;
  readonly #kept = new LRUCache<string, Payload>({ maxSize: KEPT_BYTES, sizeCalculation: ({ json }) => json.length + 200 });
  readonly #underWay = new Map<string, Promise<Payload>>();

  constructor(question: Question, execution: Execution) {
    this.#question = question;
    this.#execution = execution;
  }

  /** The answers in order, up to the first that met a {@link Fault}. */
  async of(deliveries: readonly Delivery[]): Promise<{ payloads: Payload[]; fault?: Fault }> {
    const missing = deliveries.filter(({ cursor }) => !this.#kept.has(String(cursor)) && !this.#underWay.has(String(cursor)));
    if (missing.length) this.#answerAll(missing);
    const outcomes = await Promise.allSettled(deliveries.map(({ cursor }) => this.#kept.get(String(cursor)) ?? this.#underWay.get(String(cursor))));
    const payloads: Payload[] = [];
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') return { payloads, fault: outcome.reason as Fault };
      payloads.push(outcome.value as Payload);
    }
    return { payloads };
  }

  /** Carried out together: what the events of a batch have in common is read once, and what is alike in the same statements. */
  #answerAll(deliveries: readonly Delivery[]): void {
    const { executor, newContext } = this.#execution;
    const { operation, variables, permissionClass } = this.#question;
    const { contextValue, close } = newContext(permissionClass);
    const all = executor.executeAll(operation, { variables, contextValue }, deliveries).finally(close);
    for (const [at, delivery] of deliveries.entries()) {
      const cursor = String(delivery.cursor);
      const answer = all.then((results) => this.#keep(cursor, results[at] as ExecutionResult)).finally(() => this.#underWay.delete(cursor));
      this.#underWay.set(cursor, answer);
    }
  }

  #keep(cursor: string, result: ExecutionResult): Payload {
    const payload = { json: serialised(this.#shown(result)), cursor };
    this.#kept.set(cursor, payload);
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

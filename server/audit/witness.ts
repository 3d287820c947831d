import { GraphQLError, type GraphQLField, getNamedType, isObjectType } from 'graphql';
import { ActOutcome, AuditKind } from '../../schema/audit/index.ts';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { Problem } from '../../schema/Problem.ts';
import type { Acts, PersonalRead } from '../read/index.ts';
import { type Actor, entryOf, type NewEntry } from './entry.ts';
import type { AuditLog } from './log.ts';
import { readingsBy } from './readings.ts';
import { madeIn, reasonIn, subjectsOf } from './subjects.ts';

/** What an act is about: ids and codes, a reason; for an export also what is to be read. */
export type About = Partial<Pick<NewEntry, 'subjects' | 'reason' | 'operation' | 'document' | 'fields'>>;

export interface Ending {
  outcome: ActOutcome;
  /** Of problems and errors. */
  codes?: readonly string[];
  /** What came of it. */
  subjects?: readonly string[];
  rowCount?: number;
}

/** An act that is written down, and now may be carried out. */
export interface Act {
  /** Writes down how it ended. Never rejects: it is done, and whoever asked for it is told so; without an outcome the log says that nobody knows. */
  end(ending: Ending): Promise<void>;
}

/** An operation that reads. */
export interface Source {
  name: string | undefined;
  hash: string;
}

export interface WitnessParts {
  log: Pick<AuditLog, 'write'>;
  /** The key of the account that signs in by a name. */
  accountNamed(name: string): Promise<number | undefined>;
}

/** What a screen says of itself every few seconds. Its own row holds it; a log full of it would hide everything else. */
const HEARTBEATS: ReadonlySet<string> = new Set(['reportDisplayed']);

/** Writes down what one asker does, before it is done, and what they read of persons, before it is answered. */
export class Witness implements Acts {
  readonly #parts: WitnessParts;
  readonly #actor: Actor;

  constructor(parts: WitnessParts, actor: Actor) {
    this.#parts = parts;
    this.#actor = actor;
  }

  /** Rejects with AUDIT_UNAVAILABLE: then it may not be done. */
  async begin(verb: string, about: About = {}): Promise<Act> {
    const { log } = this.#parts;
    const act_id = await log.write(entryOf(AuditKind.ACT, this.#actor, { ...about, verb }));
    return {
      end: async ({ outcome, codes = [], subjects = [], rowCount = null }) => {
        // The log itself has reported why.
        await log.write(entryOf(AuditKind.OUTCOME, this.#actor, { act_id, outcome, codes, subjects, row_count: rowCount })).catch(() => undefined);
      },
    };
  }

  /** And the officers are told whose files it was of. Rejects with AUDIT_UNAVAILABLE: then it may not be answered. */
  async read({ name = null, hash }: { name?: string | null | undefined; hash?: string }, { fields, rows, rowCount, subjects }: PersonalRead): Promise<void> {
    const entry = entryOf(AuditKind.READ, this.#actor, { operation: name, document: hash ?? null, fields, rows, row_count: rowCount });
    await this.#parts.log.write(entry, readingsBy(this.#actor.viewer, subjects));
  }

  async carryOut({ name, args: inputs, type }: GraphQLField<unknown, unknown>, argsOf: () => Record<string, unknown>, work: () => unknown): Promise<unknown> {
    if (HEARTBEATS.has(name) && this.#actor.viewer.kind === 'screen') return work();
    const args = readable(argsOf);
    const account = await this.#accountIn(args);
    const act = await this.begin(name, { subjects: [...subjectsOf(inputs, args), ...account], reason: reasonIn(args) });
    try {
      const payload = await work();
      // graphql-js takes an error that is returned for one that is thrown.
      if (payload instanceof Error) throw payload;
      const { problems = [] } = (payload ?? {}) as { problems?: readonly Problem[] };
      const shown = getNamedType(type);
      const subjects = isObjectType(shown) ? madeIn(payload, shown) : [];
      if (problems.length) await act.end({ outcome: ActOutcome.REFUSED, codes: problems.map(({ code }) => code) });
      else await act.end({ outcome: ActOutcome.DONE, subjects: account.length ? subjects : [...subjects, ...(await this.#accountIn(args))] });
      return payload;
    } catch (error) {
      await act.end(endingOf(error));
      throw error;
    }
  }

  /** Of who signs in by a name and a password: which account it is, never what was typed. */
  async #accountIn({ name, password }: Record<string, unknown>): Promise<string[]> {
    if (typeof name !== 'string' || typeof password !== 'string') return [];
    const key = await this.#parts.accountNamed(name);
    return key === undefined ? [] : [`account=Account:${key}`];
  }
}

/** How an act ended that did not come to its end. */
export function endingOf(error: unknown): Ending {
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  if (code === ErrorCode.FORBIDDEN) return { outcome: ActOutcome.FORBIDDEN, codes: [code] };
  if (typeof code === 'string' && code !== ErrorCode.INTERNAL_SERVER_ERROR) return { outcome: ActOutcome.REFUSED, codes: [code] };
  return { outcome: ActOutcome.FAILED, codes: [ErrorCode.INTERNAL_SERVER_ERROR] };
}

/** What is wrong with them is told where they are needed. */
function readable(argsOf: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return argsOf();
  } catch {
    return {};
  }
}

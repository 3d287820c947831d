import { Client } from 'pg';

/** A statement that a server sent. */
export interface Answered {
  text: string;
  values: unknown[];
}

type Query = (this: Client, statement: unknown, values?: unknown, ...rest: unknown[]) => unknown;

/** Notes the statements of every connection of this process. Nothing is wrapped while nothing is noted: a measured server runs as it is. */
export class StatementNotes {
  #noted: Answered[] = [];
  #original: Query | undefined;

  begin(): void {
    this.#noted = [];
    if (this.#original) return;
    const original = Client.prototype.query as Query;
    const noted = (statement: Answered) => this.#noted.push(statement);
    this.#original = original;
    Client.prototype.query = function query(this: Client, statement: unknown, values?: unknown, ...rest: unknown[]) {
      const config = typeof statement === 'string' ? { text: statement } : (statement as { text: string; values?: unknown[] });
      noted({ text: config.text, values: Array.isArray(values) ? values : (config.values ?? []) });
      return original.call(this, statement, values, ...rest);
    } as Query as typeof Client.prototype.query;
  }

  end(): Answered[] {
    if (this.#original) Client.prototype.query = this.#original as typeof Client.prototype.query;
    this.#original = undefined;
    return this.#noted;
  }
}

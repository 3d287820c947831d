import { setTimeout as pause } from 'node:timers/promises';
import { EventCursor, isAfter, type Position } from '../../server/live/cursor.ts';
import type { Chance } from './chance.ts';
import type { LogEntry } from './cluster.ts';
import type { Payload, Transport } from './transports.ts';

/** Nothing heard for this long counts as dead (milliseconds); twice that after a try in vain, and so on, for a busy machine is only slow. */
const PATIENCE = 4_000;
const MOST_DOUBLINGS = 3;
/** Before coming back after a break (milliseconds). */
const ABSENCE = { least: 10, most: 600 };

/** What a screen may be told and come back from; any other refusal is a failure. */
const PASSES = new Set(['INTERNAL_SERVER_ERROR', 'TIMED_OUT', 'SERVER_STOPPING', 'FELL_BEHIND', 'TOO_MANY_SUBSCRIPTIONS', 'AUDIT_UNAVAILABLE']);

const SNAPSHOT = '{ board { cursor recent { cursor } } }';
/** As many recent events as a snapshot shows; with fewer it shows all there are. */
const RECENT = 20;

/** What a screen asks for, and which events it is then entitled to. */
export interface Interest {
  query: string;
  concerns(event: LogEntry): boolean;
}

const everything = () => true;
export const interests: readonly Interest[] = [
  { query: 'subscription ($after: EventCursor) { board(after: $after) { cursor __typename } }', concerns: everything },
  { query: 'subscription ($after: EventCursor) { board(after: $after) { cursor __typename } }', concerns: everything },
  { query: 'subscription Wall($after: EventCursor) { board(after: $after) { cursor at round { month } ... on FindingRecorded { finding { evidence } } } }', concerns: everything },
  { query: 'subscription ($after: EventCursor) { inspectionResultPublished(after: $after) { cursor result { score } } }', concerns: ({ kind }) => kind === 'RESULT_PUBLISHED' },
];

/** What a screen has to show for itself at the end. */
export type Account = Pick<Screen, 'interest' | 'beginning' | 'told' | 'left' | 'failure'>;

/** What a screen began with: the newest events of its snapshot, newest first, and its cursor. */
export interface Beginning {
  cursor: EventCursor;
  recent: Position[];
  /** Whether `recent` is all there was. */
  whole: boolean;
}

/**
 * One independent client: takes a snapshot, follows what comes after it, and after every break goes on
 * after its last cursor. Writes down all it is told and judges nothing: neither drops nor reorders.
 */
export class Screen {
  readonly name: string;
  readonly interest: Interest;
  beginning: Beginning | undefined;
  readonly told: Position[] = [];
  /** Why it could not go on, though nobody died. */
  failure: string | undefined;
  /** Times it was told something over a connection that was not its first. */
  resumed = 0;
  /** How often it lost its connection, by how. */
  readonly breaks = new Map<string, number>();
  readonly #url: string;
  readonly #logId: string;
  readonly #transport: Transport;
  readonly #chance: Chance;
  /** Ends whatever it is waiting for. */
  #hangUp = new AbortController();
  #left = false;
  readonly #gone: Promise<void>;
  /** Tries since it last heard anything. */
  #inVain = 0;
  #began = '';
  #after = '';
  #awaited: { place: Position; reached: () => void } | undefined;

  constructor(name: string, url: string, logId: string, interest: Interest, transport: Transport, chance: Chance) {
    this.name = name;
    this.interest = interest;
    this.#url = url;
    this.#logId = logId;
    this.#transport = transport;
    this.#chance = chance;
    this.#gone = this.#live().catch((error: Error) => this.#fail(error.stack ?? error.message));
  }

  /** Whether it went away before the end. */
  get left(): boolean {
    return this.#left;
  }

  async leave(): Promise<void> {
    this.#left = true;
    this.#hangUp.abort();
    await this.#gone;
  }

  /** Resolves once it was told of the event at `place`, has failed or has left. */
  async reach(place: Position): Promise<void> {
    const reached = new Promise<void>((resolve) => {
      this.#awaited = { place, reached: resolve };
      this.#look();
    });
    await Promise.race([reached, this.#gone]);
  }

  async #live(): Promise<void> {
    for (let connections = 0; !this.#left && !this.failure; ) {
      this.#hangUp = new AbortController();
      this.#inVain++;
      const how = await (this.beginning ? this.#follow(connections++, this.#hangUp) : this.#begin(this.#hangUp));
      if (!how || this.#left) continue;
      this.#count(how);
      this.#hangUp = new AbortController();
      await pause(this.#chance.between(ABSENCE.least, ABSENCE.most), undefined, { signal: this.#hangUp.signal }).catch(() => undefined);
    }
  }

  /** The snapshot; how it failed if it did. */
  async #begin(hangUp: AbortController): Promise<string | undefined> {
    const body = JSON.stringify({ query: SNAPSHOT });
    const late = setTimeout(() => hangUp.abort(), this.#patience);
    let answer: { data?: { board: { cursor: string; recent: { cursor: string }[] } } | null; errors?: Payload['errors'] };
    try {
      const response = await fetch(this.#url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: hangUp.signal });
      answer = (await response.json()) as typeof answer;
    } catch {
      return 'no snapshot';
    } finally {
      clearTimeout(late);
    }
    this.#refused(answer.errors);
    if (!answer.data) return 'no snapshot';
    const { cursor, recent } = answer.data.board;
    this.beginning = { cursor: this.#parse(cursor), recent: recent.map((event) => this.#parse(event.cursor)), whole: recent.length < RECENT };
    this.#began = this.#after = cursor;
    this.#inVain = 0;
    return undefined;
  }

  /** One connection; how it ended. */
  #follow(connection: number, hangUp: AbortController): Promise<string> {
    let heard = false;
    const told = (payload: Payload) => {
      if (this.failure) return;
      this.#refused(payload.errors);
      const event = Object.values(payload.data ?? {})[0];
      // Whatever could not be answered breaks the subscription; nothing told after it would count.
      if (!event || this.failure) return hangUp.abort();
      if (connection && !heard) this.resumed++;
      heard = true;
      this.#inVain = 0;
      this.#hear(event.cursor, payload.extensions?.after);
    };
    const ask = { query: this.interest.query, began: this.#began, after: this.#after, patience: this.#patience };
    return this.#transport(this.#url, ask, told, hangUp);
  }

  #hear(text: string, after: string | undefined): void {
    if (after !== undefined && after > this.#after) this.#fail(`Told of ${text} as what comes after ${after}, when it had only come to ${this.#after}`);
    try {
      const { tx, id } = this.#parse(text);
      this.told.push({ tx, id });
      this.#after = text;
    } catch (error) {
      this.#fail(`Told of ${text}: ${(error as Error).message}`);
    }
    this.#look();
  }

  #look(): void {
    const last = this.told.at(-1);
    if (this.#awaited && last && !isAfter(this.#awaited.place, last)) this.#awaited.reached();
  }

  #refused(errors: Payload['errors']): void {
    for (const { message, extensions } of errors ?? []) {
      const code = String(extensions?.code);
      this.#count(code);
      if (!PASSES.has(code)) this.#fail(`Refused with ${code}: ${message}`);
    }
  }

  get #patience(): number {
    return PATIENCE * 2 ** Math.min(this.#inVain - 1, MOST_DOUBLINGS);
  }

  #count(how: string): void {
    this.breaks.set(how, (this.breaks.get(how) ?? 0) + 1);
  }

  #parse(cursor: string): EventCursor {
    return EventCursor.parse(cursor, this.#logId);
  }

  #fail(why: string): void {
    this.failure ??= why;
  }
}

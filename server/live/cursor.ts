import { GraphQLError } from 'graphql';

/** Where an event stands in the log. Ordered by transaction first: that is commit order, ids alone are not. */
export interface Position {
  tx: bigint;
  id: bigint;
}

export function isAfter(a: Position, b: Position): boolean {
  return a.tx > b.tx || (a.tx === b.tx && a.id > b.id);
}

/** PostgreSQL's snapshot, `xmin:xmax:xip,xip…`: which transactions a reader could see. */
export class Snapshot {
  readonly xmin: bigint;
  readonly xmax: bigint;
  readonly #running: ReadonlySet<bigint>;
  readonly #text: string;

  private constructor(text: string, xmin: bigint, xmax: bigint, running: ReadonlySet<bigint>) {
    this.#text = text;
    this.xmin = xmin;
    this.xmax = xmax;
    this.#running = running;
  }

  static parse(text: string): Snapshot {
    const [xmin, xmax, running] = text.split(':');
    if (!xmin || !xmax || !/^\d+:\d+:(\d+(,\d+)*)?$/.test(text)) throw new Error(`Not a snapshot: ${text}`);
    return new Snapshot(text, BigInt(xmin), BigInt(xmax), new Set(running ? running.split(',').map(BigInt) : []));
  }

  sees(tx: bigint): boolean {
    return tx < this.xmin || (tx < this.xmax && !this.#running.has(tx));
  }

  toString(): string {
    return this.#text;
  }
}

/**
 * What a reader of the log has been told so far: everything up to a position and, for a reader
 * that began with a snapshot, whatever that snapshot had already seen beyond it.
 *
 * The second part matters while a transaction older than one already committed is still running:
 * the snapshot shows the younger one's rows, the log will deliver both in order, and the reader must
 * get the older only. Written as an opaque string, it survives restarts; it names its log, so a
 * cursor of another database is refused.
 */
export class EventCursor implements Position {
  readonly log: string;
  readonly tx: bigint;
  readonly id: bigint;
  readonly #snapshot: Snapshot | undefined;

  private constructor(log: string, position: Position, snapshot?: Snapshot) {
    this.log = log;
    this.tx = position.tx;
    this.id = position.id;
    this.#snapshot = snapshot;
  }

  /** The cursor of someone who has just read everything `snapshot` sees. */
  static ofSnapshot(log: string, snapshot: Snapshot): EventCursor {
    return new EventCursor(log, { tx: snapshot.xmin, id: 0n }, snapshot.xmin < snapshot.xmax ? snapshot : undefined);
  }

  /** The cursor of someone who has been told everything up to `position`. */
  static at(log: string, position: Position): EventCursor {
    return new EventCursor(log, position);
  }

  /** Reads what {@link toString} wrote; a GraphQL error with code BAD_CURSOR or FOREIGN_CURSOR otherwise. */
  static parse(text: string, log: string): EventCursor {
    const [version, owner, tx, id, snapshot] = Buffer.from(text, 'base64url').toString('utf8').split('|');
    if (version !== 'e1' || !owner || !/^\d{1,20}$/.test(tx ?? '') || !/^\d{1,19}$/.test(id ?? '')) throw cursorError('BAD_CURSOR', '游标无法识别', 'This is not an event cursor');
    if (owner !== log) throw cursorError('FOREIGN_CURSOR', '游标来自另一个数据库', 'This cursor comes from another database');
    try {
      return new EventCursor(log, { tx: BigInt(tx as string), id: BigInt(id as string) }, snapshot ? Snapshot.parse(snapshot) : undefined);
    } catch {
      throw cursorError('BAD_CURSOR', '游标无法识别', 'This is not an event cursor');
    }
  }

  /** Whether the holder knows of the event already. */
  covers(event: Position): boolean {
    return !isAfter(event, this) || (this.#snapshot?.sees(event.tx) ?? false);
  }

  /** The cursor once everything up to `position` is told. */
  movedTo(position: Position): EventCursor {
    const snapshot = this.#snapshot && position.tx < this.#snapshot.xmax ? this.#snapshot : undefined;
    return new EventCursor(this.log, position, snapshot);
  }

  toString(): string {
    const parts = ['e1', this.log, this.tx, this.id, ...(this.#snapshot ? [this.#snapshot] : [])];
    return Buffer.from(parts.join('|')).toString('base64url');
  }
}

function cursorError(code: 'BAD_CURSOR' | 'FOREIGN_CURSOR', zh: string, en: string): GraphQLError {
  return new GraphQLError(`${zh}。${en}; query the board again for a fresh one.`, { extensions: { code } });
}

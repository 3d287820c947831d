import { liveError } from './errors.ts';

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
    if (!xmin || !xmax || !Snapshot.is(text)) throw new Error(`Not a snapshot: ${text}`);
    return new Snapshot(text, BigInt(xmin), BigInt(xmax), new Set(running ? running.split(',').map(BigInt) : []));
  }

  static is(text: string): boolean {
    return /^\d{1,20}:\d{1,20}:(\d{1,20}(,\d{1,20})*)?$/.test(text);
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
 * The second part, the residue, matters while a transaction older than one already committed is still running:
 * the snapshot shows the younger one's rows, the log will deliver both in order, and the reader must
 * get the older only. Written as a string, it survives restarts; it names its log, so a cursor of another
 * database is refused. The form is nobody's business but ours, save for one thing: of two cursors of one log,
 * the later is the greater text, so that a client can tell a repeated event from a missing one.
 */
export class EventCursor implements Position {
  readonly log: string;
  readonly tx: bigint;
  readonly id: bigint;
  readonly #residue: Snapshot | undefined;
  #text: string | undefined;

  private constructor(log: string, position: Position, residue?: Snapshot) {
    this.log = log;
    this.tx = position.tx;
    this.id = position.id;
    this.#residue = residue;
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
    const [, owner, tx, id, residue] = FORM.exec(text) ?? [];
    const position = { tx: readNumber(tx), id: readNumber(id) };
    const snapshot = residue === undefined || Snapshot.is(residue) ? residue : null;
    if (position.tx === undefined || position.id === undefined || snapshot === null) throw liveError('BAD_CURSOR', '游标无法识别', 'This is not an event cursor');
    if (owner !== shortOf(log)) throw liveError('FOREIGN_CURSOR', '游标来自另一个数据库', 'This cursor comes from another database');
    return new EventCursor(log, position as Position, snapshot === undefined ? undefined : Snapshot.parse(snapshot));
  }

  /** Whether the holder knows some events beyond the position: then what follows is not the same for this holder as for others. */
  get hasResidue(): boolean {
    return this.#residue !== undefined;
  }

  /** Whether the holder knows of the event already. */
  covers(event: Position): boolean {
    return !isAfter(event, this) || (this.#residue?.sees(event.tx) ?? false);
  }

  /** The cursor once everything up to `position` is told. */
  movedTo(position: Position): EventCursor {
    const residue = this.#residue && position.tx < this.#residue.xmax ? this.#residue : undefined;
    return new EventCursor(this.log, position, residue);
  }

  toString(): string {
    this.#text ??= ['e2', shortOf(this.log), writeNumber(this.tx), writeNumber(this.id), ...(this.#residue ? [this.#residue] : [])].join('-');
    return this.#text;
  }
}

const FORM = /^e2-([0-9a-f]{12})-([a-p][0-9a-f]{1,16})-([a-p][0-9a-f]{1,16})(?:-(.+))?$/;

/** Enough of the log's UUID to tell databases apart. */
function shortOf(log: string): string {
  return log.slice(-12);
}

/** Hexadecimal after a letter for the number of digits, `a` for one: of two numbers the larger is the greater text. */
function writeNumber(value: bigint): string {
  const digits = value.toString(16);
  return String.fromCharCode(FIRST_LETTER + digits.length - 1) + digits;
}

const FIRST_LETTER = 'a'.charCodeAt(0);

function readNumber(text = ''): bigint | undefined {
  return /^[a-p][0-9a-f]+$/.test(text) && writeNumber(BigInt(`0x${text.slice(1)}`)) === text ? BigInt(`0x${text.slice(1)}`) : undefined;
}

import { liveError } from './errors.ts';

/** Where an event stands in the log. Ordered by transaction first: that is commit order, ids alone are not. */
export interface Position {
  tx: bigint;
  id: bigint;
}

export function isAfter(a: Position, b: Position): boolean {
  return a.tx > b.tx || (a.tx === b.tx && a.id > b.id);
}

/**
 * What a reader of the log has been told so far: everything up to a position and, for a reader that began
 * with a snapshot, the transactions beyond it whose rows that snapshot had shown already.
 *
 * The second part matters while a transaction older than one already committed is still running:
 * the snapshot shows the younger one's rows, the log will deliver both in order, and the reader must
 * get the older only.
 *
 * Both parts name events that were committed, never the mere end of what had been numbered: after a crash the
 * database gives numbers out again that nothing durable had used.
 *
 * Written as a string, it survives restarts; it names its log, so a cursor of another
 * database is refused. The form is nobody's business but ours, save for one thing: of two cursors of one log,
 * the later is the greater text, so that a client can tell a repeated event from a missing one.
 */
export class EventCursor implements Position {
  readonly log: string;
  readonly tx: bigint;
  readonly id: bigint;
  /** Ascending, none wholly behind the position. */
  readonly #seen: readonly bigint[];
  #text: string | undefined;

  private constructor(log: string, { tx, id }: Position, seen: readonly bigint[] = []) {
    this.log = log;
    this.tx = tx;
    this.id = id;
    this.#seen = seen;
  }

  /** The cursor of someone who has been told everything up to `position`, and of the transactions `seen` beyond it. */
  static at(log: string, position: Position, seen: readonly bigint[] = []): EventCursor {
    return new EventCursor(log, position, beyond(position, seen));
  }

  /** Reads what {@link toString} wrote; a GraphQL error with code BAD_CURSOR or FOREIGN_CURSOR otherwise. */
  static parse(text: string, log: string): EventCursor {
    const [, owner, tx, id, steps] = FORM.exec(text) ?? [];
    const [place, seen] = [readNumbers(`${tx}${id}`), readNumbers(steps ?? '')];
    if (place?.length !== 2 || !seen) throw liveError('BAD_CURSOR', '游标无法识别', 'This is not an event cursor');
    if (owner !== shortOf(log)) throw liveError('FOREIGN_CURSOR', '游标来自另一个数据库', 'This cursor comes from another database');
    const position = { tx: place[0] as bigint, id: place[1] as bigint };
    let last = position.tx;
    return new EventCursor(
      log,
      position,
      seen.map((step) => {
        last += step;
        return last;
      }),
    );
  }

  /** Whether the holder knows some events beyond the position: then what follows is not the same for this holder as for others. */
  get hasSeenBeyond(): boolean {
    return this.#seen.length > 0;
  }

  /** Transactions beyond the position whose events the holder knows already, ascending. */
  get seen(): readonly bigint[] {
    return this.#seen;
  }

  /** The latest transaction that it speaks of. */
  get end(): bigint {
    return this.#seen.at(-1) ?? this.tx;
  }

  /** Whether the holder knows of the event already. */
  covers(event: Position): boolean {
    return !isAfter(event, this) || this.#seen.includes(event.tx);
  }

  /** The cursor once everything up to `position` is told. */
  movedTo(position: Position): EventCursor {
    return new EventCursor(this.log, position, beyond(position, this.#seen));
  }

  toString(): string {
    this.#text ??= ['e2', shortOf(this.log), writeNumber(this.tx), writeNumber(this.id), ...(this.#seen.length ? [this.#steps()] : [])].join('-');
    return this.#text;
  }

  /** From each transaction to the next, which is little as a rule. */
  #steps(): string {
    return this.#seen.map((tx, index) => writeNumber(tx - (this.#seen[index - 1] ?? this.tx))).join('');
  }
}

/** Those not wholly behind the position: of the transaction it stands in there may be more to come. */
function beyond({ tx }: Position, seen: readonly bigint[]): readonly bigint[] {
  return (seen[0] ?? tx) >= tx ? seen : seen.filter((each) => each >= tx);
}

const FORM = /^e2-([0-9a-f]{12})-([a-p][0-9a-f]{1,16})-([a-p][0-9a-f]{1,16})(?:-([0-9a-p]+))?$/;

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

/** Numbers written one after the other; undefined when that is not what it is. */
function readNumbers(text: string): bigint[] | undefined {
  const numbers: bigint[] = [];
  for (let at = 0; at < text.length; ) {
    const end = at + 2 + text.charCodeAt(at) - FIRST_LETTER;
    const digits = text.slice(at + 1, end);
    if (end > text.length || !/^[0-9a-f]+$/.test(digits) || writeNumber(BigInt(`0x${digits}`)) !== text.slice(at, end)) return undefined;
    numbers.push(BigInt(`0x${digits}`));
    at = end;
  }
  return numbers;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import { Batch } from './batch.ts';
import { EventCursor, isAfter, type Position } from './cursor.ts';
import { liveError } from './errors.ts';
import type { Payloads } from './payloads.ts';
import type { LiveEvents } from './source.ts';
import type { Delivery, EventTail } from './tail.ts';

/** Events executed and sent together: enough for a burst to share its reads, few enough to bound memory. */
const BATCH = 100;
/** Sockets served before others get their turn. */
const SLICE = 500;
/** What may wait for a client that reads slowly before it is told to come back (bytes). */
const BACKLOG = 1024 * 1024;

/** One subscription's way to its client, whatever the transport. */
export interface Outlet {
  /** Where its client stands before the first event. */
  begin(cursor: string): void;
  /** Sends a batch. Never blocks; what the network does not take at once waits. */
  deliver(batch: Batch): void;
  /** Bytes that wait. */
  readonly backlog: number;
  /** Resolves when little waits, at once if that is so, and when the outlet has gone. */
  room(): Promise<void>;
  /** Ends the subscription with an error. */
  fail(errors: readonly GraphQLError[]): void;
}

/** What a group needs to answer its question. */
export interface GroupParts {
  log: string;
  tail: EventTail;
  events: LiveEvents;
  payloads: Payloads;
  /** What a client is told of an unexpected error. */
  shownFault(error: unknown): GraphQLError;
  /** Nobody is left; the group has ended and takes no more members. */
  onEmpty(): void;
}

interface Member {
  outlet: Outlet;
  /** Everything up to here is told, or is nothing to this subscription. */
  reached: EventCursor;
  /** The cursor its client has. */
  told: string;
}

/**
 * Everybody who asked one question. Each event is executed and serialised once and handed to all as bytes.
 *
 * A member is either live, standing exactly where the group stands and told with all the others, or it catches up
 * at its own pace, from its own cursor, and shares only the answers. A slow one delays nobody.
 */
export class Group {
  readonly #parts: GroupParts;
  readonly #live = new Set<Member>();
  readonly #members = new Set<Member>();
  /** Everything up to here has been handed to the live members. */
  #position: Position;
  /** No event of this question lies between this cursor and the next one handed out. */
  #after: string;
  #moved = Promise.withResolvers<void>();
  #woken = Promise.withResolvers<void>();
  #ended = false;
  readonly #unfollow: () => void;

  constructor(parts: GroupParts) {
    this.#parts = parts;
    this.#position = parts.tail.head;
    this.#after = EventCursor.at(parts.log, this.#position).toString();
    this.#unfollow = parts.tail.onMove(() => this.#woken.resolve());
    void this.#run();
  }

  get size(): number {
    return this.#members.size;
  }

  /** Tells `outlet` everything after the cursor, or from now on without one, until the returned function is called. */
  join(outlet: Outlet, after: EventCursor | null): () => void {
    const reached = after ?? EventCursor.at(this.#parts.log, this.#position);
    const member: Member = { outlet, reached, told: after ? after.toString() : this.#after };
    this.#members.add(member);
    outlet.begin(member.told);
    void this.#catchUp(member);
    return () => this.#remove(member);
  }

  async #run(): Promise<void> {
    const { tail } = this.#parts;
    try {
      while (!this.#ended) {
        this.#woken = Promise.withResolvers();
        const { events, reached } = await tail.read(this.#position, tail.head, BATCH);
        if (this.#ended) return;
        if (isAfter(reached, this.#position)) await this.#tellLive(this.#deliveries(events), reached);
        else await this.#woken.promise;
      }
    } catch (error) {
      for (const member of [...this.#members]) this.#fail(member, error);
    }
  }

  async #tellLive(deliveries: readonly Delivery[], reached: Position): Promise<void> {
    // Nobody live: whoever catches up reads for itself, and where they stand is where the group goes on from.
    const nobody = !this.#live.size;
    const { payloads, fault } = !nobody && deliveries.length ? await this.#parts.payloads.of(deliveries) : { payloads: [], fault: undefined };
    const members = [...this.#live];
    if (fault) {
      if (payloads.length) await this.#hand(new Batch(payloads, this.#after), members);
      throw fault;
    }
    const batch = payloads.length ? new Batch(payloads, this.#after) : undefined;
    this.#position = reached;
    // Never that of an event that was not told: it would show that there is one.
    this.#after = nobody ? EventCursor.at(this.#parts.log, reached).toString() : (batch?.cursor ?? this.#after);
    this.#moved.resolve();
    this.#moved = Promise.withResolvers();
    if (batch) await this.#hand(batch, members);
  }

  /** Those who join meanwhile have caught up to the new position already, and are not among `members`. */
  async #hand(batch: Batch, members: readonly Member[]): Promise<void> {
    for (let start = 0; start < members.length; start += SLICE) {
      if (start) await nextTurn();
      for (const member of members.slice(start, start + SLICE)) this.#deliver(member, batch);
    }
  }

  #deliver(member: Member, batch: Batch): void {
    if (!this.#members.has(member)) return;
    if (member.outlet.backlog > BACKLOG) {
      this.#fail(member, liveError('FELL_BEHIND', '接收过慢，请从最后的游标续传', 'The client did not keep up; resume from its last cursor', { cursor: member.told }));
      return;
    }
    member.outlet.deliver(batch);
    member.told = batch.cursor;
  }

  async #catchUp(member: Member): Promise<void> {
    const { tail, payloads } = this.#parts;
    try {
      for (;;) {
        if (this.#standsWithGroup(member)) {
          // Nothing new to it lies between its cursor and the next event; whoever stands further on is content with that.
          if (member.told < this.#after) this.#after = member.told;
          this.#live.add(member);
          return;
        }
        const moved = this.#moved.promise;
        const { events, reached } = await tail.read(member.reached, this.#position, BATCH);
        const { deliveries, cursor } = forReader(member.reached, events);
        const wanted = deliveries.filter((delivery) => this.#parts.events.wanted(delivery));
        const { payloads: told, fault } = await payloads.of(wanted);
        await member.outlet.room();
        if (!this.#members.has(member)) return;
        if (told.length) this.#deliver(member, new Batch(told, member.told));
        if (fault) throw fault;
        const before = member.reached;
        member.reached = isAfter(reached, cursor) ? cursor.movedTo(reached) : cursor;
        if (!isAfter(member.reached, before) && !this.#standsWithGroup(member)) await moved;
        if (!this.#members.has(member)) return;
      }
    } catch (error) {
      this.#fail(member, error);
    }
  }

  /** Whether what comes next is the same for this member as for the others: same place, and nothing known beyond it. */
  #standsWithGroup({ reached }: Member): boolean {
    return reached.tx === this.#position.tx && reached.id === this.#position.id && !reached.hasSeenBeyond;
  }

  #deliveries(events: readonly Delivery['event'][]): Delivery[] {
    return events.map((event) => ({ event, cursor: EventCursor.at(this.#parts.log, event) })).filter((delivery) => this.#parts.events.wanted(delivery));
  }

  #fail(member: Member, error: unknown): void {
    if (!this.#members.has(member)) return;
    this.#remove(member);
    member.outlet.fail([this.#parts.shownFault(error)]);
  }

  #remove(member: Member): void {
    this.#live.delete(member);
    if (!this.#members.delete(member) || this.#members.size) return;
    this.#ended = true;
    this.#unfollow();
    this.#woken.resolve();
    this.#parts.onEmpty();
  }
}

/** The events a reader does not know, each with the cursor this reader has after it. */
function forReader(from: EventCursor, events: readonly Delivery['event'][]): { deliveries: Delivery[]; cursor: EventCursor } {
  const deliveries: Delivery[] = [];
  let cursor = from;
  for (const event of events) {
    const known = cursor.covers(event);
    cursor = cursor.movedTo(event);
    if (!known) deliveries.push({ event, cursor });
  }
  return { deliveries, cursor };
}

import type { Position } from '../../server/live/cursor.ts';
import type { Chance } from './chance.ts';
import { interests, Screen } from './screens.ts';
import { overEventStream, overWebSocket, type Transport } from './transports.ts';

/** How many stay from the beginning to the end, by the way they listen. */
export interface Residents {
  sockets: number;
  eventStreams: number;
}

/** Everybody who listens: some all the time, some for a while. */
export class Audience {
  readonly screens: Screen[] = [];
  readonly #url: string;
  readonly #logId: string;
  readonly #chance: Chance;
  readonly #transports: Transport[];
  readonly #visits = new Set<NodeJS.Timeout>();

  constructor(url: string, logId: string, { sockets, eventStreams }: Residents, chance: Chance) {
    this.#url = url;
    this.#logId = logId;
    this.#chance = chance;
    const residents: Transport[] = [...Array(sockets).fill(overWebSocket), ...Array(eventStreams).fill(overEventStream)];
    this.#transports = [...new Set(residents)];
    for (const transport of residents) this.#open(transport);
  }

  /** Somebody opens a screen and closes it after so many milliseconds. */
  visit(milliseconds: number): void {
    const screen = this.#open(this.#transports[this.screens.length % this.#transports.length] as Transport);
    const visit = setTimeout(() => {
      this.#visits.delete(visit);
      void screen.leave();
    }, milliseconds);
    this.#visits.add(visit);
  }

  /** Nobody leaves any more. Resolves once everybody who is here was told of the event at `place`, or has failed. */
  async reach(place: Position): Promise<void> {
    for (const visit of this.#visits) clearTimeout(visit);
    await Promise.all(this.screens.map((screen) => screen.reach(place)));
  }

  async remove(): Promise<void> {
    for (const visit of this.#visits) clearTimeout(visit);
    await Promise.all(this.screens.map((screen) => screen.leave()));
  }

  #open(transport: Transport): Screen {
    const number = this.screens.length;
    const name = `${transport === overWebSocket ? 'socket' : 'event stream'} ${number}`;
    const screen = new Screen(name, this.#url, this.#logId, interests[number % interests.length] as (typeof interests)[0], transport, this.#chance.of(name));
    this.screens.push(screen);
    return screen;
  }
}

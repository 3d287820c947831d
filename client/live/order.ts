/** Stands at a place in a server's log: a snapshot, or an event. */
export interface Placed {
  /** Opaque, except that of two cursors of one log the later is the greater text. */
  cursor: string;
}

/**
 * Whether an event is the next one, for somebody who has everything up to `last`.
 *
 * The server promises that nothing we are to be told lies between `after` and `cursor`. So an event not later than
 * `last` is `known`; one whose `after` is later than `last` leaves a `hole`: something was lost or overtaken
 * on the way. A server that does not say `after` is believed, for then cursors need not be in order either.
 */
export function placeOf(cursor: string, after: string | undefined, last: string): 'next' | 'known' | 'hole' {
  if (after === undefined) return 'next';
  if (cursor <= last) return 'known';
  return after > last ? 'hole' : 'next';
}

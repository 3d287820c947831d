import { beforeEach, describe, expect, test } from '@jest/globals';
import { alternating } from '../../../client/live/alternating.ts';
import type { Transport, TransportListener } from '../../../client/live/transport.ts';

let tried: string[];
let socketGetsThrough: boolean;
let streamGetsThrough: boolean;
let transport: Transport;

beforeEach(() => {
  tried = [];
  socketGetsThrough = streamGetsThrough = true;
  const named =
    (name: string, getsThrough: () => boolean): Transport =>
    (_operation, told) => {
      tried.push(name);
      if (getsThrough()) told.connected();
      return () => {};
    };
  transport = alternating(
    named('socket', () => socketGetsThrough),
    named('stream', () => streamGetsThrough),
  );
});

const told: TransportListener = { connected: () => {}, alive: () => {}, advised: () => {}, payload: () => {}, ended: () => {} };

/** What so many tries, each ended in whatever way, went over. */
function tries(count: number): string[] {
  tried = [];
  for (let i = 0; i < count; i++) transport({ query: '', variables: {} }, told)();
  return tried;
}

describe('two transports', () => {
  test('the first is used as long as it gets through', () => {
    expect(tries(3)).toEqual(['socket', 'socket', 'socket']);
  });

  test('the second is tried when the first has failed twice in a row, and is remembered when it works', () => {
    socketGetsThrough = false;
    expect(tries(5)).toEqual(['socket', 'socket', 'stream', 'stream', 'stream']);
  });

  test('they take turns until one gets through', () => {
    socketGetsThrough = streamGetsThrough = false;
    expect(tries(7)).toEqual(['socket', 'socket', 'stream', 'socket', 'stream', 'socket', 'stream']);
    socketGetsThrough = true;
    expect(tries(3)).toEqual(['socket', 'socket', 'socket']);
  });

  test('one failure now and then does not count', () => {
    for (let i = 0; i < 5; i++) {
      socketGetsThrough = false;
      expect(tries(1)).toEqual(['socket']);
      socketGetsThrough = true;
      expect(tries(1)).toEqual(['socket']);
    }
  });

  test('a remembered second that is blocked gives way to the first', () => {
    socketGetsThrough = false;
    tries(3);
    socketGetsThrough = true;
    streamGetsThrough = false;
    expect(tries(5)).toEqual(['stream', 'stream', 'socket', 'socket', 'socket']);
  });

  test('a first that ever got through is preferred again after an outage that ended with the second', () => {
    tries(1);
    socketGetsThrough = false;
    expect(tries(3)).toEqual(['socket', 'socket', 'stream']);
    socketGetsThrough = true;
    expect(tries(2)).toEqual(['socket', 'socket']);
  });

  test('a constructor that throws counts as a failure', () => {
    const thrower = alternating(
      (_operation, { ended }) => {
        ended();
        throw new Error('blocked by policy');
      },
      () => {
        tried.push('stream');
        return () => {};
      },
    );
    const attempt = () => thrower({ query: '', variables: {} }, told);
    expect(attempt).toThrow();
    expect(attempt).toThrow();
    attempt();
    expect(tried).toEqual(['stream']);
  });
});

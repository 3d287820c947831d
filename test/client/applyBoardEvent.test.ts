import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyBoardEvent, eventKey } from '../../client/board/applyBoardEvent.ts';
import type { BoardEvent, BoardState } from '../../client/board/board.ts';
import { byRank } from '../../client/board/ranking.ts';
import { findingEvent, octoberBoard, result, resultPublished, roundOpened, roundPublished, unitInspected } from './boards.ts';

const having = (board: BoardState, ...events: BoardEvent[]) => events.reduce(applyBoardEvent, board);
const townships = (board: BoardState) => board.rankings.find(({ unitClass }) => unitClass === 'TOWNSHIP')?.results ?? [];
const codes = (board: BoardState) => townships(board).map(({ unit }) => unit.code);

describe('any event', () => {
  test('moves the cursor, the round and the progress, and heads the ticker', () => {
    const board = having(octoberBoard(), unitInspected('XZ01', { inspected: 1 }), unitInspected('XZ02', { inspected: 2 }));
    expect(board).toMatchObject({ cursor: 'after inspection XZ02', progress: { inspected: 2 }, round: { state: 'COLLECTING' }, outdated: false });
    expect(board.recent.map(eventKey)).toEqual(['UnitInspected inspection XZ02 2026-10', 'UnitInspected inspection XZ01 2026-10']);
  });

  test('that was in the snapshot already changes nothing, though its cursor is written differently', () => {
    const board = having(octoberBoard(), unitInspected('XZ01', { cursor: 'as the snapshot wrote it' }));
    expect(having(board, unitInspected('XZ01', { cursor: 'as the subscription wrote it' }))).toBe(board);
  });

  test('of an older month is told in the ticker and leaves header and progress', () => {
    const board = having(octoberBoard(), unitInspected('XZ01', { month: '2026-09', inspected: 50 }));
    expect(board).toMatchObject({ round: { month: '2026-10' }, progress: { inspected: 0 }, outdated: false });
    expect(board.recent).toHaveLength(1);
  });

  test('of a kind this page does not know moves the cursor and the progress', () => {
    const unknown = { ...unitInspected('XZ01', { inspected: 3 }), __typename: 'YellowCardConfirmed' } as unknown as BoardEvent;
    expect(having(octoberBoard(), unknown)).toMatchObject({ cursor: unknown.cursor, progress: { inspected: 3 }, recent: [] });
  });

  test('leaves the board it was given as it was', () => {
    const board = octoberBoard();
    const before = structuredClone(board);
    having(board, resultPublished(result('XZ01')), roundPublished('2026-10'));
    expect(board).toEqual(before);
  });
});

describe('a finding', () => {
  test('recorded and then retracted is told twice', () => {
    expect(having(octoberBoard(), findingEvent('FindingRecorded', 'f'), findingEvent('FindingRetracted', 'f')).recent).toHaveLength(2);
  });
});

describe('the units inspected this month', () => {
  const inspected = (board: BoardState) => Object.fromEntries(board.inspected);

  test('are known with their findings, from the first word of each', () => {
    const board = having(octoberBoard(), unitInspected('XZ02'), findingEvent('FindingRecorded', 'f'), findingEvent('FindingRecorded', 'g'), findingEvent('FindingRetracted', 'f'));
    expect(inspected(board)).toEqual({ XZ01: 1, XZ02: 0 });
  });

  test('that the snapshot knew are counted on from there, and the snapshot keeps its own', () => {
    const before = octoberBoard({ inspected: new Map([['XZ01', 3]]) });
    expect(inspected(having(before, findingEvent('FindingRecorded', 'f')))).toEqual({ XZ01: 4 });
    expect(inspected(before)).toEqual({ XZ01: 3 });
  });

  test('are none when a newer month opens, and begin with whatever is first heard of it', () => {
    const october = having(octoberBoard(), unitInspected('XZ01'));
    expect(inspected(having(october, roundOpened('2026-11')))).toEqual({});
    expect(inspected(having(october, unitInspected('XZ05', { month: '2026-11' })))).toEqual({ XZ05: 0 });
  });

  test('are left alone by late news of an older month', () => {
    const board = having(octoberBoard(), unitInspected('XZ01'), unitInspected('XZ07', { month: '2026-09' }));
    expect(inspected(board)).toEqual({ XZ01: 0 });
  });
});

describe('a result', () => {
  test('of a newer month than the ranking begins the ranking of its month', () => {
    const september = having(octoberBoard(), resultPublished(result('XZ09'), { month: '2026-09' }));
    expect(codes(september)).toEqual(['XZ09']);
    const october = having(september, resultPublished(result('XZ01', { rank: 2 })), resultPublished(result('XZ02', { rank: 1 })));
    expect(october.rankingMonth).toBe('2026-10');
    expect(codes(october)).toEqual(['XZ02', 'XZ01']);
  });

  test('of a month before the ranking’s leaves the ranking', () => {
    const board = having(octoberBoard(), resultPublished(result('XZ01')), resultPublished(result('XZ02'), { month: '2026-08' }));
    expect(codes(board)).toEqual(['XZ01']);
  });

  test('is the first of all when nothing was ever published', () => {
    const board = having(octoberBoard({ rankingMonth: null, rankings: [] }), resultPublished(result('XZ01')));
    expect(board.rankingMonth).toBe('2026-10');
    expect(codes(board)).toEqual(['XZ01']);
  });

  test('that was corrected takes the place of the older version, and the class is in order again', () => {
    const board = having(
      octoberBoard(),
      ...[result('XZ01', { rank: 1 }), result('XZ02', { rank: 2 }), result('XZ01', { rank: 2, version: 2 }), result('XZ02', { rank: 1, version: 2 })].map((each) =>
        resultPublished(each),
      ),
    );
    expect(townships(board).map(({ unit, version }) => [unit.code, version])).toEqual([
      ['XZ02', 2],
      ['XZ01', 2],
    ]);
  });

  test('that is older than the version shown is left out of the ranking', () => {
    const board = having(octoberBoard(), resultPublished(result('XZ01', { version: 2 })), resultPublished(result('XZ01', { version: 1 })));
    expect(townships(board).map(({ version }) => version)).toEqual([2]);
  });
});

describe('a new snapshot is asked for', () => {
  test('when a newer month opens, with the header there already', () => {
    expect(having(octoberBoard(), roundOpened('2026-11'))).toMatchObject({ outdated: true, round: { month: '2026-11', state: 'OPEN' } });
  });

  test('when the first month opens', () => {
    expect(having(octoberBoard({ round: null }), roundOpened('2026-11'))).toMatchObject({ outdated: true, round: { month: '2026-11' } });
  });

  test('when the month is published', () => {
    expect(having(octoberBoard(), roundPublished('2026-10')).outdated).toBe(true);
  });

  test('but not when a month before the ranking’s is published late', () => {
    expect(having(octoberBoard(), roundPublished('2026-08')).outdated).toBe(false);
  });
});

describe('whatever comes', () => {
  const results = fc.array(
    fc.record({
      code: fc.constantFrom('XZ01', 'XZ02', 'XZ03', 'XZ04', 'XZ05', 'SZ01', 'SZ02', 'XG01'),
      rank: fc.integer({ min: 1, max: 9 }),
      version: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 30 },
  );
  const events = results.map((drawn) => {
    // A version of a unit is written once and never changes.
    const once = new Map(drawn.map((each) => [`${each.code} ${each.version}`, each]));
    return [...once.values()].map(({ code, rank, version }) => {
      const unitClass = code.startsWith('XZ') ? 'TOWNSHIP' : code.startsWith('SZ') ? 'CITY' : 'LINE';
      return resultPublished(result(code, { rank, version, unitClass }));
    });
  });

  test('every ranking is in order, with each unit once', () => {
    fc.assert(
      fc.property(events, (told) => {
        for (const { results: ranking } of having(octoberBoard(), ...told).rankings) {
          expect(ranking).toEqual([...ranking].sort(byRank));
          expect(new Set(ranking.map(({ unit }) => unit.code)).size).toBe(ranking.length);
        }
      }),
    );
  });

  test('the rankings do not depend on the order in which results arrive', () => {
    const told = events.chain((each) => fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length })));
    fc.assert(fc.property(told, ([one, other]) => expect(having(octoberBoard(), ...other).rankings).toEqual(having(octoberBoard(), ...one).rankings)));
  });

  test('events that come twice, at once or later, change nothing', () => {
    const told = events.chain((each) => fc.tuple(fc.constant(each), fc.subarray(each)));
    fc.assert(
      fc.property(told, ([each, again]) => {
        const board = having(octoberBoard(), ...each);
        expect(having(board, ...again)).toEqual(board);
        expect(having(octoberBoard(), ...each.flatMap((event) => [event, event]))).toEqual(board);
      }),
    );
  });
});

import { expect, test } from '@jest/globals';
import { rectificationsOf, standingOf } from '../../../client/unit/rectifications/rectifications.ts';

test('a measure is done, or overdue from the day after its deadline on', () => {
  const measure = { dueOn: '2026-11-23', completedAt: null };
  expect(['2026-11-22', '2026-11-23', '2026-11-24'].map((today) => standingOf(measure, today))).toEqual(['open', 'open', 'overdue']);
  expect(standingOf({ ...measure, completedAt: '2026-11-25T01:00:00.000Z' }, '2026-12-01')).toBe('done');
});

test('what was written is put beside what is shown, by its id, and is missing for who may not read it', () => {
  const shown = {
    rectifications: {
      nodes: [
        {
          id: 'r',
          month: '2026-10',
          origin: 'HAND' as const,
          state: 'PLANNED' as const,
          dueOn: '2026-11-23',
          openedAt: '2026-11-16T01:00:00.000Z',
          closedAt: null,
          withdrawnAt: null,
          causeFellAt: null,
          measures: { nodes: [{ id: 'm', position: 1, dueOn: '2026-11-23', completedAt: null }] },
        },
      ],
    },
  };
  const texts = { id: 'r', reason: '反弹', explanation: null, review: null, withdrawalReason: null, measures: { nodes: [{ id: 'm', content: '补台账', evidence: null }] } };
  expect(rectificationsOf(shown, { rectifications: { nodes: [texts] } })).toMatchObject([
    { month: '2026-10', reason: '反弹', explanation: undefined, measures: [{ position: 1, content: '补台账', evidence: undefined }] },
  ]);
  expect(rectificationsOf(shown, undefined)).toMatchObject([{ state: 'PLANNED', reason: undefined, measures: [{ dueOn: '2026-11-23', content: undefined }] }]);
});

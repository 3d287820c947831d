import { expect, test } from '@jest/globals';
import { signedPoints } from '../../../client/unit/month/signedPoints.ts';

test.each([
  ['DEDUCTION', '2.00', '−2.00'],
  ['BONUS', '1.00', '+1.00'],
  ['VETO_GROUND', '0.00', '0.00'],
  ['DEDUCTION', '0.00', '0.00'],
] as const)('a %s of %s is shown as %s', (kind, points, shown) => expect(signedPoints(kind, points)).toBe(shown));

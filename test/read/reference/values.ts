import { Decimal } from 'decimal.js';
import { globalId, parseGlobalId } from '../../../schema/Node.ts';

/** A value of a column as it is shown. */
export function shown(scalar: string, typeName: string, value: unknown): unknown {
  if (scalar === 'ID') return globalId(typeName, value as number);
  // Milliseconds; what is finer is cut off.
  if (scalar === 'DateTime' && value !== null) return `${(value as string).slice(0, 23)}Z`;
  return value;
}

/** A value the caller wrote, as a column of that type would hold it. */
export function meant(scalar: string, value: unknown): unknown {
  // Policies name rows by their keys.
  if (scalar === 'ID') return typeof value === 'number' ? value : parseGlobalId(value as string)?.key;
  if (scalar === 'DateTime') return `${new Date(value as string).toISOString().slice(0, -1)}000`;
  return value;
}

/** Negative, zero or positive. Text by code points, decimals as numbers of any length, false before true. Neither is null. */
export function compare(scalar: string, a: unknown, b: unknown): number {
  if (scalar === 'Decimal') return new Decimal(a as string).comparedTo(b as string);
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  return Number(a) - Number(b);
}

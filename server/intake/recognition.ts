import { refuse } from '../../schema/problemWording.ts';
import { findHeading, missingHeadings } from './headings.ts';
import type { Kind } from './kind.ts';
import type { Workbook } from './sheet.ts';

/**
 * The kind whose tables a workbook has. Where several match, the one that asks for most columns:
 * it explains more of the file.
 * @throws Refusal FILE_NOT_RECOGNISED, naming the missing columns where one kind is nearly there
 */
export function recognise(workbook: Workbook, kinds: readonly Kind[]): Kind {
  const matching = kinds.filter(({ tables }) => tables.every((columns) => workbook.sheets.some((sheet) => findHeading(sheet, columns))));
  const best = matching.toSorted((one, other) => requiredHeadings(other).length - requiredHeadings(one).length)[0];
  return best ?? refuse('FILE_NOT_RECOGNISED', { expected: nearlyThere(workbook, kinds) ?? kinds.map(described).join('；') });
}

/** `督查记录表，缺少列「督查人」`, for a file that has at least half the columns of a kind. */
function nearlyThere(workbook: Workbook, kinds: readonly Kind[]): string | undefined {
  const candidates = kinds.map((kind) => {
    const missing = kind.tables.flatMap((columns) => {
      const lacking = workbook.sheets.map((sheet) => missingHeadings(sheet, columns));
      return lacking.reduce((fewest, each) => (each.length < fewest.length ? each : fewest), lacking[0] ?? []);
    });
    return { kind, missing, share: missing.length / requiredHeadings(kind).length };
  });
  const nearest = candidates.toSorted((one, other) => one.share - other.share)[0];
  if (!nearest || nearest.share > 0.5) return undefined;
  const { kind, missing } = nearest;
  return `${kind.title.zh}（${kind.title.en}），缺少列 / missing: ${missing.map((heading) => `「${heading}」`).join('')}`;
}

function described(kind: Kind): string {
  return `${kind.title.zh}（${requiredHeadings(kind).join('、')}）`;
}

function requiredHeadings({ tables }: Kind): string[] {
  return tables.flatMap((columns) => Object.values(columns).flatMap(({ heading, optional }) => (optional ? [] : [heading])));
}

import type { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { type Executor, LARGEST_PAGE, type Reader } from '../read/index.ts';
import type { Answered } from './columns.ts';
import { ExportFailure } from './failure.ts';
import type { ExportPlan } from './plan.ts';

/** Refusals that a smaller page may not meet. They are found before anything is read. */
const TOO_MUCH: readonly unknown[] = [ErrorCode.TOO_COSTLY, ErrorCode.PAGE_TOO_LARGE];

/** What an export needs of its context: one Reader from its first page to its last. */
export interface ExportContext {
  read: Pick<Reader, 'snapshot' | 'personal' | 'personalRead' | 'visibility'>;
}

/**
 * Every row an export's operation asks for, a page at a time, all of one moment. The next page is read when it is asked for. Where what is
 * below the rows is too costly for 500 of them at once, pages are halved until they fit.
 * @throws ExportFailure with the errors of a page
 */
export async function* pagesOf(plan: ExportPlan, executor: Executor, contextValue: ExportContext): AsyncGenerator<readonly Answered[], void> {
  const operation = executor.compile(plan.document);
  await contextValue.read.snapshot();
  let size = LARGEST_PAGE;
  let after = plan.start;
  let left = plan.most;
  for (;;) {
    const first = Math.min(size, left);
    const { data, errors } = await executor.execute(operation, { variables: plan.variables({ first, after }), contextValue });
    if (errors?.length || !data) {
      if (first < 2 || !errors?.every(isTooMuch)) throw new ExportFailure(errors ?? []);
      size = Math.floor(first / 2);
      continue;
    }
    const { rows, next } = plan.rowsOf(data);
    yield rows;
    left -= rows.length;
    if (next === null || left <= 0) return;
    after = next;
  }
}

function isTooMuch({ extensions }: GraphQLError): boolean {
  return TOO_MUCH.includes(extensions.code);
}

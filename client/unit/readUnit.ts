import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { AnyVariables } from '@urql/core';
import { monthAfter, yearUpTo } from '../board/year/year.ts';
import { type Asking, isForbidden } from '../shared/server.ts';
import {
  NewestRoundsDocument,
  UnitCardDocument,
  UnitEvidenceDocument,
  UnitExplanationDocument,
  UnitFindingsDocument,
  UnitRectificationsDocument,
  UnitRectificationTextsDocument,
  UnitYearDocument,
} from './operations.ts';
import { rectificationsOf } from './rectifications/rectifications.ts';
import { lastShown, type MonthDetail, monthsOf, resultsOf, seesClass, type UnitReading, type Viewer } from './unit.ts';

/** Why there is no page: `unknown` also for a unit that is hidden from whoever asks, which is as if it were not there. */
export class NoPage extends Error {
  readonly why: 'unknown' | 'forbidden';

  constructor(why: NoPage['why']) {
    super(why);
    this.why = why;
  }
}

/**
 * The page of the unit `code`, as far as whoever asks may see it, with the month `asked` near by, or the newest published.
 * Rejects with {@link NoPage}, or with what went wrong on the way to the server.
 */
export async function readUnit(asking: Asking, code: string, asked: string | undefined, signal: AbortSignal): Promise<UnitReading> {
  const ask = <Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) => ifAllowed(asking(document, variables, signal));
  const at = Date.now();
  const [about, rounds] = await Promise.all([ask(UnitCardDocument, { code }), ask(NewestRoundsDocument, {})]);
  if (!about) throw new NoPage('forbidden');
  const { unit: card, viewer } = about;
  if (!card) throw new NoPage('unknown');
  const newest = rounds?.newest.nodes[0]?.month;
  const month = asked ?? rounds?.published.nodes[0]?.month ?? newest;
  if (!newest || !month) return { card, shown: [], year: undefined, byMonth: new Map(), chosen: undefined, rectifications: [], at };

  const shown = yearUpTo(lastShown(newest, month));
  const [year, chosen, rectifications] = await Promise.all([
    ask(UnitYearDocument, { code, from: monthAfter(shown[0] as string, -1), to: shown.at(-1) as string }),
    readMonth(ask, code, month, viewer),
    readRectifications(ask, code, viewer),
  ]);
  return { card, shown, year: year && monthsOf(year, shown, card.unitClass, seesClass(viewer)), byMonth: resultsOf(year?.unit ?? null), chosen, rectifications, at };
}

type Ask = <Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) => Promise<Data | undefined>;

/** A wall never shows free text. The server would refuse it, too. */
function closeBy(ask: Ask, kind: Viewer['kind']): Ask {
  return (document, variables) => (kind === 'SCREEN' ? Promise.resolve(undefined) : ask(document, variables));
}

async function readRectifications(ask: Ask, code: string, { kind }: Viewer): Promise<UnitReading['rectifications']> {
  const [shown, texts] = await Promise.all([ask(UnitRectificationsDocument, { code }), closeBy(ask, kind)(UnitRectificationTextsDocument, { code })]);
  return shown ? rectificationsOf(shown, texts) : [];
}

async function readMonth(ask: Ask, code: string, month: string, { kind }: Viewer): Promise<MonthDetail> {
  const close = closeBy(ask, kind);
  const [findings, evidence, explanation] = await Promise.all([
    ask(UnitFindingsDocument, { code, month }),
    close(UnitEvidenceDocument, { code, month }),
    close(UnitExplanationDocument, { code, month }),
  ]);
  const [inspection] = findings?.unit?.inspections.nodes ?? [];
  const [written] = evidence?.unit?.inspections.nodes ?? [];
  return {
    month,
    inspection: findings && (inspection ? { inspectedOn: inspection.inspectedOn, findings: inspection.findings.nodes } : null),
    evidence: evidence && new Map(written?.findings.nodes.map((finding) => [finding.id, finding.evidence])),
    explained: explanation?.unit?.results.nodes[0],
  };
}

/** The answer; undefined where policies refuse it, all of it or in part. */
async function ifAllowed<Data>(answer: Promise<Data>): Promise<Data | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}

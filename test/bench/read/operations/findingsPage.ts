import type { Client } from 'pg';
import { globalId } from '../../../../schema/Node.ts';
import type { Ask, Operation } from '../operation.ts';

const FIRST = 50;
const LEAST = 3;
/** Rows a step on the way to the cursor. */
const STEP = 250;

const DUBAN = `query FindingsPage($first: Int!, $after: String, $least: Int!) {
  findings(
    first: $first, after: $after, orderBy: [{ field: inspectedOn }, { field: id }]
    filter: { occurrences: { gte: $least }, inspection: { unit: { unitClass: { eq: CITY } } } }
  ) {
    nodes { id inspectedOn occurrences evidence item { code } inspection { unit { name } } }
    pageInfo { hasNextPage }
  }
}`;

const POSTGRAPHILE = `query FindingsPage($first: Int!, $after: Cursor, $least: Int!) {
  allFindings(
    first: $first, after: $after, orderBy: [INSPECTED_ON_ASC, PRIMARY_KEY_ASC]
    filter: {
      occurrences: { greaterThanOrEqualTo: $least }, retractedAt: { isNull: true }
      inspectionByInspectionId: { unitByUnitId: { unitClass: { equalTo: "CITY" } } }
    }
  ) {
    nodes { id inspectedOn occurrences evidence ruleItemByItemId { code } inspectionByInspectionId { unitByUnitId { name } } }
    pageInfo { hasNextPage }
  }
}`;

/** A page of findings far behind its cursor, filtered by a figure and over two relations, in the order of days. */
export const findingsPage: Operation = {
  name: 'findings-page',

  duban: {
    query: DUBAN,
    variables: async (city, ask) => ({ first: FIRST, after: await walk(ask, await halfway(city)), least: LEAST }),
    rows: ['findings.nodes'],
  },

  postgraphile: {
    query: POSTGRAPHILE,
    async variables(city, ask) {
      const { place } = await halfway(city);
      const query = POSTGRAPHILE.replace('$after: Cursor', '$offset: Int!').replace('after: $after', 'offset: $offset').replace('hasNextPage', 'endCursor');
      const data = (await ask(query, { first: 1, offset: place - 1, least: LEAST })) as { allFindings: { pageInfo: { endCursor: string } } };
      return { first: FIRST, after: data.allFindings.pageInfo.endCursor, least: LEAST };
    },
    rows: ['allFindings.nodes'],
  },

  handwritten: {
    async variables(city) {
      const { inspectedOn, id } = await halfway(city);
      return { first: FIRST, after: { inspectedOn, id }, least: LEAST };
    },
    async answer(statements, { first, after, least }) {
      const { inspectedOn, id } = after as { inspectedOn: string; id: number };
      const rows = await statements.rows<{ id: number; inspected_on: string; occurrences: number; evidence: string; code: string; name: string }>(
        'findings after',
        `select finding.id, finding.inspected_on::text, occurrences, evidence, rule_item.code, unit.name
         from finding join rule_item on rule_item.id = item_id join inspection on inspection.id = inspection_id join unit on unit.id = inspection.unit_id
         where occurrences >= $1 and retracted_at is null and unit.unit_class = 'CITY' and (finding.inspected_on, finding.id) > ($2::date, $3::int)
         order by finding.inspected_on, finding.id limit $4`,
        [least, inspectedOn, id, (first as number) + 1],
      );
      const nodes = rows.slice(0, first as number).map((row) => ({
        id: globalId('Finding', row.id),
        inspectedOn: row.inspected_on,
        occurrences: row.occurrences,
        evidence: row.evidence,
        item: { code: row.code },
        inspection: { unit: { name: row.name } },
      }));
      return { findings: { nodes, pageInfo: { hasNextPage: rows.length > (first as number) } } };
    },
  },
};

interface Place {
  /** How many rows stand before the page. */
  place: number;
  /** The last of them. */
  inspectedOn: string;
  id: number;
}

async function halfway(city: Client): Promise<Place> {
  const { rows } = await city.query<Place>(
    `with fitting as (
       select finding.id, finding.inspected_on::text as "inspectedOn", row_number() over (order by finding.inspected_on, finding.id)::int as place, count(*) over () as total
       from finding join inspection on inspection.id = inspection_id join unit on unit.id = unit_id
       where occurrences >= $1 and retracted_at is null and unit_class = 'CITY')
     select id, "inspectedOn", place from fitting where place = total / 2`,
    [LEAST],
  );
  return rows[0] as Place;
}

/** Pages of ours are counted from a cursor, not by a number: the way there is from page to page. */
async function walk(ask: Ask, { place }: Place): Promise<string> {
  const query = DUBAN.replace('hasNextPage', 'endCursor');
  let after: string | null = null;
  for (let left = place; left > 0; left -= STEP) {
    const data = (await ask(query, { first: Math.min(STEP, left), after, least: LEAST })) as { findings: { pageInfo: { endCursor: string } } };
    after = data.findings.pageInfo.endCursor;
  }
  return after as unknown as string;
}

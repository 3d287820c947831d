import { globalId } from '../../../../schema/Node.ts';
import type { Operation } from '../operation.ts';

const FIRST = 50;

/** A flat page of units. */
export const unitPage: Operation = {
  name: 'unit-page',

  duban: {
    query: `query UnitPage($first: Int!) {
      units(first: $first) {
        nodes { id code name unitClass isPoliticalLegalOrgan remark }
        pageInfo { hasNextPage }
      }
    }`,
    variables: () => ({ first: FIRST }),
    rows: ['units.nodes'],
  },

  postgraphile: {
    query: `query UnitPage($first: Int!) {
      allUnits(first: $first) {
        nodes { id code name unitClass isPoliticalLegalOrgan remark }
        pageInfo { hasNextPage }
      }
    }`,
    variables: () => ({ first: FIRST }),
    rows: ['allUnits.nodes'],
  },

  handwritten: {
    variables: () => ({ first: FIRST }),
    async answer(statements, variables) {
      const first = variables.first as number;
      const rows = await statements.rows<{ id: number; code: string; name: string; unit_class: string; is_political_legal_organ: boolean; remark: string | null }>(
        'units',
        'select id, code, name, unit_class, is_political_legal_organ, remark from unit order by id limit $1',
        [first + 1],
      );
      const nodes = rows.slice(0, first).map((row) => ({
        id: globalId('Unit', row.id),
        code: row.code,
        name: row.name,
        unitClass: row.unit_class,
        isPoliticalLegalOrgan: row.is_political_legal_organ,
        remark: row.remark,
      }));
      return { units: { nodes, pageInfo: { hasNextPage: rows.length > first } } };
    },
  },
};

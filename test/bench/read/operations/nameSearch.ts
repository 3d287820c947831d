import { globalId } from '../../../../schema/Node.ts';
import type { Operation } from '../operation.ts';

const FIRST = 20;
const TEXT = '明';

/** Officers whose name holds a character: how many there are, and the first of them. */
export const nameSearch: Operation = {
  name: 'name-search',

  duban: {
    query: `query NameSearch($first: Int!, $text: String!) {
      officers(first: $first, filter: { name: { contains: $text } }) {
        totalCount
        nodes { id code name post unit { name } }
      }
    }`,
    variables: () => ({ first: FIRST, text: TEXT }),
    rows: ['officers.nodes', 'officers.totalCount'],
  },

  postgraphile: {
    query: `query NameSearch($first: Int!, $text: String!) {
      allOfficers(first: $first, filter: { name: { includes: $text } }) {
        totalCount
        nodes { id code name post unitByUnitId { name } }
      }
    }`,
    variables: () => ({ first: FIRST, text: TEXT }),
    rows: ['allOfficers.nodes', 'allOfficers.totalCount'],
  },

  handwritten: {
    variables: () => ({ first: FIRST, text: TEXT }),
    async answer(statements, { first, text }) {
      const pattern = `%${(text as string).replace(/[\\%_]/g, '\\$&')}%`;
      const [counted, rows] = await Promise.all([
        statements.rows<{ count: number }>('officers counted', 'select count(*)::int as count from officer where name ilike $1', [pattern]),
        statements.rows<{ id: number; code: string; name: string; post: string; unit: string }>(
          'officers found',
          'select officer.id, officer.code, officer.name, post, unit.name as unit from officer join unit on unit.id = unit_id where officer.name ilike $1 order by officer.id limit $2',
          [pattern, first],
        ),
      ]);
      const nodes = rows.map(({ id, code, name, post, unit }) => ({ id: globalId('Officer', id), code, name, post, unit: { name: unit } }));
      return { officers: { totalCount: counted[0]?.count, nodes } };
    },
  },
};

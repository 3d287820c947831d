import { globalId } from '../../../../schema/Node.ts';
import type { Operation } from '../operation.ts';

const EACH = { units: 20, officers: 20 };

/** Twenty organs, twenty officers of each, and of each officer the unit. */
export const officersOfUnits: Operation = {
  name: 'officers-of-units',

  duban: {
    query: `query OfficersOfUnits($units: Int!, $officers: Int!) {
      units(first: $units, filter: { isPoliticalLegalOrgan: { eq: true } }) {
        nodes { id code name officers(first: $officers) { nodes { id code name post tier unit { id code name } } } }
      }
    }`,
    variables: () => EACH,
    rows: ['units.nodes.officers.nodes'],
  },

  postgraphile: {
    query: `query OfficersOfUnits($units: Int!, $officers: Int!) {
      allUnits(first: $units, condition: { isPoliticalLegalOrgan: true }) {
        nodes { id code name officersByUnitId(first: $officers) { nodes { id code name post tier unitByUnitId { id code name } } } }
      }
    }`,
    variables: () => EACH,
    rows: ['allUnits.nodes.officersByUnitId.nodes'],
  },

  handwritten: {
    variables: () => EACH,
    async answer(statements, variables) {
      const units = await statements.rows<{ id: number; code: string; name: string }>(
        'organs',
        'select id, code, name from unit where is_political_legal_organ order by id limit $1',
        [variables.units],
      );
      const officers = await statements.rows<{ id: number; code: string; name: string; post: string; tier: string; unit_id: number }>(
        'officers of units',
        `select officer.* from unnest($1::int[]) as unit (id)
         cross join lateral (select id, code, name, post, tier, unit_id from officer where unit_id = unit.id order by id limit $2) as officer`,
        [units.map(({ id }) => id), variables.officers],
      );
      // An officer's unit is the one it was found under.
      const shown = new Map(units.map(({ id, code, name }) => [id, { unit: { id: globalId('Unit', id), code, name }, officers: [] as unknown[] }]));
      for (const { id, code, name, post, tier, unit_id } of officers) {
        const under = shown.get(unit_id);
        under?.officers.push({ id: globalId('Officer', id), code, name, post, tier, unit: under.unit });
      }
      return { units: { nodes: [...shown.values()].map(({ unit, officers }) => ({ ...unit, officers: { nodes: officers } })) } };
    },
  },
};

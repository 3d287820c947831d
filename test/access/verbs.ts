import { type GraphQLInputType, type GraphQLSchema, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql';
import { globalId } from '../../schema/Node.ts';
import type { Role, Viewer } from '../../server/access/viewer.ts';
import type { Row } from '../read/reference/tables.ts';
import type { World } from '../read/reference/world.ts';
import { sees } from './plain.ts';

/**
 * A call of a verb that changes nothing: of a month, an id, a name that there is none of, but at a unit that is assigned to the viewer, of a rectification of theirs
 * that was withdrawn, and of an appraisal round and a study class of theirs that are closed.
 */
export async function argumentsFor(schema: GraphQLSchema, world: World, viewer: Viewer, verb: string): Promise<string> {
  const field = schema.getMutationType()?.getFields()[verb];
  if (!field) throw new Error(`There is no verb ${verb}`);
  const unit = world.find('Unit', viewer.assignedUnits?.[0]);
  const inspections = world.rows('Inspection').filter((each) => each.unit === unit?.id);
  const finding = world.rows('Finding').find((each) => each.retractedAt !== null && inspections.some(({ id }) => id === each.inspection));
  if (!unit || !finding) throw new Error('The viewer has no unit with a finding taken back');
  // Of what the role does not see at all, whichever there is.
  const withdrawn = world.rows('Rectification').filter((each) => each.state === 'WITHDRAWN' && each.origin === 'HAND');
  const rectification = withdrawn.find((each) => sees(world, viewer, viewer.roles[0] as Role, each)) ?? withdrawn[0];
  const measure = world.rows('CorrectiveMeasure').find((each) => each.rectification === rectification?.id);
  if (!rectification || !measure) throw new Error('There is no rectification with a measure that was withdrawn');
  const named: Record<string, string> = {
    unitCode: JSON.stringify(unit.code),
    finding: JSON.stringify(globalId('Finding', finding.id)),
    rectification: JSON.stringify(globalId('Rectification', rectification.id)),
    measure: JSON.stringify(globalId('CorrectiveMeasure', measure.id)),
    ...closedAppraisal(world, viewer),
    ...closedClass(world, viewer),
  };
  const written = (name: string, type: GraphQLInputType): string => {
    const inner = getNullableType(type);
    if (isListType(inner)) return '[]';
    if (isEnumType(inner)) return inner.getValues()[0]?.name as string;
    if (isInputObjectType(inner))
      return `{ ${Object.values(inner.getFields())
        .map((each) => `${each.name}: ${written(each.name, each.type)}`)
        .join(', ')} }`;
    return named[name] ?? VALUES[inner.name] ?? '"x"';
  };
  const args = field.args.map((each) => `${each.name}: ${written(each.name, each.type)}`);
  return `mutation { ${verb}${args.length ? `(${args.join(', ')})` : ''} { __typename } }`;
}

/** Of a round that is closed, and filed where it is an organ's: of the viewer's own where the role sees any, of the committee's for who sees these too. */
function closedAppraisal(world: World, viewer: Viewer): Record<string, string> {
  const rounds = world.rows('AppraisalRound').filter(({ state }) => state === 'CLOSED');
  const first = (rows: readonly Row[]) => rows.find((row) => sees(world, viewer, viewer.roles[0] as Role, row)) ?? rows[0];
  const within = (round: Row, typeName: string) => world.rows(typeName).filter((row) => world.related(row, 'appraisal')?.round === round.id);
  const round = first(rounds);
  const scored = first(rounds.flatMap((each) => within(each, 'DimensionScore')));
  const objection = first(rounds.flatMap((each) => within(each, 'AppraisalObjection')));
  if (!round || !scored || !objection) throw new Error('No round of appraisals is closed');
  const [appraisalRound, appraisal, objected] = [
    globalId('AppraisalRound', round.id),
    globalId('Appraisal', scored.appraisal as number),
    globalId('AppraisalObjection', objection.id),
  ];
  return { appraisalRound: JSON.stringify(appraisalRound), appraisal: JSON.stringify(appraisal), objection: JSON.stringify(objected) };
}

/** A class that is over, of the own organ's for its cadre office, of the committee's for anybody else. */
function closedClass(world: World, { roles, unit }: Viewer): Record<string, string> {
  const organ = roles[0] === 'CADRE_OFFICE' ? unit : null;
  const studyClass = world.rows('StudyClass').find((each) => each.state === 'CLOSED' && each.organ === organ);
  const session = world.rows('StudySession').find((each) => each.studyClass === studyClass?.id);
  if (!studyClass || !session) throw new Error('No study class is closed');
  return { studyClass: JSON.stringify(globalId('StudyClass', studyClass.id)), session: JSON.stringify(globalId('StudySession', session.id)) };
}

const VALUES: Record<string, string> = {
  Int: '1',
  Decimal: '"1"',
  Boolean: 'false',
  YearMonth: '"1999-01"',
  Date: '"1999-01-10"',
  DateTime: '"2036-01-10T00:00:00Z"',
  ID: '"nothing"',
};

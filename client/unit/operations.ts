import { graphql } from '../generated/index.ts';

/*
 * What a unit's page asks for, split by who may read it (docs/access.md): whoever may not read one part sees the others. None asks for an
 * inspector or an officer. Free text, in which a name may stand, and what rests on it are documents of their own, which a wall does not ask.
 */

export const UnitCardDocument = graphql(`
  query UnitCard($code: String!) {
    viewer { kind roles }
    unit(code: $code) {
      code
      name
      unitClass
      isPoliticalLegalOrgan
      region { name parent { name } }
    }
  }
`);

export const NewestRoundsDocument = graphql(`
  query NewestRounds {
    newest: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }]) { nodes { month } }
    published: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }], filter: { state: { eq: PUBLISHED } }) { nodes { month } }
  }
`);

/** Thirteen months: what moved in the first of the twelve shown is told from the one before. */
export const UnitYearDocument = graphql(`
  query UnitYear($code: String!, $from: YearMonth!, $to: YearMonth!) {
    inspectionRounds(first: 13, filter: { month: { gte: $from, lte: $to } }) {
      nodes {
        month
        state
        ruleBook { title version goodFrom mediumFrom }
        results { aggregates(groupBy: [unitClass]) { key { unitClass } count average { score } } }
      }
    }
    unit(code: $code) {
      results(first: 13, filter: { round: { month: { gte: $from, lte: $to } } }) {
        nodes {
          id
          round { month }
          unitClass
          score
          grade
          rank
          vetoProposed
          version
          publishedAt
          versions { version score grade rank publishedAt }
        }
      }
    }
  }
`);

export const UnitFindingsDocument = graphql(`
  query UnitFindings($code: String!, $month: YearMonth!) {
    unit(code: $code) {
      inspections(first: 1, filter: { round: { month: { eq: $month } } }) {
        nodes {
          inspectedOn
          findings(first: 500, orderBy: [{ field: inspectedOn }]) {
            nodes { id occurrences inspectedOn rectifyBy fromVersion item { code content kind } }
          }
        }
      }
    }
  }
`);

export const UnitEvidenceDocument = graphql(`
  query UnitEvidence($code: String!, $month: YearMonth!) {
    unit(code: $code) {
      inspections(first: 1, filter: { round: { month: { eq: $month } } }) { nodes { findings(first: 500) { nodes { id evidence } } } }
    }
  }
`);

export const UnitExplanationDocument = graphql(`
  query UnitExplanation($code: String!, $month: YearMonth!) {
    unit(code: $code) {
      results(first: 1, filter: { round: { month: { eq: $month } } }) {
        nodes {
          id
          explanation {
            base
            deducted
            bonuses
            awarded
            score
            ruleBook { title version bonusCap }
            items {
              occurrences
              uncapped
              capApplied
              points
              basis
              item { code section content kind pointsPerOccurrence cap }
              findings { id }
            }
          }
          versions { version correction { reason unit { code name } } }
        }
      }
    }
  }
`);

/** The unit's own, newest first: an officer's belongs to no round. What a wall may be shown: no word that anybody wrote. */
export const UnitRectificationsDocument = graphql(`
  query UnitRectifications($code: String!) {
    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {
      nodes {
        id
        month
        origin
        state
        dueOn
        openedAt
        closedAt
        withdrawnAt
        causeFellAt
        measures(first: 50, orderBy: [{ field: position }]) { nodes { id position dueOn completedAt } }
      }
    }
  }
`);

export const UnitRectificationTextsDocument = graphql(`
  query UnitRectificationTexts($code: String!) {
    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {
      nodes { id reason explanation review withdrawalReason measures(first: 50) { nodes { id content evidence } } }
    }
  }
`);

/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment RankedResult on InspectionResult {\n    id\n    unit { code name }\n    unitClass\n    rank\n    score\n    grade\n    vetoProposed\n    version\n  }\n": typeof types.RankedResultFragmentDoc,
    "\n  fragment OpenWarning on Warning {\n    id\n    kind\n    level\n    state\n    month\n    raisedAt\n    unit { code name }\n  }\n": typeof types.OpenWarningFragmentDoc,
    "\n  fragment BoardEventFields on BoardEvent {\n    __typename\n    cursor\n    at\n    round { id month state }\n    progress { units inspected findings vetoProposals }\n    ... on UnitInspected { inspection { id unit { code name } } }\n    ... on FindingRecorded { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on FindingRetracted { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on ResultPublished { result { ...RankedResult } }\n    ... on WarningRaised { warning { ...OpenWarning } }\n    ... on WarningChanged { step warning { ...OpenWarning } }\n    ... on RectificationChanged { stepKind openRectifications rectification { id origin unit { code name } } }\n  }\n": typeof types.BoardEventFieldsFragmentDoc,
    "\n  query BoardSnapshot {\n    board {\n      cursor\n      at\n      round { id month state inspections(first: 500) { nodes { unit { code } findings { totalCount } } } }\n      progress { units inspected findings vetoProposals }\n      rankingMonth\n      rankings { unitClass results { ...RankedResult } }\n      warnings { ...OpenWarning }\n      openRectifications\n      recent { ...BoardEventFields }\n    }\n  }\n": typeof types.BoardSnapshotDocument,
    "\n  subscription BoardEvents($after: EventCursor!) {\n    board(after: $after) { ...BoardEventFields }\n  }\n": typeof types.BoardEventsDocument,
    "\n  query MonthCosts {\n    board { costs { item { code section content } units findings points } }\n  }\n": typeof types.MonthCostsDocument,
    "\n  query BoardYear($from: YearMonth!) {\n    units(first: 500, orderBy: [{ field: code }]) {\n      nodes {\n        code\n        name\n        unitClass\n        region { code }\n        results(first: 12, filter: { round: { month: { gte: $from } } }) { nodes { round { month } score grade rank } }\n      }\n    }\n    regions(first: 100, filter: { kind: { in: [SUBDISTRICT, TOWN, TOWNSHIP] } }, orderBy: [{ field: code }]) {\n      nodes { code name children(first: 100, orderBy: [{ field: code }]) { nodes { code name } } }\n    }\n  }\n": typeof types.BoardYearDocument,
    "\n  mutation ReportDisplayed($cursor: EventCursor!) {\n    done: reportDisplayed(cursor: $cursor) { problems { ...Refusal } }\n  }\n": typeof types.ReportDisplayedDocument,
    "\n  mutation BeginPairing {\n    done: beginScreenPairing { code secret expiresAt problems { ...Refusal } }\n  }\n": typeof types.BeginPairingDocument,
    "\n  mutation ClaimScreen($secret: String!) {\n    done: claimScreen(secret: $secret) { problems { ...Refusal } }\n  }\n": typeof types.ClaimScreenDocument,
    "\n  query Screens {\n    screens {\n      id\n      name\n      pairedBy { displayName }\n      pairedAt\n      revokedAt\n      lastSeenAt\n      lastCursor\n      state\n      laggingSince\n    }\n  }\n": typeof types.ScreensDocument,
    "\n  mutation ConfirmPairing($code: String!, $name: String!) {\n    done: confirmScreenPairing(code: $code, name: $name) { name problems { ...Refusal } }\n  }\n": typeof types.ConfirmPairingDocument,
    "\n  mutation RevokeScreen($screen: ID!) {\n    done: revokeScreen(screen: $screen) { problems { ...Refusal } }\n  }\n": typeof types.RevokeScreenDocument,
    "\n  fragment Who on CurrentViewer {\n    kind\n    name\n    roles\n    isDemo\n  }\n": typeof types.WhoFragmentDoc,
    "\n  fragment Refusal on Problem {\n    code\n    field\n    message\n    messageEn\n  }\n": typeof types.RefusalFragmentDoc,
    "\n  query WhoIsIt {\n    viewer { ...Who }\n  }\n": typeof types.WhoIsItDocument,
    "\n  mutation SignOut {\n    done: signOut { problems { ...Refusal } }\n  }\n": typeof types.SignOutDocument,
    "\n  mutation TryRole($role: Role!) {\n    done: demoTryRole(role: $role) { problems { ...Refusal } }\n  }\n": typeof types.TryRoleDocument,
    "\n  mutation SignIn($name: String!, $password: String!) {\n    done: signIn(name: $name, password: $password) { problems { ...Refusal } }\n  }\n": typeof types.SignInDocument,
    "\n  mutation CreateFirstAdministrator($secret: String!, $name: String!, $displayName: String!, $password: String!) {\n    done: createFirstAdministrator(secret: $secret, name: $name, displayName: $displayName, password: $password) { problems { ...Refusal } }\n  }\n": typeof types.CreateFirstAdministratorDocument,
    "\n  query UnitCard($code: String!) {\n    viewer { kind roles }\n    unit(code: $code) {\n      code\n      name\n      unitClass\n      isPoliticalLegalOrgan\n      region { name parent { name } }\n    }\n  }\n": typeof types.UnitCardDocument,
    "\n  query NewestRounds {\n    newest: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }]) { nodes { month } }\n    published: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }], filter: { state: { eq: PUBLISHED } }) { nodes { month } }\n  }\n": typeof types.NewestRoundsDocument,
    "\n  query UnitYear($code: String!, $from: YearMonth!, $to: YearMonth!) {\n    inspectionRounds(first: 13, filter: { month: { gte: $from, lte: $to } }) {\n      nodes {\n        month\n        state\n        ruleBook { title version goodFrom mediumFrom }\n        results { aggregates(groupBy: [unitClass]) { key { unitClass } count average { score } } }\n      }\n    }\n    unit(code: $code) {\n      results(first: 13, filter: { round: { month: { gte: $from, lte: $to } } }) {\n        nodes {\n          id\n          round { month }\n          unitClass\n          score\n          grade\n          rank\n          vetoProposed\n          version\n          publishedAt\n          versions { version score grade rank publishedAt }\n        }\n      }\n    }\n  }\n": typeof types.UnitYearDocument,
    "\n  query UnitFindings($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      inspections(first: 1, filter: { round: { month: { eq: $month } } }) {\n        nodes {\n          inspectedOn\n          findings(first: 500, orderBy: [{ field: inspectedOn }]) {\n            nodes { id occurrences inspectedOn rectifyBy fromVersion item { code content kind } }\n          }\n        }\n      }\n    }\n  }\n": typeof types.UnitFindingsDocument,
    "\n  query UnitEvidence($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      inspections(first: 1, filter: { round: { month: { eq: $month } } }) { nodes { findings(first: 500) { nodes { id evidence } } } }\n    }\n  }\n": typeof types.UnitEvidenceDocument,
    "\n  query UnitExplanation($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      results(first: 1, filter: { round: { month: { eq: $month } } }) {\n        nodes {\n          id\n          explanation {\n            base\n            deducted\n            bonuses\n            awarded\n            score\n            ruleBook { title version bonusCap }\n            items {\n              occurrences\n              uncapped\n              capApplied\n              points\n              basis\n              item { code section content kind pointsPerOccurrence cap }\n              findings { id }\n            }\n          }\n          versions { version correction { reason unit { code name } } }\n        }\n      }\n    }\n  }\n": typeof types.UnitExplanationDocument,
    "\n  query UnitRectifications($code: String!) {\n    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {\n      nodes {\n        id\n        month\n        origin\n        state\n        dueOn\n        openedAt\n        closedAt\n        withdrawnAt\n        causeFellAt\n        measures(first: 50, orderBy: [{ field: position }]) { nodes { id position dueOn completedAt } }\n      }\n    }\n  }\n": typeof types.UnitRectificationsDocument,
    "\n  query UnitRectificationTexts($code: String!) {\n    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {\n      nodes { id reason explanation review withdrawalReason measures(first: 50) { nodes { id content evidence } } }\n    }\n  }\n": typeof types.UnitRectificationTextsDocument,
};
const documents: Documents = {
    "\n  fragment RankedResult on InspectionResult {\n    id\n    unit { code name }\n    unitClass\n    rank\n    score\n    grade\n    vetoProposed\n    version\n  }\n": types.RankedResultFragmentDoc,
    "\n  fragment OpenWarning on Warning {\n    id\n    kind\n    level\n    state\n    month\n    raisedAt\n    unit { code name }\n  }\n": types.OpenWarningFragmentDoc,
    "\n  fragment BoardEventFields on BoardEvent {\n    __typename\n    cursor\n    at\n    round { id month state }\n    progress { units inspected findings vetoProposals }\n    ... on UnitInspected { inspection { id unit { code name } } }\n    ... on FindingRecorded { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on FindingRetracted { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on ResultPublished { result { ...RankedResult } }\n    ... on WarningRaised { warning { ...OpenWarning } }\n    ... on WarningChanged { step warning { ...OpenWarning } }\n    ... on RectificationChanged { stepKind openRectifications rectification { id origin unit { code name } } }\n  }\n": types.BoardEventFieldsFragmentDoc,
    "\n  query BoardSnapshot {\n    board {\n      cursor\n      at\n      round { id month state inspections(first: 500) { nodes { unit { code } findings { totalCount } } } }\n      progress { units inspected findings vetoProposals }\n      rankingMonth\n      rankings { unitClass results { ...RankedResult } }\n      warnings { ...OpenWarning }\n      openRectifications\n      recent { ...BoardEventFields }\n    }\n  }\n": types.BoardSnapshotDocument,
    "\n  subscription BoardEvents($after: EventCursor!) {\n    board(after: $after) { ...BoardEventFields }\n  }\n": types.BoardEventsDocument,
    "\n  query MonthCosts {\n    board { costs { item { code section content } units findings points } }\n  }\n": types.MonthCostsDocument,
    "\n  query BoardYear($from: YearMonth!) {\n    units(first: 500, orderBy: [{ field: code }]) {\n      nodes {\n        code\n        name\n        unitClass\n        region { code }\n        results(first: 12, filter: { round: { month: { gte: $from } } }) { nodes { round { month } score grade rank } }\n      }\n    }\n    regions(first: 100, filter: { kind: { in: [SUBDISTRICT, TOWN, TOWNSHIP] } }, orderBy: [{ field: code }]) {\n      nodes { code name children(first: 100, orderBy: [{ field: code }]) { nodes { code name } } }\n    }\n  }\n": types.BoardYearDocument,
    "\n  mutation ReportDisplayed($cursor: EventCursor!) {\n    done: reportDisplayed(cursor: $cursor) { problems { ...Refusal } }\n  }\n": types.ReportDisplayedDocument,
    "\n  mutation BeginPairing {\n    done: beginScreenPairing { code secret expiresAt problems { ...Refusal } }\n  }\n": types.BeginPairingDocument,
    "\n  mutation ClaimScreen($secret: String!) {\n    done: claimScreen(secret: $secret) { problems { ...Refusal } }\n  }\n": types.ClaimScreenDocument,
    "\n  query Screens {\n    screens {\n      id\n      name\n      pairedBy { displayName }\n      pairedAt\n      revokedAt\n      lastSeenAt\n      lastCursor\n      state\n      laggingSince\n    }\n  }\n": types.ScreensDocument,
    "\n  mutation ConfirmPairing($code: String!, $name: String!) {\n    done: confirmScreenPairing(code: $code, name: $name) { name problems { ...Refusal } }\n  }\n": types.ConfirmPairingDocument,
    "\n  mutation RevokeScreen($screen: ID!) {\n    done: revokeScreen(screen: $screen) { problems { ...Refusal } }\n  }\n": types.RevokeScreenDocument,
    "\n  fragment Who on CurrentViewer {\n    kind\n    name\n    roles\n    isDemo\n  }\n": types.WhoFragmentDoc,
    "\n  fragment Refusal on Problem {\n    code\n    field\n    message\n    messageEn\n  }\n": types.RefusalFragmentDoc,
    "\n  query WhoIsIt {\n    viewer { ...Who }\n  }\n": types.WhoIsItDocument,
    "\n  mutation SignOut {\n    done: signOut { problems { ...Refusal } }\n  }\n": types.SignOutDocument,
    "\n  mutation TryRole($role: Role!) {\n    done: demoTryRole(role: $role) { problems { ...Refusal } }\n  }\n": types.TryRoleDocument,
    "\n  mutation SignIn($name: String!, $password: String!) {\n    done: signIn(name: $name, password: $password) { problems { ...Refusal } }\n  }\n": types.SignInDocument,
    "\n  mutation CreateFirstAdministrator($secret: String!, $name: String!, $displayName: String!, $password: String!) {\n    done: createFirstAdministrator(secret: $secret, name: $name, displayName: $displayName, password: $password) { problems { ...Refusal } }\n  }\n": types.CreateFirstAdministratorDocument,
    "\n  query UnitCard($code: String!) {\n    viewer { kind roles }\n    unit(code: $code) {\n      code\n      name\n      unitClass\n      isPoliticalLegalOrgan\n      region { name parent { name } }\n    }\n  }\n": types.UnitCardDocument,
    "\n  query NewestRounds {\n    newest: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }]) { nodes { month } }\n    published: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }], filter: { state: { eq: PUBLISHED } }) { nodes { month } }\n  }\n": types.NewestRoundsDocument,
    "\n  query UnitYear($code: String!, $from: YearMonth!, $to: YearMonth!) {\n    inspectionRounds(first: 13, filter: { month: { gte: $from, lte: $to } }) {\n      nodes {\n        month\n        state\n        ruleBook { title version goodFrom mediumFrom }\n        results { aggregates(groupBy: [unitClass]) { key { unitClass } count average { score } } }\n      }\n    }\n    unit(code: $code) {\n      results(first: 13, filter: { round: { month: { gte: $from, lte: $to } } }) {\n        nodes {\n          id\n          round { month }\n          unitClass\n          score\n          grade\n          rank\n          vetoProposed\n          version\n          publishedAt\n          versions { version score grade rank publishedAt }\n        }\n      }\n    }\n  }\n": types.UnitYearDocument,
    "\n  query UnitFindings($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      inspections(first: 1, filter: { round: { month: { eq: $month } } }) {\n        nodes {\n          inspectedOn\n          findings(first: 500, orderBy: [{ field: inspectedOn }]) {\n            nodes { id occurrences inspectedOn rectifyBy fromVersion item { code content kind } }\n          }\n        }\n      }\n    }\n  }\n": types.UnitFindingsDocument,
    "\n  query UnitEvidence($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      inspections(first: 1, filter: { round: { month: { eq: $month } } }) { nodes { findings(first: 500) { nodes { id evidence } } } }\n    }\n  }\n": types.UnitEvidenceDocument,
    "\n  query UnitExplanation($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      results(first: 1, filter: { round: { month: { eq: $month } } }) {\n        nodes {\n          id\n          explanation {\n            base\n            deducted\n            bonuses\n            awarded\n            score\n            ruleBook { title version bonusCap }\n            items {\n              occurrences\n              uncapped\n              capApplied\n              points\n              basis\n              item { code section content kind pointsPerOccurrence cap }\n              findings { id }\n            }\n          }\n          versions { version correction { reason unit { code name } } }\n        }\n      }\n    }\n  }\n": types.UnitExplanationDocument,
    "\n  query UnitRectifications($code: String!) {\n    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {\n      nodes {\n        id\n        month\n        origin\n        state\n        dueOn\n        openedAt\n        closedAt\n        withdrawnAt\n        causeFellAt\n        measures(first: 50, orderBy: [{ field: position }]) { nodes { id position dueOn completedAt } }\n      }\n    }\n  }\n": types.UnitRectificationsDocument,
    "\n  query UnitRectificationTexts($code: String!) {\n    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {\n      nodes { id reason explanation review withdrawalReason measures(first: 50) { nodes { id content evidence } } }\n    }\n  }\n": types.UnitRectificationTextsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RankedResult on InspectionResult {\n    id\n    unit { code name }\n    unitClass\n    rank\n    score\n    grade\n    vetoProposed\n    version\n  }\n"): (typeof documents)["\n  fragment RankedResult on InspectionResult {\n    id\n    unit { code name }\n    unitClass\n    rank\n    score\n    grade\n    vetoProposed\n    version\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpenWarning on Warning {\n    id\n    kind\n    level\n    state\n    month\n    raisedAt\n    unit { code name }\n  }\n"): (typeof documents)["\n  fragment OpenWarning on Warning {\n    id\n    kind\n    level\n    state\n    month\n    raisedAt\n    unit { code name }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BoardEventFields on BoardEvent {\n    __typename\n    cursor\n    at\n    round { id month state }\n    progress { units inspected findings vetoProposals }\n    ... on UnitInspected { inspection { id unit { code name } } }\n    ... on FindingRecorded { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on FindingRetracted { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on ResultPublished { result { ...RankedResult } }\n    ... on WarningRaised { warning { ...OpenWarning } }\n    ... on WarningChanged { step warning { ...OpenWarning } }\n    ... on RectificationChanged { stepKind openRectifications rectification { id origin unit { code name } } }\n  }\n"): (typeof documents)["\n  fragment BoardEventFields on BoardEvent {\n    __typename\n    cursor\n    at\n    round { id month state }\n    progress { units inspected findings vetoProposals }\n    ... on UnitInspected { inspection { id unit { code name } } }\n    ... on FindingRecorded { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on FindingRetracted { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on ResultPublished { result { ...RankedResult } }\n    ... on WarningRaised { warning { ...OpenWarning } }\n    ... on WarningChanged { step warning { ...OpenWarning } }\n    ... on RectificationChanged { stepKind openRectifications rectification { id origin unit { code name } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardSnapshot {\n    board {\n      cursor\n      at\n      round { id month state inspections(first: 500) { nodes { unit { code } findings { totalCount } } } }\n      progress { units inspected findings vetoProposals }\n      rankingMonth\n      rankings { unitClass results { ...RankedResult } }\n      warnings { ...OpenWarning }\n      openRectifications\n      recent { ...BoardEventFields }\n    }\n  }\n"): (typeof documents)["\n  query BoardSnapshot {\n    board {\n      cursor\n      at\n      round { id month state inspections(first: 500) { nodes { unit { code } findings { totalCount } } } }\n      progress { units inspected findings vetoProposals }\n      rankingMonth\n      rankings { unitClass results { ...RankedResult } }\n      warnings { ...OpenWarning }\n      openRectifications\n      recent { ...BoardEventFields }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription BoardEvents($after: EventCursor!) {\n    board(after: $after) { ...BoardEventFields }\n  }\n"): (typeof documents)["\n  subscription BoardEvents($after: EventCursor!) {\n    board(after: $after) { ...BoardEventFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MonthCosts {\n    board { costs { item { code section content } units findings points } }\n  }\n"): (typeof documents)["\n  query MonthCosts {\n    board { costs { item { code section content } units findings points } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardYear($from: YearMonth!) {\n    units(first: 500, orderBy: [{ field: code }]) {\n      nodes {\n        code\n        name\n        unitClass\n        region { code }\n        results(first: 12, filter: { round: { month: { gte: $from } } }) { nodes { round { month } score grade rank } }\n      }\n    }\n    regions(first: 100, filter: { kind: { in: [SUBDISTRICT, TOWN, TOWNSHIP] } }, orderBy: [{ field: code }]) {\n      nodes { code name children(first: 100, orderBy: [{ field: code }]) { nodes { code name } } }\n    }\n  }\n"): (typeof documents)["\n  query BoardYear($from: YearMonth!) {\n    units(first: 500, orderBy: [{ field: code }]) {\n      nodes {\n        code\n        name\n        unitClass\n        region { code }\n        results(first: 12, filter: { round: { month: { gte: $from } } }) { nodes { round { month } score grade rank } }\n      }\n    }\n    regions(first: 100, filter: { kind: { in: [SUBDISTRICT, TOWN, TOWNSHIP] } }, orderBy: [{ field: code }]) {\n      nodes { code name children(first: 100, orderBy: [{ field: code }]) { nodes { code name } } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReportDisplayed($cursor: EventCursor!) {\n    done: reportDisplayed(cursor: $cursor) { problems { ...Refusal } }\n  }\n"): (typeof documents)["\n  mutation ReportDisplayed($cursor: EventCursor!) {\n    done: reportDisplayed(cursor: $cursor) { problems { ...Refusal } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BeginPairing {\n    done: beginScreenPairing { code secret expiresAt problems { ...Refusal } }\n  }\n"): (typeof documents)["\n  mutation BeginPairing {\n    done: beginScreenPairing { code secret expiresAt problems { ...Refusal } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClaimScreen($secret: String!) {\n    done: claimScreen(secret: $secret) { problems { ...Refusal } }\n  }\n"): (typeof documents)["\n  mutation ClaimScreen($secret: String!) {\n    done: claimScreen(secret: $secret) { problems { ...Refusal } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Screens {\n    screens {\n      id\n      name\n      pairedBy { displayName }\n      pairedAt\n      revokedAt\n      lastSeenAt\n      lastCursor\n      state\n      laggingSince\n    }\n  }\n"): (typeof documents)["\n  query Screens {\n    screens {\n      id\n      name\n      pairedBy { displayName }\n      pairedAt\n      revokedAt\n      lastSeenAt\n      lastCursor\n      state\n      laggingSince\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmPairing($code: String!, $name: String!) {\n    done: confirmScreenPairing(code: $code, name: $name) { name problems { ...Refusal } }\n  }\n"): (typeof documents)["\n  mutation ConfirmPairing($code: String!, $name: String!) {\n    done: confirmScreenPairing(code: $code, name: $name) { name problems { ...Refusal } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeScreen($screen: ID!) {\n    done: revokeScreen(screen: $screen) { problems { ...Refusal } }\n  }\n"): (typeof documents)["\n  mutation RevokeScreen($screen: ID!) {\n    done: revokeScreen(screen: $screen) { problems { ...Refusal } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Who on CurrentViewer {\n    kind\n    name\n    roles\n    isDemo\n  }\n"): (typeof documents)["\n  fragment Who on CurrentViewer {\n    kind\n    name\n    roles\n    isDemo\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Refusal on Problem {\n    code\n    field\n    message\n    messageEn\n  }\n"): (typeof documents)["\n  fragment Refusal on Problem {\n    code\n    field\n    message\n    messageEn\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WhoIsIt {\n    viewer { ...Who }\n  }\n"): (typeof documents)["\n  query WhoIsIt {\n    viewer { ...Who }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    done: signOut { problems { ...Refusal } }\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    done: signOut { problems { ...Refusal } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TryRole($role: Role!) {\n    done: demoTryRole(role: $role) { problems { ...Refusal } }\n  }\n"): (typeof documents)["\n  mutation TryRole($role: Role!) {\n    done: demoTryRole(role: $role) { problems { ...Refusal } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($name: String!, $password: String!) {\n    done: signIn(name: $name, password: $password) { problems { ...Refusal } }\n  }\n"): (typeof documents)["\n  mutation SignIn($name: String!, $password: String!) {\n    done: signIn(name: $name, password: $password) { problems { ...Refusal } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateFirstAdministrator($secret: String!, $name: String!, $displayName: String!, $password: String!) {\n    done: createFirstAdministrator(secret: $secret, name: $name, displayName: $displayName, password: $password) { problems { ...Refusal } }\n  }\n"): (typeof documents)["\n  mutation CreateFirstAdministrator($secret: String!, $name: String!, $displayName: String!, $password: String!) {\n    done: createFirstAdministrator(secret: $secret, name: $name, displayName: $displayName, password: $password) { problems { ...Refusal } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnitCard($code: String!) {\n    viewer { kind roles }\n    unit(code: $code) {\n      code\n      name\n      unitClass\n      isPoliticalLegalOrgan\n      region { name parent { name } }\n    }\n  }\n"): (typeof documents)["\n  query UnitCard($code: String!) {\n    viewer { kind roles }\n    unit(code: $code) {\n      code\n      name\n      unitClass\n      isPoliticalLegalOrgan\n      region { name parent { name } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NewestRounds {\n    newest: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }]) { nodes { month } }\n    published: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }], filter: { state: { eq: PUBLISHED } }) { nodes { month } }\n  }\n"): (typeof documents)["\n  query NewestRounds {\n    newest: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }]) { nodes { month } }\n    published: inspectionRounds(first: 1, orderBy: [{ field: month, direction: DESC }], filter: { state: { eq: PUBLISHED } }) { nodes { month } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnitYear($code: String!, $from: YearMonth!, $to: YearMonth!) {\n    inspectionRounds(first: 13, filter: { month: { gte: $from, lte: $to } }) {\n      nodes {\n        month\n        state\n        ruleBook { title version goodFrom mediumFrom }\n        results { aggregates(groupBy: [unitClass]) { key { unitClass } count average { score } } }\n      }\n    }\n    unit(code: $code) {\n      results(first: 13, filter: { round: { month: { gte: $from, lte: $to } } }) {\n        nodes {\n          id\n          round { month }\n          unitClass\n          score\n          grade\n          rank\n          vetoProposed\n          version\n          publishedAt\n          versions { version score grade rank publishedAt }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query UnitYear($code: String!, $from: YearMonth!, $to: YearMonth!) {\n    inspectionRounds(first: 13, filter: { month: { gte: $from, lte: $to } }) {\n      nodes {\n        month\n        state\n        ruleBook { title version goodFrom mediumFrom }\n        results { aggregates(groupBy: [unitClass]) { key { unitClass } count average { score } } }\n      }\n    }\n    unit(code: $code) {\n      results(first: 13, filter: { round: { month: { gte: $from, lte: $to } } }) {\n        nodes {\n          id\n          round { month }\n          unitClass\n          score\n          grade\n          rank\n          vetoProposed\n          version\n          publishedAt\n          versions { version score grade rank publishedAt }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnitFindings($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      inspections(first: 1, filter: { round: { month: { eq: $month } } }) {\n        nodes {\n          inspectedOn\n          findings(first: 500, orderBy: [{ field: inspectedOn }]) {\n            nodes { id occurrences inspectedOn rectifyBy fromVersion item { code content kind } }\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query UnitFindings($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      inspections(first: 1, filter: { round: { month: { eq: $month } } }) {\n        nodes {\n          inspectedOn\n          findings(first: 500, orderBy: [{ field: inspectedOn }]) {\n            nodes { id occurrences inspectedOn rectifyBy fromVersion item { code content kind } }\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnitEvidence($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      inspections(first: 1, filter: { round: { month: { eq: $month } } }) { nodes { findings(first: 500) { nodes { id evidence } } } }\n    }\n  }\n"): (typeof documents)["\n  query UnitEvidence($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      inspections(first: 1, filter: { round: { month: { eq: $month } } }) { nodes { findings(first: 500) { nodes { id evidence } } } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnitExplanation($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      results(first: 1, filter: { round: { month: { eq: $month } } }) {\n        nodes {\n          id\n          explanation {\n            base\n            deducted\n            bonuses\n            awarded\n            score\n            ruleBook { title version bonusCap }\n            items {\n              occurrences\n              uncapped\n              capApplied\n              points\n              basis\n              item { code section content kind pointsPerOccurrence cap }\n              findings { id }\n            }\n          }\n          versions { version correction { reason unit { code name } } }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query UnitExplanation($code: String!, $month: YearMonth!) {\n    unit(code: $code) {\n      results(first: 1, filter: { round: { month: { eq: $month } } }) {\n        nodes {\n          id\n          explanation {\n            base\n            deducted\n            bonuses\n            awarded\n            score\n            ruleBook { title version bonusCap }\n            items {\n              occurrences\n              uncapped\n              capApplied\n              points\n              basis\n              item { code section content kind pointsPerOccurrence cap }\n              findings { id }\n            }\n          }\n          versions { version correction { reason unit { code name } } }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnitRectifications($code: String!) {\n    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {\n      nodes {\n        id\n        month\n        origin\n        state\n        dueOn\n        openedAt\n        closedAt\n        withdrawnAt\n        causeFellAt\n        measures(first: 50, orderBy: [{ field: position }]) { nodes { id position dueOn completedAt } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query UnitRectifications($code: String!) {\n    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {\n      nodes {\n        id\n        month\n        origin\n        state\n        dueOn\n        openedAt\n        closedAt\n        withdrawnAt\n        causeFellAt\n        measures(first: 50, orderBy: [{ field: position }]) { nodes { id position dueOn completedAt } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnitRectificationTexts($code: String!) {\n    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {\n      nodes { id reason explanation review withdrawalReason measures(first: 50) { nodes { id content evidence } } }\n    }\n  }\n"): (typeof documents)["\n  query UnitRectificationTexts($code: String!) {\n    rectifications(first: 20, filter: { unit: { code: { eq: $code } }, round: { id: { isNull: false } } }, orderBy: [{ field: openedAt, direction: DESC }]) {\n      nodes { id reason explanation review withdrawalReason measures(first: 50) { nodes { id content evidence } } }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
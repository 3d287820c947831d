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
    "\n  fragment BoardEventFields on BoardEvent {\n    __typename\n    cursor\n    at\n    round { id month state }\n    progress { units inspected findings vetoProposals }\n    ... on UnitInspected { inspection { id unit { code name } } }\n    ... on FindingRecorded { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on FindingRetracted { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on ResultPublished { result { ...RankedResult } }\n  }\n": typeof types.BoardEventFieldsFragmentDoc,
    "\n  query BoardSnapshot {\n    board {\n      cursor\n      at\n      round { id month state }\n      progress { units inspected findings vetoProposals }\n      rankingMonth\n      rankings { unitClass results { ...RankedResult } }\n      recent { ...BoardEventFields }\n    }\n  }\n": typeof types.BoardSnapshotDocument,
    "\n  subscription BoardEvents($after: EventCursor!) {\n    board(after: $after) { ...BoardEventFields }\n  }\n": typeof types.BoardEventsDocument,
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
};
const documents: Documents = {
    "\n  fragment RankedResult on InspectionResult {\n    id\n    unit { code name }\n    unitClass\n    rank\n    score\n    grade\n    vetoProposed\n    version\n  }\n": types.RankedResultFragmentDoc,
    "\n  fragment BoardEventFields on BoardEvent {\n    __typename\n    cursor\n    at\n    round { id month state }\n    progress { units inspected findings vetoProposals }\n    ... on UnitInspected { inspection { id unit { code name } } }\n    ... on FindingRecorded { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on FindingRetracted { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on ResultPublished { result { ...RankedResult } }\n  }\n": types.BoardEventFieldsFragmentDoc,
    "\n  query BoardSnapshot {\n    board {\n      cursor\n      at\n      round { id month state }\n      progress { units inspected findings vetoProposals }\n      rankingMonth\n      rankings { unitClass results { ...RankedResult } }\n      recent { ...BoardEventFields }\n    }\n  }\n": types.BoardSnapshotDocument,
    "\n  subscription BoardEvents($after: EventCursor!) {\n    board(after: $after) { ...BoardEventFields }\n  }\n": types.BoardEventsDocument,
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
export function graphql(source: "\n  fragment BoardEventFields on BoardEvent {\n    __typename\n    cursor\n    at\n    round { id month state }\n    progress { units inspected findings vetoProposals }\n    ... on UnitInspected { inspection { id unit { code name } } }\n    ... on FindingRecorded { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on FindingRetracted { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on ResultPublished { result { ...RankedResult } }\n  }\n"): (typeof documents)["\n  fragment BoardEventFields on BoardEvent {\n    __typename\n    cursor\n    at\n    round { id month state }\n    progress { units inspected findings vetoProposals }\n    ... on UnitInspected { inspection { id unit { code name } } }\n    ... on FindingRecorded { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on FindingRetracted { finding { id occurrences item { code content kind } inspection { id unit { code name } } } }\n    ... on ResultPublished { result { ...RankedResult } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardSnapshot {\n    board {\n      cursor\n      at\n      round { id month state }\n      progress { units inspected findings vetoProposals }\n      rankingMonth\n      rankings { unitClass results { ...RankedResult } }\n      recent { ...BoardEventFields }\n    }\n  }\n"): (typeof documents)["\n  query BoardSnapshot {\n    board {\n      cursor\n      at\n      round { id month state }\n      progress { units inspected findings vetoProposals }\n      rankingMonth\n      rankings { unitClass results { ...RankedResult } }\n      recent { ...BoardEventFields }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription BoardEvents($after: EventCursor!) {\n    board(after: $after) { ...BoardEventFields }\n  }\n"): (typeof documents)["\n  subscription BoardEvents($after: EventCursor!) {\n    board(after: $after) { ...BoardEventFields }\n  }\n"];
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

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
import { graphql } from '../generated/index.ts';

export const ScreensDocument = graphql(`
  query Screens {
    screens {
      id
      name
      pairedBy { displayName }
      pairedAt
      revokedAt
      lastSeenAt
      lastCursor
      state
      laggingSince
    }
  }
`);

export const ConfirmPairingDocument = graphql(`
  mutation ConfirmPairing($code: String!, $name: String!) {
    done: confirmScreenPairing(code: $code, name: $name) { name problems { ...Refusal } }
  }
`);

export const RevokeScreenDocument = graphql(`
  mutation RevokeScreen($screen: ID!) {
    done: revokeScreen(screen: $screen) { problems { ...Refusal } }
  }
`);

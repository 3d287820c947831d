import { graphql } from '../generated/index.ts';

export const BeginPairingDocument = graphql(`
  mutation BeginPairing {
    done: beginScreenPairing { code secret expiresAt problems { ...Refusal } }
  }
`);

export const ClaimScreenDocument = graphql(`
  mutation ClaimScreen($secret: String!) {
    done: claimScreen(secret: $secret) { problems { ...Refusal } }
  }
`);

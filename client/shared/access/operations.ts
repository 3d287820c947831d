import { graphql } from '../../generated/index.ts';

graphql(`
  fragment Who on CurrentViewer {
    kind
    name
    roles
    isDemo
  }
`);

graphql(`
  fragment Refusal on Problem {
    code
    field
    message
    messageEn
  }
`);

export const WhoDocument = graphql(`
  query WhoIsIt {
    viewer { ...Who }
  }
`);

export const SignOutDocument = graphql(`
  mutation SignOut {
    done: signOut { problems { ...Refusal } }
  }
`);

export const TryRoleDocument = graphql(`
  mutation TryRole($role: Role!) {
    done: demoTryRole(role: $role) { problems { ...Refusal } }
  }
`);

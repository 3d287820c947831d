import { graphql } from '../generated/index.ts';

graphql(`
  fragment Who on CurrentViewer {
    kind
    name
    isDemo
  }
`);

graphql(`
  fragment Refusal on Problem {
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

export const SignInDocument = graphql(`
  mutation SignIn($name: String!, $password: String!) {
    done: signIn(name: $name, password: $password) { problems { ...Refusal } }
  }
`);

export const FirstAdministratorDocument = graphql(`
  mutation CreateFirstAdministrator($secret: String!, $name: String!, $displayName: String!, $password: String!) {
    done: createFirstAdministrator(secret: $secret, name: $name, displayName: $displayName, password: $password) { problems { ...Refusal } }
  }
`);

export const SignOutDocument = graphql(`
  mutation SignOut {
    done: signOut { problems { ...Refusal } }
  }
`);

import { graphql } from '../generated/index.ts';

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

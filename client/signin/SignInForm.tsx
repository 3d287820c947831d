import { useEffect, useState } from 'react';
import { attempt, hasProvider, type Refusal } from './access.ts';
import { Both } from './Both.tsx';
import { Field } from './Field.tsx';
import { SignInDocument } from './operations.ts';
import { Refusals } from './Refusals.tsx';
import { useForm } from './useForm.ts';

export function SignInForm({ problem }: { problem?: Refusal }) {
  const { refusals, busy, firstField, onSubmit } = useForm('/', (typed) => attempt(SignInDocument, { name: typed('name'), password: typed('password') }), problem && [problem]);
  return (
    <form onSubmit={onSubmit}>
      <h2>
        <Both zh="登录" en="Sign in" />
      </h2>
      <Refusals refusals={refusals} />
      <Field ref={firstField} name="name" label={{ zh: '登录名', en: 'Name' }} autoComplete="username" refusals={refusals} />
      <Field name="password" label={{ zh: '密码', en: 'Password' }} type="password" autoComplete="current-password" refusals={refusals} />
      <button type="submit" disabled={busy}>
        <Both zh="登录" en="Sign in" />
      </button>
      <AtProvider />
    </form>
  );
}

/** The other way in, where the server has one. */
function AtProvider() {
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    // Who cannot be asked offers nothing.
    hasProvider().then(setOffered, () => undefined);
  }, []);
  return offered ? (
    <a className="other" href="/signin/oidc">
      <Both zh="用统一认证登录" en="Sign in at your provider" />
    </a>
  ) : null;
}

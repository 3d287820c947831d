import { useEffect, useState } from 'react';
import { Both } from '../shared/Both.tsx';
import { Field } from '../shared/forms/Field.tsx';
import { REFUSALS, Refusals } from '../shared/forms/Refusals.tsx';
import { useForm } from '../shared/forms/useForm.ts';
import { attempt, type Refusal } from '../shared/server.ts';
import { hasProvider } from './hasProvider.ts';
import { onward } from './onward.ts';
import { SignInDocument } from './operations.ts';

export function SignInForm({ problem }: { problem?: Refusal }) {
  const { refusals, busy, firstField, onSubmit } = useForm({
    send: (typed) => attempt(SignInDocument, { name: typed('name'), password: typed('password') }),
    done: () => location.replace(onward()),
    again: 'password',
    ...(problem ? { before: [problem] } : {}),
  });
  return (
    <form className="card" onSubmit={onSubmit}>
      <h2>
        <Both zh="登录" en="Sign in" />
      </h2>
      <Refusals id={REFUSALS} refusals={refusals} />
      <Field ref={firstField} name="name" label={{ zh: '登录名', en: 'Name' }} autoComplete="username" refusals={refusals} />
      <Field name="password" label={{ zh: '密码', en: 'Password' }} type="password" autoComplete="current-password" refusals={refusals} />
      <button type="submit" className="action" disabled={busy}>
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

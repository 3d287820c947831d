import { Both } from '../shared/Both.tsx';
import { Field } from '../shared/forms/Field.tsx';
import { REFUSALS, Refusals } from '../shared/forms/Refusals.tsx';
import { type Typed, useForm } from '../shared/forms/useForm.ts';
import { attempt, type Refusal } from '../shared/server.ts';
import { FirstAdministratorDocument } from './operations.ts';

const DIFFERENT: Refusal = { field: 'again', message: '两次输入的密码不同', messageEn: 'The two passwords are not the same' };

/** It leads to who one is now, not to the board: that is nothing an administrator may see. */
export function FirstAdministratorForm({ secret }: { secret: string }) {
  const send = (typed: Typed) =>
    typed('password') === typed('again')
      ? attempt(FirstAdministratorDocument, { secret, name: typed('name'), displayName: typed('displayName'), password: typed('password') })
      : [DIFFERENT];
  const { refusals, busy, firstField, onSubmit } = useForm({ send, done: () => location.replace('/signin'), again: 'password' });
  return (
    <form className="card" onSubmit={onSubmit}>
      <h2>
        <Both zh="建立首位管理员" en="The first administrator" />
      </h2>
      <Refusals id={REFUSALS} refusals={refusals} />
      <Field ref={firstField} name="name" label={{ zh: '登录名', en: 'Name to sign in with' }} autoComplete="username" refusals={refusals} />
      <Field name="displayName" label={{ zh: '姓名或称呼', en: 'What you are called' }} autoComplete="name" refusals={refusals} />
      <Field
        name="password"
        label={{ zh: '密码', en: 'Password' }}
        type="password"
        autoComplete="new-password"
        hint={<Both zh="至少 12 个字符" en="At least 12 characters" />}
        refusals={refusals}
      />
      <Field name="again" label={{ zh: '再输一遍密码', en: 'The password again' }} type="password" autoComplete="new-password" refusals={refusals} />
      <button type="submit" className="action" disabled={busy}>
        <Both zh="建立并登录" en="Create and sign in" />
      </button>
      <a className="other" href="/signin">
        <Both zh="已有账号，去登录" en="Sign in instead" />
      </a>
    </form>
  );
}

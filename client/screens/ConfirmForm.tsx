import { useState } from 'react';
import { Both } from '../shared/Both.tsx';
import { Field } from '../shared/forms/Field.tsx';
import { REFUSALS, Refusals } from '../shared/forms/Refusals.tsx';
import { useForm } from '../shared/forms/useForm.ts';
import { attempt } from '../shared/server.ts';
import { ConfirmPairingDocument } from './operations.ts';

/** Lets a screen in by the code that it shows, under a name. */
export function ConfirmForm({ onConfirmed }: { onConfirmed: () => void }) {
  const [confirmed, setConfirmed] = useState('');
  const { refusals, busy, firstField, onSubmit, ready } = useForm({
    send: (typed) => {
      setConfirmed('');
      return attempt(ConfirmPairingDocument, { code: typed('code'), name: typed('name') });
    },
    done: (form) => {
      setConfirmed(String(new FormData(form).get('name')).trim());
      form.reset();
      ready();
      firstField.current?.focus();
      onConfirmed();
    },
    again: 'code',
  });
  return (
    <form className="card confirm" onSubmit={onSubmit}>
      <h2>
        <Both zh="配对一台大屏" en="Pair a screen" />
      </h2>
      <p className="hint">
        <Both zh="在大屏上打开 /pair，把它显示的配对码输在这里。" en="Open /pair on the screen, and type the code that it shows here." />
      </p>
      <Refusals id={REFUSALS} refusals={refusals} />
      <div className="fields">
        <Field
          ref={firstField}
          name="code"
          label={{ zh: '配对码', en: 'Pairing code' }}
          autoComplete="off"
          hint={<Both zh="八位，不分大小写，横线可省" en="Eight signs, in any case, with or without the dash" />}
          refusals={refusals}
        />
        <Field
          name="name"
          label={{ zh: '在何处', en: 'Where it hangs' }}
          autoComplete="off"
          hint={<Both zh="如“一楼大厅”" en="Such as: ground floor, hall" />}
          refusals={refusals}
        />
        <button type="submit" className="action" disabled={busy}>
          <Both zh="确认" en="Confirm" />
        </button>
      </div>
      <p className="confirmed" role="status">
        {confirmed && <Both zh={`已确认“${confirmed}”，几秒后它显示看板。`} en={`"${confirmed}" is confirmed; in a few seconds it shows the board.`} />}
      </p>
    </form>
  );
}

import { useEffect, useRef, useState } from 'react';

/** What changes, changes by the dozen (a file taken in, a publication): it is asked for once it is quiet (milliseconds). */
const QUIET = 1_000;
/** A question that failed is asked again (milliseconds). */
const AGAIN = 15_000;

/** The answer to a question that is asked anew whenever `key` is another; undefined until the first has come. The last good one stays until the next. */
export function useAsked<Answer>(key: string | undefined, ask: (signal: AbortSignal) => Promise<Answer>): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>();
  const question = useRef(ask);
  question.current = ask;
  const isFirst = useRef(true);
  useEffect(() => {
    if (key === undefined) return;
    const leaving = new AbortController();
    let timer = setTimeout(load, isFirst.current ? 0 : QUIET);
    async function load() {
      try {
        const answered = await question.current(leaving.signal);
        if (leaving.signal.aborted) return;
        isFirst.current = false;
        setAnswer(answered);
      } catch {
        if (!leaving.signal.aborted) timer = setTimeout(load, AGAIN);
      }
    }
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [key]);
  return answer;
}

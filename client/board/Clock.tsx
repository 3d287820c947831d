import { useEffect, useState } from 'react';
import { useLanguage } from '../shared/language/useLanguage.ts';

/** The time of day in the committee's zone, and the day. */
export function Clock() {
  const { time, day } = useLanguage();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    // On the second: walls beside one another tick together.
    let timer = setTimeout(tick, 1_000 - (Date.now() % 1_000));
    function tick() {
      setNow(Date.now());
      timer = setTimeout(tick, 1_000 - (Date.now() % 1_000));
    }
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="clock">
      <time dateTime={new Date(now).toISOString()}>{time(now)}</time>
      <span>{day(now)}</span>
    </p>
  );
}

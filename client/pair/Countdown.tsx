import { useEffect, useState } from 'react';
import { Both } from '../shared/Both.tsx';
import { serverNow } from '../shared/server.ts';

/** How long the code is still good for. Not read out: every second would be a word. */
export function Countdown({ expiresAt }: { expiresAt: string }) {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.floor((Date.parse(expiresAt) - now) / 1_000));
  return (
    <p className="countdown" role="timer">
      {left ? (
        <Both zh={`有效 ${clock(left)}，到时自动换新码`} en={`Good for ${clock(left)}, then a fresh code comes by itself`} />
      ) : (
        <Both zh="正在换新码" en="A fresh code is on its way" />
      )}
    </p>
  );
}

/** 581 → 9:41 */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A cable between a browser and a server, that can be pulled out and put back. */
export interface Cable {
  /** Where the server is reached through it. */
  url: string;
  unplug(): void;
  plugIn(): void;
  close(): Promise<void>;
}

/** `listen` hears what the browser sends, as it goes through. */
export async function layCable(serverUrl: string, listen?: (bytes: Buffer) => void): Promise<Cable> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let plugged = true;
  const end = createServer((near) => {
    if (!plugged) return near.destroy();
    const far = connect(Number(port), hostname);
    if (listen) near.on('data', listen);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  end.listen(0, '127.0.0.1');
  await once(end, 'listening');
  const cutAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(end.address() as AddressInfo).port}`,
    unplug: () => {
      plugged = false;
      cutAll();
    },
    plugIn: () => {
      plugged = true;
    },
    close: async () => {
      end.close();
      cutAll();
      await once(end, 'close');
    },
  };
}

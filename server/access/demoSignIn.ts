/**
 * Whether who shows nothing may try the sample city. `loopback`: only where the server was asked for by a name of this machine: a page of another site
 * whose name leads here would ask by its own.
 */
export type DemoSignIn = 'off' | 'loopback' | 'anywhere';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Whether a `Host` header names this machine. */
export function namesThisMachine(host: string | undefined): boolean {
  return LOOPBACK.test(host ?? '');
}

/** Whether an address to listen on is reached from this machine alone. */
export function isLoopback(address: string): boolean {
  return namesThisMachine(address.includes(':') ? `[${address}]` : address);
}

import { hash, randomBytes } from 'node:crypto';

/** What a secret is for stands at its head, so that one in a file is recognised for what it is, and none can stand for another. */
const HEADS = { session: 'duban_s_', token: 'duban_t_', screen: 'duban_d_', pairing: 'duban_p_', first: 'duban_f_' } as const;

export type SecretKind = keyof typeof HEADS;

/** 256 random bits, which cannot be guessed. Only its hash is kept. */
export function newSecret(kind: SecretKind): string {
  return `${HEADS[kind]}${randomBytes(32).toString('base64url')}`;
}

/** What a secret's row is found by: SHA-256, hexadecimal. */
export function hashOf(secret: string): string {
  return hash('sha256', secret);
}

export function isSecret(kind: SecretKind, text: string): boolean {
  return text.startsWith(HEADS[kind]) && text.length === HEADS[kind].length + 43;
}

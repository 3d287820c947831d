import { PrimaryKey } from '@mikro-orm/decorators/legacy';
import { Field, ID, InterfaceType } from 'type-graphql';

/**
 * Everything that can be fetched again by its global id.
 *
 * The table's own key is a small integer; GraphQL shows it wrapped with the type's name
 * (see {@link globalId}), so `node(id:)` knows where to look and nobody counts rows by guessing.
 */
@InterfaceType({ description: '可按全局编号取回的对象。Anything that can be fetched again by its global id.' })
export abstract class Node {
  @PrimaryKey({ type: 'integer' })
  @Field(() => ID, { description: '全局编号，node(id) 据此取回。Global id; node(id) fetches it again.' })
  id!: number;
}

/** `Unit`, 12 → `VW5pdDoxMg`. */
export function globalId(typeName: string, key: number): string {
  // Of letters, digits and a colon base64 makes neither of the signs that base64url has others for.
  return btoa(`${typeName}:${key}`).replace(/=+$/, '');
}

/** The reverse of {@link globalId}; `undefined` for anything that never was a global id. */
export function parseGlobalId(id: string): { typeName: string; key: number } | undefined {
  const match = /^([A-Za-z]+):([1-9]\d{0,8})$/.exec(Buffer.from(id, 'base64url').toString('utf8'));
  return match ? { typeName: match[1] as string, key: Number(match[2]) } : undefined;
}

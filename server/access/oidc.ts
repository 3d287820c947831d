import { isIPv4 } from 'node:net';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { nameOf } from './names.ts';

/** A provider that people sign in at. */
export interface OidcSettings {
  /** `https://sso.example.gov.cn/realms/office` */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim that names the prepared account of who comes for the first time. */
  nameClaim: string;
  /** Where browsers reach us, where that is not what they ask for: `https://duban.example.gov.cn`. */
  publicUrl?: string;
}

/** What the browser keeps between leaving for the provider and coming back. */
export interface Leaving {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who somebody is to the provider. */
export interface Claimed {
  /** Unique among all providers. */
  subject: string;
  /** Undefined where the provider does not vouch for it. */
  name: string | undefined;
}

/** Signing in at an OpenID provider: authorization code with PKCE, state and nonce. */
export class Oidc {
  readonly settings: OidcSettings;
  #discovered: Promise<Configuration> | undefined;

  constructor(settings: OidcSettings) {
    this.settings = settings;
  }

  /** Where to send the browser, and what it is to keep meanwhile. */
  async leave(callback: string): Promise<{ url: string; leaving: Leaving }> {
    const leaving = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(await this.#provider(), {
      redirect_uri: callback,
      scope: 'openid profile email',
      code_challenge: await calculatePKCECodeChallenge(leaving.verifier),
      code_challenge_method: 'S256',
      state: leaving.state,
      nonce: leaving.nonce,
    });
    return { url: url.href, leaving };
  }

  /** Who came back; rejects whatever the provider, or the browser, has not got right. */
  async comeBack(url: URL, { state, nonce, verifier }: Leaving): Promise<Claimed> {
    const provider = await this.#provider();
    const tokens = await authorizationCodeGrant(provider, url, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
    const { iss, sub, ...token } = tokens.claims() as Record<string, unknown> & { iss: string; sub: string };
    const { nameClaim } = this.settings;
    // Providers may keep such claims out of the token, for who asks.
    const claims: Record<string, unknown> = nameClaim in token ? token : await fetchUserInfo(provider, tokens.access_token, sub);
    const vouched = nameClaim !== 'email' || claims.email_verified === true;
    const name = claims[nameClaim];
    return { subject: `${iss} ${sub}`, name: vouched && typeof name === 'string' ? name : undefined };
  }

  /** Asked for when first needed, and again after a failure: the provider may start later than we do. */
  #provider(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const url = new URL(issuer);
    this.#discovered ??= discovery(url, clientId, clientSecret, undefined, isOfThisMachine(url) ? { execute: [allowInsecureRequests] } : {}).catch((error: unknown) => {
      this.#discovered = undefined;
      throw error;
    });
    return this.#discovered;
  }
}

/** Nobody listens in between: only there may the provider speak plain HTTP. */
function isOfThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === 'localhost' || (isIPv4(hostname) && hostname.startsWith('127.')));
}

/**
 * The key of the account of who came from the provider: by the subject, or for the first time by the name of an account that was prepared for them, which
 * has no password. Undefined where there is none that may be used.
 */
export async function accountOfClaimed(em: EntityManager, { subject, name }: Claimed): Promise<number | undefined> {
  const [known] = await em.execute<{ id: number }[]>('select id from account where oidc_subject = ? and disabled_at is null', [subject]);
  if (known || name === undefined) return known?.id;
  const [prepared] = await em.execute<{ id: number }[]>(
    `update account set oidc_subject = ? where name = ? and oidc_subject is null and password_hash is null and disabled_at is null and not is_demo
      and not exists (select from account as other where other.oidc_subject = ?) returning id`,
    [subject, nameOf(name), subject],
  );
  return prepared?.id;
}

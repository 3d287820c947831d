import { Role } from '../../schema/access/Role.ts';
import type { Concerns } from '../live/index.ts';
import type { EntityClass, FilterInput } from '../read/index.ts';
import type { Viewer } from './viewer.ts';

export { Role };

/** What each role has; a role that is not named has nothing. */
export type ByRole<T> = Partial<Record<Role, T>>;

/** All rows of a class. */
export const everything = 'everything';

/** Some rows of a class, in words and as a filter over the viewer. */
export interface SomeRows {
  zh: string;
  en: string;
  /** Keys stand as numbers, and `sameAs: key` is what that row of the class has in the column. Undefined: no row. */
  where(viewer: Viewer): FilterInput | undefined;
}

export type Rows = typeof everything | SomeRows;

/** A class with a table: which rows of it each role may see, and which of their fields. */
export interface ThingPolicy {
  rows: ByRole<Rows>;
  /** Read by whoever may see the row. Relations and lists among them lead to rows that have rules of their own. */
  open: readonly string[];
  /** Read only by these of those who may see the row. */
  only?: Readonly<Record<string, readonly Role[]>>;
}

/** Whoever asks, also nobody: what comes of it follows from the rows that may be seen. */
export const everybody = 'everybody';

/** With whatever arguments. */
export const freely = 'freely';

/** Only of a row that the role may see, which the arguments name. */
export interface Concerning {
  zh: string;
  en: string;
  entity: EntityClass;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments are the verb's own
  row(args: any): FilterInput;
}

/** Who may follow a subscription, and the row that each event of it concerns: for whoever may not see that row the event has not happened. */
export interface SubscriptionPolicy {
  to: readonly Role[];
  concerning: Concerns;
}

/**
 * What one domain lets each role see and do. It is data: the read engine, docs/access.md and the tests read the same. What is not named here is
 * refused to everybody, and a test names it.
 */
export interface Policy {
  /** By the name of their GraphQL type. */
  things?: Readonly<Record<string, ThingPolicy>>;
  /** Types without a table, and their fields: whoever may ask for one reads it whole, but for the rows it leads to. */
  shapes?: Readonly<Record<string, readonly string[]>>;
  /** Which fields tell something of a person, by the name of their type: the names of people, what is said of them, free text in which a name may stand. Whoever reads them is written down. */
  personal?: Readonly<Record<string, readonly string[]>>;
  /**
   * Classes whose readers are told to the officer that the rows are about: by the name of their type the relation that leads to the officer. Whoever else reads any, by
   * whatever way, leaves a reading that this officer sees; and who listens hears of none but their own, since events are answered under nobody's name.
   */
  subjects?: Readonly<Record<string, string>>;
  /** Fields of Query that are no list of a class; those lists follow from the rows. */
  queries?: Readonly<Record<string, typeof everybody | readonly Role[]>>;
  verbs?: Readonly<Record<string, ByRole<typeof freely | Concerning> | typeof everybody>>;
  subscriptions?: Readonly<Record<string, SubscriptionPolicy>>;
  /** Ways in that are no field of the schema: `POST /intake`. */
  doors?: Readonly<Record<string, readonly Role[]>>;
}

/** Types are checked, and the data stays as it is. */
export function policy<const P extends Policy>(data: P): P {
  return data;
}

/** The same for each of several roles. */
export function each<T>(roles: readonly Role[], what: T): ByRole<T> {
  return Object.fromEntries(roles.map((role) => [role, what]));
}

/** Every role there is, the public's too. */
export const ALL_ROLES: readonly Role[] = Object.values(Role);

/** The secretary and the staff: they see all there is of units. */
export const COMMITTEE: readonly Role[] = [Role.SECRETARY, Role.STAFF];

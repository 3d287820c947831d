import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar, EventCursorScalar } from '../scalars.ts';
import { Account } from './Account.ts';
import { announced } from './changes.ts';

/** How a screen is, from what it last said and when. */
export enum ScreenState {
  SHOWING = 'SHOWING',
  LAGGING = 'LAGGING',
  SILENT = 'SILENT',
  REVOKED = 'REVOKED',
}
registerEnumType(ScreenState, {
  name: 'ScreenState',
  description: '大屏的状况。How a screen is.',
  valuesConfig: {
    SHOWING: { description: '显示正常。It shows what has happened.' },
    LAGGING: { description: '落后：有一分钟前的事件尚未显示。It lags: something that happened more than a minute ago is not shown yet.' },
    SILENT: { description: '失联：两分钟未见。It is silent: it was not seen for two minutes.' },
    REVOKED: { description: '已撤销。It was revoked.' },
  },
});

/** A wall screen: a device that somebody at the desk let in. */
@Entity({ tableName: 'screen' })
@Trigger(announced('screen', 'screen', ['revoked_at'], 'old.revoked_at is null'))
@ObjectType({ description: '大屏：经人确认的设备。A wall screen, a device that somebody let in.' })
export class Screen {
  @PrimaryKey({ type: 'integer' })
  @Field(() => ID, { description: '编号，撤销时用。Its id, to revoke it.' })
  id!: number;

  @Property({ type: 'text' })
  @Field({ description: '名称，如“一楼大厅”。Where it hangs.' })
  name!: string;

  /** SHA-256 of the secret in its cookie, hexadecimal. */
  @Property({ type: 'text', unique: true })
  hash!: string;

  @ManyToOne(() => Account)
  @Field(() => Account, { description: '由谁确认。Who let it in.' })
  pairedBy!: Account;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '配对的时刻。When it was let in.' })
  pairedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '撤销的时刻，未撤销为空。When it was revoked; empty while it was not.' })
  revokedAt?: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '最近出现，精确到分钟。When it was last seen, to the minute.' })
  lastSeenAt?: Date | null;

  /** What it last said it shows: proof of display. */
  @Property({ type: 'text', nullable: true })
  @Field(() => EventCursorScalar, { nullable: true, description: '最近显示到的日志位置。The last place in the log it has shown.' })
  lastCursor?: string | null;

  /** Found out when it is read. */
  @Field(() => ScreenState, { description: '状况。How it is.' })
  state?: ScreenState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '自何时落后：最早未显示事件的时刻，未落后为空。Since when it lags: when the first that it has not shown happened; empty while it does not.',
  })
  laggingSince?: Date | null;
}

/** A warning that a screen lags or is silent: raised once for one cause, whichever process sees it first, and ended when it is over. */
@Entity({ tableName: 'screen_warning' })
@Index({ name: 'screen_warning_one_open', expression: 'create unique index "screen_warning_one_open" on "screen_warning" ("screen_id", "state") where ended_at is null' })
export class ScreenWarning {
  @PrimaryKey({ type: 'integer' })
  id!: number;

  @ManyToOne(() => Screen, { deleteRule: 'cascade' })
  screen!: Screen;

  @Enum({ items: () => ScreenState })
  state!: ScreenState;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  raisedAt!: Date;

  /** Null while it stands. */
  @Property({ type: 'datetime', nullable: true })
  endedAt?: Date | null;
}

/** A screen that shows its code and waits for somebody to confirm it. */
@Entity({ tableName: 'screen_pairing' })
export class ScreenPairing {
  @PrimaryKey({ type: 'integer' })
  id!: number;

  /** What the screen shows, for a few minutes: `7KQ2-M4XP`. */
  @Property({ type: 'text', unique: true })
  code!: string;

  /** SHA-256 of what the screen alone knows, hexadecimal. */
  @Property({ type: 'text', unique: true })
  hash!: string;

  @Property({ type: 'datetime' })
  expiresAt!: Date;

  /** What somebody named it when they confirmed it; null until then. */
  @Property({ type: 'text', nullable: true })
  name?: string | null;

  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  confirmedBy?: Account | null;

  /** When the screen came for its identity; a pairing is good for one. */
  @Property({ type: 'datetime', nullable: true })
  usedAt?: Date | null;
}

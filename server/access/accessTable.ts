import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { isReadBy, type Policies } from './policies.ts';
import { ALL_ROLES, everybody, everything, freely, type Role, type Rows, type SubscriptionPolicy, type ThingPolicy } from './policy.ts';

/** docs/access.md: the policies as tables that somebody can read who reads no program. */
export function accessTable(schema: GraphQLSchema, policies: Policies): string {
  const words = new Words(schema);
  const { things, shapes, queries, verbs, subscriptions, doors } = policies.decided;
  const sections = [
    HEAD,
    [
      '## 角色 Roles',
      table(
        ['角色 Role', '中文', 'English'],
        ALL_ROLES.map((role) => [`\`${role}\``, ...words.role(role)]),
      ),
    ],
    ['## 看得到哪些行 Which rows', ROWS, rowsTable(words, things)],
    ['## 其中哪些字段 Which fields of them', FIELDS, fieldsTable(policies, words, things)],
    [
      '## 能问什么 What may be asked',
      QUERIES,
      table(
        ['问题 Query', '中文', ...ALL_ROLES.map(code)],
        Object.keys(queries)
          .sort()
          .map((name) => [
            code(name),
            words.field('Query', name),
            ...ALL_ROLES.map((role) => (policies.mayRead('Query', name, [role]) ? (queries[name] === everybody ? '○' : '●') : '')),
          ]),
      ),
      SHAPES,
      table(
        ['类型 Type', '中文', '字段 Fields'],
        Object.keys(shapes)
          .sort()
          .map((name) => [code(name), words.type(name), (shapes[name] ?? []).map((field) => `${code(field)}${policies.personal.get(name)?.has(field) ? PERSONAL : ''}`).join(' ')]),
      ),
    ],
    [
      '## 能办什么 What may be done',
      VERBS,
      table(
        ['事项 Verb', '中文', '谁 Who'],
        Object.keys(verbs)
          .sort()
          .map((name) => [code(name), words.field('Mutation', name), whoCalls(policies, name)]),
      ),
    ],
    [
      '## 实时推送 Subscriptions',
      SUBSCRIPTIONS,
      table(
        ['推送 Subscription', '中文', '谁 Who'],
        Object.keys(subscriptions)
          .sort()
          .map((name) => [code(name), words.field('Subscription', name), (subscriptions[name]?.to ?? []).map(code).join(' ')]),
      ),
    ],
    ['## 推送哪些事件 Which events', EVENTS, eventsTable(things, subscriptions)],
    [
      '## 其他入口 Other ways in',
      table(
        ['入口 Door', '谁 Who'],
        Object.entries(doors).map(([name, roles]) => [code(name), roles.map(code).join(' ')]),
      ),
    ],
    TAIL,
  ];
  return `${sections.map((section) => (Array.isArray(section) ? section.join('\n\n') : section)).join('\n\n')}\n`;
}

const HEAD = `# 谁能看什么、办什么 Who may see and do what

由 \`server/*/policy.ts\` 生成（\`npm run schema\`），请勿手改。Made from the policies by \`npm run schema\`; do not edit.

凡此表未写明的，一律不许。同一规则管查询、下级列表、按编号取、计数、汇总、筛选、排序、实时推送和导出。
What is not in these tables is refused to everybody. One rule serves queries, nested lists, \`node(id)\`, counts, aggregates, filters, orders, subscriptions and exports.

- 看不到的行，如同不存在：不出现，不计数，不参与比较；按编号取得空值。指向它的字段为空；不可为空时答 \`FORBIDDEN\`。
  A row that may not be seen is as if it were not there: it does not come, is not counted, and nothing is compared with it; by its id there is nothing. A field that points at it is empty, or \`FORBIDDEN\` where it may not be.
- 无权的字段、无权的类型，答 \`FORBIDDEN\`，与有无此行无关；也不能据以筛选、排序、分组、汇总、回溯。
  A field or a type that may not be read is \`FORBIDDEN\`, whether there is such a row or not; nor can anything be filtered, ordered, grouped, measured or looked back at by it.
- 一人数角色：所见的行为各角色之和；字段取看得到全部行的角色之和，没有这样的角色时取各角色共有的。决不多于各角色权限之和。
  Of several roles: the rows of all of them; the fields of those that see every row, or, where none does, those that all of them may read. Never more than the roles have together.`;

const ROWS = '“全部 all”为该类全部；空白为不可见。“全部 all” is every row of the class; blank is none.';
/** Behind a field that tells something of a person. */
const PERSONAL = ' ◆';

const FIELDS =
  '“●”可读；“·”看得到行而不可读该字段；“–”所指的类不可见；空白为行不可见。● may be read; · not, though the row is seen; – leads to a class that is not seen; blank: no row is seen.\n\n“◆”个人信息：谁读了、据以筛选或排序了，都记入审计日志。◆ tells something of a person: whoever reads it, or picks and orders by it, is written into the audit log.';
const QUERIES =
  '各类的列表（如 `units`）从上两表而来，导出亦然。“○”人人可问，所得从行而来。The lists of classes (such as `units`) follow from the two tables above, exports too. ○ anybody may ask, and gets what their rows allow.';
const SHAPES =
  '没有表的类型：谁能问到，谁就读得全；其中所指的行仍依上表。Types without a table: whoever may ask for one reads it whole; rows that it leads to keep their own rules.';
const VERBS = '记录者不发布，发布者不复核异议，一人数角色亦然。Whoever records does not publish, and whoever published does not review the objection, whatever roles they have.';
const SUBSCRIPTIONS = '`after` 之后补发的与实时的，同一规则。What is replayed after a cursor goes by the same rule as what is live.';
const EVENTS =
  '每个事件涉及一行；推送时看得到该行者才收到，看不到者如同没有此事。Each event concerns a row: it is told to whoever may see that row at that time, and has not happened for anybody else.';
const TAIL = `## 待定 Not decided yet

热线、公开目录、表彰建成时各定其规则；在此之前，热线接线员只看得到细则全文。
The hotline, the disclosure catalogue and honours bring their own rules; until then the hotline's clerk sees the text of the rules and nothing else.`;

/** The words of the schema's own descriptions. */
class Words {
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** In Chinese and in English. */
  role(role: Role): [string, string] {
    const roles = this.#schema.getType('Role');
    const description = roles && 'getValue' in roles ? roles.getValue(role)?.description : undefined;
    return halves(description ?? '');
  }

  type(name: string): string {
    return halves(this.#schema.getType(name)?.description ?? '')[0];
  }

  field(typeName: string, name: string): string {
    return halves((this.#schema.getType(typeName) as GraphQLObjectType).getFields()[name]?.description ?? '')[0];
  }
}

/** `被督查单位。Units.` → `被督查单位`, `Units.` */
function halves(description: string): [string, string] {
  const at = description.indexOf('。');
  return at < 0 ? ['', description] : [description.slice(0, description.lastIndexOf('。')), description.slice(description.lastIndexOf('。') + 1)];
}

function rowsTable(words: Words, things: Record<string, ThingPolicy>): string {
  const lines = Object.entries(things).map(([name, { rows }]) => [code(name), words.type(name), ...ALL_ROLES.map((role) => inWords(rows[role]))]);
  return table(['类 Class', '中文', ...ALL_ROLES.map(code)], lines);
}

function inWords(rows: Rows | undefined): string {
  if (!rows) return '';
  return rows === everything ? '全部 all' : `${rows.zh} ${rows.en}`;
}

function fieldsTable(policies: Policies, words: Words, things: Record<string, ThingPolicy>): string {
  const lines = Object.entries(things).flatMap(([name, thing]) =>
    [...thing.open, ...Object.keys(thing.only ?? {})].map((field) => [
      code(`${name}.${field}`),
      `${words.field(name, field)}${policies.personal.get(name)?.has(field) ? PERSONAL : ''}`,
      ...ALL_ROLES.map((role) => markOf(policies, name, field, role)),
    ]),
  );
  return table(['字段 Field', '中文', ...ALL_ROLES.map(code)], lines);
}

function eventsTable(things: Record<string, ThingPolicy>, subscriptions: Readonly<Record<string, SubscriptionPolicy>>): string {
  const lines = Object.keys(subscriptions)
    .sort()
    .flatMap((name) => {
      const { to, concerning } = subscriptions[name] as SubscriptionPolicy;
      return Object.entries(concerning).map(([kind, { entity }]) => [
        code(name),
        code(kind),
        code(entity.name),
        ...ALL_ROLES.map((role) => inWords(to.includes(role) ? things[entity.name]?.rows[role] : undefined)),
      ]);
    });
  return table(['推送 Subscription', '事件 Event', '所涉 Concerns', ...ALL_ROLES.map(code)], lines);
}

function markOf(policies: Policies, typeName: string, field: string, role: Role): string {
  const thing = policies.decided.things[typeName] as ThingPolicy;
  if (!thing.rows[role]) return '';
  if (policies.mayRead(typeName, field, [role])) return '●';
  return isReadBy(thing, field, role) ? '–' : '·';
}

function whoCalls(policies: Policies, verb: string): string {
  if (policies.decided.verbs[verb] === everybody) return '人人 everybody';
  const calls = ALL_ROLES.flatMap((role) => {
    const call = policies.callOf(verb, role);
    return call ? [`${code(role)}${call === freely ? '' : `（${call.zh} ${call.en}）`}`] : [];
  });
  return calls.join('、') || '无人 nobody';
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

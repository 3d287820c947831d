import { registerEnumType } from 'type-graphql';
import { Problem, ProblemCode } from './Problem.ts';

/** What a wording may speak of. */
export interface ProblemFacts {
  field?: string;
  found?: string;
  /** What would have been right, in the reader's own words: a name, a range, a list. */
  expected?: string;
}

type Wording = (facts: { found: string; expected: string }) => [zh: string, en: string];

const wordings: Record<ProblemCode, Wording> = {
  UNKNOWN_ID: ({ found }) => [`没有编号为 ${found} 的对象`, `There is nothing with the id ${found}`],
  UNKNOWN_REGION: ({ found }) => [`区划代码 ${found} 不存在，请先导入行政区划`, `There is no region ${found}; take in the regions first`],
  UNKNOWN_UNIT: ({ found }) => [`名录中没有单位 ${found}`, `The register has no unit ${found}`],
  UNKNOWN_RULE_ITEM: ({ found, expected }) => [`细则中没有条目 ${found}，应为 ${expected} 之一`, `The rule book has no item ${found}; it has ${expected}`],
  RULE_BOOK_MISSING: ({ found }) => [`没有 ${found} 年度的考核细则，请先导入`, `There is no rule book for ${found}; take it in first`],
  ROUND_MISSING: ({ found }) => [`${found} 的督查尚未开启`, `No inspection round was opened for ${found}`],
  ROUND_ALREADY_OPEN: ({ found }) => [`${found} 的督查已经开启`, `The inspection round of ${found} is already open`],
  ROUND_ALREADY_PUBLISHED: ({ found }) => [`${found} 的结果已发布并冻结，如有差错请用更正`, `The results of ${found} are published and frozen; use a correction`],
  ROUND_EMPTY: ({ found }) => [`${found} 尚无任何督查记录，不能发布`, `Nothing was inspected in ${found}; there is nothing to publish`],
  ALREADY_RETRACTED: () => ['该记录已被撤回', 'This finding was retracted before'],
  RESULT_SUPERSEDED: () => ['该结果已被更正版本取代，请更正现行版本', 'A correction superseded this result; correct the current version'],
  NOTHING_TO_CORRECT: () => ['更正须撤回或补记至少一条记录', 'A correction must retract or record at least one finding'],
  DUTY_NOT_SEPARATED: ({ found }) => [`职责须分离：${found} 由您本人经办，此事须由他人办理`, `Duties are separate: ${found} is your own doing; somebody else must do this`],
  WARNING_STEP_ILLEGAL: ({ found, expected }) => [`预警状态为 ${found}，只能办理：${expected}`, `The warning is ${found}; what can be done: ${expected}`],
  WARNING_RULES_TOO_LATE: ({ found, expected }) => [
    `${found} 不晚于已发布的 ${expected}，已发布的月份不得重新判定`,
    `${found} is not later than ${expected}, which is published: no published month is judged anew`,
  ],
  RECTIFICATION_STEP_ILLEGAL: ({ found, expected }) => [`整改状态为 ${found}，只能办理：${expected}`, `The rectification is ${found}; what can be done: ${expected}`],
  RECTIFICATION_ALREADY_OPEN: ({ found }) => [`${found} 已有整改，已办结的可以重启`, `There is a rectification of ${found}; one that is closed can be reopened`],
  RECTIFICATION_OF_ONE: () => ['单位和干警须填且只填其一', 'Name a unit or an officer, not both'],
  HELPERS_INCOMPLETE: ({ found, expected }) => [
    `帮教人须恰好三名，每类一名：应为 ${expected}，得到 ${found}`,
    `There must be exactly three helpers, one of each kind: ${expected}, not ${found}`,
  ],
  HELPER_TWICE: ({ found }) => [`${found} 不能兼任两类帮教人`, `${found} cannot be two of the three helpers`],
  HELPER_IS_SUBJECT: ({ found }) => [`${found} 是整改对象本人，不能任帮教人`, `${found} is whom the rectification is about, and cannot help`],
  HELPER_IS_JUDGE: ({ found }) => [`${found} 是立项人或评分人，不能任帮教人`, `${found} opened the rectification or graded the person, and cannot help`],
  MEASURE_ALREADY_COMPLETE: ({ found }) => [`措施 ${found} 已经完成`, `Measure ${found} was completed before`],
  MEASURES_INCOMPLETE: ({ found }) => [`措施 ${found} 尚未完成`, `Measures ${found} are not complete yet`],
  DEADLINE_OUT_OF_RANGE: ({ found, expected }) => [`期限 ${found} 超出范围，应为 ${expected}`, `The deadline ${found} is out of range; expected ${expected}`],
  APPRAISAL_ROUND_ALREADY_OPEN: ({ found }) => [`${found} 的月考评已经开启`, `The appraisal round of ${found} is already open`],
  APPRAISAL_STEP_ILLEGAL: ({ found, expected }) => [`月考评状态为 ${found}，只能办理：${expected}`, `The appraisal round is ${found}; what can be done: ${expected}`],
  APPRAISAL_TOO_EARLY: ({ found, expected }) => [`今日 ${found}，须待 ${expected} 过后`, `Today is ${found}; this can be done once ${expected} is over`],
  APPRAISAL_ROUND_EMPTY: ({ found }) => [`${found} 的月考评尚无评分`, `Nobody was graded in the appraisal round of ${found}`],
  APPRAISAL_GROUP_TOO_SMALL: ({ found, expected }) => [
    `同组不足 ${expected} 人（${found}），不得按名额评等`,
    `A peer group of fewer than ${expected} is not graded by quota: ${found}`,
  ],
  POOR_WITHOUT_EVIDENCE: ({ found, expected }) => [
    `${found} 评为差而无依据：低于 ${expected} 分的方面须写明依据或引用督查记录、结果`,
    `${found} would be poor without evidence: write down or cite some for a dimension below ${expected}`,
  ],
  APPRAISAL_OBJECTION_OPEN: ({ found }) => [`尚有 ${found} 件异议未复核`, `Objections that are not decided yet: ${found}`],
  APPRAISAL_OBJECTION_DECIDED: ({ found }) => [`该异议已复核：${found}`, `The objection was decided before: ${found}`],
  STUDY_STEP_ILLEGAL: ({ found, expected }) => [`专题研究状态为 ${found}，只能办理：${expected}`, `The study is ${found}; what can be done: ${expected}`],
  RECIPIENT_UNKNOWN: ({ found }) => [`没有登录名为 ${found} 的市领导账号`, `There is no leader’s account with the sign-in name ${found}`],
  RECIPIENT_HAS_ACCOUNT: () => ['该发送对象有账号，须由本人确认阅知', 'This recipient has an account, and must confirm the reading themselves'],
  TALK_STEP_ILLEGAL: ({ found, expected }) => [`集体谈话状态为 ${found}，只能办理：${expected}`, `The talk is ${found}; what can be done: ${expected}`],
  STUDY_CLASS_STEP_ILLEGAL: ({ found, expected }) => [`学习班状态为 ${found}，只能办理：${expected}`, `The study class is ${found}; what can be done: ${expected}`],
  STUDY_CLASS_OF_OTHER_BODY: ({ found, expected }) => [`机关不举办 ${found} 的学习班，只举办 ${expected}`, `An organ holds no study class for ${found}, only for ${expected}`],
  ENROLMENT_WRONG_TIER: ({ found, expected }) => [`${found} 的层级不符，应为 ${expected}`, `${found} is of another tier; the class is for ${expected}`],
  ENROLMENT_OTHER_ORGAN: ({ found }) => [`整改 ${found} 不属本机关干警`, `The rectification ${found} is of no officer of the organ`],
  ENROLMENT_NOT_OPEN: ({ found }) => [`${found} 不是个人的未办结整改`, `${found} is no open rectification of an officer`],
  ENROLMENT_TWICE: ({ found }) => [`${found} 已在本班`, `${found} is enrolled in this class already`],
  ENROLMENT_TAKEN_BACK: ({ found }) => [`${found} 的参训已收回`, `The enrolment of ${found} was taken back`],
  SESSION_NOT_YET: ({ found, expected }) => [`今日 ${found}，${expected} 的课尚未到`, `Today is ${found}; the session of ${expected} is yet to come`],
  ATTENDANCE_MISSING: ({ found }) => [`尚未登记出勤：${found}`, `Attendance is not recorded yet: ${found}`],
  VALUE_MISSING: ({ expected }) => [`不能为空，应填 ${expected}`, `Must not be empty: ${expected}`],
  VALUE_TOO_LONG: ({ expected }) => [`过长，最多 ${expected} 字`, `Too long: at most ${expected} characters`],
  NOT_A_NUMBER: ({ found, expected }) => [`“${found}”不是数字，应为 ${expected}`, `"${found}" is not a number; expected ${expected}`],
  NUMBER_OUT_OF_RANGE: ({ found, expected }) => [`${found} 超出范围，应为 ${expected}`, `${found} is out of range; expected ${expected}`],
  NO_SUCH_DATE: ({ found, expected }) => [`“${found}”不是有效日期，应形如 ${expected}`, `"${found}" is no such date; write it like ${expected}`],
  DATE_OUTSIDE_MONTH: ({ found, expected }) => [`${found} 不在 ${expected} 当月`, `${found} is not in ${expected}`],
  DATE_OUT_OF_RANGE: ({ found, expected }) => [`日期 ${found} 超出范围，应为 ${expected}`, `The date ${found} is out of range; expected ${expected}`],
  DATE_DAMAGED: ({ expected }) => [
    `单元格已损坏，其中没有日期，按 ${expected} 计入；请核对原始记录`,
    `The cell is damaged and holds no date; taken in as ${expected}: check the paper record`,
  ],
  DEADLINE_BEFORE_INSPECTION: ({ found, expected }) => [`整改期限 ${found} 早于督查日期 ${expected}`, `The deadline ${found} is before the inspection on ${expected}`],
  ITEM_NOT_FOR_CLASS: ({ found, expected }) => [`条目 ${found} 不适用于该类单位，只适用于 ${expected}`, `Item ${found} does not apply to this class, only to ${expected}`],
  COUNT_WITHOUT_ITEM: ({ found }) => [`未填条目但次数为 ${found}；未发现问题应填 0`, `No item, yet the count is ${found}; write 0 for nothing found`],
  CODE_AND_NAME_DISAGREE: ({ found, expected }) => [
    `代码与名称不符：得到“${found}”，该代码对应“${expected}”`,
    `Code and name disagree: "${found}", but the code belongs to "${expected}"`,
  ],
  UNKNOWN_WORD: ({ found, expected }) => [`“${found}”无法识别，应为 ${expected} 之一`, `"${found}" is not known; expected one of ${expected}`],
  BAD_CODE: ({ found, expected }) => [`代码“${found}”不合规范，应为 ${expected}`, `"${found}" is not a proper code; expected ${expected}`],
  DUPLICATE: ({ found, expected }) => [`“${found}”重复，已见于 ${expected}`, `"${found}" stands twice, first at ${expected}`],
  FILE_NOT_RECOGNISED: ({ expected }) => [`未找到可识别的表头，应为以下之一：${expected}`, `No heading row was recognised; expected one of: ${expected}`],
  FILE_UNREADABLE: ({ found, expected }) => [`文件无法读取（${found}），应为 ${expected}`, `The file cannot be read (${found}); expected ${expected}`],
  FILE_EMPTY: () => ['表头之下没有数据', 'There are no rows below the heading'],
  FILE_TOO_LARGE: ({ found, expected }) => [`文件过大（${found}），上限 ${expected}`, `The file is too large (${found}); the limit is ${expected}`],
  MONTH_UNCLEAR: ({ expected }) => [`无法判断月份：标题、文件名和日期中应有 ${expected}`, `The month is unclear: the title, file name or dates should say ${expected}`],
  EVENT_CONSUMER_MISSING: ({ found }) => [`程序中已没有消费者 ${found}`, `The program no longer has a consumer ${found}`],
  EVENT_NOT_HANDLED: () => ['事件处理失败，详情见服务器日志', "The event could not be handled; the server's log says why"],
  SIGN_IN_REFUSED: () => ['登录名或密码不对，或账号已停用、暂时锁定', 'The name or the password is wrong, or the account is disabled or locked for a while'],
  TOO_MANY_ATTEMPTS: () => ['尝试过多，请一分钟后再试', 'Too many attempts; try again in a minute'],
  NEEDS_HTTP: () => ['登录和退出须用普通的 HTTP 请求', 'Signing in and out needs a plain HTTP request'],
  NAME_TAKEN: ({ found }) => [`登录名 ${found} 已被使用`, `The name ${found} is taken`],
  PASSWORD_TOO_SHORT: ({ expected }) => [`密码过短，至少 ${expected} 个字符`, `The password is too short: at least ${expected} characters`],
  PASSWORD_WRONG: () => ['现在的密码不对', 'The present password is wrong'],
  LINK_SPENT: () => ['链接无效、已过期或已使用', 'The link is unknown, past its time or was used'],
  LAST_ADMINISTRATOR: () => ['这是最后一个管理员，不能停用或改任', 'This is the last administrator, who must remain one'],
  PAIRING_CODE_UNKNOWN: () => ['没有此配对码，或已过期、已确认', 'There is no such code, or it is past its time or was confirmed'],
  PAIRING_NOT_CONFIRMED: () => ['配对尚待人工确认', 'Nobody has confirmed the code yet'],
  PAIRING_SPENT: () => ['配对已过期或已使用，请重新开始', 'The pairing is past its time or was used; begin again'],
  BAD_CURSOR: () => ['不是事件日志的位置', 'This is no place in the event log'],
  FOREIGN_CURSOR: () => ['该位置属于另一个日志，或本日志尚未到达', 'The place is in another log, or this log has not come so far'],
  DEMO_IS_OFF: () => ['本服务器没有演示身份', 'This server has no demo to try'],
};

/** What a wording has where it speaks of nothing in particular. */
const ANYTHING = { found: '…', expected: '…' };

// Here and not beside the codes: each is described by its wording.
registerEnumType(ProblemCode, {
  name: 'ProblemCode',
  description: '可预期的失败。Every expected failure; see docs/problems.md.',
  valuesConfig: Object.fromEntries(Object.values(ProblemCode).map((code) => [code, { description: `${wordings[code](ANYTHING).join('。')}.` }])),
});

/** Words a problem in Chinese and English. */
export function problem(code: keyof typeof ProblemCode, facts: ProblemFacts = {}): Problem {
  const [message, messageEn] = wordings[ProblemCode[code]]({ found: facts.found ?? '', expected: facts.expected ?? '' });
  return Object.assign(new Problem(), { code: ProblemCode[code], field: facts.field ?? null, found: facts.found ?? null, message, messageEn });
}

/** Thrown inside a transaction to undo it; the mutation or the intake hands its problems to the caller. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];

  constructor(...problems: Problem[]) {
    super(problems.map((each) => each.messageEn).join('; '));
    this.name = 'Refusal';
    this.problems = problems;
  }
}

/** Refuses with every problem at once, if there are any. */
export function refuseAll(problems: readonly Problem[]): void {
  if (problems.length) throw new Refusal(...problems);
}

/** Refuses with one problem. */
export function refuse(code: keyof typeof ProblemCode, facts?: ProblemFacts): never {
  throw new Refusal(problem(code, facts));
}

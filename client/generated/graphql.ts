/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** 等次。The three grades. */
export type Grade =
  /** 好，得分不低于 goodFrom。Good: the score reached goodFrom. */
  | 'GOOD'
  /** 中，得分不低于 mediumFrom。Medium: it reached mediumFrom. */
  | 'MEDIUM'
  /** 差，得分低于 mediumFrom。Poor: it stayed below mediumFrom. */
  | 'POOR';

/** 可预期的失败。Every expected failure; see docs/problems.md. */
export type ProblemCode =
  /** 该记录已被撤回。This finding was retracted before. */
  | 'ALREADY_RETRACTED'
  /** 同组不足 … 人（…），不得按名额评等。A peer group of fewer than … is not graded by quota: …. */
  | 'APPRAISAL_GROUP_TOO_SMALL'
  /** 该异议已复核：…。The objection was decided before: …. */
  | 'APPRAISAL_OBJECTION_DECIDED'
  /** 尚有 … 件异议未复核。Objections that are not decided yet: …. */
  | 'APPRAISAL_OBJECTION_OPEN'
  /** … 的月考评已经开启。The appraisal round of … is already open. */
  | 'APPRAISAL_ROUND_ALREADY_OPEN'
  /** … 的月考评尚无评分。Nobody was graded in the appraisal round of …. */
  | 'APPRAISAL_ROUND_EMPTY'
  /** 月考评状态为 …，只能办理：…。The appraisal round is …; what can be done: …. */
  | 'APPRAISAL_STEP_ILLEGAL'
  /** 今日 …，须待 … 过后。Today is …; this can be done once … is over. */
  | 'APPRAISAL_TOO_EARLY'
  /** 尚未登记出勤：…。Attendance is not recorded yet: …. */
  | 'ATTENDANCE_MISSING'
  /** 代码“…”不合规范，应为 …。"…" is not a proper code; expected …. */
  | 'BAD_CODE'
  /** 不是事件日志的位置。This is no place in the event log. */
  | 'BAD_CURSOR'
  /** 代码与名称不符：得到“…”，该代码对应“…”。Code and name disagree: "…", but the code belongs to "…". */
  | 'CODE_AND_NAME_DISAGREE'
  /** 未填条目但次数为 …；未发现问题应填 0。No item, yet the count is …; write 0 for nothing found. */
  | 'COUNT_WITHOUT_ITEM'
  /** 单元格已损坏，其中没有日期，按 … 计入；请核对原始记录。The cell is damaged and holds no date; taken in as …: check the paper record. */
  | 'DATE_DAMAGED'
  /** … 不在 … 当月。… is not in …. */
  | 'DATE_OUTSIDE_MONTH'
  /** 日期 … 超出范围，应为 …。The date … is out of range; expected …. */
  | 'DATE_OUT_OF_RANGE'
  /** 整改期限 … 早于督查日期 …。The deadline … is before the inspection on …. */
  | 'DEADLINE_BEFORE_INSPECTION'
  /** 期限 … 超出范围，应为 …。The deadline … is out of range; expected …. */
  | 'DEADLINE_OUT_OF_RANGE'
  /** 本服务器没有演示身份。This server has no demo to try. */
  | 'DEMO_IS_OFF'
  /** “…”重复，已见于 …。"…" stands twice, first at …. */
  | 'DUPLICATE'
  /** 职责须分离：… 由您本人经办，此事须由他人办理。Duties are separate: … is your own doing; somebody else must do this. */
  | 'DUTY_NOT_SEPARATED'
  /** … 不是个人的未办结整改。… is no open rectification of an officer. */
  | 'ENROLMENT_NOT_OPEN'
  /** 整改 … 不属本机关干警。The rectification … is of no officer of the organ. */
  | 'ENROLMENT_OTHER_ORGAN'
  /** … 的参训已收回。The enrolment of … was taken back. */
  | 'ENROLMENT_TAKEN_BACK'
  /** … 已在本班。… is enrolled in this class already. */
  | 'ENROLMENT_TWICE'
  /** … 的层级不符，应为 …。… is of another tier; the class is for …. */
  | 'ENROLMENT_WRONG_TIER'
  /** 程序中已没有消费者 …。The program no longer has a consumer …. */
  | 'EVENT_CONSUMER_MISSING'
  /** 事件处理失败，详情见服务器日志。The event could not be handled; the server's log says why. */
  | 'EVENT_NOT_HANDLED'
  /** 表头之下没有数据。There are no rows below the heading. */
  | 'FILE_EMPTY'
  /** 未找到可识别的表头，应为以下之一：…。No heading row was recognised; expected one of: …. */
  | 'FILE_NOT_RECOGNISED'
  /** 文件过大（…），上限 …。The file is too large (…); the limit is …. */
  | 'FILE_TOO_LARGE'
  /** 文件无法读取（…），应为 …。The file cannot be read (…); expected …. */
  | 'FILE_UNREADABLE'
  /** 该位置属于另一个日志，或本日志尚未到达。The place is in another log, or this log has not come so far. */
  | 'FOREIGN_CURSOR'
  /** 帮教人须恰好三名，每类一名：应为 …，得到 …。There must be exactly three helpers, one of each kind: …, not …. */
  | 'HELPERS_INCOMPLETE'
  /** … 是立项人或评分人，不能任帮教人。… opened the rectification or graded the person, and cannot help. */
  | 'HELPER_IS_JUDGE'
  /** … 是整改对象本人，不能任帮教人。… is whom the rectification is about, and cannot help. */
  | 'HELPER_IS_SUBJECT'
  /** … 不能兼任两类帮教人。… cannot be two of the three helpers. */
  | 'HELPER_TWICE'
  /** 条目 … 不适用于该类单位，只适用于 …。Item … does not apply to this class, only to …. */
  | 'ITEM_NOT_FOR_CLASS'
  /** 这是最后一个管理员，不能停用或改任。This is the last administrator, who must remain one. */
  | 'LAST_ADMINISTRATOR'
  /** 链接无效、已过期或已使用。The link is unknown, past its time or was used. */
  | 'LINK_SPENT'
  /** 措施 … 尚未完成。Measures … are not complete yet. */
  | 'MEASURES_INCOMPLETE'
  /** 措施 … 已经完成。Measure … was completed before. */
  | 'MEASURE_ALREADY_COMPLETE'
  /** 无法判断月份：标题、文件名和日期中应有 …。The month is unclear: the title, file name or dates should say …. */
  | 'MONTH_UNCLEAR'
  /** 登录名 … 已被使用。The name … is taken. */
  | 'NAME_TAKEN'
  /** 登录和退出须用普通的 HTTP 请求。Signing in and out needs a plain HTTP request. */
  | 'NEEDS_HTTP'
  /** 更正须撤回或补记至少一条记录。A correction must retract or record at least one finding. */
  | 'NOTHING_TO_CORRECT'
  /** “…”不是数字，应为 …。"…" is not a number; expected …. */
  | 'NOT_A_NUMBER'
  /** “…”不是有效日期，应形如 …。"…" is no such date; write it like …. */
  | 'NO_SUCH_DATE'
  /** … 超出范围，应为 …。… is out of range; expected …. */
  | 'NUMBER_OUT_OF_RANGE'
  /** 没有此配对码，或已过期、已确认。There is no such code, or it is past its time or was confirmed. */
  | 'PAIRING_CODE_UNKNOWN'
  /** 配对尚待人工确认。Nobody has confirmed the code yet. */
  | 'PAIRING_NOT_CONFIRMED'
  /** 配对已过期或已使用，请重新开始。The pairing is past its time or was used; begin again. */
  | 'PAIRING_SPENT'
  /** 密码过短，至少 … 个字符。The password is too short: at least … characters. */
  | 'PASSWORD_TOO_SHORT'
  /** 现在的密码不对。The present password is wrong. */
  | 'PASSWORD_WRONG'
  /** … 评为差而无依据：低于 … 分的方面须写明依据或引用督查记录、结果。… would be poor without evidence: write down or cite some for a dimension below …. */
  | 'POOR_WITHOUT_EVIDENCE'
  /** 该发送对象有账号，须由本人确认阅知。This recipient has an account, and must confirm the reading themselves. */
  | 'RECIPIENT_HAS_ACCOUNT'
  /** 没有登录名为 … 的市领导账号。There is no leader’s account with the sign-in name …. */
  | 'RECIPIENT_UNKNOWN'
  /** … 已有整改，已办结的可以重启。There is a rectification of …; one that is closed can be reopened. */
  | 'RECTIFICATION_ALREADY_OPEN'
  /** 单位和干警须填且只填其一。Name a unit or an officer, not both. */
  | 'RECTIFICATION_OF_ONE'
  /** 整改状态为 …，只能办理：…。The rectification is …; what can be done: …. */
  | 'RECTIFICATION_STEP_ILLEGAL'
  /** 该结果已被更正版本取代，请更正现行版本。A correction superseded this result; correct the current version. */
  | 'RESULT_SUPERSEDED'
  /** … 的督查已经开启。The inspection round of … is already open. */
  | 'ROUND_ALREADY_OPEN'
  /** … 的结果已发布并冻结，如有差错请用更正。The results of … are published and frozen; use a correction. */
  | 'ROUND_ALREADY_PUBLISHED'
  /** … 尚无任何督查记录，不能发布。Nothing was inspected in …; there is nothing to publish. */
  | 'ROUND_EMPTY'
  /** … 的督查尚未开启。No inspection round was opened for …. */
  | 'ROUND_MISSING'
  /** 没有 … 年度的考核细则，请先导入。There is no rule book for …; take it in first. */
  | 'RULE_BOOK_MISSING'
  /** 今日 …，… 的课尚未到。Today is …; the session of … is yet to come. */
  | 'SESSION_NOT_YET'
  /** 登录名或密码不对，或账号已停用、暂时锁定。The name or the password is wrong, or the account is disabled or locked for a while. */
  | 'SIGN_IN_REFUSED'
  /** 机关不举办 … 的学习班，只举办 …。An organ holds no study class for …, only for …. */
  | 'STUDY_CLASS_OF_OTHER_BODY'
  /** 学习班状态为 …，只能办理：…。The study class is …; what can be done: …. */
  | 'STUDY_CLASS_STEP_ILLEGAL'
  /** 专题研究状态为 …，只能办理：…。The study is …; what can be done: …. */
  | 'STUDY_STEP_ILLEGAL'
  /** 集体谈话状态为 …，只能办理：…。The talk is …; what can be done: …. */
  | 'TALK_STEP_ILLEGAL'
  /** 尝试过多，请一分钟后再试。Too many attempts; try again in a minute. */
  | 'TOO_MANY_ATTEMPTS'
  /** 没有编号为 … 的对象。There is nothing with the id …. */
  | 'UNKNOWN_ID'
  /** 区划代码 … 不存在，请先导入行政区划。There is no region …; take in the regions first. */
  | 'UNKNOWN_REGION'
  /** 细则中没有条目 …，应为 … 之一。The rule book has no item …; it has …. */
  | 'UNKNOWN_RULE_ITEM'
  /** 名录中没有单位 …。The register has no unit …. */
  | 'UNKNOWN_UNIT'
  /** “…”无法识别，应为 … 之一。"…" is not known; expected one of …. */
  | 'UNKNOWN_WORD'
  /** 不能为空，应填 …。Must not be empty: …. */
  | 'VALUE_MISSING'
  /** 过长，最多 … 字。Too long: at most … characters. */
  | 'VALUE_TOO_LONG'
  /** … 不晚于已发布的 …，已发布的月份不得重新判定。… is not later than …, which is published: no published month is judged anew. */
  | 'WARNING_RULES_TOO_LATE'
  /** 预警状态为 …，只能办理：…。The warning is …; what can be done: …. */
  | 'WARNING_STEP_ILLEGAL';

/** 整改由来。Why a rectification was opened. */
export type RectificationOrigin =
  /** 月考评等次为差。The month’s appraisal of an organ or officer is poor. */
  | 'GRADE'
  /** 政法委决定。The committee decided it. */
  | 'HAND'
  /** 单位当月督查结果为差。The month’s inspection result of a unit is poor. */
  | 'RESULT';

/** 整改状态。How far a rectification has come. */
export type RectificationState =
  /** 已办结。Reviewed and closed. */
  | 'CLOSED'
  /** 已说明，待定措施。Explained; measures are awaited. */
  | 'EXPLAINED'
  /** 已立项，待说明。Opened; an explanation is awaited. */
  | 'OPENED'
  /** 已定措施，正在落实。Measures are planned and under way. */
  | 'PLANNED'
  /** 退回或重启，待补措施。Sent back or reopened; further measures are awaited. */
  | 'REOPENED'
  /** 已报审。Submitted; the committee reviews it. */
  | 'SUBMITTED'
  /** 已撤销：原因消失，或立项有误。Withdrawn: its cause fell away, or it was opened in error. */
  | 'WITHDRAWN';

/** 整改的各步。What happens to a rectification. */
export type RectificationStepKind =
  /** 审核通过，办结。The review accepts and closes it. */
  | 'ACCEPT'
  /** 确定三名帮教人。The three helpers of a person are named. */
  | 'ASSIGN_HELPERS'
  /** 完成一项措施。A measure is completed. */
  | 'COMPLETE'
  /** 说明原因。The unit or person explains. */
  | 'EXPLAIN'
  /** 更正后不再为差。The result or grade was corrected, and is poor no longer. */
  | 'LAPSE'
  /** 立项。It is opened. */
  | 'OPEN'
  /** 定整改措施。Measures are planned. */
  | 'PLAN'
  /** 办结后重启。A closed one is opened again. */
  | 'REOPEN'
  /** 结果已更正，仍为差。The result was corrected, and is still poor. */
  | 'RESTATE'
  /** 审核退回。The review sends it back. */
  | 'SEND_BACK'
  /** 报审。It is submitted for review. */
  | 'SUBMIT'
  /** 撤销有误的立项。One that was opened in error is withdrawn. */
  | 'WITHDRAW';

/** 角色，决定能看什么、能办什么。What somebody is, which decides what they may see and do. */
export type Role =
  /** 系统管理员：账号、令牌、大屏。Looks after accounts, tokens and screens. */
  | 'ADMINISTRATOR'
  /** 审计员：查阅日志，不看内容。An auditor, who reads logs but not the content. */
  | 'AUDITOR'
  /** 政法机关政工部门：考评本机关干警。An organ’s cadre office, which grades its own. */
  | 'CADRE_OFFICE'
  /** 热线接线员：受理反映。The hotline’s clerk, who takes reports. */
  | 'HOTLINE_CLERK'
  /** 督查员：记录所分配单位的问题。An inspector, who records findings of the units assigned. */
  | 'INSPECTOR'
  /** 市领导、常委会、上级机关：查阅。City leaders, the standing committee, higher bodies, who read. */
  | 'LEADER'
  /** 干警：查阅本人档案。An officer, who reads their own file. */
  | 'OFFICER'
  /** 公众：公开目录、表彰、细则全文。The public: what is disclosed, honours, the text of rules. */
  | 'PUBLIC'
  /** 单位联络员：说明、申诉、报送。A unit’s reporter, who explains, objects and files. */
  | 'REPORTER'
  /** 大屏（设备，不是人）：只显示单位和区域。A wall screen, a device: units and areas only. */
  | 'SCREEN'
  /** 政法委书记、副书记：审定发布。The committee’s secretary and deputies, who decide. */
  | 'SECRETARY'
  /** 政法委机关干部：细则、督查、导入。The committee’s staff: rule books, rounds, imports. */
  | 'STAFF';

/** 每月督查的状态，只进不退。Open, collecting, published; never back. */
export type RoundState =
  /** 正在收集记录。Records are coming in. */
  | 'COLLECTING'
  /** 已开启，尚无记录。Opened; nothing recorded yet. */
  | 'OPEN'
  /** 结果已发布并冻结。Results are out and frozen. */
  | 'PUBLISHED';

/** 条目类型。What an item does to a score. */
export type RuleItemKind =
  /** 加分。Gives points. */
  | 'BONUS'
  /** 扣分。Takes points. */
  | 'DEDUCTION'
  /** 否决：提出否决建议，不影响得分。Raises a veto proposal, changes no score. */
  | 'VETO_GROUND';

/** 大屏的状况。How a screen is. */
export type ScreenState =
  /** 落后：有一分钟前的事件尚未显示。It lags: something that happened more than a minute ago is not shown yet. */
  | 'LAGGING'
  /** 已撤销。It was revoked. */
  | 'REVOKED'
  /** 显示正常。It shows what has happened. */
  | 'SHOWING'
  /** 失联：两分钟未见。It is silent: it was not seen for two minutes. */
  | 'SILENT';

/** 考核类别，三类分别排名。The three classes that are ranked apart. */
export type UnitClass =
  /** 市直单位。City departments. */
  | 'CITY'
  /** 线管单位。Line-managed offices. */
  | 'LINE'
  /** 乡镇街道。Townships and streets. */
  | 'TOWNSHIP';

/** 来访者的种类。What sort of asker it is. */
export type ViewerKind =
  /** 未登录。Nobody who said who they are. */
  | 'NOBODY'
  /** 登录的人。A person who signed in. */
  | 'PERSON'
  /** 持令牌的程序。A program with a token. */
  | 'PROGRAM'
  /** 已配对的大屏。A paired wall screen. */
  | 'SCREEN';

/** 预警种类。What is warned of. */
export type WarningKind =
  /** 逾期未备案。A filing’s date has passed. */
  | 'FILING_MISSING'
  /** 当月已发布而该单位未经督查。The month was published, and the unit had not been inspected. */
  | 'INSPECTION_MISSING'
  /** 整改期限将到。A deadline of a rectification is near. */
  | 'RECTIFICATION_DUE'
  /** 整改逾期未完成。A deadline of a rectification has passed. */
  | 'RECTIFICATION_OVERDUE'
  /** 当月结果为差。The month’s result is poor. */
  | 'RESULT_POOR'
  /** 得分比上一已发布月份大幅下降。The score fell far below that of the published month before. */
  | 'SCORE_DROP'
  /** 相邻已发布月份的督查结果，或已结束的月考评，连续为好。Good in adjacent published months, or in adjacent closed appraisals. */
  | 'STREAK_GOOD'
  /** 相邻已发布月份的督查结果，或已结束的月考评，连续为差。Poor in adjacent published months, or in adjacent closed appraisals. */
  | 'STREAK_POOR'
  /** 涉及否决事项，提出否决建议。A veto ground was found, and proposes a veto. */
  | 'VETO_PROPOSED';

/** 预警级别，由低到高。How severe, from the least to the most. */
export type WarningLevel =
  /** 提示。For information. */
  | 'INFO'
  /** 橙色。Orange. */
  | 'ORANGE'
  /** 红色，最高。Red, the highest. */
  | 'RED'
  /** 黄色。Yellow. */
  | 'YELLOW';

/** 预警状态。How far a warning has come. */
export type WarningState =
  /** 已确认，正在处理。Somebody has taken it up. */
  | 'ACKNOWLEDGED'
  /** 已发出，待确认；逾期升级。Raised, and nobody has taken it up: it escalates in time. */
  | 'RAISED'
  /** 已办结，或原因已过去。Dealt with, or its cause is over. */
  | 'RESOLVED'
  /** 已撤回：原因不再成立。Taken back: its cause no longer holds. */
  | 'RETRACTED';

/** 预警的变化。What happens to a warning. */
export type WarningStep =
  /** 确认。Somebody takes it up. */
  | 'ACKNOWLEDGE'
  /** 逾期未确认，升级。Nobody took it up in time: its level rises. */
  | 'ESCALATE'
  /** 终止：原因曾成立，现已过去。Its cause did hold, and is over. */
  | 'LAPSE'
  /** 办结。Somebody says how it was dealt with. */
  | 'RESOLVE'
  /** 原因仍成立，所依据的结果已更正。Its cause still holds, by results that were corrected. */
  | 'RESTATE'
  /** 撤回：原因不再成立。Its cause no longer holds. */
  | 'RETRACT';

export type RankedResultFragment = { id: string, unitClass: UnitClass, rank: number, score: string, grade: Grade, vetoProposed: boolean, version: number, unit: { code: string, name: string } };

export type OpenWarningFragment = { id: string, kind: WarningKind, level: WarningLevel, state: WarningState, month: string, raisedAt: string, unit: { code: string, name: string } | null };

type BoardEventFields_FindingRecorded_Fragment = { __typename: 'FindingRecorded', cursor: string, at: string, finding: { id: string, occurrences: number, item: { code: string, content: string, kind: RuleItemKind }, inspection: { id: string, unit: { code: string, name: string } } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } };

type BoardEventFields_FindingRetracted_Fragment = { __typename: 'FindingRetracted', cursor: string, at: string, finding: { id: string, occurrences: number, item: { code: string, content: string, kind: RuleItemKind }, inspection: { id: string, unit: { code: string, name: string } } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } };

type BoardEventFields_RectificationChanged_Fragment = { __typename: 'RectificationChanged', stepKind: RectificationStepKind, openRectifications: number, cursor: string, at: string, rectification: { id: string, origin: RectificationOrigin, unit: { code: string, name: string } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } };

type BoardEventFields_ResultPublished_Fragment = { __typename: 'ResultPublished', cursor: string, at: string, result: { id: string, unitClass: UnitClass, rank: number, score: string, grade: Grade, vetoProposed: boolean, version: number, unit: { code: string, name: string } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } };

type BoardEventFields_RoundOpened_Fragment = { __typename: 'RoundOpened', cursor: string, at: string, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } };

type BoardEventFields_RoundPublished_Fragment = { __typename: 'RoundPublished', cursor: string, at: string, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } };

type BoardEventFields_UnitInspected_Fragment = { __typename: 'UnitInspected', cursor: string, at: string, inspection: { id: string, unit: { code: string, name: string } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } };

type BoardEventFields_WarningChanged_Fragment = { __typename: 'WarningChanged', step: WarningStep, cursor: string, at: string, warning: { id: string, kind: WarningKind, level: WarningLevel, state: WarningState, month: string, raisedAt: string, unit: { code: string, name: string } | null }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } };

type BoardEventFields_WarningRaised_Fragment = { __typename: 'WarningRaised', cursor: string, at: string, warning: { id: string, kind: WarningKind, level: WarningLevel, state: WarningState, month: string, raisedAt: string, unit: { code: string, name: string } | null }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } };

export type BoardEventFieldsFragment =
  | BoardEventFields_FindingRecorded_Fragment
  | BoardEventFields_FindingRetracted_Fragment
  | BoardEventFields_RectificationChanged_Fragment
  | BoardEventFields_ResultPublished_Fragment
  | BoardEventFields_RoundOpened_Fragment
  | BoardEventFields_RoundPublished_Fragment
  | BoardEventFields_UnitInspected_Fragment
  | BoardEventFields_WarningChanged_Fragment
  | BoardEventFields_WarningRaised_Fragment
;

export type BoardSnapshotQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardSnapshotQuery = { board: { cursor: string, at: string, rankingMonth: string | null, openRectifications: number, round: { id: string, month: string, state: RoundState, inspections: { nodes: Array<{ unit: { code: string }, findings: { totalCount: number } }> } } | null, progress: { units: number, inspected: number, findings: number, vetoProposals: number }, rankings: Array<{ unitClass: UnitClass, results: Array<{ id: string, unitClass: UnitClass, rank: number, score: string, grade: Grade, vetoProposed: boolean, version: number, unit: { code: string, name: string } }> }>, warnings: Array<{ id: string, kind: WarningKind, level: WarningLevel, state: WarningState, month: string, raisedAt: string, unit: { code: string, name: string } | null }>, recent: Array<
      | { __typename: 'FindingRecorded', cursor: string, at: string, finding: { id: string, occurrences: number, item: { code: string, content: string, kind: RuleItemKind }, inspection: { id: string, unit: { code: string, name: string } } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
      | { __typename: 'FindingRetracted', cursor: string, at: string, finding: { id: string, occurrences: number, item: { code: string, content: string, kind: RuleItemKind }, inspection: { id: string, unit: { code: string, name: string } } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
      | { __typename: 'RectificationChanged', stepKind: RectificationStepKind, openRectifications: number, cursor: string, at: string, rectification: { id: string, origin: RectificationOrigin, unit: { code: string, name: string } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
      | { __typename: 'ResultPublished', cursor: string, at: string, result: { id: string, unitClass: UnitClass, rank: number, score: string, grade: Grade, vetoProposed: boolean, version: number, unit: { code: string, name: string } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
      | { __typename: 'RoundOpened', cursor: string, at: string, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
      | { __typename: 'RoundPublished', cursor: string, at: string, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
      | { __typename: 'UnitInspected', cursor: string, at: string, inspection: { id: string, unit: { code: string, name: string } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
      | { __typename: 'WarningChanged', step: WarningStep, cursor: string, at: string, warning: { id: string, kind: WarningKind, level: WarningLevel, state: WarningState, month: string, raisedAt: string, unit: { code: string, name: string } | null }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
      | { __typename: 'WarningRaised', cursor: string, at: string, warning: { id: string, kind: WarningKind, level: WarningLevel, state: WarningState, month: string, raisedAt: string, unit: { code: string, name: string } | null }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
    > } };

export type BoardEventsSubscriptionVariables = Exact<{
  after: string;
}>;


export type BoardEventsSubscription = { board:
    | { __typename: 'FindingRecorded', cursor: string, at: string, finding: { id: string, occurrences: number, item: { code: string, content: string, kind: RuleItemKind }, inspection: { id: string, unit: { code: string, name: string } } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
    | { __typename: 'FindingRetracted', cursor: string, at: string, finding: { id: string, occurrences: number, item: { code: string, content: string, kind: RuleItemKind }, inspection: { id: string, unit: { code: string, name: string } } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
    | { __typename: 'RectificationChanged', stepKind: RectificationStepKind, openRectifications: number, cursor: string, at: string, rectification: { id: string, origin: RectificationOrigin, unit: { code: string, name: string } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
    | { __typename: 'ResultPublished', cursor: string, at: string, result: { id: string, unitClass: UnitClass, rank: number, score: string, grade: Grade, vetoProposed: boolean, version: number, unit: { code: string, name: string } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
    | { __typename: 'RoundOpened', cursor: string, at: string, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
    | { __typename: 'RoundPublished', cursor: string, at: string, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
    | { __typename: 'UnitInspected', cursor: string, at: string, inspection: { id: string, unit: { code: string, name: string } }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
    | { __typename: 'WarningChanged', step: WarningStep, cursor: string, at: string, warning: { id: string, kind: WarningKind, level: WarningLevel, state: WarningState, month: string, raisedAt: string, unit: { code: string, name: string } | null }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
    | { __typename: 'WarningRaised', cursor: string, at: string, warning: { id: string, kind: WarningKind, level: WarningLevel, state: WarningState, month: string, raisedAt: string, unit: { code: string, name: string } | null }, round: { id: string, month: string, state: RoundState }, progress: { units: number, inspected: number, findings: number, vetoProposals: number } }
   };

export type MonthCostsQueryVariables = Exact<{ [key: string]: never; }>;


export type MonthCostsQuery = { board: { costs: Array<{ units: number, findings: number, points: string, item: { code: string, section: string, content: string } }> } };

export type BoardYearQueryVariables = Exact<{
  from: string;
}>;


export type BoardYearQuery = { units: { nodes: Array<{ code: string, name: string, unitClass: UnitClass, region: { code: string }, results: { nodes: Array<{ score: string, grade: Grade, rank: number, round: { month: string } }> } }> }, regions: { nodes: Array<{ code: string, name: string, children: { nodes: Array<{ code: string, name: string }> } }> } };

export type ReportDisplayedMutationVariables = Exact<{
  cursor: string;
}>;


export type ReportDisplayedMutation = { done: { problems: Array<{ code: ProblemCode, field: string | null, message: string, messageEn: string }> } };

export type BeginPairingMutationVariables = Exact<{ [key: string]: never; }>;


export type BeginPairingMutation = { done: { code: string | null, secret: string | null, expiresAt: string | null, problems: Array<{ code: ProblemCode, field: string | null, message: string, messageEn: string }> } };

export type ClaimScreenMutationVariables = Exact<{
  secret: string;
}>;


export type ClaimScreenMutation = { done: { problems: Array<{ code: ProblemCode, field: string | null, message: string, messageEn: string }> } };

export type ScreensQueryVariables = Exact<{ [key: string]: never; }>;


export type ScreensQuery = { screens: Array<{ id: string, name: string, pairedAt: string, revokedAt: string | null, lastSeenAt: string | null, lastCursor: string | null, state: ScreenState, laggingSince: string | null, pairedBy: { displayName: string } }> };

export type ConfirmPairingMutationVariables = Exact<{
  code: string;
  name: string;
}>;


export type ConfirmPairingMutation = { done: { name: string | null, problems: Array<{ code: ProblemCode, field: string | null, message: string, messageEn: string }> } };

export type RevokeScreenMutationVariables = Exact<{
  screen: string | number;
}>;


export type RevokeScreenMutation = { done: { problems: Array<{ code: ProblemCode, field: string | null, message: string, messageEn: string }> } };

export type WhoFragment = { kind: ViewerKind, name: string | null, roles: Array<Role>, isDemo: boolean };

export type RefusalFragment = { code: ProblemCode, field: string | null, message: string, messageEn: string };

export type WhoIsItQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoIsItQuery = { viewer: { kind: ViewerKind, name: string | null, roles: Array<Role>, isDemo: boolean } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { done: { problems: Array<{ code: ProblemCode, field: string | null, message: string, messageEn: string }> } };

export type TryRoleMutationVariables = Exact<{
  role: Role;
}>;


export type TryRoleMutation = { done: { problems: Array<{ code: ProblemCode, field: string | null, message: string, messageEn: string }> } };

export type SignInMutationVariables = Exact<{
  name: string;
  password: string;
}>;


export type SignInMutation = { done: { problems: Array<{ code: ProblemCode, field: string | null, message: string, messageEn: string }> } };

export type CreateFirstAdministratorMutationVariables = Exact<{
  secret: string;
  name: string;
  displayName: string;
  password: string;
}>;


export type CreateFirstAdministratorMutation = { done: { problems: Array<{ code: ProblemCode, field: string | null, message: string, messageEn: string }> } };

export type UnitCardQueryVariables = Exact<{
  code: string;
}>;


export type UnitCardQuery = { viewer: { kind: ViewerKind, roles: Array<Role> }, unit: { code: string, name: string, unitClass: UnitClass, isPoliticalLegalOrgan: boolean, region: { name: string, parent: { name: string } | null } } | null };

export type NewestRoundsQueryVariables = Exact<{ [key: string]: never; }>;


export type NewestRoundsQuery = { newest: { nodes: Array<{ month: string }> }, published: { nodes: Array<{ month: string }> } };

export type UnitYearQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type UnitYearQuery = { inspectionRounds: { nodes: Array<{ month: string, state: RoundState, ruleBook: { title: string, version: number, goodFrom: string, mediumFrom: string }, results: { aggregates: Array<{ count: number, key: { unitClass: UnitClass | null }, average: { score: string | null } | null }> } }> }, unit: { results: { nodes: Array<{ id: string, unitClass: UnitClass, score: string, grade: Grade, rank: number, vetoProposed: boolean, version: number, publishedAt: string, round: { month: string }, versions: Array<{ version: number, score: string, grade: Grade, rank: number, publishedAt: string }> }> } } | null };

export type UnitFindingsQueryVariables = Exact<{
  code: string;
  month: string;
}>;


export type UnitFindingsQuery = { unit: { inspections: { nodes: Array<{ inspectedOn: string, findings: { nodes: Array<{ id: string, occurrences: number, inspectedOn: string, rectifyBy: string | null, fromVersion: number, item: { code: string, content: string, kind: RuleItemKind } }> } }> } } | null };

export type UnitEvidenceQueryVariables = Exact<{
  code: string;
  month: string;
}>;


export type UnitEvidenceQuery = { unit: { inspections: { nodes: Array<{ findings: { nodes: Array<{ id: string, evidence: string }> } }> } } | null };

export type UnitExplanationQueryVariables = Exact<{
  code: string;
  month: string;
}>;


export type UnitExplanationQuery = { unit: { results: { nodes: Array<{ id: string, explanation: { base: string, deducted: string, bonuses: string, awarded: string, score: string, ruleBook: { title: string, version: number, bonusCap: string }, items: Array<{ occurrences: number, uncapped: string, capApplied: boolean, points: string, basis: string, item: { code: string, section: string, content: string, kind: RuleItemKind, pointsPerOccurrence: string, cap: string }, findings: Array<{ id: string }> }> }, versions: Array<{ version: number, correction: { reason: string, unit: { code: string, name: string } } | null }> }> } } | null };

export type UnitRectificationsQueryVariables = Exact<{
  code: string;
}>;


export type UnitRectificationsQuery = { rectifications: { nodes: Array<{ id: string, month: string, origin: RectificationOrigin, state: RectificationState, dueOn: string | null, openedAt: string, closedAt: string | null, withdrawnAt: string | null, causeFellAt: string | null, measures: { nodes: Array<{ id: string, position: number, dueOn: string, completedAt: string | null }> } }> } };

export type UnitRectificationTextsQueryVariables = Exact<{
  code: string;
}>;


export type UnitRectificationTextsQuery = { rectifications: { nodes: Array<{ id: string, reason: string | null, explanation: string | null, review: string | null, withdrawalReason: string | null, measures: { nodes: Array<{ id: string, content: string, evidence: string | null }> } }> } };

export const RankedResultFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RankedResult"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InspectionResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unitClass"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"grade"}},{"kind":"Field","name":{"kind":"Name","value":"vetoProposed"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]} as unknown as DocumentNode<RankedResultFragment, unknown>;
export const OpenWarningFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenWarning"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Warning"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<OpenWarningFragment, unknown>;
export const BoardEventFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BoardEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BoardEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"round"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"units"}},{"kind":"Field","name":{"kind":"Name","value":"inspected"}},{"kind":"Field","name":{"kind":"Name","value":"findings"}},{"kind":"Field","name":{"kind":"Name","value":"vetoProposals"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnitInspected"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inspection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FindingRecorded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inspection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FindingRetracted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inspection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResultPublished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RankedResult"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WarningRaised"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"warning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenWarning"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WarningChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"warning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenWarning"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RectificationChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepKind"}},{"kind":"Field","name":{"kind":"Name","value":"openRectifications"}},{"kind":"Field","name":{"kind":"Name","value":"rectification"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RankedResult"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InspectionResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unitClass"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"grade"}},{"kind":"Field","name":{"kind":"Name","value":"vetoProposed"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenWarning"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Warning"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<BoardEventFieldsFragment, unknown>;
export const WhoFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Who"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CurrentViewer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"isDemo"}}]}}]} as unknown as DocumentNode<WhoFragment, unknown>;
export const RefusalFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<RefusalFragment, unknown>;
export const BoardSnapshotDocument = {"__meta__":{"hash":"sha256:cc79236dbef527366513131aa3fe055d49c3ec7247eca749b323d769f041de8f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BoardSnapshot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"board"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"round"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"inspections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"500"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"units"}},{"kind":"Field","name":{"kind":"Name","value":"inspected"}},{"kind":"Field","name":{"kind":"Name","value":"findings"}},{"kind":"Field","name":{"kind":"Name","value":"vetoProposals"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rankingMonth"}},{"kind":"Field","name":{"kind":"Name","value":"rankings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unitClass"}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RankedResult"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenWarning"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openRectifications"}},{"kind":"Field","name":{"kind":"Name","value":"recent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BoardEventFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RankedResult"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InspectionResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unitClass"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"grade"}},{"kind":"Field","name":{"kind":"Name","value":"vetoProposed"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenWarning"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Warning"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BoardEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BoardEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"round"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"units"}},{"kind":"Field","name":{"kind":"Name","value":"inspected"}},{"kind":"Field","name":{"kind":"Name","value":"findings"}},{"kind":"Field","name":{"kind":"Name","value":"vetoProposals"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnitInspected"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inspection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FindingRecorded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inspection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FindingRetracted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inspection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResultPublished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RankedResult"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WarningRaised"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"warning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenWarning"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WarningChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"warning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenWarning"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RectificationChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepKind"}},{"kind":"Field","name":{"kind":"Name","value":"openRectifications"}},{"kind":"Field","name":{"kind":"Name","value":"rectification"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BoardSnapshotQuery, BoardSnapshotQueryVariables>;
export const BoardEventsDocument = {"__meta__":{"hash":"sha256:081277f09a994e2d76b978676a488b62b4632481172b6d036039013324ea48eb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"BoardEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"board"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BoardEventFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RankedResult"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InspectionResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unitClass"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"grade"}},{"kind":"Field","name":{"kind":"Name","value":"vetoProposed"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenWarning"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Warning"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BoardEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BoardEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"round"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"units"}},{"kind":"Field","name":{"kind":"Name","value":"inspected"}},{"kind":"Field","name":{"kind":"Name","value":"findings"}},{"kind":"Field","name":{"kind":"Name","value":"vetoProposals"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnitInspected"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inspection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FindingRecorded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inspection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FindingRetracted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inspection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResultPublished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RankedResult"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WarningRaised"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"warning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenWarning"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WarningChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"warning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenWarning"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RectificationChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepKind"}},{"kind":"Field","name":{"kind":"Name","value":"openRectifications"}},{"kind":"Field","name":{"kind":"Name","value":"rectification"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BoardEventsSubscription, BoardEventsSubscriptionVariables>;
export const MonthCostsDocument = {"__meta__":{"hash":"sha256:e5615198731bba0a3077711641094f9fb830e4956a79f2b3389e84b4badc7953"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MonthCosts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"board"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"costs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"section"}},{"kind":"Field","name":{"kind":"Name","value":"content"}}]}},{"kind":"Field","name":{"kind":"Name","value":"units"}},{"kind":"Field","name":{"kind":"Name","value":"findings"}},{"kind":"Field","name":{"kind":"Name","value":"points"}}]}}]}}]}}]} as unknown as DocumentNode<MonthCostsQuery, MonthCostsQueryVariables>;
export const BoardYearDocument = {"__meta__":{"hash":"sha256:2782a59e255f9756cd809b3bd4652253973359a702d740799d6ae3f89c837393"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BoardYear"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"YearMonth"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"units"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"500"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"code"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"unitClass"}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"12"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"round"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"month"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"round"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"month"}}]}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"grade"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"regions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"kind"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"SUBDISTRICT"},{"kind":"EnumValue","value":"TOWN"},{"kind":"EnumValue","value":"TOWNSHIP"}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"code"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"children"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"code"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<BoardYearQuery, BoardYearQueryVariables>;
export const ReportDisplayedDocument = {"__meta__":{"hash":"sha256:d7ae2807b37ae8beae0bb25834c24c6d53c431347a9ce52b992cf138b6c1687c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReportDisplayed"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"cursor"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"reportDisplayed"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"cursor"},"value":{"kind":"Variable","name":{"kind":"Name","value":"cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<ReportDisplayedMutation, ReportDisplayedMutationVariables>;
export const BeginPairingDocument = {"__meta__":{"hash":"sha256:4bc2a214a3e6bf0ba702e4a1b82b97a4e2f76fd5cf0e967c828772e316524fa3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"BeginPairing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"beginScreenPairing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<BeginPairingMutation, BeginPairingMutationVariables>;
export const ClaimScreenDocument = {"__meta__":{"hash":"sha256:8de4788e7e43b7c1c88c9045cfbc5da92f00f94a6136ce077fd68900f74343ae"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ClaimScreen"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"secret"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"claimScreen"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"secret"},"value":{"kind":"Variable","name":{"kind":"Name","value":"secret"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<ClaimScreenMutation, ClaimScreenMutationVariables>;
export const ScreensDocument = {"__meta__":{"hash":"sha256:781f60bdce6b273e7c8aaad59a91b6c8fbe3aa534e00bb248d3608df2f87b0b4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Screens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"screens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"pairedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pairedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastCursor"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"laggingSince"}}]}}]}}]} as unknown as DocumentNode<ScreensQuery, ScreensQueryVariables>;
export const ConfirmPairingDocument = {"__meta__":{"hash":"sha256:23bdbc9fe65ceedd137239b97233cee38c05ad269dea996915eaadc4a9d8823d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmPairing"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"confirmScreenPairing"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<ConfirmPairingMutation, ConfirmPairingMutationVariables>;
export const RevokeScreenDocument = {"__meta__":{"hash":"sha256:9d4872d427bd21a92df1ee522cfd4f436e3695d9aa3f7ca0885db9a7ab1dc84c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeScreen"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"screen"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"revokeScreen"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"screen"},"value":{"kind":"Variable","name":{"kind":"Name","value":"screen"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<RevokeScreenMutation, RevokeScreenMutationVariables>;
export const WhoIsItDocument = {"__meta__":{"hash":"sha256:ec98c1350d67aa8c4d25580b6cb9f46bd6d9e268459dbfb22dd02a6d2b64350d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoIsIt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Who"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Who"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CurrentViewer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"isDemo"}}]}}]} as unknown as DocumentNode<WhoIsItQuery, WhoIsItQueryVariables>;
export const SignOutDocument = {"__meta__":{"hash":"sha256:49e10b4a9184252497828c929335c3cd4a506f98ede6a9b111873700f2ca6242"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"signOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<SignOutMutation, SignOutMutationVariables>;
export const TryRoleDocument = {"__meta__":{"hash":"sha256:1ccd17bf19167357b129733de5540fa0a2541a005aad869013ae1e811e221d88"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TryRole"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"role"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Role"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"demoTryRole"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"Variable","name":{"kind":"Name","value":"role"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<TryRoleMutation, TryRoleMutationVariables>;
export const SignInDocument = {"__meta__":{"hash":"sha256:2a448d45ca03771444910e7cb3cf21b7828a53ff7aa951c6cd5f7fd28f5699d7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"password"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"password"},"value":{"kind":"Variable","name":{"kind":"Name","value":"password"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;
export const CreateFirstAdministratorDocument = {"__meta__":{"hash":"sha256:44bd088dcf4c256e0d2a22eabd6efba9a2accd9c1fc45ee888a22a20e13d79fe"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateFirstAdministrator"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"secret"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"displayName"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"password"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"createFirstAdministrator"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"secret"},"value":{"kind":"Variable","name":{"kind":"Name","value":"secret"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"displayName"},"value":{"kind":"Variable","name":{"kind":"Name","value":"displayName"}}},{"kind":"Argument","name":{"kind":"Name","value":"password"},"value":{"kind":"Variable","name":{"kind":"Name","value":"password"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}}]}}]} as unknown as DocumentNode<CreateFirstAdministratorMutation, CreateFirstAdministratorMutationVariables>;
export const UnitCardDocument = {"__meta__":{"hash":"sha256:674436ff5a5638d19e1bc65849caeb0748fba1bf87f0ebb08f8304e4592f9ca0"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnitCard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"unitClass"}},{"kind":"Field","name":{"kind":"Name","value":"isPoliticalLegalOrgan"}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<UnitCardQuery, UnitCardQueryVariables>;
export const NewestRoundsDocument = {"__meta__":{"hash":"sha256:63beed0efbfd41abd30d726d8fdd99b721d24016c2ba8e6cc721dc66f70dcfac"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NewestRounds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"newest"},"name":{"kind":"Name","value":"inspectionRounds"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"month"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"month"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"published"},"name":{"kind":"Name","value":"inspectionRounds"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"month"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"state"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"PUBLISHED"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"month"}}]}}]}}]}}]} as unknown as DocumentNode<NewestRoundsQuery, NewestRoundsQueryVariables>;
export const UnitYearDocument = {"__meta__":{"hash":"sha256:626af08597a64439e548c321b571473cabb3650df5af5e34c794613e0dc1b4dc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnitYear"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"YearMonth"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"YearMonth"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inspectionRounds"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"13"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"month"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"lte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"ruleBook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"goodFrom"}},{"kind":"Field","name":{"kind":"Name","value":"mediumFrom"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"aggregates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"unitClass"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unitClass"}}]}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"average"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"13"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"round"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"month"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"lte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"round"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"month"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unitClass"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"grade"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"vetoProposed"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"versions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"grade"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<UnitYearQuery, UnitYearQueryVariables>;
export const UnitFindingsDocument = {"__meta__":{"hash":"sha256:f547baa9c791e11012d93186e908e9bbd0d5de54b70890104a461868bf8b6abc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnitFindings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"month"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"YearMonth"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inspections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"round"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"month"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"month"}}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inspectedOn"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"500"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"inspectedOn"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"inspectedOn"}},{"kind":"Field","name":{"kind":"Name","value":"rectifyBy"}},{"kind":"Field","name":{"kind":"Name","value":"fromVersion"}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<UnitFindingsQuery, UnitFindingsQueryVariables>;
export const UnitEvidenceDocument = {"__meta__":{"hash":"sha256:c66bbec8f5d4a5f1f0ed04c254d7a1d0626d3ec7711262b93d9cab88876b7f4a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnitEvidence"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"month"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"YearMonth"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inspections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"round"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"month"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"month"}}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"500"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<UnitEvidenceQuery, UnitEvidenceQueryVariables>;
export const UnitExplanationDocument = {"__meta__":{"hash":"sha256:9181a718da0b7a06bb6545d161212d52ab10542e41514afbf15691a64eb28f20"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnitExplanation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"month"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"YearMonth"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"round"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"month"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"month"}}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"deducted"}},{"kind":"Field","name":{"kind":"Name","value":"bonuses"}},{"kind":"Field","name":{"kind":"Name","value":"awarded"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"ruleBook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"bonusCap"}}]}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"uncapped"}},{"kind":"Field","name":{"kind":"Name","value":"capApplied"}},{"kind":"Field","name":{"kind":"Name","value":"points"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"section"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"pointsPerOccurrence"}},{"kind":"Field","name":{"kind":"Name","value":"cap"}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"versions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"correction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<UnitExplanationQuery, UnitExplanationQueryVariables>;
export const UnitRectificationsDocument = {"__meta__":{"hash":"sha256:cb738573f93415f119e2c616b94ccc6a26edf51fd0b085ba5858e0f90aa8c610"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnitRectifications"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rectifications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"unit"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"code"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"round"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"isNull"},"value":{"kind":"BooleanValue","value":false}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"openedAt"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"withdrawnAt"}},{"kind":"Field","name":{"kind":"Name","value":"causeFellAt"}},{"kind":"Field","name":{"kind":"Name","value":"measures"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"position"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<UnitRectificationsQuery, UnitRectificationsQueryVariables>;
export const UnitRectificationTextsDocument = {"__meta__":{"hash":"sha256:43d758dbcacdc4db42ed45f9d9813591e270e48fb2fb94f2747b035b9e6008ab"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnitRectificationTexts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rectifications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"unit"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"code"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"round"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"isNull"},"value":{"kind":"BooleanValue","value":false}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"openedAt"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"review"}},{"kind":"Field","name":{"kind":"Name","value":"withdrawalReason"}},{"kind":"Field","name":{"kind":"Name","value":"measures"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<UnitRectificationTextsQuery, UnitRectificationTextsQueryVariables>;
import { registerEnumType } from 'type-graphql';

/** What somebody is to the committee; somebody may be several things. What each may see and do is said by the policies. */
export enum Role {
  SECRETARY = 'SECRETARY',
  STAFF = 'STAFF',
  INSPECTOR = 'INSPECTOR',
  REPORTER = 'REPORTER',
  CADRE_OFFICE = 'CADRE_OFFICE',
  OFFICER = 'OFFICER',
  LEADER = 'LEADER',
  SCREEN = 'SCREEN',
  HOTLINE_CLERK = 'HOTLINE_CLERK',
  PUBLIC = 'PUBLIC',
  AUDITOR = 'AUDITOR',
  ADMINISTRATOR = 'ADMINISTRATOR',
}

registerEnumType(Role, {
  name: 'Role',
  description: '角色，决定能看什么、能办什么。What somebody is, which decides what they may see and do.',
  valuesConfig: {
    SECRETARY: { description: '政法委书记、副书记：审定发布。The committee’s secretary and deputies, who decide.' },
    STAFF: { description: '政法委机关干部：细则、督查、导入。The committee’s staff: rule books, rounds, imports.' },
    INSPECTOR: { description: '督查员：记录所分配单位的问题。An inspector, who records findings of the units assigned.' },
    REPORTER: { description: '单位联络员：说明、申诉、报送。A unit’s reporter, who explains, objects and files.' },
    CADRE_OFFICE: { description: '政法机关政工部门：考评本机关干警。An organ’s cadre office, which grades its own.' },
    OFFICER: { description: '干警：查阅本人档案。An officer, who reads their own file.' },
    LEADER: { description: '市领导、常委会、上级机关：查阅。City leaders, the standing committee, higher bodies, who read.' },
    SCREEN: { description: '大屏（设备，不是人）：只显示单位和区域。A wall screen, a device: units and areas only.' },
    HOTLINE_CLERK: { description: '热线接线员：受理反映。The hotline’s clerk, who takes reports.' },
    PUBLIC: { description: '公众：公开目录、表彰、细则全文。The public: what is disclosed, honours, the text of rules.' },
    AUDITOR: { description: '审计员：查阅日志，不看内容。An auditor, who reads logs but not the content.' },
    ADMINISTRATOR: { description: '系统管理员：账号、令牌、大屏。Looks after accounts, tokens and screens.' },
  },
});

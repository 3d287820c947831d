import type { Role } from '../../generated/graphql.ts';
import type { Words } from '../Both.tsx';

/** What each role is called on our pages, in the order in which the demo offers them. */
export const ROLE_NAMES: Readonly<Record<Role, Words>> = {
  SECRETARY: { zh: '书记、副书记', en: 'Secretary' },
  STAFF: { zh: '机关干部', en: 'Staff' },
  INSPECTOR: { zh: '督查员', en: 'Inspector' },
  REPORTER: { zh: '单位联络员', en: 'Unit reporter' },
  CADRE_OFFICE: { zh: '政工部门', en: 'Cadre office' },
  OFFICER: { zh: '干警', en: 'Officer' },
  LEADER: { zh: '市领导、上级机关', en: 'City leader' },
  SCREEN: { zh: '大屏', en: 'Wall screen' },
  HOTLINE_CLERK: { zh: '热线接线员', en: 'Hotline clerk' },
  PUBLIC: { zh: '公众', en: 'Public' },
  AUDITOR: { zh: '审计员', en: 'Auditor' },
  ADMINISTRATOR: { zh: '系统管理员', en: 'Administrator' },
};

/** Those whom the screens page is for; the server decides, this only spares others a link that leads nowhere. */
const AT_THE_DESK: readonly Role[] = ['SECRETARY', 'STAFF', 'ADMINISTRATOR'];

export function isAtTheDesk({ roles }: { roles: readonly Role[] }): boolean {
  return roles.some((role) => AT_THE_DESK.includes(role));
}

/** Several roles as one text. */
export function namesOf(roles: readonly Role[]): Words {
  const named = roles.map((role) => ROLE_NAMES[role]);
  return { zh: named.map(({ zh }) => zh).join('、'), en: named.map(({ en }) => en).join(', ') };
}

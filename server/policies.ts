import { identityPolicy } from './access/identityPolicy.ts';
import { everybody, type Policy, policy, Role } from './access/policy.ts';
import { appraisalPolicy } from './appraisal/policy.ts';
import { auditPolicy } from './audit/policy.ts';
import { boardPolicy } from './board/policy.ts';
import { inspectionPolicy } from './inspection/policy.ts';
import { eventConsumerPolicy } from './live/consumers/policy.ts';
import { officerFilePolicy } from './officerFile/policy.ts';
import { organisationPolicy } from './organisation/policy.ts';
import { rectificationPolicy } from './rectification/policy.ts';
import { studyPolicy } from './study/policy.ts';
import { studyClassPolicy } from './studyClass/policy.ts';
import { talkPolicy } from './talk/policy.ts';
import { warningPolicy } from './warning/policy.ts';

/** What belongs to no domain: finding things by their ids, and saying why something was not done. */
const ownPolicy = policy({
  shapes: { Problem: ['code', 'field', 'found', 'message', 'messageEn'] },
  queries: { node: everybody, nodes: everybody },
  // Whatever is in the files: registers, rule books and months are the staff's to hand over.
  doors: { 'POST /intake': [Role.STAFF] },
});

/** One for each domain. */
export const policies: readonly Policy[] = [
  ownPolicy,
  organisationPolicy,
  inspectionPolicy,
  warningPolicy,
  rectificationPolicy,
  appraisalPolicy,
  studyPolicy,
  talkPolicy,
  studyClassPolicy,
  officerFilePolicy,
  boardPolicy,
  eventConsumerPolicy,
  identityPolicy,
  auditPolicy,
];

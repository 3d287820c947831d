import { registerEnumType } from 'type-graphql';

/** How far a study class has come. */
export enum StudyClassState {
  ANNOUNCED = 'ANNOUNCED',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(StudyClassState, {
  name: 'StudyClassState',
  description: '学习班的状态。How far a study class has come.',
  valuesConfig: {
    ANNOUNCED: { description: '已开班，可报名、登记出勤。Announced: people are enrolled, and attendance is recorded.' },
    CLOSED: { description: '已结班。Over, with the attendance of everybody recorded.' },
    CANCELLED: { description: '已取消。Cancelled.' },
  },
});

/** What happens to a study class. Which step is legal when: server/studyClass/life.ts. */
export enum StudyClassStep {
  ANNOUNCE = 'ANNOUNCE',
  ENROL = 'ENROL',
  ATTEND = 'ATTEND',
  CLOSE = 'CLOSE',
  CANCEL = 'CANCEL',
  TAKE_BACK = 'TAKE_BACK',
}
registerEnumType(StudyClassStep, {
  name: 'StudyClassStep',
  description: '学习班的各步。What happens to a study class.',
  valuesConfig: {
    ANNOUNCE: { description: '开班。It is announced.' },
    ENROL: { description: '报名一人。Somebody is enrolled.' },
    ATTEND: { description: '登记或更正一人的出勤。Somebody’s attendance is recorded, or corrected.' },
    CLOSE: { description: '结班。It is closed.' },
    CANCEL: { description: '取消。It is cancelled.' },
    TAKE_BACK: { description: '整改撤销，收回一人的参训。Somebody’s enrolment is taken back with the rectification it rests on.' },
  },
});

/** Whether somebody was there. */
export enum Presence {
  PRESENT = 'PRESENT',
  ABSENT = 'ABSENT',
  EXCUSED = 'EXCUSED',
  MADE_UP = 'MADE_UP',
}
registerEnumType(Presence, {
  name: 'Presence',
  description: '出勤。Whether somebody was at a session.',
  valuesConfig: {
    PRESENT: { description: '出席。Was there.' },
    ABSENT: { description: '缺席。Was not there.' },
    EXCUSED: { description: '请假。Was excused; it is still to be made up.' },
    MADE_UP: { description: '已补课。Was not there, and has made it up.' },
  },
});

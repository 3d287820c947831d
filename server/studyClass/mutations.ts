import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { AnnounceStudyClassInput, AttendanceInput, StudyClassPayload } from '../../schema/studyClass/mutations.ts';
import { actOf } from '../act.ts';
import { answer, keyIn } from '../answer.ts';
import type { Context } from '../context.ts';
import { recordAttendance } from './attendance.ts';
import { enrolInStudyClass } from './enrolling.ts';
import { announceStudyClass, cancelStudyClass, closeStudyClass } from './holding.ts';

const Which = () => Arg('studyClass', () => ID, { description: '学习班的编号。Id of the study class.' });
const What = () => Arg('input', () => AnnounceStudyClassInput, { description: '学习班。What to announce.' });

@Resolver()
export class StudyClassMutations {
  @Mutation(() => StudyClassPayload, { description: '政法委开办学习班，课次自此不变。Announces a study class of the committee’s and settles its sessions.' })
  announceStudyClass(@What() input: AnnounceStudyClassInput, @Ctx() context: Context) {
    return done(() => announceStudyClass(context.em, input, actOf(context)));
  }

  @Mutation(() => StudyClassPayload, { description: '机关开办本机关的学习班，课次自此不变。Announces a study class of an organ’s own and settles its sessions.' })
  announceOrganStudyClass(
    @Arg('unitCode', () => String, { description: '机关的代码。Code of the organ.' }) unitCode: string,
    @What() input: AnnounceStudyClassInput,
    @Ctx() context: Context,
  ) {
    return done(() => announceStudyClass(context.em, input, actOf(context), unitCode));
  }

  @Mutation(() => StudyClassPayload, { description: '按未办结的个人整改报名，全部成功或全部不报。Enrols those whom open rectifications are about, all or none.' })
  enrolInStudyClass(
    @Which() studyClass: string,
    @Arg('rectifications', () => [ID], { description: '个人整改的编号，最多 200 项。Ids of rectifications of officers, 200 at most.' }) rectifications: string[],
    @Ctx() context: Context,
  ) {
    const keys = () => rectifications.map((id) => keyIn('Rectification', 'rectifications', id));
    return done(() => enrolInStudyClass(context.em, keyOf(studyClass), keys(), actOf(context)));
  }

  @Mutation(() => StudyClassPayload, {
    description: '登记或更正一次课的出勤，上课之日起、结班之前。Records or corrects who was at a session, from its day on and until the class is closed.',
  })
  recordAttendance(
    @Arg('session', () => ID, { description: '课次的编号。Id of the session.' }) session: string,
    @Arg('attendance', () => [AttendanceInput], { description: '各人出勤，最多 200 人。Of whom, 200 at most.' }) attendance: AttendanceInput[],
    @Ctx() context: Context,
  ) {
    const given = () => attendance.map(({ enrolment, presence }) => ({ enrolment: keyIn('StudyEnrolment', 'attendance', enrolment), presence }));
    return done(() => recordAttendance(context.em, keyIn('StudySession', 'session', session), given(), actOf(context)));
  }

  @Mutation(() => StudyClassPayload, { description: '末次课后、出勤齐备时结班。Closes a class after its last session, with everybody’s attendance recorded.' })
  closeStudyClass(@Which() studyClass: string, @Ctx() context: Context) {
    return done(() => closeStudyClass(context.em, keyOf(studyClass), actOf(context)));
  }

  @Mutation(() => StudyClassPayload, { description: '取消学习班，已登记的出勤留存。Cancels a class; what was attended stays on record.' })
  cancelStudyClass(@Which() studyClass: string, @Arg('reason', () => String, { description: '理由，留存备查。Why; it is kept.' }) reason: string, @Ctx() context: Context) {
    return done(() => cancelStudyClass(context.em, keyOf(studyClass), reason, actOf(context)));
  }
}

function keyOf(id: string): number {
  return keyIn('StudyClass', 'studyClass', id);
}

/** Rows are named by their keys, and read where they are asked for. */
function done(work: () => Promise<{ id: number }>) {
  return answer(async () => ({ studyClass: (await work()).id }));
}

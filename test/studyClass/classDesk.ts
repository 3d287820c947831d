import { studyClassConsumer } from '../../server/studyClass/index.ts';
import { Offices } from '../appraisal/offices.ts';
import { handOver } from '../testkit/handOver.ts';

/** What each verb is asked for. */
const ARGUMENTS: Record<string, string> = {
  input: 'AnnounceStudyClassInput!',
  unitCode: 'String!',
  studyClass: 'ID!',
  rectifications: '[ID!]!',
  session: 'ID!',
  attendance: '[AttendanceInput!]!',
  reason: 'String!',
};

const SHOWN = 'id state tier title organ { code } sessions(orderBy: { field: position }) { nodes { id position heldOn } }';

/** What an officer may read, too. */
const ENROLMENTS = `studyEnrolments(orderBy: { field: enrolledAt }) { nodes { id officerName officer { code } completedAt takenBackAt studyClass { title }
  attendances(includeSuperseded: true, orderBy: { field: recordedAt }) { nodes { presence supersededAt session { heldOn } } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of an answer
type Payload = any;

/** Study classes of the committee's and of XZ01's, on days from 2026-10-09 on. */
export class ClassDesk {
  readonly offices: Offices;
  #months = 0;

  private constructor(offices: Offices) {
    this.offices = offices;
  }

  static async found(): Promise<ClassDesk> {
    return new ClassDesk(await Offices.found());
  }

  /** Codes of what a verb was refused with, and what was found: `CODE found`. */
  async refused(by: string, verb: string, args: Record<string, unknown>): Promise<string[]> {
    const { data, errors } = await this.#ask(by, verb, args);
    if (errors) return errors.map(({ extensions }: Payload) => String(extensions.code));
    return data[verb].problems.map(({ code, found }: Payload) => `${code} ${found ?? ''}`.trim());
  }

  /** The class after what must be done. */
  async must(by: string, verb: string, args: Record<string, unknown>): Promise<Payload> {
    const { data, errors } = await this.#ask(by, verb, args);
    if (errors || data[verb].problems.length) throw new Error(`${by} ${verb}: ${JSON.stringify(errors ?? data[verb].problems)}`);
    return data[verb].studyClass;
  }

  /** A class of so many days; `by` a cadre office of XZ01's, else of the committee's. */
  announce(by: string, title: string, tier: string, ...sessions: string[]): Promise<Payload> {
    const input = { tier, title, place: '市委党校', sessions };
    return by.startsWith('cadre') || by === 'both' ? this.must(by, 'announceOrganStudyClass', { unitCode: 'XZ01', input }) : this.must(by, 'announceStudyClass', { input });
  }

  /** A rectification of somebody, by their code, or of a unit: another month each time. */
  async rectification(code: string): Promise<string> {
    const month = `20${10 + this.#months++}-01`;
    const { data } = await this.offices
      .who('staff')
      .ask('mutation ($input: OpenRectificationInput!) { openRectification(input: $input) { rectification { id } problems { code } } }', {
        input: { month, reason: '考核为差', officer: await this.offices.idOf(code) },
      });
    return data.openRectification.rectification.id;
  }

  async withdraw(rectification: string): Promise<void> {
    await this.offices
      .who('secretary')
      .do('mutation ($id: ID!) { withdrawRectification(rectification: $id, reason: "立项有误") { rectification { id } problems { code } } }', { id: rectification });
  }

  /** Whoever is enrolled in a class, by code: the ids of their enrolments. */
  async enrolled(studyClass: string): Promise<Record<string, string>> {
    const { data } = await this.offices
      .who('staff')
      .ask('query ($id: [ID!]!) { studyEnrolments(filter: { studyClass: { id: { in: $id } } }) { nodes { id officer { code } } } }', { id: [studyClass] });
    return Object.fromEntries(data.studyEnrolments.nodes.map(({ id, officer }: Payload) => [officer.code, id]));
  }

  /** All enrolments that somebody sees of a class, by its title. */
  async enrolments(by: string, title: string): Promise<Payload[]> {
    const { data, errors } = await this.offices.who(by).ask(`{ ${ENROLMENTS} }`);
    if (errors) throw new Error(String(errors[0]?.extensions.code));
    return data.studyEnrolments.nodes.filter(({ studyClass }: Payload) => studyClass.title === title);
  }

  async follow(dies = false): Promise<void> {
    await handOver(this.offices.server.database.orm, studyClassConsumer, { dies });
  }

  stop(): Promise<void> {
    return this.offices.stop();
  }

  #ask(by: string, verb: string, args: Record<string, unknown>): Promise<Payload> {
    const declared = Object.keys(args).map((each) => `$${each}: ${ARGUMENTS[each]}`);
    const passed = Object.keys(args).map((each) => `${each}: $${each}`);
    return this.offices.who(by).ask(`mutation (${declared}) { ${verb}(${passed}) { studyClass { ${SHOWN} } problems { code found } } }`, args);
  }
}

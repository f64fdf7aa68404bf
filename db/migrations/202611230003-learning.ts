import type { Kysely } from 'kysely'
import { appendOnly, runDdl } from '../portable.ts'

/** Courses and what people do in them: lessons, items, exams, practicals. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table course (
      id text primary key,
      code text not null unique,
      brand_id text references organisation (id),
      category_id text references category (id),
      level integer,
      created_at text not null
    );

    create table course_version (
      id text primary key,
      course_id text not null references course (id),
      version integer not null,
      content_hash text not null,
      title_en text not null,
      title_zh text not null,
      summary_en text not null,
      summary_zh text not null,
      minutes integer not null,
      bench_minutes integer not null,
      objectives_json text not null,
      expert_review text not null check (expert_review in ('pending', 'done')),
      published_at text not null,
      unique (course_id, version)
    );

    create table lesson (
      id text primary key,
      course_version_id text not null references course_version (id),
      slug text not null,
      position integer not null,
      minutes integer not null,
      check_count integer not null,
      is_safety_critical integer not null check (is_safety_critical in (0, 1)),
      unique (course_version_id, slug)
    );

    create table lesson_face (
      lesson_id text not null references lesson (id),
      language text not null check (language in ('en', 'zh-CN')),
      title text not null,
      goals_json text not null,
      sources_json text not null,
      headings_json text not null,
      pieces_json text not null,
      content_hash text not null,
      primary key (lesson_id, language)
    );

    create table knowledge_check (
      lesson_id text not null references lesson (id),
      check_id text not null,
      position integer not null,
      choices_json text not null,
      correct_json text not null,
      feedback_en text not null,
      feedback_zh text not null,
      primary key (lesson_id, check_id)
    );

    create table course_enrolment (
      id text primary key,
      person_id text not null references person (id),
      course_id text not null references course (id),
      course_version_id text not null references course_version (id),
      enrolled_by text not null references person (id),
      enrolled_at text not null,
      due_at text,
      completed_at text,
      withdrawn_at text
    );
    create unique index course_enrolment_open on course_enrolment (person_id, course_id) where withdrawn_at is null;
    create index course_enrolment_course on course_enrolment (course_id);

    create table lesson_progress (
      course_enrolment_id text not null references course_enrolment (id),
      lesson_id text not null references lesson (id),
      furthest_heading text,
      seconds_active integer not null default 0,
      view_count integer not null default 0,
      first_viewed_at text not null,
      last_viewed_at text not null,
      completed_at text,
      primary key (course_enrolment_id, lesson_id)
    );

    create table check_answer (
      id text primary key,
      course_enrolment_id text not null references course_enrolment (id),
      lesson_id text not null references lesson (id),
      check_id text not null,
      choices_json text not null,
      is_correct integer not null check (is_correct in (0, 1)),
      language text not null,
      answered_at text not null
    );
    create index check_answer_lesson on check_answer (course_enrolment_id, lesson_id, check_id);

    create table training_record (
      id text primary key,
      person_id text not null references person (id),
      trainer_person_id text not null references person (id),
      course_id text not null references course (id),
      from_at text not null,
      until_at text,
      recorded_at text not null
    );
    create index training_record_person on training_record (person_id);
    create index training_record_trainer on training_record (trainer_person_id);

    create table item (
      id text primary key,
      course_id text not null references course (id),
      code text not null unique,
      state text not null check (state in ('DRAFT', 'REVIEWED', 'ACTIVE', 'RETIRED')),
      created_at text not null
    );
    create index item_course on item (course_id, state);

    create table item_version (
      id text primary key,
      item_id text not null references item (id),
      version integer not null,
      type text not null,
      domain text not null,
      difficulty integer not null check (difficulty between 1 and 5),
      is_critical integer not null check (is_critical in (0, 1)),
      scoring text not null,
      face_json text not null,
      key_json text not null,
      rationale_json text not null,
      source text not null,
      content_hash text not null,
      created_at text not null,
      unique (item_id, version)
    );

    create table exam (
      id text primary key,
      course_id text not null references course (id),
      code text not null unique
    );
    create index exam_course on exam (course_id);

    create table exam_blueprint (
      id text primary key,
      exam_id text not null references exam (id),
      version integer not null,
      mode text not null check (mode in ('PROCTORED', 'UNPROCTORED')),
      minutes integer not null,
      cut_permille integer not null,
      item_count integer not null,
      blueprint_json text not null,
      content_hash text not null,
      published_at text not null,
      unique (exam_id, version)
    );

    create table exam_session (
      id text primary key,
      exam_id text not null references exam (id),
      invigilator_person_id text not null references person (id),
      place_en text not null,
      place_zh text not null,
      check_in_code text not null,
      opens_at text not null,
      closes_at text not null,
      created_at text not null,
      closed_at text
    );
    create index exam_session_exam on exam_session (exam_id, opens_at);
    create index exam_session_invigilator on exam_session (invigilator_person_id, opens_at);

    create table exam_form (
      id text primary key,
      blueprint_id text not null references exam_blueprint (id),
      seed text not null,
      assembled_at text not null
    );

    create table exam_form_item (
      form_id text not null references exam_form (id),
      position integer not null,
      item_version_id text not null references item_version (id),
      section text not null,
      option_order_json text not null,
      primary key (form_id, position),
      unique (form_id, item_version_id)
    );
    create index exam_form_item_version on exam_form_item (item_version_id);

    create table exam_attempt (
      id text primary key,
      exam_id text not null references exam (id),
      blueprint_id text not null references exam_blueprint (id),
      form_id text not null references exam_form (id),
      session_id text references exam_session (id),
      person_id text not null references person (id),
      number integer not null,
      mode text not null check (mode in ('PROCTORED', 'UNPROCTORED')),
      state text not null check (state in ('IN_PROGRESS', 'SUBMITTED', 'IN_REVIEW', 'PASSED', 'FAILED', 'VOIDED', 'VOIDED_FOR_CAUSE')),
      language text not null,
      started_at text not null,
      deadline_at text not null,
      submitted_at text,
      finalised_by text check (finalised_by in ('candidate', 'deadline')),
      score_permille integer,
      result_json text,
      answer_hash text,
      unique (person_id, exam_id, number)
    );
    create unique index exam_attempt_one_running on exam_attempt (person_id) where state = 'IN_PROGRESS';
    create index exam_attempt_deadline on exam_attempt (state, deadline_at);
    create index exam_attempt_session on exam_attempt (session_id);

    create table exam_response (
      attempt_id text not null references exam_attempt (id),
      sequence integer not null,
      item_version_id text not null references item_version (id),
      kind text not null check (kind in ('answer', 'flag')),
      value_json text not null,
      received_at text not null,
      primary key (attempt_id, sequence)
    );

    create table practical (
      id text primary key,
      course_id text not null references course (id),
      code text not null unique
    );

    create table rubric (
      id text primary key,
      practical_id text not null references practical (id),
      version integer not null,
      title_en text not null,
      title_zh text not null,
      minutes integer not null,
      rubric_json text not null,
      content_hash text not null,
      published_at text not null,
      unique (practical_id, version)
    );

    create table practical_assessment (
      id text primary key,
      practical_id text not null references practical (id),
      rubric_id text not null references rubric (id),
      person_id text not null references person (id),
      assessor_person_id text references person (id),
      requested_by text not null references person (id),
      state text not null check (state in ('REQUESTED', 'SCHEDULED', 'IN_PROGRESS', 'PASSED', 'REFERRED', 'FAILED', 'CANCELLED', 'VOIDED')),
      place_en text not null,
      place_zh text not null,
      scheduled_at text,
      started_at text,
      scored_at text,
      score_permille integer,
      result_json text,
      requested_at text not null
    );
    create unique index practical_assessment_open on practical_assessment (person_id, practical_id)
      where state in ('REQUESTED', 'SCHEDULED', 'IN_PROGRESS');
    create index practical_assessment_assessor on practical_assessment (assessor_person_id, state);
    create index practical_assessment_practical on practical_assessment (practical_id, state);

    create table practical_step_score (
      assessment_id text not null references practical_assessment (id),
      step_id text not null,
      outcome text not null check (outcome in ('done', 'partly', 'not-done')),
      note text not null,
      recorded_at text not null,
      primary key (assessment_id, step_id)
    );
    `,
  )
  await appendOnly(db, 'exam_response')
  await appendOnly(db, 'check_answer')
}

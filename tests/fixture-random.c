/* fixture-random.c - random whole loops, the same for the same seed. */
#include "tests/fixture.h"

#include "app/policy.h"
#include "app/rules.h"

#define START (G_GINT64_CONSTANT (1793000000) * G_USEC_PER_SEC)
#define MINUTE (60 * (gint64)G_USEC_PER_SEC)

/* A clock that only moves on, so that every record of a loop has its own instant. */
typedef struct
{
  GRand *random;
  PlumbLoop *loop;
  PlumbInstant now;
} Maker;

static gboolean
happens (GRand *random, int percent)
{
  return g_rand_int_range (random, 0, 100) < percent;
}

static PlumbInstant
tick (Maker *maker)
{
  maker->now += g_rand_int_range (maker->random, 1, 90 * G_USEC_PER_SEC);
  return maker->now;
}

char *
fixture_random_id (GRand *random)
{
  guint32 a = g_rand_int (random);
  guint32 b = g_rand_int (random);
  guint32 c = g_rand_int (random);
  guint32 d = g_rand_int (random);

  return g_strdup_printf ("%08x-%04x-4%03x-8%03x-%04x%08x", a, b >> 16, b & 0xfff, c & 0xfff, c >> 16, d);
}

char *
fixture_random_text (GRand *random, gboolean filled)
{
  static const char *const texts[] = {
    "",
    "Asked for the numbers first, then drew the data flow.",
    "=SUM(A1:A9)",
    "+49 170 1234567 \"quoted\", 'single', <b>&amp;</b>",
    "line one\nline two\n\n\tindented line four",
    "Größe, naïve café, Łódź, İstanbul, ﬁne, ½ of ∑",
    "数据库索引与事务隔离级别",
    "データベース設計はよかった",
    "مقابلة جيدة جدا",
    "שלום עולם, said twice",
    "पिछली नौकरी में उन्होंने कतार बनाई",
    "👩‍💻🚀 ship it 🇩🇪",
    "Z\xcc\xb6\xcc\x81\xcc\xa3\xcc\xa8 combining",
    "_x0041_ {curly} [square] %s %d $1 \\n",
    "@cmd|' /C calc'!A0",
    "A word that is very long: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    " leading and trailing space ",
  };
  GString *text;

  if (happens (random, 10))
    {
      text = g_string_new (NULL);
      for (int i = g_rand_int_range (random, 20, 80); i > 0; i--)
        g_string_append_printf (text, "%s\n", texts[g_rand_int_range (random, 1, G_N_ELEMENTS (texts))]);
      return g_string_free (text, FALSE);
    }
  return g_strdup (texts[g_rand_int_range (random, filled ? 1 : 0, G_N_ELEMENTS (texts))]);
}

static void
set_text (Maker *maker, char **field, gboolean filled)
{
  g_autofree char *text = fixture_random_text (maker->random, filled);

  plumb_set_string (field, text);
}

/* Texts of one line: quotes, reasons, labels. */
static void
set_line (Maker *maker, char **field)
{
  g_autofree char *text = fixture_random_text (maker->random, TRUE);
  g_autofree char *line = NULL;

  g_strdelimit (text, "\n\t", ' ');
  line = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));
  plumb_set_string (field, line);
}

/* Templates. */

static void
fill_stages (GRand *random, FixtureTemplate *shape, const char *const *keys, int n_competencies)
{
  static const char *const stages[] = { "screen", "phone", "systems", "database", "debugging", "coding", "behaviour", "raiser" };
  int n = g_rand_int_range (random, 1, G_N_ELEMENTS (stages) + 1);

  for (int i = 0; i < n; i++)
    {
      int n_questions = g_rand_int_range (random, 1, 8);

      shape->stages[i].key = stages[i];
      shape->stages[i].weight = g_rand_int_range (random, 1, happens (random, 20) ? 1001 : 5);
      for (int j = 0; j < n_questions; j++)
        shape->stages[i].script[j] = (FixtureQuestion){ keys[g_rand_int_range (random, 0, n_competencies)],
                                                        g_rand_int_range (random, 1, happens (random, 10) ? 1001 : 4) };
    }
}

PlumbTemplate *
fixture_random_template (GRand *random)
{
  static const char *const keys[] = { "sys", "db", "ops", "code", "own", "sec", "data", "team" };
  static const int scales[] = { 4, 5, 7 };
  static const int shares[] = { -1, 1000, 2000, 3333, 10000 };
  static const int coverages[] = { -1, 5000, 6667, 8000, 10000 };
  FixtureTemplate shape = { 0 };
  int n = g_rand_int_range (random, 1, G_N_ELEMENTS (keys) + 1);

  shape.points = scales[g_rand_int_range (random, 0, G_N_ELEMENTS (scales))];
  for (int i = 0; i < n; i++)
    shape.competencies[i] = (FixtureCompetency){ keys[i], g_rand_int_range (random, 1, happens (random, 10) ? 1001 : 41) };
  fill_stages (random, &shape, keys, n);
  shape.bar = g_rand_int_range (random, 100, shape.points * 100 + 1);
  shape.floor = g_rand_int_range (random, 0, shape.points * 100 + 1);
  shape.coverage = coverages[g_rand_int_range (random, 0, G_N_ELEMENTS (coverages))];
  shape.floor_share = shares[g_rand_int_range (random, 0, G_N_ELEMENTS (shares))];
  return fixture_template_new (&shape);
}

static PlumbTemplate *
choose_template (GRand *random)
{
  GPtrArray *shipped = plumb_library_list_templates ();

  if (happens (random, 50))
    return fixture_random_template (random);
  return plumb_template_ref (g_ptr_array_index (shipped, g_rand_int_range (random, 0, (gint32)shipped->len)));
}

/* People and seats. */

static void
add_person (Maker *maker, int position)
{
  static const char *const names[] = { "Mina Ito",   "A. Osei", "Lena Weber",  "R. Khan",        "S. Cole",         "J. Silva",
                                       "Zoë O’Hara", "李小龙",  "محمد الفاتح", "Ó Súilleabháin", "D. van der Berg", "=Eve" };
  g_autofree char *id = fixture_random_id (maker->random);
  PlumbPerson *person = plumb_person_new (id, names[position % G_N_ELEMENTS (names)]);

  if (happens (maker->random, 50))
    {
      g_autofree char *email = g_strdup_printf ("person%d@example.org", position);

      plumb_set_string (&person->email, email);
    }
  person->seniority = g_rand_int_range (maker->random, 0, 10);
  person->role = position == 0 ? PLUMB_ROLE_COORDINATOR : PLUMB_ROLE_PANELIST;
  g_ptr_array_add (maker->loop->people, person);
}

static const PlumbPerson *
choose_person (Maker *maker)
{
  return g_ptr_array_index (maker->loop->people, g_rand_int_range (maker->random, 0, (gint32)maker->loop->people->len));
}

static gboolean
sits_in (const PlumbLoop *loop, const PlumbStage *stage, const PlumbPerson *person)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (g_str_equal (assignment->stage, stage->key) && g_str_equal (assignment->person, person->id))
        return TRUE;
    }
  return FALSE;
}

/* Cards. */

static void
fill_signals (Maker *maker, PlumbAnswer *answer, const PlumbQuestion *question)
{
  g_autoptr (GStrvBuilder) observed = g_strv_builder_new ();

  for (guint i = 0; i < question->signals->len; i++)
    {
      const PlumbSignal *signal = g_ptr_array_index (question->signals, i);
      PlumbEvidence *evidence;

      if (!happens (maker->random, 50))
        continue;
      g_strv_builder_add (observed, signal->key);
      if (!happens (maker->random, 30))
        continue;
      evidence = plumb_evidence_new (signal->key, "");
      set_line (maker, &evidence->quote);
      g_ptr_array_add (answer->evidence, evidence);
    }
  g_strfreev (answer->signals);
  answer->signals = g_strv_builder_end (observed);
}

static void
fill_answer (Maker *maker, PlumbAnswer *answer, const PlumbQuestion *question, int points, gboolean complete)
{
  if (!complete && happens (maker->random, 50))
    return;
  answer->state = PLUMB_ANSWER_SCORED;
  if (happens (maker->random, 30))
    answer->state = (PlumbAnswerState)g_rand_int_range (maker->random, PLUMB_ANSWER_NOT_ASKED, PLUMB_ANSWER_DECLINED + 1);
  if (answer->state == PLUMB_ANSWER_SCORED)
    answer->score = g_rand_int_range (maker->random, 1, points + 1);
  if (answer->state != PLUMB_ANSWER_NOT_ASKED)
    fill_signals (maker, answer, question);
  set_text (maker, &answer->notes, FALSE);
  if (happens (maker->random, 20))
    set_line (maker, &answer->rationale);
  answer->seconds = g_rand_int_range (maker->random, 0, 1800);
  answer->updated_at = tick (maker);
}

static void
fill_recommendation (Maker *maker, PlumbScorecard *card)
{
  card->recommendation = (PlumbRecommendation)g_rand_int_range (maker->random, PLUMB_RECOMMENDATION_STRONG_NO,
                                                                PLUMB_RECOMMENDATION_NO_DECISION + 1);
  if (card->recommendation == PLUMB_RECOMMENDATION_NO_DECISION)
    set_line (maker, &card->no_decision_reason);
}

static void
add_amendment (Maker *maker, PlumbAssignment *assignment)
{
  PlumbAmendment *amendment = plumb_amendment_new ();

  g_free (amendment->id);
  amendment->id = fixture_random_id (maker->random);
  plumb_set_string (&amendment->field, "summary");
  set_text (maker, &amendment->before, TRUE);
  plumb_set_string (&amendment->after, assignment->card->summary);
  set_line (maker, &amendment->reason);
  plumb_set_string (&amendment->author, assignment->person);
  amendment->not_blind = happens (maker->random, 50);
  amendment->at = tick (maker);
  g_ptr_array_add (assignment->card->amendments, amendment);
}

static void
fill_card (Maker *maker, PlumbAssignment *assignment, const PlumbStage *stage, gboolean complete)
{
  PlumbScorecard *card = assignment->card;

  card->state = complete ? PLUMB_CARD_SUBMITTED : PLUMB_CARD_DRAFT;
  card->started_at = tick (maker);
  card->elapsed = g_rand_int_range (maker->random, 0, 90) * MINUTE;
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      fill_answer (maker, g_ptr_array_index (card->answers, i), item->question, maker->loop->template->points, complete);
    }
  if (happens (maker->random, 50))
    set_text (maker, &card->handover, TRUE);
  if (!complete)
    {
      card->running_since = happens (maker->random, 50) ? tick (maker) : 0;
      return;
    }
  fill_recommendation (maker, card);
  set_text (maker, &card->summary, TRUE);
  card->submitted_at = tick (maker);
  if (happens (maker->random, 20))
    add_amendment (maker, assignment);
}

static void
add_assignment (Maker *maker, const PlumbStage *stage, const PlumbPerson *person, PlumbSeat seat, gboolean finished)
{
  g_autofree char *id = fixture_random_id (maker->random);
  g_autofree char *card = fixture_random_id (maker->random);
  PlumbAssignment *assignment = plumb_assignment_new (id, stage->key, person->id, seat);

  assignment->card = plumb_scorecard_new (card, stage);
  if (happens (maker->random, 70))
    assignment->scheduled_at = tick (maker);
  assignment->late = happens (maker->random, 5);
  g_ptr_array_add (maker->loop->assignments, assignment);
  if (!plumb_seat_owes_card (seat))
    return;
  if (happens (maker->random, 10))
    set_line (maker, &assignment->skip_reason);
  else if (finished || happens (maker->random, 50))
    fill_card (maker, assignment, stage, TRUE);
  else if (happens (maker->random, 50))
    fill_card (maker, assignment, stage, FALSE);
}

static PlumbSeat
choose_seat (GRand *random, const PlumbStage *stage)
{
  if (happens (random, 60))
    return stage->seat;
  return (PlumbSeat)g_rand_int_range (random, PLUMB_SEAT_INTERVIEWER, PLUMB_SEAT_OBSERVER + 1);
}

static void
add_panel (Maker *maker)
{
  gboolean finished = happens (maker->random, 50);

  for (guint i = 0; i < maker->loop->template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (maker->loop->template->stages, i);

      for (int n = g_rand_int_range (maker->random, 0, 4); n > 0; n--)
        {
          const PlumbPerson *person = choose_person (maker);

          if (!sits_in (maker->loop, stage, person))
            add_assignment (maker, stage, person, choose_seat (maker->random, stage), finished);
        }
    }
}

/* The debrief. */

static void
add_event (Maker *maker, PlumbFlag *flag, PlumbFlagAct act, const char *author, const char *into)
{
  PlumbFlagEvent *event = plumb_flag_event_new (act, "");

  set_line (maker, &event->text);
  plumb_set_string (&event->author, author);
  plumb_set_string (&event->into, into);
  event->at = tick (maker);
  g_ptr_array_add (flag->events, event);
}

/* Corroborated, taken back, resolved before and anew. */
static void
add_register (Maker *maker, PlumbFlag *flag)
{
  if (happens (maker->random, 30))
    {
      const char *author = choose_person (maker)->id;

      add_event (maker, flag, PLUMB_FLAG_ACT_CORROBORATED, author, NULL);
      if (happens (maker->random, 30))
        add_event (maker, flag, PLUMB_FLAG_ACT_WITHDRAWN, author, NULL);
    }
  if (flag->state != PLUMB_FLAG_OPEN && happens (maker->random, 30))
    {
      add_event (maker, flag, happens (maker->random, 50) ? PLUMB_FLAG_ACT_UPHELD : PLUMB_FLAG_ACT_CLEARED,
                 happens (maker->random, 20) ? "" : choose_person (maker)->id, NULL);
      flag->resolved_at = tick (maker);
    }
}

static void
add_flags (Maker *maker, const PlumbAssignment *assignment, gboolean resolved)
{
  for (int n = g_rand_int_range (maker->random, 0, 3); n > 0; n--)
    {
      g_autofree char *id = fixture_random_id (maker->random);
      PlumbFlag *flag = plumb_flag_new (id, assignment->id);
      const PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, 0);

      if (happens (maker->random, 50))
        plumb_set_string (&flag->question, answer->question);
      set_line (maker, &flag->label);
      set_line (maker, &flag->quote);
      flag->severity = (PlumbSeverity)g_rand_int_range (maker->random, PLUMB_SEVERITY_MINOR, PLUMB_SEVERITY_CRITICAL + 1);
      flag->raised_at = tick (maker);
      if (assignment->card->state == PLUMB_CARD_SUBMITTED && (resolved || happens (maker->random, 30)))
        {
          flag->state = happens (maker->random, 70) ? PLUMB_FLAG_CLEARED : PLUMB_FLAG_UPHELD;
          set_line (maker, &flag->resolution);
          plumb_set_string (&flag->resolved_by, choose_person (maker)->id);
          flag->resolved_at = tick (maker);
        }
      if (assignment->card->state == PLUMB_CARD_SUBMITTED)
        add_register (maker, flag);
      g_ptr_array_add (maker->loop->flags, flag);
    }
}

/* What the rules allow, and some of it undone. */
static void
add_merges (Maker *maker)
{
  GPtrArray *flags = maker->loop->flags;

  for (guint i = 0; i < flags->len; i++)
    {
      PlumbFlag *flag = g_ptr_array_index (flags, i);
      const PlumbFlag *into = g_ptr_array_index (flags, (guint)g_rand_int_range (maker->random, 0, (gint32)flags->len));
      const PlumbAssignment *assignment = plumb_loop_get_assignment (maker->loop, flag->assignment);

      if (assignment->card->state != PLUMB_CARD_SUBMITTED || !happens (maker->random, 40)
          || !plumb_rules_check_merge_target (maker->loop, flag, into, NULL))
        continue;
      add_event (maker, flag, PLUMB_FLAG_ACT_MERGED, choose_person (maker)->id, into->id);
      if (happens (maker->random, 20))
        add_event (maker, flag, PLUMB_FLAG_ACT_UNMERGED, choose_person (maker)->id, NULL);
    }
}

static void
add_point (Maker *maker, const char *prefix, const char *name)
{
  g_autofree char *key = g_strconcat (prefix, name, NULL);
  PlumbPoint *point;

  if (plumb_loop_get_point (maker->loop, key) != NULL)
    return;
  point = plumb_point_new (key);
  if (g_str_has_prefix (key, "topic:"))
    set_line (maker, &point->title);
  set_text (maker, &point->note, FALSE);
  point->outcome = (PlumbPointOutcome)g_rand_int_range (maker->random, PLUMB_POINT_OPEN, PLUMB_POINT_EVIDENCE + 1);
  plumb_set_string (&point->author, happens (maker->random, 20) ? "" : choose_person (maker)->id);
  point->at = tick (maker);
  g_ptr_array_add (maker->loop->points, point);
}

static void
add_minutes (Maker *maker)
{
  const GPtrArray *competencies = maker->loop->template->competencies;
  PlumbDebrief *debrief;

  if (!happens (maker->random, 50))
    return;
  debrief = plumb_debrief_new ();
  plumb_set_string (&debrief->person, happens (maker->random, 20) ? "" : choose_person (maker)->id);
  debrief->minutes = g_rand_int_range (maker->random, 0, 30);
  debrief->at = tick (maker);
  g_ptr_array_add (maker->loop->debriefs, debrief);
  for (int n = g_rand_int_range (maker->random, 0, 5); n > 0; n--)
    {
      const PlumbCompetency *competency
          = g_ptr_array_index (competencies, (guint)g_rand_int_range (maker->random, 0, (gint32)competencies->len));

      add_point (maker, happens (maker->random, 50) ? "split:" : "uncovered:", competency->key);
    }
  for (guint i = 0; i < maker->loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (maker->loop->flags, i);

      if (plumb_loop_get_assignment (maker->loop, flag->assignment)->card->state == PLUMB_CARD_SUBMITTED
          && happens (maker->random, 30))
        add_point (maker, "flag:", flag->id);
    }
  if (happens (maker->random, 50))
    add_point (maker, "votes", NULL);
  if (happens (maker->random, 50))
    add_point (maker, "holistic", NULL);
  if (happens (maker->random, 30))
    {
      g_autofree char *id = fixture_random_id (maker->random);

      add_point (maker, "topic:", id);
    }
}

static void
add_vote (Maker *maker, const PlumbAssignment *assignment, PlumbRound round)
{
  PlumbVote *vote = plumb_vote_new ();

  plumb_set_string (&vote->assignment, assignment->id);
  vote->round = round;
  vote->value = (PlumbRecommendation)g_rand_int_range (maker->random, PLUMB_RECOMMENDATION_STRONG_NO,
                                                       PLUMB_RECOMMENDATION_NO_DECISION + 1);
  if (vote->value == PLUMB_RECOMMENDATION_NO_DECISION || happens (maker->random, 30))
    set_line (maker, &vote->reason);
  vote->at = tick (maker);
  g_ptr_array_add (maker->loop->votes, vote);
}

static void
add_verdict (Maker *maker, const PlumbAssignment *assignment)
{
  PlumbVerdict *verdict = plumb_verdict_new ();

  plumb_set_string (&verdict->assignment, assignment->id);
  verdict->value = happens (maker->random, 80) ? PLUMB_VERDICT_CONCUR : PLUMB_VERDICT_VETO;
  set_text (maker, &verdict->rationale, TRUE);
  verdict->at = tick (maker);
  verdict->declared = happens (maker->random, 80);
  if (verdict->declared)
    verdict->confirmed
        = happens (maker->random, 60) ? PLUMB_STATEMENTS_ALL : (guint)g_rand_int_range (maker->random, 0, PLUMB_STATEMENTS_ALL);
  if (verdict->declared && verdict->confirmed != PLUMB_STATEMENTS_ALL)
    set_text (maker, &verdict->independence_note, TRUE);
  g_ptr_array_add (maker->loop->verdicts, verdict);
}

static void
add_debrief (Maker *maker)
{
  gboolean resolved = happens (maker->random, 50);

  for (guint i = 0; i < maker->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (maker->loop->assignments, i);

      if (assignment->card->state != PLUMB_CARD_NONE)
        add_flags (maker, assignment, resolved);
      if (!plumb_assignment_is_counted (assignment))
        continue;
      if (happens (maker->random, 40))
        add_vote (maker, assignment, PLUMB_ROUND_READING);
      if (happens (maker->random, 40))
        add_vote (maker, assignment, PLUMB_ROUND_FINAL);
      if (assignment->seat == PLUMB_SEAT_BAR_RAISER && happens (maker->random, 70))
        add_verdict (maker, assignment);
    }
}

static void
add_seal (Maker *maker)
{
  PlumbSeal *seal = plumb_seal_new ();

  plumb_set_string (&seal->person, choose_person (maker)->id);
  set_line (maker, &seal->reason);
  seal->at = tick (maker);
  g_ptr_array_add (maker->loop->seals, seal);
}

/* Also of stages that somebody holds after all. */
static void
add_stage_skips (Maker *maker)
{
  for (guint i = 0; i < maker->loop->template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (maker->loop->template->stages, i);
      PlumbStageSkip *skip;

      if (!happens (maker->random, 25))
        continue;
      skip = plumb_stage_skip_new (stage->key, "");
      set_line (maker, &skip->reason);
      if (happens (maker->random, 70))
        plumb_set_string (&skip->author, choose_person (maker)->id);
      skip->at = tick (maker);
      g_ptr_array_add (maker->loop->stage_skips, skip);
    }
}

static PlumbOutcome
get_outcome (const PlumbLoop *loop)
{
  g_autoptr (PlumbScoring) scoring = plumb_scoring_new (loop);
  g_autoptr (PlumbRecord) record = plumb_record_new (loop);

  return plumb_policy_judge (&loop->template->policy, record, &scoring->tally).outcome;
}

static PlumbDecision *
add_decision (Maker *maker)
{
  PlumbDecision *decision = plumb_decision_new ();
  const PlumbAssignment *panelist = g_ptr_array_index (maker->loop->assignments, 0);

  g_free (decision->id);
  decision->id = fixture_random_id (maker->random);
  decision->outcome = get_outcome (maker->loop);
  decision->value = (PlumbDecisionValue)g_rand_int_range (maker->random, PLUMB_DECISION_HIRE, PLUMB_DECISION_HOLD + 1);
  plumb_set_string (&decision->figures, "composite 3.02, coverage 100 %");
  set_text (maker, &decision->rationale, TRUE);
  if (decision->value == PLUMB_DECISION_HIRE && decision->outcome != PLUMB_OUTCOME_MEETS_BAR)
    set_line (maker, &decision->override_reason);
  if (happens (maker->random, 30))
    plumb_set_string (&decision->conditions, "A second reference.\nPairing in the first month.");
  if (happens (maker->random, 30))
    {
      g_strfreev (decision->dissents);
      decision->dissents = g_strsplit (panelist->person, " ", -1);
    }
  plumb_set_string (&decision->decider, ((const PlumbPerson *)g_ptr_array_index (maker->loop->people, 0))->id);
  decision->at = tick (maker);
  g_ptr_array_add (maker->loop->decisions, decision);
  return decision;
}

static void
add_end (Maker *maker)
{
  PlumbDecision *decision;

  for (guint i = 0; i < maker->loop->assignments->len; i++)
    if (plumb_assignment_is_awaited (g_ptr_array_index (maker->loop->assignments, i)))
      return;
  if (maker->loop->assignments->len == 0 || happens (maker->random, 40))
    {
      maker->loop->state = happens (maker->random, 20) ? PLUMB_LOOP_CLOSED : PLUMB_LOOP_OPEN;
      return;
    }
  decision = add_decision (maker);
  if (happens (maker->random, 20))
    {
      decision->superseded = TRUE;
      set_line (maker, &decision->reopen_reason);
      if (happens (maker->random, 50))
        return;
      add_decision (maker);
    }
  maker->loop->state = PLUMB_LOOP_DECIDED;
}

PlumbLoop *
fixture_random_loop (GRand *random, PlumbTemplate *template)
{
  g_autoptr (PlumbTemplate) chosen = template != NULL ? plumb_template_ref (template) : choose_template (random);
  g_autofree char *id = fixture_random_id (random);
  g_autofree char *candidate = fixture_random_id (random);
  Maker maker = { .random = random, .loop = plumb_loop_new (id, chosen), .now = START };

  maker.now += g_rand_int_range (random, 0, 10000) * MINUTE;
  plumb_set_string (&maker.loop->role, chosen->role);
  maker.loop->opened_at = tick (&maker);
  maker.loop->candidate = plumb_candidate_new (candidate, happens (random, 70) ? "Priya Raman" : "Ngũgĩ wa Thiong’o 李");
  if (happens (random, 50))
    plumb_set_string (&maker.loop->candidate->headline, "6 years, payments platform");
  for (int i = 0, n = g_rand_int_range (random, 1, 13); i < n; i++)
    add_person (&maker, i);
  add_panel (&maker);
  add_debrief (&maker);
  add_merges (&maker);
  add_minutes (&maker);
  if (maker.loop->assignments->len > 0 && happens (random, 10))
    add_seal (&maker);
  add_end (&maker);
  add_stage_skips (&maker);
  plumb_loop_sort (maker.loop);
  return maker.loop;
}

/* test-rules.c - the rule book as a table: an act, who does it, in what situation, and what the rules say.
 *
 * The loop of every case: template backend-senior; Hanna is hiring manager, Ben bar raiser, Ana interviewer, Sam her shadow and Olga an
 * observer; Cora coordinates without a seat and Zoe is a stranger. All cards are in except Ana's, which is a draft with one red flag.
 */
#include "app/error.h"
#include "app/rules.h"
#include "tests/rules-cases.h"

#include <string.h>

static PlumbTemplate *
load_template (int situation)
{
  GPtrArray *templates = plumb_library_list_templates ();

  for (guint i = 0; i < templates->len; i++)
    {
      PlumbTemplate *template = g_ptr_array_index (templates, i);
      json_t *document;
      PlumbTemplate *copy;
      g_autoptr (GError) error = NULL;

      if (!g_str_equal (template->key, "backend-senior"))
        continue;
      if (!(situation & (STRICT | LENIENT)))
        return plumb_template_ref (template);
      document = json_deep_copy (template->document);
      if (situation & STRICT)
        json_object_set_new (json_object_get (document, "policy"), "override", json_false ());
      else
        json_object_set_new (json_object_get (document, "policy"), "override_veto", json_true ());
      copy = plumb_template_new_from_json (document, "$", &error);
      json_decref (document);
      g_assert_no_error (error);
      return copy;
    }
  g_assert_not_reached ();
}

static void
complete_card (PlumbScorecard *card)
{
  for (guint i = 0; i < card->answers->len; i++)
    {
      PlumbAnswer *answer = g_ptr_array_index (card->answers, i);

      answer->state = i == 0 ? PLUMB_ANSWER_DECLINED : PLUMB_ANSWER_SCORED;
      answer->score = i == 0 ? 0 : 3;
    }
  card->recommendation = PLUMB_RECOMMENDATION_YES;
  plumb_set_string (&card->summary, "Good.");
}

static void
add_assignment (PlumbLoop *loop, const char *id, const char *stage, const char *person, PlumbSeat seat, gboolean submitted)
{
  PlumbAssignment *assignment = plumb_assignment_new (id, stage, person, seat);

  assignment->card = plumb_scorecard_new (id, plumb_template_get_stage (loop->template, stage, NULL));
  assignment->card->state = PLUMB_CARD_DRAFT;
  if (seat == PLUMB_SEAT_OBSERVER)
    assignment->card->state = PLUMB_CARD_NONE;
  else if (submitted)
    {
      complete_card (assignment->card);
      assignment->card->state = PLUMB_CARD_SUBMITTED;
      assignment->card->submitted_at = 1000;
    }
  g_ptr_array_add (loop->assignments, assignment);
}

static void
add_flag (PlumbLoop *loop, const char *id, const char *assignment, const char *quote)
{
  PlumbFlag *flag = plumb_flag_new (id, assignment);

  plumb_set_string (&flag->label, "Guesses");
  plumb_set_string (&flag->quote, quote);
  g_ptr_array_add (loop->flags, flag);
}

static void
set_waiting (PlumbLoop *loop, const char *assignment)
{
  PlumbScorecard *card = plumb_loop_get_assignment (loop, assignment)->card;

  card->state = PLUMB_CARD_NONE;
  card->submitted_at = 0;
}

static void
break_seal (PlumbLoop *loop, const char *person)
{
  PlumbSeal *seal = plumb_seal_new ();

  plumb_set_string (&seal->person, person);
  plumb_set_string (&seal->reason, "Ana is ill");
  seal->at = 2000;
  g_ptr_array_add (loop->seals, seal);
}

/* To Ben's flag. */
static void
add_event (PlumbLoop *loop, PlumbFlagAct act, const char *into, const char *author)
{
  PlumbFlagEvent *event = plumb_flag_event_new (act, "A good reason");

  plumb_set_string (&event->into, into);
  plumb_set_string (&event->author, author);
  g_ptr_array_add (plumb_loop_get_flag (loop, FLAG_BEN)->events, event);
}

static void
apply_situation (PlumbLoop *loop, int situation)
{
  PlumbAssignment *ana = plumb_loop_get_assignment (loop, A_ANA);

  if (situation & ANA_WAITING)
    set_waiting (loop, A_ANA);
  if (situation & (ANA_COMPLETE | ANA_SUBMITTED))
    complete_card (ana->card);
  if (situation & ANA_SUBMITTED)
    ana->card->state = PLUMB_CARD_SUBMITTED;
  if (situation & ANA_SKIPPED)
    plumb_set_string (&ana->skip_reason, "No time");
  if (situation & (BEN_OWES | NOBODY_IN))
    set_waiting (loop, A_BEN);
  if (situation & (HANNA_OWES | NOBODY_IN))
    set_waiting (loop, A_HANNA);
  if (situation & NOBODY_IN)
    set_waiting (loop, A_SAM);
  if (situation & DECIDED)
    loop->state = PLUMB_LOOP_DECIDED;
  if (situation & CLOSED)
    loop->state = PLUMB_LOOP_CLOSED;
  if (situation & SEAL_BROKEN)
    {
      break_seal (loop, ANA);
      break_seal (loop, BEN);
      break_seal (loop, HANNA);
    }
  if (situation & DEBRIEFED)
    g_ptr_array_add (loop->debriefs, plumb_debrief_new ());
  if (situation & SEVERE)
    plumb_loop_get_flag (loop, FLAG_ANA)->severity = PLUMB_SEVERITY_CRITICAL;
  if (situation & (CLEARED | UPHELD))
    plumb_loop_get_flag (loop, FLAG_ANA)->state = situation & CLEARED ? PLUMB_FLAG_CLEARED : PLUMB_FLAG_UPHELD;
  if (situation & CORROBORATED)
    add_event (loop, PLUMB_FLAG_ACT_CORROBORATED, NULL, HANNA);
  if (situation & MERGED)
    add_event (loop, PLUMB_FLAG_ACT_MERGED, FLAG_ANA, HANNA);
  if (situation & STAGE_SKIPPED)
    g_ptr_array_add (loop->stage_skips, plumb_stage_skip_new ("systems-design", "Covered elsewhere"));
  if (situation & VETO)
    {
      PlumbVerdict *verdict = plumb_verdict_new ();

      plumb_set_string (&verdict->assignment, A_BEN);
      verdict->value = PLUMB_VERDICT_VETO;
      g_ptr_array_add (loop->verdicts, verdict);
    }
}

static PlumbLoop *
build_loop (int situation)
{
  static const struct
  {
    const char *id;
    const char *name;
    PlumbRole role;
  } people[] = {
    { HANNA, "Hanna", PLUMB_ROLE_PANELIST },  { BEN, "Ben", PLUMB_ROLE_PANELIST },   { ANA, "Ana", PLUMB_ROLE_PANELIST },
    { SAM, "Sam", PLUMB_ROLE_PANELIST },      { OLGA, "Olga", PLUMB_ROLE_PANELIST }, { ZOE, "Zoe", PLUMB_ROLE_PANELIST },
    { CORA, "Cora", PLUMB_ROLE_COORDINATOR },
  };
  g_autoptr (PlumbTemplate) template = load_template (situation);
  PlumbLoop *loop = plumb_loop_new (LOOP, template);

  loop->candidate = plumb_candidate_new (NEW, "Candice");
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      PlumbPerson *person = plumb_person_new (people[i].id, people[i].name);

      person->role = people[i].role;
      g_ptr_array_add (loop->people, person);
    }
  add_assignment (loop, A_HANNA, "hiring-manager-screen", HANNA, PLUMB_SEAT_HIRING_MANAGER, TRUE);
  add_assignment (loop, A_ANA, "technical-phone", ANA, PLUMB_SEAT_INTERVIEWER, FALSE);
  add_assignment (loop, A_SAM, "technical-phone", SAM, PLUMB_SEAT_SHADOW, TRUE);
  add_assignment (loop, A_BEN, "bar-raiser", BEN, PLUMB_SEAT_BAR_RAISER, TRUE);
  add_assignment (loop, A_OLGA, "bar-raiser", OLGA, PLUMB_SEAT_OBSERVER, FALSE);
  add_flag (loop, FLAG_ANA, A_ANA, "I never test");
  add_flag (loop, FLAG_BEN, A_BEN, "No idea who wrote that");
  add_flag (loop, FLAG_SAM, A_SAM, "No idea either");
  apply_situation (loop, situation);
  return loop;
}

static const char * or (const char *given, const char *usual)
{
  return given != NULL ? given : usual;
}

static PlumbCommand *
build_flag_command (const Case *c)
{
  g_autoptr (PlumbFlag) flag = plumb_flag_new (or (c->on, c->kind == PLUMB_COMMAND_RAISE_FLAG ? NEW : FLAG_ANA), A_ANA);

  flag->question = g_strdup ("locking");
  flag->choice = g_strdup (c->place);
  flag->severity = (PlumbSeverity)c->word;
  plumb_set_string (&flag->label, or (c->text, "Guesses"));
  plumb_set_string (&flag->quote, "It should work");
  if (c->kind == PLUMB_COMMAND_RAISE_FLAG)
    return plumb_command_new_raise_flag (c->actor, LOOP, flag);
  return plumb_command_new_edit_flag (c->actor, LOOP, flag);
}

static PlumbCommand *
build_workspace_command (const Case *c, PlumbLoop *loop)
{
  const char *text = or (c->text, "A good reason");

  if (c->kind == PLUMB_COMMAND_ADD_PERSON)
    {
      g_autoptr (PlumbPerson) person = plumb_person_new (NEW, text);

      person->role = (PlumbRole)c->word;
      person->seniority = (int)c->number;
      return plumb_command_new_add_person (c->actor, person);
    }
  if (c->kind == PLUMB_COMMAND_OPEN_LOOP)
    {
      g_autoptr (PlumbCandidate) candidate = plumb_candidate_new (NEW, text);

      return plumb_command_new_open_loop (c->actor, NEW, candidate, loop->template, "Backend developer");
    }
  if (c->kind == PLUMB_COMMAND_IMPORT_LOOP)
    return plumb_command_new_import_loop (c->actor, build_loop (USUAL));
  return plumb_command_new_add_template (c->actor, loop->template);
}

static PlumbCommand *
build_amendment (const Case *c)
{
  gboolean whole = g_str_equal (c->place, "recommendation") || g_str_equal (c->place, "summary");

  return plumb_command_new_amend_card (c->actor, LOOP, NEW, A_ANA, whole ? NULL : "locking", c->place, c->person,
                                       or (c->text, "A good reason"));
}

static PlumbCommand *
build_decision (const Case *c)
{
  const char *dissents[] = { c->person, NULL };

  return plumb_command_new_decide (c->actor, LOOP, NEW, (PlumbDecisionValue)c->word, or (c->text, "A good reason"), c->on,
                                   or (c->place, ""), dissents);
}

static const char *
first_signal (const PlumbLoop *loop)
{
  const PlumbStage *stage = plumb_template_get_stage (loop->template, "technical-phone", NULL);
  const PlumbScriptItem *item = plumb_stage_get_item (stage, "locking", NULL);

  return ((PlumbSignal *)g_ptr_array_index (item->question->signals, 0))->key;
}

static PlumbCommand *
build_debrief_command (const Case *c, PlumbLoop *loop)
{
  const char *text = or (c->text, "A good reason");

  switch (c->kind)
    {
    case PLUMB_COMMAND_CORROBORATE_FLAG:
      return plumb_command_new_corroborate_flag (c->actor, LOOP, c->on, text);
    case PLUMB_COMMAND_WITHDRAW_CORROBORATION:
      return plumb_command_new_withdraw_corroboration (c->actor, LOOP, c->on, NULL);
    case PLUMB_COMMAND_MERGE_FLAG:
      return plumb_command_new_merge_flag (c->actor, LOOP, c->on, c->person, text);
    case PLUMB_COMMAND_UNMERGE_FLAG:
      return plumb_command_new_unmerge_flag (c->actor, LOOP, c->on, text);
    case PLUMB_COMMAND_START_DEBRIEF:
      return plumb_command_new_start_debrief (c->actor, LOOP, (int)c->number);
    case PLUMB_COMMAND_RECORD_POINT:
      return plumb_command_new_record_point (c->actor, LOOP, c->on, c->place, PLUMB_POINT_AGREED, text);
    case PLUMB_COMMAND_GIVE_FEEDBACK:
      return plumb_command_new_give_feedback (c->actor, LOOP, NEW, c->on, text, NULL);
    case PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK:
      return plumb_command_new_acknowledge_feedback (c->actor, LOOP, c->on);
    case PLUMB_COMMAND_ERASE_FEEDBACK:
      return plumb_command_new_erase_feedback (c->actor, LOOP, c->on);
    default:
      return build_workspace_command (c, loop);
    }
}

static PlumbCommand *
build_command (const Case *c, PlumbLoop *loop)
{
  const char *text = or (c->text, "A good reason");
  const char *on = or (c->on, A_ANA);

  switch (c->kind)
    {
    case PLUMB_COMMAND_CLOSE_LOOP:
      return plumb_command_new_close_loop (c->actor, LOOP, text);
    case PLUMB_COMMAND_ASSIGN:
      return plumb_command_new_assign (c->actor, LOOP, NEW, or (c->place, "systems-design"), or (c->person, ZOE),
                                       (PlumbSeat)c->word, 0);
    case PLUMB_COMMAND_REASSIGN:
      return plumb_command_new_reassign (c->actor, LOOP, on, or (c->person, ZOE), (PlumbSeat)c->word);
    case PLUMB_COMMAND_SCHEDULE:
      return plumb_command_new_schedule (c->actor, LOOP, on, 5000);
    case PLUMB_COMMAND_SKIP:
      return plumb_command_new_skip (c->actor, LOOP, on, text);
    case PLUMB_COMMAND_SKIP_STAGE:
      return plumb_command_new_skip_stage (c->actor, LOOP, or (c->place, "systems-design"), text);
    case PLUMB_COMMAND_START_CARD:
      return plumb_command_new_start_card (c->actor, LOOP, on);
    case PLUMB_COMMAND_SET_CLOCK:
      return plumb_command_new_set_clock (c->actor, LOOP, on, TRUE);
    case PLUMB_COMMAND_SET_ANSWER:
      return plumb_command_new_set_answer (c->actor, LOOP, on, or (c->place, "locking"), (PlumbAnswerState)c->word,
                                           (int)c->number);
    case PLUMB_COMMAND_SET_NOTES:
      return plumb_command_new_set_notes (c->actor, LOOP, on, "locking", text);
    case PLUMB_COMMAND_SET_RATIONALE:
      return plumb_command_new_set_rationale (c->actor, LOOP, on, "locking", text);
    case PLUMB_COMMAND_SET_SIGNAL:
      return plumb_command_new_set_signal (c->actor, LOOP, on, "locking", or (c->place, first_signal (loop)), TRUE);
    case PLUMB_COMMAND_SET_EVIDENCE:
      return plumb_command_new_set_evidence (c->actor, LOOP, on, "locking", or (c->place, first_signal (loop)), text);
    case PLUMB_COMMAND_ADD_SECONDS:
      return plumb_command_new_add_seconds (c->actor, LOOP, on, "locking", c->number);
    case PLUMB_COMMAND_RAISE_FLAG:
    case PLUMB_COMMAND_EDIT_FLAG:
      return build_flag_command (c);
    case PLUMB_COMMAND_WITHDRAW_FLAG:
      return plumb_command_new_withdraw_flag (c->actor, LOOP, or (c->on, FLAG_ANA));
    case PLUMB_COMMAND_RESOLVE_FLAG:
      return plumb_command_new_resolve_flag (c->actor, LOOP, or (c->on, FLAG_ANA), (PlumbFlagState)c->word, text);
    case PLUMB_COMMAND_SET_SUMMARY:
      return plumb_command_new_set_summary (c->actor, LOOP, on, (PlumbRecommendation)c->word, NULL, text, NULL);
    case PLUMB_COMMAND_SUBMIT_CARD:
      return plumb_command_new_submit_card (c->actor, LOOP, on);
    case PLUMB_COMMAND_AMEND_CARD:
      return build_amendment (c);
    case PLUMB_COMMAND_VOTE:
      return plumb_command_new_vote (c->actor, LOOP, on, PLUMB_ROUND_FINAL, (PlumbRecommendation)c->word, text);
    case PLUMB_COMMAND_GIVE_VERDICT:
      return plumb_command_new_give_verdict (c->actor, LOOP, on, (PlumbVerdictValue)c->word, text,
                                             PLUMB_STATEMENTS_ALL >> c->number, c->place);
    case PLUMB_COMMAND_DECIDE:
      return build_decision (c);
    case PLUMB_COMMAND_REOPEN_LOOP:
      return plumb_command_new_reopen_loop (c->actor, LOOP, text);
    case PLUMB_COMMAND_BREAK_SEAL:
      return plumb_command_new_break_seal (c->actor, LOOP, text);
    default:
      return build_debrief_command (c, loop);
    }
}

/* What an engine looks up. */
static void
fill_facts (PlumbRuleFacts *facts, const PlumbCommand *command, PlumbLoop *loop, const PlumbEvaluation *evaluation)
{
  const char *actor = plumb_command_get_actor (command);
  const PlumbPerson *person = actor != NULL ? plumb_loop_get_person (loop, actor) : NULL;
  const char *assignment = plumb_command_get_string (command, "assignment");
  const char *flag = plumb_command_get_string (command, "flag");

  if (flag == NULL)
    flag = plumb_command_get_string (command, "target");
  facts->actor_role = actor == NULL ? PLUMB_ROLE_COORDINATOR : person != NULL ? person->role : PLUMB_ROLE_PANELIST;
  facts->loop_state = loop->state;
  facts->template = loop->template;
  facts->flag = flag != NULL ? plumb_loop_get_flag (loop, flag) : NULL;
  if (assignment == NULL && facts->flag != NULL)
    assignment = facts->flag->assignment;
  facts->assignment = assignment != NULL ? plumb_loop_get_assignment (loop, assignment) : NULL;
  if (plumb_rules_need_loop (plumb_command_get_kind (command)))
    facts->loop = loop;
  if (plumb_rules_need_evaluation (plumb_command_get_kind (command)))
    facts->evaluation = evaluation;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (PlumbLoop) loop = build_loop (c->situation);
  g_autoptr (PlumbCommand) command = build_command (c, loop);
  PlumbEvaluation evaluation = { .outcome = (c->situation & BELOW) ? PLUMB_OUTCOME_BELOW_BAR : PLUMB_OUTCOME_MEETS_BAR };
  PlumbRuleFacts facts = { 0 };
  g_autoptr (PlumbFeedback) feedback = plumb_feedback_new (FEEDBACK);
  g_autoptr (GError) error = NULL;
  gboolean allowed;

  g_assert_cmpint (plumb_command_get_kind (command), ==, c->kind);
  fill_facts (&facts, command, loop, &evaluation);
  plumb_set_string (&feedback->author, BEN);
  plumb_set_string (&feedback->recipient, HANNA);
  if (g_strcmp0 (plumb_command_get_string (command, "feedback"), FEEDBACK) == 0)
    facts.feedback = feedback;
  allowed = plumb_rules_check (command, &facts, &error);
  if (c->expected == OK)
    {
      g_assert_no_error (error);
      g_assert_true (allowed);
      return;
    }
  g_assert_false (allowed);
  g_assert_error (error, PLUMB_ERROR, c->expected);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
test_every_kind_is_tried (void)
{
  for (int kind = 0; kind < PLUMB_COMMAND_SEED_LIBRARY; kind++)
    {
      guint allowed = 0;
      guint refused = 0;

      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        if (cases[i].kind == (PlumbCommandKind)kind)
          *(cases[i].expected == OK ? &allowed : &refused) += 1;
      if (allowed == 0)
        g_error ("no allowed case of %s", plumb_command_kind_to_nick ((PlumbCommandKind)kind));
      if (refused == 0 && kind != PLUMB_COMMAND_SET_RATIONALE)
        g_error ("no refused case of %s", plumb_command_kind_to_nick ((PlumbCommandKind)kind));
    }
}

static void
test_missing (void)
{
  g_autoptr (PlumbLoop) loop = build_loop (USUAL);
  PlumbAssignment *ana = plumb_loop_get_assignment (loop, A_ANA);
  g_auto (GStrv) all = NULL;
  g_auto (GStrv) some = NULL;
  g_auto (GStrv) none = NULL;

  plumb_set_string (&plumb_loop_get_flag (loop, FLAG_ANA)->quote, " ");
  plumb_set_string (&plumb_loop_get_flag (loop, FLAG_BEN)->quote, "");
  all = plumb_rules_list_missing (loop->template, ana, loop->flags);
  g_assert_cmpuint (g_strv_length (all), ==, ana->card->answers->len + 3);
  g_assert_true (g_str_has_prefix (all[0], "Question 1, “"));
  g_assert_true (g_str_has_prefix (all[ana->card->answers->len], "Red flag “Guesses”"));

  complete_card (ana->card);
  ana->card->recommendation = PLUMB_RECOMMENDATION_NO_DECISION;
  some = plumb_rules_list_missing (loop->template, ana, NULL);
  g_assert_cmpuint (g_strv_length (some), ==, 1);
  g_assert_cmpstr (some[0], ==, "The reason for no decision");

  plumb_set_string (&ana->card->no_decision_reason, "The line broke off");
  none = plumb_rules_list_missing (loop->template, ana, NULL);
  g_assert_null (none[0]);
}

static void
test_commands (void)
{
  PlumbCommandKind kind;
  const char *dissents[] = { ANA, BEN, NULL };
  g_autoptr (PlumbCommand) evidence = plumb_command_new_set_evidence (ANA, LOOP, A_ANA, "locking", "x", NULL);
  g_autoptr (PlumbCommand) clock = plumb_command_new_set_clock (ANA, LOOP, A_ANA, TRUE);
  g_autoptr (PlumbCommand) decide
      = plumb_command_new_decide (NULL, LOOP, NEW, PLUMB_DECISION_HOLD, "Wait", NULL, "Reference", dissents);
  g_auto (GStrv) persons = plumb_command_dup_strings (decide, "dissents");
  g_autofree char *payload = plumb_command_dup_payload (clock);

  for (int i = 0; i < PLUMB_N_COMMANDS; i++)
    {
      g_assert_true (plumb_command_kind_from_nick (plumb_command_kind_to_nick ((PlumbCommandKind)i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (plumb_command_kind_from_nick ("set-fire", &kind));
  g_assert_false (plumb_command_kind_from_nick (NULL, &kind));
  g_assert_null (plumb_command_get_string (evidence, "quote"));
  g_assert_cmpint (plumb_command_get_integer (clock, "running"), ==, 1);
  g_assert_cmpstr (payload, ==, "{\"assignment\":\"" A_ANA "\",\"running\":true}");
  g_assert_null (plumb_command_get_actor (decide));
  g_assert_cmpstr (plumb_command_get_string (decide, "value"), ==, "hold");
  g_assert_null (plumb_command_get_string (decide, "override_reason"));
  g_assert_cmpuint (g_strv_length (persons), ==, 2);
  g_assert_cmpstr (persons[1], ==, BEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rules/%s/%s", plumb_command_kind_to_nick (cases[i].kind), cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/rules/every-kind-is-tried", test_every_kind_is_tried);
  g_test_add_func ("/rules/missing", test_missing);
  g_test_add_func ("/commands/values", test_commands);
  return g_test_run ();
}

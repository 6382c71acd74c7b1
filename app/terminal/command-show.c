/* command-show.c - one loop, and its figures: what a snapshot and its evaluation hold, and nothing besides. */
#include "app/evaluation.h"
#include "app/exchange.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"

#include <stdio.h>

static const char *
or_dash (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : "–";
}

static void
print_head (const PlumbSnapshot *snapshot)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  g_autofree char *title = g_strdup_printf ("%s – %s", loop->candidate->name, loop->role);
  g_autofree char *opened = plumb_instant_dup_date (loop->opened_at);

  plumb_print_heading (title);
  if (loop->candidate->headline[0] != '\0')
    plumb_print_line ("%s", loop->candidate->headline);
  plumb_print_line ("%s, version %d; opened %s; %s", loop->template->title, loop->template->version, or_dash (opened),
                    plumb_loop_state_to_label (loop->state));
  plumb_print_line ("Loop %s", loop->id);
  if (plumb_snapshot_get_sight (snapshot) == PLUMB_SIGHT_BLIND)
    plumb_print_line ("A card is still owed here: other cards, the decision and all figures are withheld until it is submitted.");
  else if (plumb_snapshot_get_sight (snapshot) == PLUMB_SIGHT_STATES)
    plumb_print_line ("The contents of the cards are not open to this person.");
}

static char *
dup_state (const PlumbAssignment *assignment)
{
  if (assignment->skip_reason != NULL)
    return g_strdup_printf ("Skipped: %s", assignment->skip_reason);
  if (!plumb_seat_owes_card (assignment->seat))
    return g_strdup ("–");
  return g_strdup (plumb_card_state_to_label (assignment->card->state));
}

static void
print_panel (const PlumbLoop *loop)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "STAGE", "PANELIST", "SEAT", "CARD", "RECOMMENDATION", NULL });

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      const PlumbScorecard *card = assignment->card;
      g_autofree char *state = dup_state (assignment);
      gboolean shown = !card->withheld && card->recommendation != PLUMB_RECOMMENDATION_NONE;

      plumb_listing_add (listing, plumb_loop_get_stage (loop, assignment)->title,
                         plumb_loop_get_person_name (loop, assignment->person), plumb_seat_to_label (assignment->seat), state,
                         shown ? plumb_recommendation_to_label (card->recommendation) : "–");
    }
  for (guint i = 0; i < loop->stage_skips->len; i++)
    {
      const PlumbStageSkip *skip = g_ptr_array_index (loop->stage_skips, i);
      g_autofree char *state = g_strdup_printf (*skip->reason != '\0' ? "Skipped: %s" : "Skipped", skip->reason);

      if (plumb_loop_get_stage_skip (loop, skip->stage) == skip)
        plumb_listing_add (listing, plumb_template_get_stage (loop->template, skip->stage, NULL)->title, "–", "–", state, "–");
    }
  fputc ('\n', stdout);
  plumb_listing_print (listing, 0);
}

static void
print_answer (const PlumbTemplate *template, const PlumbQuestion *question, const PlumbAnswer *answer)
{
  if (answer->state == PLUMB_ANSWER_SCORED)
    plumb_print_line ("  %s: %d, %s", question->title, answer->score, plumb_template_get_point_label (template, answer->score));
  else
    plumb_print_line ("  %s: %s", question->title, plumb_answer_state_to_label (answer->state));
  for (guint i = 0; answer->signals[i] != NULL; i++)
    {
      const PlumbSignal *signal = plumb_question_get_signal (question, answer->signals[i]);

      plumb_print_line ("    + %s", signal != NULL ? signal->text : answer->signals[i]);
    }
  if (answer->notes[0] != '\0')
    plumb_print_text (4, answer->notes);
  if (answer->rationale[0] != '\0')
    plumb_print_text (4, answer->rationale);
}

static void
print_amendments (const PlumbLoop *loop, const PlumbScorecard *card)
{
  for (guint i = 0; i < card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (card->amendments, i);
      g_autofree char *at = plumb_instant_dup_date_time (amendment->at);

      plumb_print_line ("  Amended %s by %s%s: %s%s%s", or_dash (at), plumb_loop_get_person_name (loop, amendment->author),
                        amendment->not_blind ? " (not blind)" : "", amendment->field, amendment->question != NULL ? " of " : "",
                        amendment->question != NULL ? amendment->question : "");
      plumb_print_text (4, amendment->before);
      plumb_print_text (4, amendment->after);
      plumb_print_text (4, amendment->reason);
    }
}

static void
print_answers (const PlumbLoop *loop, const PlumbStage *stage, const PlumbScorecard *card)
{
  for (guint i = 0; i < card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (card->answers, i);
      const PlumbScriptItem *item = plumb_stage_get_item (stage, answer->question, NULL);

      if (item != NULL)
        print_answer (loop->template, item->question, answer);
    }
}

static void
print_card (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  const PlumbScorecard *card = assignment->card;
  g_autofree char *title = g_strdup_printf ("%s – %s", stage->title, plumb_loop_get_person_name (loop, assignment->person));
  g_autofree char *submitted = plumb_instant_dup_date_time (card->submitted_at);

  fputc ('\n', stdout);
  plumb_print_heading (title);
  if (card->handover[0] != '\0')
    {
      plumb_print_line ("  For later panelists:");
      plumb_print_text (4, card->handover);
    }
  if (card->withheld)
    return;
  plumb_print_line ("  %s%s%s%s%s", plumb_card_state_to_label (card->state), submitted != NULL ? " " : "",
                    submitted != NULL ? submitted : "", plumb_seat_counts (assignment->seat) ? "" : "; not counted",
                    card->not_blind ? "; not blind" : "");
  if (card->recommendation == PLUMB_RECOMMENDATION_NO_DECISION)
    plumb_print_line ("  %s: %s", plumb_recommendation_to_label (card->recommendation), card->no_decision_reason);
  else if (card->recommendation != PLUMB_RECOMMENDATION_NONE)
    plumb_print_line ("  %s", plumb_recommendation_to_label (card->recommendation));
  if (card->summary[0] != '\0')
    plumb_print_text (2, card->summary);
  print_answers (loop, stage, card);
  plumb_print_flags (loop, assignment);
  print_amendments (loop, card);
}

static void
print_labelled (const char *label, const char *text)
{
  if (*text == '\0')
    return;
  plumb_print_line ("  %s", label);
  plumb_print_text (4, text);
}

static void
print_decisions (const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->decisions->len; i++)
    {
      const PlumbDecision *decision = g_ptr_array_index (loop->decisions, i);
      g_autofree char *at = plumb_instant_dup_date_time (decision->at);
      g_autofree char *title = g_strdup_printf ("Decision%s: %s", decision->superseded ? ", reopened since" : "",
                                                plumb_decision_to_label (decision->value));

      fputc ('\n', stdout);
      plumb_print_heading (title);
      plumb_print_line ("  %s, %s; the outcome was: %s. %s", or_dash (plumb_loop_get_person_name (loop, decision->decider)),
                        or_dash (at), plumb_outcome_to_label (decision->outcome), decision->figures);
      plumb_print_text (2, decision->rationale);
      print_labelled ("Against the outcome:", decision->override_reason);
      print_labelled ("What is missing:", plumb_decision_get_missing (decision));
      print_labelled ("Conditions:", plumb_decision_get_conditions (decision));
      for (guint j = 0; decision->dissents[j] != NULL; j++)
        plumb_print_line ("  Dissents: %s", plumb_loop_get_person_name (loop, decision->dissents[j]));
    }
}

static void
print_loop (PlumbSnapshot *snapshot)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (snapshot);

  print_head (snapshot);
  print_panel (loop);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->card->state != PLUMB_CARD_NONE && (!assignment->card->withheld || assignment->card->handover[0] != '\0'))
        print_card (loop, assignment);
    }
  plumb_print_debrief (loop, evaluation);
  plumb_print_votes (loop);
  plumb_print_verdicts (loop);
  print_decisions (loop);
  for (guint i = 0; i < loop->seals->len; i++)
    {
      const PlumbSeal *seal = g_ptr_array_index (loop->seals, i);

      plumb_print_line ("Seal broken by %s: %s", plumb_loop_get_person_name (loop, seal->person), seal->reason);
    }
}

static void
print_competencies (const PlumbEvaluation *evaluation)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "COMPETENCY", ">WEIGHT", ">SCORE", ">SPREAD", ">CARDS", "", NULL });

  for (guint i = 0; i < evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (evaluation->competencies, i);
      g_autofree char *weight = g_strdup_printf ("%d", result->competency->weight);
      g_autofree char *n_cards = NULL;
      guint n = 0;

      for (guint j = 0; j < result->cards->len; j++)
        n += ((PlumbCardScore *)g_ptr_array_index (result->cards, j))->counted ? 1 : 0;
      n_cards = g_strdup_printf ("%u", n);
      plumb_listing_add (listing, result->competency->name, weight, result->score.text, result->spread.text, n_cards,
                         result->split ? "split" : "");
    }
  fputc ('\n', stdout);
  plumb_listing_print (listing, 0);
}

static void
print_gates (const PlumbEvaluation *evaluation)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "GATE", "STATE", ">FIGURE", ">THRESHOLD", "REASON", NULL });

  for (guint i = 0; i < evaluation->gates->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (evaluation->gates, i);

      plumb_listing_add (listing, gate->title, plumb_gate_state_to_label (gate->state), gate->figure.text, gate->threshold.text,
                         gate->reason);
    }
  fputc ('\n', stdout);
  plumb_listing_print (listing, 0);
}

static void
print_evaluation (const PlumbSnapshot *snapshot, const PlumbEvaluation *evaluation)
{
  g_autofree char *headline = plumb_evaluation_dup_headline (evaluation);
  g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (evaluation);
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  g_autofree char *title = g_strdup_printf ("%s – %s", loop->candidate->name, loop->role);

  plumb_print_heading (title);
  plumb_print_line ("%s", headline);
  plumb_print_line ("Composite %s (%s %%), between %s and %s; coverage %s %%; %u cards counted, %u awaited%s",
                    evaluation->composite.text, evaluation->percent.text, evaluation->low.text, evaluation->high.text,
                    evaluation->coverage.text, evaluation->n_counted, evaluation->n_awaited,
                    evaluation->votes_split ? "; votes are split" : "");
  print_competencies (evaluation);
  print_gates (evaluation);
  fputc ('\n', stdout);
  for (guint i = 0; sentences[i] != NULL; i++)
    plumb_print_line ("%s", sentences[i]);
}

/* The options that show and evaluate share, and the loop they name. `plan` NULL: there is no such option. */
static PlumbSnapshot *
load_named (PlumbTerminal *terminal, gboolean *json, gboolean *plan, GError **error)
{
  g_autofree char *as = NULL;
  g_autofree char *viewer = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &as, "As this person may see it", "PERSON" },
    { "json", 0, 0, G_OPTION_ARG_NONE, json, "Print one JSON document", NULL },
    { plan != NULL ? "plan" : NULL, 0, 0, G_OPTION_ARG_NONE, plan, "What it is going to gather: competencies by stage, gaps",
      NULL },
    { NULL },
  };

  if (!plumb_terminal_parse (terminal, entries, error) || !plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error)
      || !plumb_terminal_find_viewer (terminal, as, &viewer, error))
    return NULL;
  return plumb_terminal_load (terminal, terminal->words[0], viewer, error);
}

gboolean
plumb_run_show (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE, planned = FALSE;
  g_autoptr (PlumbSnapshot) snapshot = load_named (terminal, &json, &planned, error);
  g_autoptr (PlumbPlan) plan = NULL;
  json_t *document;

  if (snapshot == NULL)
    return FALSE;
  plan = planned ? plumb_plan_new (plumb_snapshot_get_loop (snapshot)) : NULL;
  if (!json)
    {
      if (plan != NULL)
        plumb_print_plan (plan);
      else
        print_loop (snapshot);
      return TRUE;
    }
  document = plan != NULL ? plumb_plan_to_json (plan) : plumb_exchange_loop_to_json (plumb_snapshot_get_loop (snapshot));
  plumb_print_json (document);
  json_decref (document);
  return TRUE;
}

gboolean
plumb_run_evaluate (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE;
  g_autoptr (PlumbSnapshot) snapshot = load_named (terminal, &json, NULL, error);
  g_autoptr (PlumbEvaluation) evaluation = NULL;
  json_t *document;

  if (snapshot == NULL)
    return FALSE;
  evaluation = plumb_evaluation_new (snapshot);
  if (!json)
    {
      print_evaluation (snapshot, evaluation);
      return TRUE;
    }
  document = plumb_evaluation_to_json (evaluation);
  plumb_print_json (document);
  json_decref (document);
  return TRUE;
}

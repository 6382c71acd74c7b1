/* agenda.c - see agenda.h. One function a kind of point; speaking order in agenda-speakers.c. */
#include "app/agenda.h"

#include "app/figure.h"
#include "app/phrase.h"
#include "app/vote-move.h"

#include <string.h>

static void
item_free (gpointer data)
{
  PlumbAgendaItem *item = data;

  g_free (item->key);
  g_free (item->title);
  g_free (item->reason);
  g_ptr_array_unref (item->cards);
  g_free (item);
}

/* Adds a point under the key PREFIX and NAME (nullable), with the minutes that there are of it. */
static PlumbAgendaItem *
add_item (GPtrArray *agenda, const PlumbLoop *loop, PlumbAgendaKind kind, const char *prefix, const char *name)
{
  PlumbAgendaItem *item = g_new0 (PlumbAgendaItem, 1);

  item->kind = kind;
  item->key = g_strconcat (prefix, name, NULL);
  item->due = TRUE;
  item->cards = g_ptr_array_new ();
  item->point = plumb_loop_get_point (loop, item->key);
  g_ptr_array_add (agenda, item);
  return item;
}

static gboolean
has_minutes (const PlumbLoop *loop, const char *prefix, const char *name)
{
  g_autofree char *key = g_strconcat (prefix, name, NULL);

  return plumb_loop_get_point (loop, key) != NULL;
}

/* "25 %" */
static char *
dup_share (const PlumbLoop *loop, const PlumbCompetency *competency)
{
  PlumbFigure share;
  mpq_t percent;

  mpq_init (percent);
  plumb_rational_set_ratio (percent, 100 * (gint64)competency->weight, plumb_template_get_weight_sum (loop->template));
  plumb_figure_set_percent (&share, percent);
  mpq_clear (percent);
  return g_strdup_printf ("%s %%", share.text);
}

/* Splits. */

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const PlumbCardScore *first = *(PlumbCardScore *const *)a;
  const PlumbCardScore *second = *(PlumbCardScore *const *)b;

  return (first->score.value > second->score.value) - (first->score.value < second->score.value);
}

static int
compare_splits (gconstpointer a, gconstpointer b)
{
  const PlumbCompetencyResult *first = *(PlumbCompetencyResult *const *)a;
  const PlumbCompetencyResult *second = *(PlumbCompetencyResult *const *)b;
  double one = first->spread.value * first->competency->weight;
  double two = second->spread.value * second->competency->weight;

  return (one < two) - (one > two);
}

static void
add_split (GPtrArray *agenda, const PlumbLoop *loop, const PlumbCompetencyResult *result)
{
  PlumbAgendaItem *item = add_item (agenda, loop, PLUMB_AGENDA_SPLIT, "split:", result->competency->key);
  g_autoptr (GPtrArray) scores = g_ptr_array_new ();
  g_autofree char *share = dup_share (loop, result->competency);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  item->competency = result->competency;
  item->title = plumb_phrase_dup_name (result->competency->name);
  for (guint i = 0; i < result->cards->len; i++)
    if (((PlumbCardScore *)g_ptr_array_index (result->cards, i))->counted)
      g_ptr_array_add (scores, g_ptr_array_index (result->cards, i));
  g_ptr_array_sort (scores, compare_scores);
  for (guint i = 0; i < scores->len; i++)
    g_ptr_array_add (item->cards, (gpointer)((const PlumbCardScore *)g_ptr_array_index (scores, i))->assignment);
  if (!result->split)
    {
      item->due = FALSE;
      item->reason = g_strdup_printf ("No longer split: the scores are %s apart now.",
                                      result->spread.defined ? result->spread.text : "0.00");
      return;
    }
  low = plumb_phrase_dup_panelist (loop, g_ptr_array_index (item->cards, 0));
  high = plumb_phrase_dup_panelist (loop, g_ptr_array_index (item->cards, item->cards->len - 1));
  item->reason = g_strdup_printf ("Scores from %s (%s) to %s (%s), %s apart, on %s of the weight.",
                                  ((const PlumbCardScore *)g_ptr_array_index (scores, 0))->score.text, low,
                                  ((const PlumbCardScore *)g_ptr_array_index (scores, scores->len - 1))->score.text, high,
                                  result->spread.text, share);
}

static void
add_splits (GPtrArray *agenda, const PlumbEvaluation *evaluation, const PlumbLoop *loop)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new ();

  for (guint i = 0; i < evaluation->competencies->len; i++)
    {
      PlumbCompetencyResult *result = g_ptr_array_index (evaluation->competencies, i);

      if (result->split || has_minutes (loop, "split:", result->competency->key))
        g_ptr_array_add (results, result);
    }
  g_ptr_array_sort (results, compare_splits);
  for (guint i = 0; i < results->len; i++)
    add_split (agenda, loop, g_ptr_array_index (results, i));
}

/* Votes. */

static int
compare_votes (gconstpointer a, gconstpointer b, gpointer loop)
{
  PlumbRecommendation first = plumb_vote_move_get_standing (loop, *(PlumbAssignment *const *)a);
  PlumbRecommendation second = plumb_vote_move_get_standing (loop, *(PlumbAssignment *const *)b);

  return (int)first - (int)second;
}

static void
add_votes (GPtrArray *agenda, const PlumbEvaluation *evaluation, const PlumbLoop *loop)
{
  PlumbAgendaItem *item;
  guint n_yes = 0, n_no = 0;

  if (!evaluation->votes_split && !has_minutes (loop, "votes", NULL))
    return;
  item = add_item (agenda, loop, PLUMB_AGENDA_VOTES, "votes", NULL);
  item->title = g_strdup ("Votes");
  item->due = evaluation->votes_split;
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      PlumbRecommendation vote;

      if (!plumb_assignment_is_counted (assignment))
        continue;
      vote = plumb_vote_move_get_standing (loop, assignment);
      n_yes += vote == PLUMB_RECOMMENDATION_YES || vote == PLUMB_RECOMMENDATION_STRONG_YES;
      n_no += vote == PLUMB_RECOMMENDATION_NO || vote == PLUMB_RECOMMENDATION_STRONG_NO;
      g_ptr_array_add (item->cards, assignment);
    }
  g_ptr_array_sort_with_data (item->cards, compare_votes, (gpointer)loop);
  item->reason = g_strdup_printf (item->due ? "%u of %u cards are for, %u against."
                                            : "No longer split: %u of %u cards are for, %u against.",
                                  n_yes, item->cards->len, n_no);
}

/* Flags. */

static void
add_corroborators (PlumbAgendaItem *item, const PlumbLoop *loop, GPtrArray *standing)
{
  for (guint i = 0; i < standing->len; i++)
    for (guint k = 0; k < loop->assignments->len; k++)
      {
        PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, k);

        if (g_str_equal (assignment->person, ((const PlumbFlagEvent *)g_ptr_array_index (standing, i))->author)
            && !g_ptr_array_find (item->cards, assignment, NULL))
          g_ptr_array_add (item->cards, assignment);
      }
}

static void
add_flag (GPtrArray *agenda, const PlumbLoop *loop, const PlumbFlag *flag, const PlumbAssignment *assignment)
{
  PlumbAgendaItem *item = add_item (agenda, loop, PLUMB_AGENDA_FLAG, "flag:", flag->id);
  const PlumbFlagEvent *merge = plumb_flag_get_merge (flag);
  const PlumbFlag *into = merge != NULL ? plumb_loop_get_flag (loop, merge->into) : NULL;
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  g_autoptr (GPtrArray) standing = plumb_flag_list_corroborations (flag);
  g_autoptr (GPtrArray) merged = plumb_loop_list_merged (loop, flag);
  g_autofree char *name = plumb_phrase_dup_panelist (loop, assignment);
  g_autofree char *state = g_ascii_strdown (plumb_flag_state_to_label (flag->state), -1);
  GString *reason = g_string_new (NULL);

  item->flag = flag;
  item->title = plumb_phrase_dup_name (flag->label);
  item->due = flag->state == PLUMB_FLAG_OPEN && merge == NULL;
  g_ptr_array_add (item->cards, (gpointer)assignment);
  add_corroborators (item, loop, standing);
  g_string_append_printf (reason, "%s and %s, raised by %s in %s", plumb_severity_to_label (flag->severity), state, name,
                          stage != NULL ? stage->title : assignment->stage);
  if (!plumb_seat_counts (assignment->seat))
    g_string_append (reason, " from a seat that is not counted");
  if (standing->len > 0)
    g_string_append_printf (reason, "; corroborated by %u", standing->len);
  if (merged->len > 0)
    g_string_append_printf (reason, "; stands for %u more", merged->len);
  if (into != NULL)
    {
      g_autofree char *label = plumb_phrase_dup_quote (into->label);

      g_string_append_printf (reason, "; merged into %s", label);
    }
  g_string_append_c (reason, '.');
  item->reason = g_string_free (reason, FALSE);
}

/* Critical first; of one severity the open ones first; else as raised. */
static int
compare_flags (gconstpointer a, gconstpointer b)
{
  const PlumbFlag *first = *(PlumbFlag *const *)a;
  const PlumbFlag *second = *(PlumbFlag *const *)b;

  if (first->severity != second->severity)
    return first->severity > second->severity ? -1 : 1;
  return (first->state != PLUMB_FLAG_OPEN) - (second->state != PLUMB_FLAG_OPEN);
}

static void
add_flags (GPtrArray *agenda, const PlumbLoop *loop)
{
  g_autoptr (GPtrArray) flags = g_ptr_array_new ();

  for (guint i = 0; i < loop->flags->len; i++)
    {
      PlumbFlag *flag = g_ptr_array_index (loop->flags, i);
      const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, flag->assignment);

      if (assignment != NULL && assignment->card->state == PLUMB_CARD_SUBMITTED
          && (plumb_flag_get_merge (flag) == NULL || has_minutes (loop, "flag:", flag->id)))
        g_ptr_array_add (flags, flag);
    }
  g_ptr_array_sort (flags, compare_flags);
  for (guint i = 0; i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);

      add_flag (agenda, loop, flag, plumb_loop_get_assignment (loop, flag->assignment));
    }
}

/* Uncovered competencies. */

/* "2 not asked, 1 asked, no evidence": what the counted cards have in place of a score; "" when no card asks. */
static char *
dup_states (PlumbAgendaItem *item, const PlumbLoop *loop)
{
  guint n[PLUMB_ANSWER_DECLINED + 1] = { 0 };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
      gboolean asks = FALSE;

      for (guint k = 0; stage != NULL && plumb_assignment_is_counted (assignment) && k < assignment->card->answers->len; k++)
        {
          const PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, k);
          const PlumbScriptItem *script = plumb_stage_get_item (stage, answer->question, NULL);

          if (script == NULL || !g_str_equal (script->question->competency, item->competency->key))
            continue;
          n[answer->state]++;
          asks = TRUE;
        }
      if (asks)
        g_ptr_array_add (item->cards, assignment);
    }
  for (guint i = PLUMB_ANSWER_NOT_ASKED; i < G_N_ELEMENTS (n); i++)
    if (n[i] > 0)
      {
        g_autofree char *label = g_ascii_strdown (plumb_answer_state_to_label ((PlumbAnswerState)i), -1);

        g_string_append_printf (text, "%s%u × %s", text->len > 0 ? "; " : "", n[i], label);
      }
  return g_string_free (text, FALSE);
}

static void
add_uncovered (GPtrArray *agenda, const PlumbLoop *loop, const PlumbCompetencyResult *result)
{
  PlumbAgendaItem *item = add_item (agenda, loop, PLUMB_AGENDA_UNCOVERED, "uncovered:", result->competency->key);
  g_autofree char *share = dup_share (loop, result->competency);
  g_autofree char *states = NULL;

  item->competency = result->competency;
  item->title = plumb_phrase_dup_name (result->competency->name);
  item->due = !result->score.defined;
  states = dup_states (item, loop);
  if (result->score.defined)
    item->reason = g_strdup_printf ("Scored meanwhile: %s, on %s of the weight.", result->score.text, share);
  else if (item->cards->len == 0)
    item->reason = g_strdup_printf ("No card that is in asks about it; it holds %s of the weight.", share);
  else
    item->reason = g_strdup_printf ("No score on %s of the weight: %s.", share, states);
}

static void
add_all_uncovered (GPtrArray *agenda, const PlumbEvaluation *evaluation, const PlumbLoop *loop)
{
  for (guint i = 0; i < evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (evaluation->competencies, i);

      if (!result->score.defined || has_minutes (loop, "uncovered:", result->competency->key))
        add_uncovered (agenda, loop, result);
    }
}

static int
compare_topics (gconstpointer a, gconstpointer b)
{
  const PlumbPoint *first = *(PlumbPoint *const *)a;
  const PlumbPoint *second = *(PlumbPoint *const *)b;
  int order = g_utf8_collate (first->title, second->title);

  return order != 0 ? order : strcmp (first->key, second->key);
}

static void
add_topics (GPtrArray *agenda, const PlumbLoop *loop)
{
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();

  for (guint i = 0; i < loop->points->len; i++)
    if (g_str_has_prefix (((PlumbPoint *)g_ptr_array_index (loop->points, i))->key, "topic:"))
      g_ptr_array_add (topics, g_ptr_array_index (loop->points, i));
  g_ptr_array_sort (topics, compare_topics);
  for (guint i = 0; i < topics->len; i++)
    {
      const PlumbPoint *point = g_ptr_array_index (topics, i);
      PlumbAgendaItem *item = add_item (agenda, loop, PLUMB_AGENDA_TOPIC, point->key, NULL);

      item->title = plumb_phrase_dup_name (point->title);
      item->reason = g_strdup ("A topic of the panel’s own.");
    }
}

static void
add_holistic (GPtrArray *agenda, const PlumbEvaluation *evaluation, const PlumbLoop *loop)
{
  PlumbAgendaItem *item = add_item (agenda, loop, PLUMB_AGENDA_HOLISTIC, "holistic", NULL);
  g_autofree char *headline = plumb_evaluation_dup_headline (evaluation);

  item->title = g_strdup ("The candidate as a whole");
  item->reason = evaluation->composite.defined ? g_strdup_printf ("%s; the composite is %s at a coverage of %s %%.", headline,
                                                                  evaluation->composite.text, evaluation->coverage.text)
                                               : g_strconcat (headline, ".", NULL);
  for (guint i = 0; i < loop->assignments->len; i++)
    if (plumb_assignment_is_counted (g_ptr_array_index (loop->assignments, i)))
      g_ptr_array_add (item->cards, g_ptr_array_index (loop->assignments, i));
}

GPtrArray *
plumb_agenda_list (const PlumbEvaluation *evaluation)
{
  GPtrArray *agenda = g_ptr_array_new_with_free_func (item_free);
  const PlumbLoop *loop;

  g_return_val_if_fail (evaluation != NULL, agenda);
  if (evaluation->withheld)
    return agenda;
  loop = plumb_snapshot_get_loop (evaluation->snapshot);
  add_splits (agenda, evaluation, loop);
  add_votes (agenda, evaluation, loop);
  add_flags (agenda, loop);
  add_all_uncovered (agenda, evaluation, loop);
  add_topics (agenda, loop);
  add_holistic (agenda, evaluation, loop);
  return agenda;
}

char *
plumb_agenda_dup_progress (GPtrArray *agenda)
{
  guint n_recorded = 0, n_evidence = 0;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (agenda != NULL, g_string_free (text, FALSE));
  for (guint i = 0; i < agenda->len; i++)
    {
      const PlumbAgendaItem *item = g_ptr_array_index (agenda, i);

      n_recorded += item->point != NULL;
      n_evidence += item->point != NULL && item->point->outcome == PLUMB_POINT_EVIDENCE;
    }
  g_string_append_printf (text, "%u of %u points talked about", n_recorded, agenda->len);
  if (n_evidence > 0)
    g_string_append_printf (text, ", %u need%s more evidence", n_evidence, n_evidence == 1 ? "s" : "");
  return g_string_free (text, FALSE);
}

/* loop-sort.c - the one order of everything in a loop, so that equal loops read, print and export alike wherever they come from. */
#include "app/loop.h"

/* Orders two instants, then two ids. */
static int
compare (PlumbInstant a, PlumbInstant b, const char *id_a, const char *id_b)
{
  return a != b ? (a < b ? -1 : 1) : g_strcmp0 (id_a, id_b);
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(PlumbPerson *const *)a)->id, (*(PlumbPerson *const *)b)->id);
}

static guint
stage_position (const PlumbTemplate *template, const PlumbAssignment *assignment)
{
  guint position = G_MAXUINT;

  plumb_template_get_stage (template, assignment->stage, &position);
  return position;
}

static int
compare_assignments (gconstpointer a, gconstpointer b, gpointer template)
{
  const PlumbAssignment *first = *(PlumbAssignment *const *)a;
  const PlumbAssignment *second = *(PlumbAssignment *const *)b;

  return compare (stage_position (template, first), stage_position (template, second), first->id, second->id);
}

static int
compare_flags (gconstpointer a, gconstpointer b)
{
  const PlumbFlag *first = *(PlumbFlag *const *)a;
  const PlumbFlag *second = *(PlumbFlag *const *)b;

  return compare (first->raised_at, second->raised_at, first->id, second->id);
}

/* By the instant alone: the sort is stable, and of what happened in one instant the later stands later already. Instants are one for
 * as long as a clock that was set back has not caught up. */
#define DEFINE_BY_INSTANT(name, Type)                                                                                            \
  static int compare_##name (gconstpointer a, gconstpointer b)                                                                   \
  {                                                                                                                              \
    return compare ((*(Type *const *)a)->at, (*(Type *const *)b)->at, NULL, NULL);                                               \
  }

DEFINE_BY_INSTANT (votes, PlumbVote)
DEFINE_BY_INSTANT (verdicts, PlumbVerdict)
DEFINE_BY_INSTANT (decisions, PlumbDecision)
DEFINE_BY_INSTANT (seals, PlumbSeal)
DEFINE_BY_INSTANT (debriefs, PlumbDebrief)
DEFINE_BY_INSTANT (flag_events, PlumbFlagEvent)
DEFINE_BY_INSTANT (amendments, PlumbAmendment)

/* One a stage, so that the stage settles what the instant does not. */
static int
compare_stage_skips (gconstpointer a, gconstpointer b)
{
  const PlumbStageSkip *first = *(PlumbStageSkip *const *)a;
  const PlumbStageSkip *second = *(PlumbStageSkip *const *)b;

  return compare (first->at, second->at, first->stage, second->stage);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(PlumbPoint *const *)a)->key, (*(PlumbPoint *const *)b)->key);
}

static int
compare_answers (gconstpointer a, gconstpointer b, gpointer stage)
{
  guint first = G_MAXUINT;
  guint second = G_MAXUINT;

  plumb_stage_get_item (stage, (*(PlumbAnswer *const *)a)->question, &first);
  plumb_stage_get_item (stage, (*(PlumbAnswer *const *)b)->question, &second);
  return first == second ? 0 : (first < second ? -1 : 1);
}

static gint64
signal_position (const PlumbQuestion *question, const char *key)
{
  for (guint i = 0; question != NULL && i < question->signals->len; i++)
    if (g_strcmp0 (((PlumbSignal *)g_ptr_array_index (question->signals, i))->key, key) == 0)
      return i;
  return G_MAXINT64;
}

static int
compare_signals (gconstpointer a, gconstpointer b, gpointer question)
{
  const char *first = *(const char *const *)a;
  const char *second = *(const char *const *)b;

  return compare (signal_position (question, first), signal_position (question, second), first, second);
}

static int
compare_evidence (gconstpointer a, gconstpointer b, gpointer question)
{
  const char *first = (*(PlumbEvidence *const *)a)->target;
  const char *second = (*(PlumbEvidence *const *)b)->target;

  return compare (signal_position (question, first), signal_position (question, second), first, second);
}

static int
compare_strings (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static void
sort_card (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  PlumbScorecard *card = assignment->card;
  const PlumbStage *stage = plumb_template_get_stage (loop->template, assignment->stage, NULL);

  if (card == NULL || stage == NULL)
    return;
  g_ptr_array_sort (card->amendments, compare_amendments);
  g_ptr_array_sort_with_data (card->answers, compare_answers, (gpointer)stage);
  for (guint i = 0; i < card->answers->len; i++)
    {
      PlumbAnswer *answer = g_ptr_array_index (card->answers, i);
      const PlumbScriptItem *item = plumb_stage_get_item (stage, answer->question, NULL);
      PlumbQuestion *question = item == NULL ? NULL : item->question;

      g_qsort_with_data (answer->signals, (int)g_strv_length (answer->signals), sizeof (char *), compare_signals, question);
      g_ptr_array_sort_with_data (answer->evidence, compare_evidence, question);
    }
}

void
plumb_loop_sort (PlumbLoop *loop)
{
  g_return_if_fail (loop != NULL);
  g_ptr_array_sort (loop->people, compare_people);
  g_ptr_array_sort_with_data (loop->assignments, compare_assignments, loop->template);
  for (guint i = 0; i < loop->assignments->len; i++)
    sort_card (loop, g_ptr_array_index (loop->assignments, i));
  g_ptr_array_sort (loop->flags, compare_flags);
  for (guint i = 0; i < loop->flags->len; i++)
    g_ptr_array_sort (((PlumbFlag *)g_ptr_array_index (loop->flags, i))->events, compare_flag_events);
  g_ptr_array_sort (loop->votes, compare_votes);
  g_ptr_array_sort (loop->verdicts, compare_verdicts);
  g_ptr_array_sort (loop->decisions, compare_decisions);
  for (guint i = 0; i < loop->decisions->len; i++)
    {
      PlumbDecision *decision = g_ptr_array_index (loop->decisions, i);

      g_qsort_with_data (decision->dissents, (int)g_strv_length (decision->dissents), sizeof (char *), compare_strings, NULL);
    }
  g_ptr_array_sort (loop->seals, compare_seals);
  g_ptr_array_sort (loop->stage_skips, compare_stage_skips);
  g_ptr_array_sort (loop->debriefs, compare_debriefs);
  g_ptr_array_sort (loop->points, compare_points);
}

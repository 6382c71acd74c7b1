/* raters.c - see the header for what is promised. */
#include "exports/raters.h"

struct _PlumbRaters
{
  GHashTable *by_person; /* id -> PlumbRater, borrowed from `list` */
  GPtrArray *list;
};

static void
rater_free (gpointer data)
{
  PlumbRater *rater = data;

  g_free (rater->name);
  g_free (rater);
}

static PlumbRater *
find_rater (PlumbRaters *raters, const PlumbLoop *loop, const char *person)
{
  PlumbRater *rater = g_hash_table_lookup (raters->by_person, person);

  if (rater != NULL)
    return rater;
  rater = g_new0 (PlumbRater, 1);
  rater->name = g_strdup (plumb_loop_get_person_name (loop, person));
  g_ptr_array_add (raters->list, rater);
  rater->number = raters->list->len;
  g_hash_table_insert (raters->by_person, g_strdup (person), rater);
  return rater;
}

static PlumbFigure
make_figure (double value)
{
  return (PlumbFigure){ .defined = TRUE, .value = value };
}

static PlumbFigure
get_level (const PlumbEvaluation *evaluation, const PlumbAssignment *assignment)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < evaluation->competencies->len; i++)
    {
      const PlumbCardScore *score
          = plumb_competency_result_get_card (g_ptr_array_index (evaluation->competencies, i), assignment);

      if (score == NULL)
        continue;
      sum += score->score.value;
      n++;
    }
  return n > 0 ? make_figure (sum / n) : (PlumbFigure){ 0 };
}

static void
note_recommendation (PlumbRater *rater, PlumbRecommendation value)
{
  rater->n_yes += value == PLUMB_RECOMMENDATION_YES || value == PLUMB_RECOMMENDATION_STRONG_YES;
  rater->n_no += value == PLUMB_RECOMMENDATION_NO || value == PLUMB_RECOMMENDATION_STRONG_NO;
}

static void
note_level (PlumbRater *rater, PlumbCardLevel *level, double sum, guint n)
{
  if (!level->level.defined)
    return;
  rater->n_cards++;
  rater->levels += level->level.value;
  if (n < 2)
    return;
  level->against = make_figure (level->level.value - (sum - level->level.value) / (n - 1));
  rater->n_compared++;
  rater->against += level->against.value;
}

PlumbRaters *
plumb_raters_new (void)
{
  PlumbRaters *raters = g_new0 (PlumbRaters, 1);

  raters->by_person = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  raters->list = g_ptr_array_new_with_free_func (rater_free);
  return raters;
}

void
plumb_raters_free (PlumbRaters *raters)
{
  if (raters == NULL)
    return;
  g_hash_table_unref (raters->by_person);
  g_ptr_array_unref (raters->list);
  g_free (raters);
}

GArray *
plumb_raters_add (PlumbRaters *raters, const PlumbEvaluation *evaluation, const PlumbLoop *loop)
{
  GArray *levels;
  double sum = 0;
  guint n = 0;

  g_return_val_if_fail (raters != NULL, NULL);
  g_return_val_if_fail (evaluation != NULL && loop != NULL, NULL);

  levels = g_array_sized_new (FALSE, TRUE, sizeof (PlumbCardLevel), loop->assignments->len);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      PlumbCardLevel level = { .rater = find_rater (raters, loop, assignment->person)->number };

      if (assignment->card->state == PLUMB_CARD_SUBMITTED && assignment->skip_reason == NULL)
        level.level = get_level (evaluation, assignment);
      if (level.level.defined && plumb_assignment_is_counted (assignment))
        {
          sum += level.level.value;
          n++;
        }
      g_array_append_val (levels, level);
    }
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      PlumbCardLevel *level = &g_array_index (levels, PlumbCardLevel, i);
      PlumbRater *rater = g_ptr_array_index (raters->list, level->rater - 1);

      if (!plumb_assignment_is_counted (assignment))
        continue;
      note_recommendation (rater, assignment->card->withheld ? PLUMB_RECOMMENDATION_NONE : assignment->card->recommendation);
      note_level (rater, level, sum, n);
    }
  return levels;
}

GPtrArray *
plumb_raters_list (const PlumbRaters *raters)
{
  g_return_val_if_fail (raters != NULL, NULL);
  return raters->list;
}

/* gaps.c - see gaps.h. One function a kind of gap. */

#include "app/gaps.h"

#include "app/figure.h"
#include "app/phrase.h"

#define NAMES_SHOWN 4

static void
gap_free (gpointer data)
{
  PlumbGap *gap = data;

  g_free (gap->text);
  g_free (gap);
}

static void add_gap (GPtrArray *gaps, PlumbGapKind kind, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add_gap (GPtrArray *gaps, PlumbGapKind kind, const char *format, ...)
{
  PlumbGap *gap = g_new0 (PlumbGap, 1);
  va_list arguments;

  va_start (arguments, format);
  gap->kind = kind;
  gap->text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (gaps, gap);
}

static gboolean
stage_is_gathered (const PlumbLoop *loop, const PlumbStage *stage)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (g_str_equal (assignment->stage, stage->key) && plumb_assignment_gathers (assignment))
        return TRUE;
    }
  return FALSE;
}

static gboolean
stage_is_skipped (const PlumbLoop *loop, const PlumbStage *stage)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (g_str_equal (assignment->stage, stage->key) && assignment->skip_reason != NULL)
        return TRUE;
    }
  return plumb_loop_get_stage_skip (loop, stage->key) != NULL;
}

static gboolean
stage_asks_about (const PlumbStage *stage, const PlumbCompetency *competency)
{
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      if (g_str_equal (item->question->competency, competency->key))
        return TRUE;
    }
  return FALSE;
}

static void
add_stages (GPtrArray *gaps, const PlumbLoop *loop)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < loop->template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (loop->template->stages, i);

      /* A stage skipped with a reason is settled, not forgotten. */
      if (!stage_is_gathered (loop, stage) && !stage_is_skipped (loop, stage))
        g_ptr_array_add (names, stage->title);
    }
  if (names->len == 0)
    return;
  if (names->len == loop->template->stages->len)
    {
      add_gap (gaps, PLUMB_GAP_STAGE, "No stage has a panelist yet.");
      return;
    }
  g_ptr_array_add (names, NULL);
  list = plumb_phrase_dup_list ((char **)names->pdata, "and", NAMES_SHOWN);
  add_gap (gaps, PLUMB_GAP_STAGE, "No panelist whose card counts: %s.", list);
}

static void
set_share (PlumbFigure *figure, gint64 weight, gint64 all)
{
  mpq_t percent;

  mpq_init (percent);
  plumb_rational_set_ratio (percent, 100 * weight, all);
  plumb_figure_set_percent (figure, percent);
  mpq_clear (percent);
}

static void
add_coverage (GPtrArray *gaps, const PlumbPolicy *policy, int reached, int sum)
{
  g_autofree char *reachable = NULL;
  PlumbFigure share, asked;

  if ((gint64)reached * 10000 >= (gint64)policy->coverage * sum)
    return;
  set_share (&share, reached, sum);
  set_share (&asked, policy->coverage, 10000);
  reachable = plumb_phrase_dup_against (&share, &asked);
  add_gap (gaps, PLUMB_GAP_COVERAGE, "The assigned interviews can cover %s %% of the weight; the policy asks for %s %%.",
           reachable, asked.text);
}

/* The policy's floor holds for what is covered: a heavy competency that nobody asks about escapes it. */
static char *
dup_floor (const PlumbPolicy *policy, int weight, int sum)
{
  PlumbFigure floor;

  if ((gint64)weight * 10000 < (gint64)policy->floor_share * sum)
    return g_strdup ("");
  plumb_figure_set_hundredths (&floor, policy->floor);
  return g_strdup_printf (", so its floor of %s goes unchecked", floor.text);
}

static void
add_competencies (GPtrArray *gaps, const PlumbLoop *loop)
{
  int sum = plumb_template_get_weight_sum (loop->template), reached = 0;

  for (guint i = 0; i < loop->template->competencies->len; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (loop->template->competencies, i);
      gboolean asked = FALSE, gathered = FALSE;
      g_autofree char *floor = dup_floor (&loop->template->policy, competency->weight, sum);
      PlumbFigure share;

      for (guint k = 0; k < loop->template->stages->len; k++)
        {
          const PlumbStage *stage = g_ptr_array_index (loop->template->stages, k);

          if (!stage_asks_about (stage, competency))
            continue;
          asked = TRUE;
          gathered = gathered || stage_is_gathered (loop, stage);
        }
      set_share (&share, competency->weight, sum);
      if (gathered)
        reached += competency->weight;
      else
        add_gap (gaps, PLUMB_GAP_COMPETENCY, "%s (%s %% of the weight): no %s asks about it%s.", competency->name, share.text,
                 asked ? "assigned interview" : "stage of the template", floor);
    }
  add_coverage (gaps, &loop->template->policy, reached, sum);
}

static gboolean
has_seat (const PlumbLoop *loop, PlumbSeat seat, const char *person)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->skip_reason == NULL && assignment->seat == seat
          && (person == NULL || g_str_equal (assignment->person, person)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
template_wants (const PlumbTemplate *template, PlumbSeat seat)
{
  for (guint i = 0; i < template->stages->len; i++)
    if (((const PlumbStage *)g_ptr_array_index (template->stages, i))->seat == seat)
      return TRUE;
  return FALSE;
}

static void
add_seats (GPtrArray *gaps, const PlumbLoop *loop)
{
  static const struct
  {
    PlumbSeat seat;
    const char *text;
  } wanted[] = {
    { PLUMB_SEAT_HIRING_MANAGER, "Nobody sits as hiring manager, though the template has the seat." },
    { PLUMB_SEAT_BAR_RAISER, "Nobody sits as bar raiser, though the template has the seat: the decision would lack that gate." },
  };
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (wanted) && loop->assignments->len > 0; i++)
    if (template_wants (loop->template, wanted[i].seat) && !has_seat (loop, wanted[i].seat, NULL))
      add_gap (gaps, PLUMB_GAP_SEAT, "%s", wanted[i].text);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      g_autofree char *name = plumb_phrase_dup_name (plumb_loop_get_person_name (loop, assignment->person));

      if (assignment->seat == PLUMB_SEAT_BAR_RAISER && assignment->skip_reason == NULL
          && has_seat (loop, PLUMB_SEAT_HIRING_MANAGER, assignment->person) && g_hash_table_add (told, assignment->person))
        add_gap (gaps, PLUMB_GAP_SEAT, "%s is bar raiser and hiring manager: the bar raiser must be independent.", name);
    }
}

/* Two cards of one pair of eyes count as two. Whoever is bar raiser and hiring manager has been named already. */
static void
add_people (GPtrArray *gaps, const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->people->len; i++)
    {
      const PlumbPerson *person = g_ptr_array_index (loop->people, i);
      g_autoptr (GPtrArray) titles = g_ptr_array_new ();
      g_autofree char *name = NULL, *list = NULL;

      for (guint k = 0; k < loop->assignments->len; k++)
        {
          const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, k);
          const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);

          if (g_str_equal (assignment->person, person->id) && plumb_assignment_gathers (assignment) && stage != NULL)
            g_ptr_array_add (titles, stage->title);
        }
      if (titles->len < 2
          || (has_seat (loop, PLUMB_SEAT_BAR_RAISER, person->id) && has_seat (loop, PLUMB_SEAT_HIRING_MANAGER, person->id)))
        continue;
      g_ptr_array_add (titles, NULL);
      name = plumb_phrase_dup_name (person->name);
      list = plumb_phrase_dup_list ((char **)titles->pdata, "and", NAMES_SHOWN);
      add_gap (gaps, PLUMB_GAP_PERSON, "%s holds more than one interview: %s. Their cards are one person’s view.", name, list);
    }
}

/* Two interviews that overlap: the candidate, or one panelist, would have to be in two places. */
static void
add_times (GPtrArray *gaps, const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    for (guint k = i + 1; k < loop->assignments->len; k++)
      {
        const PlumbAssignment *one = g_ptr_array_index (loop->assignments, i);
        const PlumbAssignment *two = g_ptr_array_index (loop->assignments, k);
        const PlumbStage *first = plumb_loop_get_stage (loop, one);
        const PlumbStage *second = plumb_loop_get_stage (loop, two);

        if (one->scheduled_at == 0 || two->scheduled_at == 0 || one->skip_reason != NULL || two->skip_reason != NULL
            || g_str_equal (one->stage, two->stage) || first == NULL || second == NULL)
          continue;
        if (one->scheduled_at < two->scheduled_at + second->minutes * G_TIME_SPAN_MINUTE
            && two->scheduled_at < one->scheduled_at + first->minutes * G_TIME_SPAN_MINUTE)
          add_gap (gaps, PLUMB_GAP_TIME, "%s and %s are scheduled at the same time.", first->title, second->title);
      }
}

GPtrArray *
plumb_loop_list_gaps (const PlumbLoop *loop)
{
  GPtrArray *gaps = g_ptr_array_new_with_free_func (gap_free);

  g_return_val_if_fail (loop != NULL, gaps);

  add_seats (gaps, loop);
  add_stages (gaps, loop);
  if (loop->assignments->len > 0)
    add_competencies (gaps, loop);
  add_people (gaps, loop);
  add_times (gaps, loop);
  return gaps;
}

gboolean
plumb_assignment_gathers (const PlumbAssignment *assignment)
{
  g_return_val_if_fail (assignment != NULL, FALSE);
  return assignment->skip_reason == NULL && plumb_seat_counts (assignment->seat);
}

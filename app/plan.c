/* plan.c - see plan.h. */

#include "app/plan-private.h"

#include "app/figure.h"
#include "app/gaps.h"

static void
panelist_free (gpointer data)
{
  PlumbPlanPanelist *panelist = data;

  g_free (panelist->seats);
  g_free (panelist);
}

static void
competency_free (gpointer data)
{
  PlumbPlanCompetency *competency = data;

  g_array_unref (competency->cells);
  g_free (competency);
}

/* part / whole in percent; undefined when the whole is nothing. */
static void
set_percent (PlumbFigure *figure, gint64 part, gint64 whole)
{
  mpq_t percent;

  plumb_figure_clear (figure);
  if (whole <= 0)
    return;
  mpq_init (percent);
  plumb_rational_set_ratio (percent, 100 * part, whole);
  plumb_figure_set_percent (figure, percent);
  mpq_clear (percent);
}

static PlumbPlanStage *
stage_new (const PlumbLoop *loop, const PlumbStage *stage)
{
  PlumbPlanStage *plan = g_new0 (PlumbPlanStage, 1);
  gboolean skipped = plumb_loop_get_stage_skip (loop, stage->key) != NULL;

  plan->stage = stage;
  for (guint i = 0; i < stage->script->len; i++)
    plan->script_minutes += ((const PlumbScriptItem *)g_ptr_array_index (stage->script, i))->minutes;
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (!g_str_equal (assignment->stage, stage->key))
        continue;
      skipped = skipped || assignment->skip_reason != NULL;
      if (assignment->skip_reason != NULL)
        continue;
      plan->interviews += plumb_assignment_gathers (assignment);
      plan->watching += !plumb_assignment_gathers (assignment);
      if (assignment->scheduled_at > 0 && (plan->begins_at == 0 || assignment->scheduled_at < plan->begins_at))
        plan->begins_at = assignment->scheduled_at;
    }
  plan->skipped = skipped && plan->interviews == 0;
  return plan;
}

static PlumbPlanCell
make_cell (const PlumbStage *stage, const PlumbCompetency *competency)
{
  PlumbPlanCell cell = { 0 };

  plumb_figure_clear (&cell.influence);
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      if (!g_str_equal (item->question->competency, competency->key))
        continue;
      cell.questions++;
      cell.weight += item->weight;
      cell.minutes += item->minutes;
    }
  return cell;
}

/* How much the stage adds to a competency that it asks about. */
static gint64
get_pull (const PlumbPlanStage *stage, const PlumbPlanCell *cell)
{
  return cell->questions > 0 ? (gint64)stage->stage->weight * stage->interviews : 0;
}

static PlumbPlanCompetency *
competency_new (const PlumbPlan *plan, const PlumbCompetency *competency)
{
  PlumbPlanCompetency *row = g_new0 (PlumbPlanCompetency, 1);
  gint64 pull = 0;

  row->competency = competency;
  row->cells = g_array_new (FALSE, TRUE, sizeof (PlumbPlanCell));
  set_percent (&row->share, competency->weight, plumb_template_get_weight_sum (plan->loop->template));
  for (guint i = 0; i < plan->stages->len; i++)
    {
      const PlumbPlanStage *stage = g_ptr_array_index (plan->stages, i);
      PlumbPlanCell cell = make_cell (stage->stage, competency);

      g_array_append_val (row->cells, cell);
      pull += get_pull (stage, &cell);
      if (cell.questions == 0 || stage->interviews == 0)
        continue;
      row->stages++;
      row->interviews += stage->interviews;
      row->questions += cell.questions;
      row->minutes += cell.minutes;
    }
  for (guint i = 0; i < plan->stages->len; i++)
    {
      const PlumbPlanStage *stage = g_ptr_array_index (plan->stages, i);
      PlumbPlanCell *cell = &g_array_index (row->cells, PlumbPlanCell, i);

      if (get_pull (stage, cell) > 0)
        set_percent (&cell->influence, get_pull (stage, cell), pull);
    }
  return row;
}

static PlumbPlanPanelist *
find_panelist (PlumbPlan *plan, const char *person)
{
  PlumbPlanPanelist *panelist;

  for (guint i = 0; i < plan->panelists->len; i++)
    {
      panelist = g_ptr_array_index (plan->panelists, i);
      if (panelist->person != NULL && g_str_equal (panelist->person->id, person))
        return panelist;
    }
  panelist = g_new0 (PlumbPlanPanelist, 1);
  panelist->person = plumb_loop_get_person (plan->loop, person);
  panelist->seats = g_strdup ("");
  g_ptr_array_add (plan->panelists, panelist);
  return panelist;
}

static void
add_panelists (PlumbPlan *plan)
{
  for (guint i = 0; i < plan->stages->len; i++)
    for (guint k = 0; k < plan->loop->assignments->len; k++)
      {
        const PlumbStage *stage = ((const PlumbPlanStage *)g_ptr_array_index (plan->stages, i))->stage;
        const PlumbAssignment *assignment = g_ptr_array_index (plan->loop->assignments, k);
        gboolean plain = assignment->seat == PLUMB_SEAT_INTERVIEWER;
        g_autofree char *before = NULL;
        PlumbPlanPanelist *panelist;

        if (!g_str_equal (assignment->stage, stage->key) || assignment->skip_reason != NULL)
          continue;
        panelist = find_panelist (plan, assignment->person);
        panelist->interviews++;
        panelist->minutes += stage->minutes;
        before = g_steal_pointer (&panelist->seats);
        panelist->seats = g_strdup_printf ("%s%s%s%s%s%s", before, *before != '\0' ? " · " : "", stage->title, plain ? "" : " (",
                                           plain ? "" : plumb_seat_to_label (assignment->seat), plain ? "" : ")");
      }
}

static void
set_figures (PlumbPlan *plan)
{
  int sum = plumb_template_get_weight_sum (plan->loop->template), reached = 0, minutes = 0;

  for (guint i = 0; i < plan->stages->len; i++)
    {
      const PlumbPlanStage *stage = g_ptr_array_index (plan->stages, i);

      plan->minutes += stage->interviews + stage->watching > 0 ? stage->stage->minutes : 0;
    }
  for (guint i = 0; i < plan->competencies->len; i++)
    {
      const PlumbPlanCompetency *row = g_ptr_array_index (plan->competencies, i);

      reached += row->interviews > 0 ? row->competency->weight : 0;
      minutes += row->minutes;
    }
  for (guint i = 0; i < plan->competencies->len; i++)
    {
      PlumbPlanCompetency *row = g_ptr_array_index (plan->competencies, i);

      set_percent (&row->planned, row->minutes, minutes);
    }
  set_percent (&plan->reachable, reached, sum);
  set_percent (&plan->asked, plan->loop->template->policy.coverage, 10000);
  plan->enough = (gint64)reached * 10000 >= (gint64)plan->loop->template->policy.coverage * sum;
}

PlumbPlan *
plumb_plan_new (const PlumbLoop *loop)
{
  PlumbPlan *plan;

  g_return_val_if_fail (loop != NULL, NULL);

  plan = g_new0 (PlumbPlan, 1);
  plan->loop = loop;
  plan->stages = g_ptr_array_new_with_free_func (g_free);
  plan->competencies = g_ptr_array_new_with_free_func (competency_free);
  plan->panelists = g_ptr_array_new_with_free_func (panelist_free);
  for (guint i = 0; i < loop->template->stages->len; i++)
    g_ptr_array_add (plan->stages, stage_new (loop, g_ptr_array_index (loop->template->stages, i)));
  for (guint i = 0; i < loop->template->competencies->len; i++)
    g_ptr_array_add (plan->competencies, competency_new (plan, g_ptr_array_index (loop->template->competencies, i)));
  add_panelists (plan);
  set_figures (plan);
  plan->gaps = plumb_loop_list_gaps (loop);
  plan->remarks = plumb_plan_list_remarks (plan);
  return plan;
}

void
plumb_plan_free (PlumbPlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->stages);
  g_ptr_array_unref (plan->competencies);
  g_ptr_array_unref (plan->panelists);
  g_ptr_array_unref (plan->gaps);
  g_ptr_array_unref (plan->remarks);
  g_free (plan);
}

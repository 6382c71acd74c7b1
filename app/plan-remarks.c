/* plan-remarks.c - what is worth knowing about a plan. One function a kind of remark; thresholds are whole percents and exact. */

#include "app/plan-private.h"

#include "app/gaps.h"
#include "app/phrase.h"

#define NAMES_SHOWN 4
#define BALANCE_POINTS 15 /* percent points by which time and weight must differ, beside a factor of two */

static void
remark_free (gpointer data)
{
  PlumbRemark *remark = data;

  g_free (remark->text);
  g_free (remark);
}

static void add_remark (GPtrArray *remarks, PlumbRemarkKind kind, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add_remark (GPtrArray *remarks, PlumbRemarkKind kind, const char *format, ...)
{
  PlumbRemark *remark = g_new0 (PlumbRemark, 1);
  va_list arguments;

  va_start (arguments, format);
  remark->kind = kind;
  remark->text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (remarks, remark);
}

static const PlumbPlanStage *
get_stage (const PlumbPlan *plan, guint position)
{
  return g_ptr_array_index (plan->stages, position);
}

/* "a, b and c" of borrowed names. */
static char *
dup_list (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);
  return plumb_phrase_dup_list ((char **)names->pdata, "and", NAMES_SHOWN);
}

static void
add_doubled_questions (GPtrArray *remarks, const PlumbPlan *plan)
{
  for (guint i = 0; i < plan->stages->len; i++)
    for (guint k = 0; get_stage (plan, i)->interviews > 0 && k < get_stage (plan, i)->stage->script->len; k++)
      {
        const PlumbScriptItem *item = g_ptr_array_index (get_stage (plan, i)->stage->script, k);

        for (guint m = i + 1; m < plan->stages->len; m++)
          if (get_stage (plan, m)->interviews > 0
              && plumb_stage_get_item (get_stage (plan, m)->stage, item->question->id, NULL) != NULL)
            add_remark (remarks, PLUMB_REMARK_DOUBLED, "%s and %s both ask “%s”.", get_stage (plan, i)->stage->title,
                        get_stage (plan, m)->stage->title, item->question->title);
      }
}

static void
add_doubled_scripts (GPtrArray *remarks, const PlumbPlan *plan)
{
  for (guint i = 0; i < plan->stages->len; i++)
    if (get_stage (plan, i)->interviews > 1)
      {
        g_autofree char *number = plumb_phrase_dup_number (get_stage (plan, i)->interviews);
        g_autofree char *capital = plumb_phrase_dup_capital (number);

        add_remark (remarks, PLUMB_REMARK_DOUBLED, "%s panelists score the same script in %s; each of their cards counts.",
                    capital, get_stage (plan, i)->stage->title);
      }
}

/* Minutes against weight, both as shares, in whole numbers: minutes / all_minutes and weight / all_weight. */
static void
add_balance (GPtrArray *remarks, const PlumbPlan *plan)
{
  gint64 sum = plumb_template_get_weight_sum (plan->loop->template), minutes = 0;

  for (guint i = 0; i < plan->competencies->len; i++)
    minutes += ((const PlumbPlanCompetency *)g_ptr_array_index (plan->competencies, i))->minutes;
  for (guint i = 0; i < plan->competencies->len; i++)
    {
      const PlumbPlanCompetency *row = g_ptr_array_index (plan->competencies, i);
      gint64 time = row->minutes * sum, weight = row->competency->weight * minutes;
      gboolean far = 100 * MAX (time - weight, weight - time) >= BALANCE_POINTS * sum * minutes;

      if (row->interviews == 0 || !far || (time < 2 * weight && weight < 2 * time))
        continue;
      add_remark (remarks, PLUMB_REMARK_BALANCE, "%s has %.0f %% of the questions’ time and %.0f %% of the weight.",
                  row->competency->name, row->planned.value, row->share.value);
    }
}

static void
add_single (GPtrArray *remarks, const PlumbPlan *plan)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < plan->competencies->len; i++)
    {
      const PlumbPlanCompetency *row = g_ptr_array_index (plan->competencies, i);

      if (row->interviews == 1)
        g_ptr_array_add (names, row->competency->name);
    }
  if (names->len == 0)
    return;
  list = dup_list (names);
  add_remark (remarks, PLUMB_REMARK_SINGLE, "One interview alone gathers evidence on %s: no disagreement can show there.", list);
}

static void
add_minutes (GPtrArray *remarks, const PlumbPlan *plan)
{
  for (guint i = 0; i < plan->stages->len; i++)
    if (get_stage (plan, i)->script_minutes > get_stage (plan, i)->stage->minutes)
      add_remark (remarks, PLUMB_REMARK_MINUTES, "The script of %s takes %d minutes; the interview has %d.",
                  get_stage (plan, i)->stage->title, get_stage (plan, i)->script_minutes, get_stage (plan, i)->stage->minutes);
}

static const PlumbPerson *
find_seat (const PlumbLoop *loop, PlumbSeat seat)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->seat == seat && assignment->skip_reason == NULL)
        return plumb_loop_get_person (loop, assignment->person);
    }
  return NULL;
}

static void
add_seniority (GPtrArray *remarks, const PlumbPlan *plan)
{
  const PlumbPerson *raiser = find_seat (plan->loop, PLUMB_SEAT_BAR_RAISER);
  const PlumbPerson *manager = find_seat (plan->loop, PLUMB_SEAT_HIRING_MANAGER);
  g_autofree char *one = NULL, *other = NULL;

  if (raiser == NULL || manager == NULL || raiser->seniority == 0 || raiser->seniority >= manager->seniority)
    return;
  one = plumb_phrase_dup_name (raiser->name);
  other = plumb_phrase_dup_name (manager->name);
  add_remark (remarks, PLUMB_REMARK_SENIORITY, "%s, the bar raiser, is junior to %s, the hiring manager: a veto takes standing.",
              one, other);
}

static void
add_unplanned (GPtrArray *remarks, const PlumbPlan *plan)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < plan->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (plan->loop->assignments, i);
      const PlumbStage *stage = plumb_loop_get_stage (plan->loop, assignment);

      if (plumb_assignment_is_owed (assignment) && assignment->scheduled_at == 0 && stage != NULL
          && assignment->card->state == PLUMB_CARD_NONE && !g_ptr_array_find (names, stage->title, NULL))
        g_ptr_array_add (names, stage->title);
    }
  if (names->len == 0)
    return;
  list = dup_list (names);
  add_remark (remarks, PLUMB_REMARK_UNPLANNED, "No time yet: %s.", list);
}

GPtrArray *
plumb_plan_list_remarks (const PlumbPlan *plan)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func (remark_free);

  add_doubled_questions (remarks, plan);
  add_doubled_scripts (remarks, plan);
  add_balance (remarks, plan);
  add_single (remarks, plan);
  add_minutes (remarks, plan);
  add_seniority (remarks, plan);
  add_unplanned (remarks, plan);
  return remarks;
}

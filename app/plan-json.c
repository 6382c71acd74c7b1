/* plan-json.c - the plan as the document of `plumb show --plan --json` (schemas/json/plan.schema.json). */

#include "app/gaps.h"
#include "app/plan.h"

static const char *const gap_nicks[] = {
  [PLUMB_GAP_STAGE] = "stage", [PLUMB_GAP_COMPETENCY] = "competency", [PLUMB_GAP_COVERAGE] = "coverage",
  [PLUMB_GAP_SEAT] = "seat",   [PLUMB_GAP_PERSON] = "person",         [PLUMB_GAP_TIME] = "time",
};

static const char *const remark_nicks[] = {
  [PLUMB_REMARK_DOUBLED] = "doubled", [PLUMB_REMARK_BALANCE] = "balance",     [PLUMB_REMARK_SINGLE] = "single",
  [PLUMB_REMARK_MINUTES] = "minutes", [PLUMB_REMARK_SENIORITY] = "seniority", [PLUMB_REMARK_UNPLANNED] = "unplanned",
};

static json_t *
percent_to_json (const PlumbFigure *figure)
{
  return figure->defined ? json_real (figure->value) : json_null ();
}

static json_t *
instant_to_json (PlumbInstant instant)
{
  g_autofree char *iso = plumb_instant_dup_iso (instant);

  return iso != NULL ? json_string (iso) : json_null ();
}

static json_t *
stages_to_json (const PlumbPlan *plan)
{
  json_t *list = json_array ();

  for (guint i = 0; i < plan->stages->len; i++)
    {
      const PlumbPlanStage *stage = g_ptr_array_index (plan->stages, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:i, s:i, s:i, s:i, s:b, s:o}", "key", stage->stage->key, "title",
                                              stage->stage->title, "minutes", stage->stage->minutes, "script_minutes",
                                              stage->script_minutes, "interviews", (int)stage->interviews, "watching",
                                              (int)stage->watching, "skipped", stage->skipped, "begins_at",
                                              instant_to_json (stage->begins_at)));
    }
  return list;
}

static json_t *
cells_to_json (const PlumbPlan *plan, const PlumbPlanCompetency *row)
{
  json_t *list = json_array ();

  for (guint i = 0; i < row->cells->len; i++)
    {
      const PlumbPlanStage *stage = g_ptr_array_index (plan->stages, i);
      const PlumbPlanCell *cell = &g_array_index (row->cells, PlumbPlanCell, i);

      if (cell->questions > 0)
        json_array_append_new (list, json_pack ("{s:s, s:i, s:i, s:i, s:o}", "stage", stage->stage->key, "questions",
                                                (int)cell->questions, "weight", cell->weight, "minutes", cell->minutes,
                                                "influence", percent_to_json (&cell->influence)));
    }
  return list;
}

static json_t *
competencies_to_json (const PlumbPlan *plan)
{
  json_t *list = json_array ();

  for (guint i = 0; i < plan->competencies->len; i++)
    {
      const PlumbPlanCompetency *row = g_ptr_array_index (plan->competencies, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:o, s:o, s:i, s:i, s:i, s:o}", "key", row->competency->key, "name",
                                              row->competency->name, "share", percent_to_json (&row->share), "planned",
                                              percent_to_json (&row->planned), "interviews", (int)row->interviews, "questions",
                                              (int)row->questions, "minutes", row->minutes, "cells", cells_to_json (plan, row)));
    }
  return list;
}

static json_t *
panelists_to_json (const PlumbPlan *plan)
{
  json_t *list = json_array ();

  for (guint i = 0; i < plan->panelists->len; i++)
    {
      const PlumbPlanPanelist *panelist = g_ptr_array_index (plan->panelists, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:i, s:i}", "person",
                                              panelist->person != NULL ? panelist->person->id : "", "name",
                                              panelist->person != NULL ? panelist->person->name : "", "seats", panelist->seats,
                                              "interviews", (int)panelist->interviews, "minutes", panelist->minutes));
    }
  return list;
}

static json_t *
sentence_to_json (const char *kind, const char *text)
{
  return json_pack ("{s:s, s:s}", "kind", kind, "text", text);
}

json_t *
plumb_plan_to_json (const PlumbPlan *plan)
{
  json_t *gaps = json_array (), *remarks = json_array ();

  g_return_val_if_fail (plan != NULL, NULL);

  for (guint i = 0; i < plan->gaps->len; i++)
    {
      const PlumbGap *gap = g_ptr_array_index (plan->gaps, i);

      json_array_append_new (gaps, sentence_to_json (gap_nicks[gap->kind], gap->text));
    }
  for (guint i = 0; i < plan->remarks->len; i++)
    {
      const PlumbRemark *remark = g_ptr_array_index (plan->remarks, i);

      json_array_append_new (remarks, sentence_to_json (remark_nicks[remark->kind], remark->text));
    }
  return json_pack ("{s:s, s:i, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o}", "loop", plan->loop->id, "minutes", plan->minutes,
                    "reachable", percent_to_json (&plan->reachable), "asked", percent_to_json (&plan->asked), "enough",
                    plan->enough, "stages", stages_to_json (plan), "competencies", competencies_to_json (plan), "panelists",
                    panelists_to_json (plan), "gaps", gaps, "remarks", remarks);
}

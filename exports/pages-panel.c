/* pages-panel.c - panel and stages, earlier decisions, and for the audit the seals and the chain of events. */
#include "exports/pages-dossier.h"

/* --- panel and stages ----------------------------------------------------------------------------------------------------------- */

static char *
dup_state (const PlumbDossier *dossier, const PlumbAssignment *assignment)
{
  const PlumbScorecard *card = assignment->card;
  g_autofree char *at = plumb_dates_dup_date_time (&dossier->packet->dates, card->submitted_at);
  GString *text = g_string_new (NULL);

  if (assignment->seat == PLUMB_SEAT_OBSERVER)
    g_string_append (text, "Reads only");
  else if (card->state == PLUMB_CARD_SUBMITTED)
    g_string_append_printf (text, "Submitted %s", at);
  else if (assignment->skip_reason == NULL)
    g_string_append (text, plumb_card_state_to_label (card->state));
  if (assignment->skip_reason != NULL)
    g_string_append_printf (text, "%sSkipped%s%s", text->len > 0 ? "\n" : "", *assignment->skip_reason != '\0' ? ": " : "",
                            assignment->skip_reason);
  if (card->not_blind)
    g_string_append (text, "\nNot blind");
  return g_string_free (text, FALSE);
}

/* Of a stage that nobody holds. */
static char *
dup_unheld (const PlumbDossier *dossier, const PlumbStage *stage)
{
  const PlumbStageSkip *skip = plumb_loop_get_stage_skip (dossier->loop, stage->key);

  if (skip == NULL)
    return g_strdup ("Nobody assigned");
  return g_strdup_printf ("Skipped%s%s", *skip->reason != '\0' ? ": " : "", skip->reason);
}

static char *
dup_stage (const PlumbDossier *dossier, const PlumbStage *stage)
{
  const char *group = plumb_template_get_group_title (dossier->template, stage);

  return group == NULL ? g_strdup (stage->title) : g_strdup_printf ("%s (%s)", stage->title, group);
}

/* "43 of 45": taken of planned. */
static char *
dup_minutes (const PlumbStage *stage, const PlumbAssignment *assignment)
{
  gint64 taken = assignment == NULL ? 0 : assignment->card->elapsed;

  if (taken <= 0)
    return g_strdup_printf ("– of %d", stage->minutes);
  return g_strdup_printf ("%d of %d", (int)MAX (1, taken / G_USEC_PER_SEC / 60), stage->minutes);
}

static void
add_panel_row (const PlumbDossier *dossier, PlumbTable *table, const PlumbStage *stage, const PlumbAssignment *assignment)
{
  g_autofree char *title = dup_stage (dossier, stage);
  g_autofree char *weight = g_strdup_printf ("%d", stage->weight);
  g_autofree char *minutes = dup_minutes (stage, assignment);
  g_autofree char *state = assignment == NULL ? dup_unheld (dossier, stage) : dup_state (dossier, assignment);
  const char *cells[] = { title,
                          weight,
                          minutes,
                          assignment == NULL ? "–" : plumb_dossier_get_panelist (dossier, assignment),
                          assignment == NULL ? "" : plumb_seat_to_label (assignment->seat),
                          state };

  plumb_table_add_row (table, cells);
}

static void
add_panel_table (const PlumbDossier *dossier)
{
  static const PlumbColumn columns[] = {
    { "Stage", 3.25, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_STRONG }, { "Weight", 0.95, PLUMB_ALIGN_END, PLUMB_STYLE_SMALL_GREY },
    { "Minutes", 1.15, PLUMB_ALIGN_END, PLUMB_STYLE_SMALL_GREY },   { "Panelist", 2.1, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "Seat", 2.05, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_GREY },    { "Scorecard", 4.5, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
  };
  PlumbTable *table = plumb_table_begin (dossier->flow, columns, G_N_ELEMENTS (columns), 4);

  for (guint i = 0; i < dossier->template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (dossier->template->stages, i);
      gboolean any = FALSE;

      for (guint j = 0; j < dossier->loop->assignments->len; j++)
        {
          const PlumbAssignment *assignment = g_ptr_array_index (dossier->loop->assignments, j);

          if (!g_str_equal (assignment->stage, stage->key))
            continue;
          add_panel_row (dossier, table, stage, assignment);
          any = TRUE;
        }
      if (!any)
        add_panel_row (dossier, table, stage, NULL);
    }
  plumb_table_end (table);
}

/* What the candidate may know of the interviews: that they were, when and how long. */
static void
add_stage_table (const PlumbDossier *dossier)
{
  static const PlumbColumn columns[] = {
    { "Stage", 2.9, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_STRONG },
    { "Format", 2.9, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_GREY },
    { "Planned", 0.85, PLUMB_ALIGN_END, PLUMB_STYLE_SMALL_GREY },
    { "Date", 1.5, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
  };
  PlumbTable *table = plumb_table_begin (dossier->flow, columns, G_N_ELEMENTS (columns), 4);

  for (guint i = 0; i < dossier->template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (dossier->template->stages, i);
      g_autofree char *planned = g_strdup_printf ("%d min", stage->minutes);
      g_autofree char *date = NULL;

      for (guint j = 0; j < dossier->loop->assignments->len; j++)
        {
          const PlumbAssignment *assignment = g_ptr_array_index (dossier->loop->assignments, j);
          if (date == NULL && g_str_equal (assignment->stage, stage->key))
            date = plumb_dates_dup_date (&dossier->packet->dates, assignment->scheduled_at);
        }
      plumb_table_add_row (table, (const char *const[]){ stage->title, stage->format, planned, date != NULL ? date : "–" });
    }
  plumb_table_end (table);
}

void
plumb_dossier_add_panel (const PlumbDossier *dossier)
{
  g_return_if_fail (dossier != NULL);
  plumb_flow_add_anchor (dossier->flow, PLUMB_ANCHOR_PANEL);
  plumb_part_heading (dossier->flow, dossier->packet->shows_cards ? "Panel and stages" : "Stages", 1);
  if (dossier->packet->shows_cards)
    add_panel_table (dossier);
  else
    add_stage_table (dossier);
}

/* --- the record ----------------------------------------------------------------------------------------------------------------- */

static void
add_earlier_decision (const PlumbDossier *dossier, const PlumbDecision *decision)
{
  PlumbFlow *flow = dossier->flow;
  g_autofree char *at = plumb_dates_dup_date_time (&dossier->packet->dates, decision->at);
  const char *decider = decision->decider == NULL ? "" : plumb_loop_get_person_name (dossier->loop, decision->decider);
  g_autofree char *dissents = plumb_dossier_dup_people (dossier, decision->dissents);
  g_autofree char *tail
      = g_strdup_printf (" · decided %s%s%s; the outcome then: %s%s%s. %s%s.", at, *decider != '\0' ? " by " : "", decider,
                         plumb_outcome_to_label (decision->outcome), *decision->figures != '\0' ? ", " : "", decision->figures,
                         *dissents != '\0' ? "Dissent: " : "No dissent", dissents);
  PlumbSpan spans[]
      = { { PLUMB_STYLE_BODY_STRONG, plumb_decision_to_label (decision->value), FALSE }, { PLUMB_STYLE_BODY, tail, FALSE } };

  plumb_flow_begin_frame (flow, PLUMB_FRAME_BAR, PLUMB_COLOUR_GREY, 7);
  plumb_part_spans (flow, spans, G_N_ELEMENTS (spans), 0, 0);
  plumb_part_note (flow, PLUMB_STYLE_BODY_GREY, decision->rationale, 0, 0);
  plumb_part_labelled (flow, "Reason for deciding against the outcome", PLUMB_STYLE_BODY, decision->override_reason);
  plumb_part_labelled (flow, "What is missing", PLUMB_STYLE_BODY, plumb_decision_get_missing (decision));
  plumb_part_labelled (flow, "Conditions", PLUMB_STYLE_BODY, plumb_decision_get_conditions (decision));
  plumb_part_labelled (flow, "Why it was reopened", PLUMB_STYLE_BODY, decision->reopen_reason);
  plumb_flow_end_frame (flow);
}

static void
add_earlier_decisions (const PlumbDossier *dossier)
{
  gboolean any = FALSE;

  for (guint i = 0; i < dossier->loop->decisions->len; i++)
    {
      const PlumbDecision *decision = g_ptr_array_index (dossier->loop->decisions, i);

      if (!decision->superseded)
        continue;
      if (!any)
        plumb_part_heading (dossier->flow, "Earlier decisions", 1);
      any = TRUE;
      add_earlier_decision (dossier, decision);
    }
}

static void
add_seals (const PlumbDossier *dossier)
{
  static const PlumbColumn columns[] = {
    { "Who looked before submitting", 2, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_STRONG },
    { "When", 1.7, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "Reason given", 3.8, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
  };
  PlumbTable *table = NULL;

  if (dossier->loop->seals->len == 0)
    return;
  plumb_part_heading (dossier->flow, "Seals broken", 1);
  table = plumb_table_begin (dossier->flow, columns, G_N_ELEMENTS (columns), 4);
  for (guint i = 0; i < dossier->loop->seals->len; i++)
    {
      const PlumbSeal *seal = g_ptr_array_index (dossier->loop->seals, i);
      g_autofree char *at = plumb_dates_dup_date_time (&dossier->packet->dates, seal->at);

      plumb_table_add_row (table,
                           (const char *const[]){ plumb_loop_get_person_name (dossier->loop, seal->person), at, seal->reason });
    }
  plumb_table_end (table);
}

static void
add_events (const PlumbDossier *dossier)
{
  static const PlumbColumn columns[] = {
    { "No.", 0.55, PLUMB_ALIGN_END, PLUMB_STYLE_SMALL_GREY },
    { "When (UTC)", 2.9, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "Who", 1.6, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "What", 1.8, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_STRONG },
    { "SHA-256 of the chain so far", 3.55, PLUMB_ALIGN_START, PLUMB_STYLE_CODE },
  };
  PlumbTable *table = NULL;

  if (dossier->packet->events->len == 0)
    return;
  plumb_flow_add_anchor (dossier->flow, PLUMB_ANCHOR_EVENTS);
  plumb_part_heading (dossier->flow, "Events", 1);
  table = plumb_table_begin (dossier->flow, columns, G_N_ELEMENTS (columns), 4);
  for (guint i = 0; i < dossier->packet->events->len; i++)
    {
      const PlumbPacketEvent *event = g_ptr_array_index (dossier->packet->events, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, event->sequence);
      g_autofree char *at = plumb_instant_dup_iso (event->at);

      plumb_table_add_row (table, (const char *const[]){ number, at, event->actor, event->kind, event->hash });
    }
  plumb_table_end (table);
}

void
plumb_dossier_add_record (const PlumbDossier *dossier)
{
  g_return_if_fail (dossier != NULL);
  add_earlier_decisions (dossier);
  if (!dossier->packet->shows_record)
    return;
  add_seals (dossier);
  add_events (dossier);
}

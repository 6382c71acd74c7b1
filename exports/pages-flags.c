/* pages-flags.c - red flags: one in full, the register, and the register in brief. */
#include "exports/pages-dossier.h"

static char *
dup_source (const PlumbDossier *dossier, const PlumbFlag *flag)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (dossier->loop, flag->assignment);
  const PlumbStage *stage = assignment == NULL ? NULL : plumb_loop_get_stage (dossier->loop, assignment);
  const PlumbScriptItem *item
      = stage == NULL || flag->question == NULL ? NULL : plumb_stage_get_item (stage, flag->question, NULL);

  return g_strdup_printf ("%s, %s%s%s", plumb_dossier_get_panelist (dossier, assignment), stage != NULL ? stage->title : "",
                          item != NULL ? ": " : "", item != NULL ? item->question->title : "");
}

/* "Upheld by Rosa Lindqvist on 19 November 2026: the reason." */
static char *
dup_act (const PlumbDossier *dossier, const char *act, const char *author, PlumbInstant at, const char *text)
{
  GString *out = g_string_new (act);
  const char *by = author == NULL ? "" : plumb_loop_get_person_name (dossier->loop, author);
  g_autofree char *date = plumb_dates_dup_date (&dossier->packet->dates, at);

  if (*by != '\0')
    g_string_append_printf (out, " by %s", by);
  if (*date != '\0')
    g_string_append_printf (out, " on %s", date);
  if (!plumb_part_is_blank (text))
    g_string_append_printf (out, ": %s", text);
  else
    g_string_append_c (out, '.');
  return g_string_free (out, FALSE);
}

/* Where a merge leads to, or what was merged. */
static const char *
get_label (const PlumbDossier *dossier, const char *id)
{
  const PlumbFlag *flag = id == NULL ? NULL : plumb_loop_get_flag (dossier->loop, id);

  return flag == NULL ? "another flag" : flag->label;
}

static void
add_event (const PlumbDossier *dossier, const PlumbFlagEvent *event)
{
  g_autofree char *act = event->act == PLUMB_FLAG_ACT_MERGED
                             ? g_strdup_printf ("Merged into “%s”", get_label (dossier, event->into))
                             : g_strdup (plumb_flag_act_to_label (event->act));
  g_autofree char *line = dup_act (dossier, act, event->author, event->at, event->text);

  plumb_part_note (dossier->flow, PLUMB_STYLE_BODY_GREY, line, 0, 0);
}

/* The record shows all that became of a flag; else what stands: its corroborations, and where it was merged into. */
static void
add_history (const PlumbDossier *dossier, const PlumbFlag *flag)
{
  const PlumbFlagEvent *merge = plumb_flag_get_merge (flag);
  g_autoptr (GPtrArray) events
      = dossier->packet->shows_record ? plumb_flag_list_history (flag) : plumb_flag_list_corroborations (flag);
  g_autoptr (GPtrArray) merged = plumb_loop_list_merged (dossier->loop, flag);

  for (guint i = 0; i < events->len; i++)
    add_event (dossier, g_ptr_array_index (events, i));
  if (merge != NULL && !dossier->packet->shows_record)
    add_event (dossier, merge);
  for (guint i = 0; i < merged->len; i++)
    {
      const PlumbFlag *other = g_ptr_array_index (merged, i);
      g_autofree char *source = dup_source (dossier, other);
      g_autofree char *line = g_strdup_printf ("Holds “%s” as well, raised by %s.", other->label, source);

      plumb_part_note (dossier->flow, PLUMB_STYLE_BODY_GREY, line, 0, 0);
    }
}

void
plumb_dossier_add_flag (const PlumbDossier *dossier, const PlumbFlag *flag, gboolean names_source, double space)
{
  g_autofree char *head = g_strdup_printf ("%s red flag · %s", plumb_severity_to_label (flag->severity), flag->label);
  g_autofree char *source = NULL;
  g_autofree char *tail = NULL;
  g_autofree char *standing = NULL;
  PlumbSpan spans[] = { { PLUMB_STYLE_BODY_STRONG, head, FALSE }, { PLUMB_STYLE_BODY_GREY, "", FALSE } };
  gboolean quoted = !plumb_part_is_blank (flag->quote);

  g_return_if_fail (dossier != NULL && flag != NULL);
  source = dup_source (dossier, flag);
  tail = g_strdup_printf ("  %s%s", names_source ? source : "", names_source ? "." : "");
  standing = dup_act (dossier, plumb_flag_state_to_label (flag->state), flag->resolved_by, flag->resolved_at, flag->resolution);
  spans[1].text = tail;
  plumb_flow_begin_frame (dossier->flow, PLUMB_FRAME_BAR, plumb_dossier_get_severity_colour (flag->severity), space);
  plumb_part_spans (dossier->flow, spans, names_source ? 2 : 1, 0, 0);
  if (quoted)
    {
      g_autofree char *quote = plumb_dossier_dup_quoted (flag->quote);
      plumb_part_note (dossier->flow, PLUMB_STYLE_QUOTE, quote, 0, 0);
    }
  /* Where the record is shown, the last line of the history says it. */
  if (!dossier->packet->shows_record || flag->state == PLUMB_FLAG_OPEN)
    plumb_part_note (dossier->flow, PLUMB_STYLE_BODY_GREY, standing, 0, 0);
  add_history (dossier, flag);
  plumb_flow_end_frame (dossier->flow);
}

void
plumb_dossier_add_flags (const PlumbDossier *dossier)
{
  const GPtrArray *flags = NULL;

  g_return_if_fail (dossier != NULL);
  flags = dossier->loop->flags;
  if (!dossier->packet->shows_flags)
    return;
  plumb_flow_add_anchor (dossier->flow, PLUMB_ANCHOR_FLAGS);
  plumb_part_heading (dossier->flow, "Red flags", 1);
  if (flags->len == 0)
    plumb_part_paragraph (dossier->flow, PLUMB_STYLE_BODY_GREY,
                          dossier->evaluation->withheld ? "Hidden as long as figures are." : "None was raised.", 0, 5);
  /* The worst first, then as they were raised. */
  for (int severity = PLUMB_SEVERITY_CRITICAL; severity >= (int)PLUMB_SEVERITY_MINOR; severity--)
    for (guint i = 0; i < flags->len; i++)
      {
        const PlumbFlag *flag = g_ptr_array_index (flags, i);
        if ((int)flag->severity == severity)
          plumb_dossier_add_flag (dossier, flag, TRUE, 7);
      }
}

void
plumb_dossier_add_flags_in_brief (const PlumbDossier *dossier)
{
  const GPtrArray *flags = NULL;

  g_return_if_fail (dossier != NULL);
  flags = dossier->loop->flags;
  if (!dossier->packet->shows_flags || flags->len == 0)
    return;
  plumb_part_heading (dossier->flow, "Red flags", 0);
  plumb_flow_open_element (dossier->flow, PLUMB_ELEMENT_LIST, NULL);
  for (int severity = PLUMB_SEVERITY_CRITICAL; severity >= (int)PLUMB_SEVERITY_MINOR; severity--)
    for (guint i = 0; i < flags->len; i++)
      {
        const PlumbFlag *flag = g_ptr_array_index (flags, i);
        g_autofree char *head = g_strdup_printf ("%s · %s", plumb_severity_to_label (flag->severity), flag->label);
        g_autofree char *state = g_utf8_strdown (plumb_flag_state_to_label (flag->state), -1);
        g_autofree char *tail = g_strdup_printf ("  %s", state);
        PlumbSpan spans[] = { { PLUMB_STYLE_BODY, head, FALSE }, { PLUMB_STYLE_BODY_GREY, tail, FALSE } };

        if ((int)flag->severity == severity)
          plumb_part_signed (dossier->flow, PLUMB_SIGN_BULLET, plumb_dossier_get_severity_colour (flag->severity), spans,
                             G_N_ELEMENTS (spans), PLUMB_GAP_LINE);
      }
  plumb_flow_close_element (dossier->flow);
}

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

static char *
dup_standing (const PlumbDossier *dossier, const PlumbFlag *flag)
{
  GString *text = g_string_new (plumb_flag_state_to_label (flag->state));
  const char *by = flag->resolved_by == NULL ? "" : plumb_loop_get_person_name (dossier->loop, flag->resolved_by);
  g_autofree char *at = plumb_dates_dup_date (&dossier->packet->dates, flag->resolved_at);

  if (*by != '\0')
    g_string_append_printf (text, " by %s", by);
  if (*at != '\0')
    g_string_append_printf (text, " on %s", at);
  if (!plumb_part_is_blank (flag->resolution))
    g_string_append_printf (text, ": %s", flag->resolution);
  else
    g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
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
  standing = dup_standing (dossier, flag);
  spans[1].text = tail;
  plumb_flow_begin_frame (dossier->flow, PLUMB_FRAME_BAR, plumb_dossier_get_severity_colour (flag->severity), space);
  plumb_part_spans (dossier->flow, spans, names_source ? 2 : 1, 0, 0);
  if (quoted)
    {
      g_autofree char *quote = plumb_dossier_dup_quoted (flag->quote);
      plumb_part_note (dossier->flow, PLUMB_STYLE_QUOTE, quote, 0, 0);
    }
  plumb_part_note (dossier->flow, PLUMB_STYLE_BODY_GREY, standing, 0, 0);
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

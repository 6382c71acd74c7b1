/* pages-flags.c - red flags: one in full, the register, and the votes. */
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

/* --- votes ---------------------------------------------------------------------------------------------------------------------- */

static const char *
get_vote_label (const PlumbVote *vote)
{
  return vote == NULL ? "–" : plumb_recommendation_to_label (vote->value);
}

/* What was said when a vote was cast; the final round's words last. */
static char *
dup_reasons (const PlumbVote *reading, const PlumbVote *last, const PlumbScorecard *card)
{
  GString *text = g_string_new (NULL);

  if (!plumb_part_is_blank (card->no_decision_reason))
    g_string_append (text, card->no_decision_reason);
  if (reading != NULL && !plumb_part_is_blank (reading->reason))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", reading->reason);
  if (last != NULL && !plumb_part_is_blank (last->reason))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", last->reason);
  return g_string_free (text, FALSE);
}

static void
add_vote_row (const PlumbDossier *dossier, PlumbTable *table, const PlumbAssignment *assignment)
{
  const PlumbVote *reading = plumb_loop_get_vote (dossier->loop, assignment->id, PLUMB_ROUND_READING);
  const PlumbVote *last = plumb_loop_get_vote (dossier->loop, assignment->id, PLUMB_ROUND_FINAL);
  g_autofree char *reasons = dup_reasons (reading, last, assignment->card);
  const char *cells[] = { plumb_dossier_get_panelist (dossier, assignment),
                          plumb_seat_to_label (assignment->seat),
                          plumb_recommendation_to_label (assignment->card->recommendation),
                          get_vote_label (reading),
                          get_vote_label (last),
                          reasons };

  plumb_table_add_row (table, cells);
}

static void
add_verdicts (const PlumbDossier *dossier)
{
  for (guint i = 0; i < dossier->loop->verdicts->len; i++)
    {
      const PlumbVerdict *verdict = g_ptr_array_index (dossier->loop->verdicts, i);
      const PlumbAssignment *assignment = plumb_loop_get_assignment (dossier->loop, verdict->assignment);
      g_autofree char *at = plumb_dates_dup_date (&dossier->packet->dates, verdict->at);
      g_autofree char *head = g_strdup_printf ("%s, bar raiser: %s", plumb_dossier_get_panelist (dossier, assignment),
                                               plumb_verdict_to_label (verdict->value));
      g_autofree char *tail
          = g_strdup_printf ("  %s%s", at, verdict != plumb_loop_get_verdict (dossier->loop) ? ", replaced by a later word" : "");
      PlumbSpan spans[] = { { PLUMB_STYLE_BODY_STRONG, head, FALSE }, { PLUMB_STYLE_BODY_GREY, tail, FALSE } };

      plumb_flow_begin_frame (dossier->flow, PLUMB_FRAME_BAR, PLUMB_COLOUR_ACCENT, 10);
      plumb_part_spans (dossier->flow, spans, G_N_ELEMENTS (spans), 0, 0);
      plumb_part_note (dossier->flow, PLUMB_STYLE_BODY, verdict->rationale, 0, 0);
      plumb_flow_end_frame (dossier->flow);
    }
}

void
plumb_dossier_add_votes (const PlumbDossier *dossier)
{
  static const PlumbColumn columns[] = {
    { "Panelist", 2.2, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_STRONG },
    { "Seat", 1.5, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_GREY },
    { "On the card", 1.3, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "After reading", 1.4, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "Final", 1.3, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "Reason", 3.6, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
  };
  PlumbTable *table = NULL;

  g_return_if_fail (dossier != NULL);
  if (!dossier->packet->shows_cards)
    return;
  for (guint i = 0; i < dossier->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (dossier->loop->assignments, i);

      if (!plumb_dossier_shows_card (assignment))
        continue;
      if (table == NULL)
        {
          plumb_part_heading (dossier->flow, "Votes", 1);
          table = plumb_table_begin (dossier->flow, columns, G_N_ELEMENTS (columns) - (dossier->packet->shows_texts ? 0 : 1), 4);
        }
      add_vote_row (dossier, table, assignment);
    }
  if (table != NULL)
    plumb_table_end (table);
  add_verdicts (dossier);
}

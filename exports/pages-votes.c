/* pages-votes.c - votes in three rounds, who moved and why, and the bar raiser's word. */
#include "exports/pages-dossier.h"

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

/* --- who moved ------------------------------------------------------------------------------------------------------------------ */

/* The votes of one card in the order of the rounds, without repeats: 1 when it never moved. */
static guint
list_values (const PlumbDossier *dossier, const PlumbAssignment *assignment, PlumbRecommendation values[3])
{
  static const PlumbRound rounds[] = { PLUMB_ROUND_READING, PLUMB_ROUND_FINAL };
  guint n = 0;

  values[n++] = assignment->card->recommendation;
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      const PlumbVote *vote = plumb_loop_get_vote (dossier->loop, assignment->id, rounds[i]);
      if (vote != NULL && vote->value != values[n - 1])
        values[n++] = vote->value;
    }
  return n;
}

char *
plumb_dossier_dup_vote (const PlumbDossier *dossier, const PlumbAssignment *assignment)
{
  PlumbRecommendation values[3];
  guint n = 0;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (dossier != NULL && assignment != NULL, g_string_free (text, FALSE));
  n = list_values (dossier, assignment, values);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", then " : "", plumb_recommendation_to_label (values[i]));
  return g_string_free (text, FALSE);
}

static gboolean
has_voted (const PlumbDossier *dossier, const PlumbAssignment *assignment)
{
  return plumb_loop_get_vote (dossier->loop, assignment->id, PLUMB_ROUND_READING) != NULL
         || plumb_loop_get_vote (dossier->loop, assignment->id, PLUMB_ROUND_FINAL) != NULL;
}

/* A sentence above the table, once anybody has voted after the card. */
static void
add_moves (const PlumbDossier *dossier)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_voted = 0, n_moved = 0;

  for (guint i = 0; i < dossier->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (dossier->loop->assignments, i);
      PlumbRecommendation values[3];

      if (!plumb_dossier_shows_card (assignment) || !has_voted (dossier, assignment))
        continue;
      n_voted++;
      if (list_values (dossier, assignment, values) > 1)
        {
          g_autofree char *vote = plumb_dossier_dup_vote (dossier, assignment);
          g_string_append_printf (text, "%s%s: %s", n_moved > 0 ? "; " : "", plumb_dossier_get_panelist (dossier, assignment),
                                  vote);
          n_moved++;
        }
    }
  if (n_voted == 0)
    return;
  if (n_moved == 0)
    g_string_printf (text, "Nobody moved after the scorecard.");
  else
    {
      g_autofree char *head = g_strdup_printf ("%u of %u moved: ", n_moved, n_voted);
      g_string_prepend (text, head);
      g_string_append_c (text, '.');
    }
  plumb_part_paragraph (dossier->flow, PLUMB_STYLE_BODY, text->str, 0, 4);
  plumb_flow_keep_last (dossier->flow);
}

/* --- sections ------------------------------------------------------------------------------------------------------------------- */

/* What the bar raiser declared of their independence, and what they did not confirm. */
static void
add_declaration (const PlumbDossier *dossier, const PlumbVerdict *verdict)
{
  PlumbFlow *flow = dossier->flow;

  if (!verdict->declared)
    return;
  plumb_part_label (flow, "Declaration of independence", 3);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_LIST, NULL);
  for (guint i = 0; i < PLUMB_N_STATEMENTS; i++)
    {
      gboolean confirmed = (verdict->confirmed & (1u << i)) != 0;
      PlumbSpan spans[] = { { PLUMB_STYLE_SMALL, plumb_statement_to_label ((PlumbStatement)i), FALSE },
                            { PLUMB_STYLE_SMALL_STRONG, confirmed ? "" : "  not confirmed", FALSE } };

      plumb_part_signed (flow, confirmed ? PLUMB_SIGN_TICK : PLUMB_SIGN_RING, confirmed ? PLUMB_COLOUR_ACCENT : PLUMB_COLOUR_WARN,
                         spans, G_N_ELEMENTS (spans), 1);
    }
  plumb_flow_close_element (flow);
  plumb_part_note (flow, PLUMB_STYLE_SMALL, verdict->independence_note, 0, 1);
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
      add_declaration (dossier, verdict);
      plumb_flow_end_frame (dossier->flow);
    }
}

void
plumb_dossier_add_votes (const PlumbDossier *dossier)
{
  static const PlumbColumn columns[] = {
    { "Panelist", 2.0, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_STRONG },
    { "Seat", 1.7, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_GREY },
    { "On the card", 1.3, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "After reading", 1.4, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "Final", 1.2, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "Reason", 3.9, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
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
          plumb_flow_add_anchor (dossier->flow, PLUMB_ANCHOR_VOTES);
          plumb_part_heading (dossier->flow, "Votes", 1);
          add_moves (dossier);
          table = plumb_table_begin (dossier->flow, columns, G_N_ELEMENTS (columns) - (dossier->packet->shows_texts ? 0 : 1), 4);
        }
      add_vote_row (dossier, table, assignment);
    }
  if (table != NULL)
    plumb_table_end (table);
  add_verdicts (dossier);
}

void
plumb_dossier_add_votes_in_brief (const PlumbDossier *dossier)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (dossier != NULL);
  for (guint i = 0; dossier->packet->shows_cards && i < dossier->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (dossier->loop->assignments, i);
      g_autofree char *vote = NULL;
      g_autofree char *name = NULL;
      g_autofree char *item = NULL;
      g_auto (GStrv) words = NULL;

      if (!plumb_dossier_shows_card (assignment))
        continue;
      vote = plumb_dossier_dup_vote (dossier, assignment);
      name = plumb_dossier_dup_short_name (dossier, assignment);
      item = g_strdup_printf ("%s: %s", name, vote);
      for (char **word = words = g_strsplit (item, " ", -1); *word != NULL; word++)
        g_string_append_printf (text, "%s%s", word == words ? text->len > 0 ? "  ·  " : "" : "\u00a0", *word);
    }
  if (text->len == 0)
    return;
  plumb_part_heading (dossier->flow, "Votes", 0);
  plumb_part_paragraph (dossier->flow, PLUMB_STYLE_BODY, text->str, 0, 5);
}

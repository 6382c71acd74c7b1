/* summary-text.c - the packet in brief, as text. Nothing is computed; the words are those of the evaluation and of the pages. */
#include "exports/summary-text.h"

#include "app/text.h"
#include "exports/pages-dossier.h"

#include <string.h>

#define COLUMNS 72

/* --- lines ---------------------------------------------------------------------------------------------------------------------- */

/* Is what follows `at` in a line of its own what a mail program reads as a quote, or as the start of another mail? */
static gboolean
is_taken (const char *at)
{
  return *at == '>' || g_str_has_prefix (at, "From ");
}

/* `text` in lines: the first after `lead`, the others below its start. */
static void
append_wrapped (GString *out, const char *lead, const char *text)
{
  g_autofree char *shown = plumb_text_dup_line (text);
  g_auto (GStrv) words = g_strsplit (shown, " ", -1);
  glong indent = g_utf8_strlen (lead, -1), column = indent;
  gboolean first = TRUE;

  g_string_append (out, lead);
  for (guint i = 0; words[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (words[i], -1);

      if (length == 0)
        continue;
      /* A percent sign stays with its number. */
      if (!first && words[i][0] != '%' && column + 1 + length + (g_strcmp0 (words[i + 1], "%") == 0 ? 2 : 0) > COLUMNS)
        {
          g_string_append_printf (out, "\n%*s", (int)indent, "");
          column = indent;
        }
      else if (!first)
        {
          g_string_append_c (out, ' ');
          column++;
        }
      if (column == 0 && is_taken (words[i]))
        {
          g_string_append_c (out, ' ');
          column++;
        }
      g_string_append (out, words[i]);
      column += length;
      first = FALSE;
    }
  g_string_append_c (out, '\n');
}

static void
append_heading (GString *out, const char *text)
{
  g_string_append_printf (out, "\n%s\n", text);
}

/* --- parts ---------------------------------------------------------------------------------------------------------------------- */

static void
append_head (GString *out, const PlumbPacket *packet)
{
  const PlumbLoop *loop = packet->loop;
  g_autofree char *title = g_strdup_printf ("%s - %s", loop->candidate->name, loop->role);
  g_autofree char *kind = g_strdup_printf ("%s packet, confidential", plumb_profile_to_label (packet->profile));

  append_wrapped (out, "", title);
  append_wrapped (out, "", kind);
  if (*loop->candidate->headline != '\0')
    append_wrapped (out, "", loop->candidate->headline);
}

static void
append_figures (GString *out, const PlumbPacket *packet)
{
  const PlumbEvaluation *evaluation = packet->evaluation;
  g_autofree char *headline = plumb_evaluation_dup_headline (evaluation);
  g_autofree char *bar = plumb_dossier_dup_hundredths (packet->loop->template->policy.bar);
  g_autofree char *composite = evaluation->composite.defined
                                   ? g_strdup_printf ("Composite %s of %d (%s %%), bar %s%s.", evaluation->composite.text,
                                                      packet->loop->template->points, evaluation->percent.text, bar,
                                                      evaluation->n_awaited > 0 ? ", provisional" : "")
                                   : g_strdup_printf ("No composite yet; the bar is %s.", bar);

  append_heading (out, "RESULT");
  if (evaluation->withheld)
    {
      append_wrapped (out, "  ", "Hidden as long as figures are.");
      return;
    }
  append_wrapped (out, "  ", headline);
  append_wrapped (out, "  ", composite);
  if (evaluation->composite.defined)
    {
      g_autofree char *reach = g_strdup_printf ("Coverage %s %%, bounds %s to %s.", evaluation->coverage.text,
                                                evaluation->low.text, evaluation->high.text);
      append_wrapped (out, "  ", reach);
    }
}

static const char *
get_gate_word (PlumbGateState state)
{
  switch (state)
    {
    case PLUMB_GATE_PASS:
      return "  passes  ";
    case PLUMB_GATE_FAIL:
      return "  FAILS   ";
    case PLUMB_GATE_OPEN:
    default:
      return "  open    ";
    }
}

static void
append_gates (GString *out, const PlumbPacket *packet)
{
  append_heading (out, "GATES");
  for (guint i = 0; i < packet->evaluation->gates->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (packet->evaluation->gates, i);
      g_autofree char *text = g_strdup_printf ("%s. %s", gate->title, gate->reason);

      append_wrapped (out, get_gate_word (gate->state), text);
    }
}

static void
append_decision (GString *out, const PlumbPacket *packet)
{
  const PlumbDecision *decision = plumb_loop_get_decision (packet->loop);
  g_autofree char *date = decision == NULL ? NULL : plumb_dates_dup_date (&packet->dates, decision->at);
  const char *decider
      = decision == NULL || decision->decider == NULL ? "" : plumb_loop_get_person_name (packet->loop, decision->decider);
  g_autofree char *text = NULL;

  append_heading (out, "DECISION");
  if (decision == NULL)
    {
      append_wrapped (out, "  ", packet->evaluation->withheld ? "Hidden as long as figures are." : "None has been recorded.");
      return;
    }
  text = g_strdup_printf ("%s%s%s%s%s.", plumb_decision_to_label (decision->value), *decider != '\0' ? ", decided by " : "",
                          decider, *date != '\0' ? " on " : "", date);
  append_wrapped (out, "  ", text);
  if (!plumb_part_is_blank (decision->rationale))
    append_wrapped (out, "  ", decision->rationale);
  if (!plumb_part_is_blank (decision->override_reason))
    append_wrapped (out, "  Against the outcome: ", decision->override_reason);
  if (!plumb_part_is_blank (plumb_decision_get_missing (decision)))
    append_wrapped (out, "  What is missing: ", plumb_decision_get_missing (decision));
  if (!plumb_part_is_blank (plumb_decision_get_conditions (decision)))
    append_wrapped (out, "  Conditions: ", plumb_decision_get_conditions (decision));
}

static void
append_competencies (GString *out, const PlumbPacket *packet)
{
  append_heading (out, "COMPETENCIES");
  for (guint i = 0; !packet->evaluation->withheld && i < packet->evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (packet->evaluation->competencies, i);
      g_autofree char *lead = g_strdup_printf ("  %4s  ", result->score.defined ? result->score.text : "-");
      g_autofree char *share = packet->shows_policy ? plumb_dossier_dup_share (result->share) : NULL;
      g_autofree char *text
          = g_strdup_printf ("%s%s%s%s%s", result->competency->name, share != NULL ? ", weight " : "", share != NULL ? share : "",
                             result->split ? "; panelists differ by " : "", result->split ? result->spread.text : "");

      append_wrapped (out, lead, text);
    }
}

static void
append_flags (GString *out, const PlumbPacket *packet)
{
  const GPtrArray *flags = packet->loop->flags;

  append_heading (out, "RED FLAGS");
  if (flags->len == 0)
    append_wrapped (out, "  ", packet->evaluation->withheld ? "Hidden as long as figures are." : "None was raised.");
  for (int severity = PLUMB_SEVERITY_CRITICAL; severity >= (int)PLUMB_SEVERITY_MINOR; severity--)
    for (guint i = 0; i < flags->len; i++)
      {
        const PlumbFlag *flag = g_ptr_array_index (flags, i);
        g_autofree char *state = g_utf8_strdown (plumb_flag_state_to_label (flag->state), -1);
        g_autofree char *text = g_strdup_printf ("%s, %s: %s", plumb_severity_to_label (flag->severity), state, flag->label);

        if ((int)flag->severity == severity)
          append_wrapped (out, "  - ", text);
      }
}

static void
append_votes (GString *out, const PlumbPacket *packet)
{
  const PlumbDossier dossier
      = { .packet = packet, .loop = packet->loop, .template = packet->loop->template, .evaluation = packet->evaluation };
  gboolean any = FALSE;

  for (guint i = 0; i < packet->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (packet->loop->assignments, i);
      g_autofree char *vote = NULL;
      g_autofree char *text = NULL;

      if (!plumb_dossier_shows_card (assignment))
        continue;
      if (!any)
        append_heading (out, "VOTES");
      any = TRUE;
      vote = plumb_dossier_dup_vote (&dossier, assignment);
      text = g_strdup_printf ("%s (%s): %s", plumb_dossier_get_panelist (&dossier, assignment),
                              plumb_seat_to_label (assignment->seat), vote);
      append_wrapped (out, "  - ", text);
    }
}

static void
append_stamp (GString *out, const PlumbPacket *packet)
{
  g_autofree char *at = plumb_dates_dup_date_time (&packet->dates, packet->made_at);
  g_autofree char *made = g_strdup_printf ("Made %s by %s, Plumbline %s.", at, packet->made_by, packet->program_version);

  /* What mail programs take for the start of a signature. */
  g_string_append (out, "\n-- \n");
  append_wrapped (out, "", made);
  if (packet->left_out != NULL && *packet->left_out != '\0')
    append_wrapped (out, "Left out: ", packet->left_out);
  if (packet->anchor_sequence > 0)
    g_string_append_printf (out, "Audit anchor: event %" G_GINT64_FORMAT ", SHA-256\n%s\n", packet->anchor_sequence,
                            packet->anchor_hash);
}

char *
plumb_summary_text_dup (const PlumbPacket *packet)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (packet != NULL, g_string_free (out, FALSE));
  append_head (out, packet);
  if (packet->shows_policy)
    {
      append_figures (out, packet);
      append_gates (out, packet);
    }
  append_decision (out, packet);
  append_competencies (out, packet);
  if (packet->shows_flags)
    append_flags (out, packet);
  if (packet->shows_cards)
    append_votes (out, packet);
  append_stamp (out, packet);
  return g_string_free (out, FALSE);
}

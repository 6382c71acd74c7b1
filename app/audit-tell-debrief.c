/* audit-tell-debrief.c - how each command after submitting is told: flags, amendments, the debrief, the decision. */
#include "app/audit-tell.h"

void
plumb_tell_raise_flag (PlumbTelling *telling)
{
  plumb_telling_add (telling, "raised a ");
  PLUMB_TELLING_ADD_WORD (telling, severity, PlumbSeverity, plumb_telling_get_text (telling, "severity"));
  plumb_telling_add (telling, " red flag on ");
  plumb_telling_add_place (telling);
  plumb_telling_add_reason (telling, "label");
}

void
plumb_tell_edit_flag (PlumbTelling *telling)
{
  plumb_telling_add (telling, "changed a red flag on ");
  plumb_telling_add_place (telling);
  plumb_telling_add (telling, " to ");
  PLUMB_TELLING_ADD_WORD (telling, severity, PlumbSeverity, plumb_telling_get_text (telling, "severity"));
  plumb_telling_add_reason (telling, "label");
}

void
plumb_tell_withdraw_flag (PlumbTelling *telling)
{
  plumb_telling_add (telling, "withdrew ");
  plumb_telling_add_flag (telling, plumb_telling_get_text (telling, "flag"));
}

void
plumb_tell_resolve_flag (PlumbTelling *telling)
{
  const char *state = plumb_telling_get_text (telling, "state");

  plumb_telling_add (telling, g_str_equal (state, "upheld")    ? "upheld "
                              : g_str_equal (state, "cleared") ? "cleared "
                                                               : "opened again ");
  plumb_telling_add_flag (telling, plumb_telling_get_text (telling, "flag"));
  plumb_telling_add_reason (telling, "reason");
}

void
plumb_tell_corroborate_flag (PlumbTelling *telling)
{
  plumb_telling_add (telling, "corroborated ");
  plumb_telling_add_flag (telling, plumb_telling_get_text (telling, "flag"));
  plumb_telling_add_reason (telling, "note");
}

void
plumb_tell_withdraw_corroboration (PlumbTelling *telling)
{
  plumb_telling_add (telling, "took back that they had seen the same as ");
  plumb_telling_add_flag (telling, plumb_telling_get_text (telling, "flag"));
  plumb_telling_add_reason (telling, "reason");
}

void
plumb_tell_merge_flag (PlumbTelling *telling)
{
  plumb_telling_add (telling, "merged ");
  plumb_telling_add_flag (telling, plumb_telling_get_text (telling, "flag"));
  plumb_telling_add (telling, " into ");
  plumb_telling_add_flag (telling, plumb_telling_get_text (telling, "into"));
  plumb_telling_add_reason (telling, "reason");
}

void
plumb_tell_unmerge_flag (PlumbTelling *telling)
{
  plumb_telling_add (telling, "let ");
  plumb_telling_add_flag (telling, plumb_telling_get_text (telling, "flag"));
  plumb_telling_add (telling, " stand by itself again");
  plumb_telling_add_reason (telling, "reason");
}

static const PlumbAmendment *
get_amendment (const PlumbTelling *telling)
{
  const PlumbAssignment *assignment = plumb_telling_get_assignment (telling);
  GPtrArray *amendments = assignment != NULL ? assignment->card->amendments : NULL;

  for (guint i = 0; amendments != NULL && i < amendments->len; i++)
    if (g_str_equal (((PlumbAmendment *)g_ptr_array_index (amendments, i))->id, plumb_telling_get_text (telling, "amendment")))
      return g_ptr_array_index (amendments, i);
  return NULL;
}

void
plumb_tell_amend_card (PlumbTelling *telling)
{
  const PlumbAmendment *amendment = get_amendment (telling);

  plumb_telling_add (telling, "amended the ");
  plumb_telling_add_name (telling, plumb_telling_get_text (telling, "field"));
  plumb_telling_add (telling, " of ");
  plumb_telling_add_place (telling);
  if (amendment != NULL)
    {
      plumb_telling_add (telling, " from");
      plumb_telling_add_quoted (telling, *amendment->before != '\0' ? amendment->before : "–");
    }
  plumb_telling_add (telling, " to");
  plumb_telling_add_quoted (telling, plumb_telling_get_text (telling, "after"));
  plumb_telling_add_reason (telling, "reason");
}

void
plumb_tell_start_debrief (PlumbTelling *telling)
{
  gint64 minutes = plumb_telling_get_number (telling, "minutes");

  plumb_telling_add (telling, "started the debrief");
  if (minutes > 0)
    g_string_append_printf (telling->text, ", with %" G_GINT64_FORMAT " minute%s of reading", minutes, minutes == 1 ? "" : "s");
}

/* A key of the agenda: "split:COMPETENCY", "votes", "flag:ID", "uncovered:COMPETENCY", "holistic", "topic:UUID". */
static void
add_point (PlumbTelling *telling)
{
  g_auto (GStrv) parts = g_strsplit (plumb_telling_get_text (telling, "point"), ":", 2);
  const char *subject = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";
  const PlumbCompetency *competency
      = telling->loop != NULL ? plumb_template_get_competency (telling->loop->template, subject, NULL) : NULL;

  if (*plumb_telling_get_text (telling, "title") != '\0')
    plumb_telling_add_quoted (telling, plumb_telling_get_text (telling, "title"));
  else if (g_strcmp0 (parts[0], "flag") == 0)
    {
      plumb_telling_add (telling, " ");
      plumb_telling_add_flag (telling, subject);
    }
  else if (competency != NULL)
    {
      plumb_telling_add (telling, g_strcmp0 (parts[0], "split") == 0 ? " the split on " : " what is missing on ");
      plumb_telling_add_name (telling, competency->name);
    }
  else
    plumb_telling_add (telling, g_strcmp0 (parts[0], "votes") == 0      ? " the votes"
                                : g_strcmp0 (parts[0], "holistic") == 0 ? " the whole"
                                                                        : " a topic");
}

void
plumb_tell_record_point (PlumbTelling *telling)
{
  plumb_telling_add (telling, "minuted");
  add_point (telling);
  plumb_telling_add (telling, " as “");
  PLUMB_TELLING_ADD_WORD (telling, point_outcome, PlumbPointOutcome, plumb_telling_get_text (telling, "outcome"));
  plumb_telling_add (telling, "”");
  plumb_telling_add_reason (telling, "note");
}

void
plumb_tell_vote (PlumbTelling *telling)
{
  const char *before = plumb_telling_get_before (telling, "value");

  plumb_telling_add (telling, "voted ");
  PLUMB_TELLING_ADD_WORD (telling, recommendation, PlumbRecommendation, plumb_telling_get_text (telling, "value"));
  plumb_telling_add (telling,
                     g_str_equal (plumb_telling_get_text (telling, "round"), "final") ? " in the final round" : " after reading");
  if (before != NULL && !g_str_equal (before, plumb_telling_get_text (telling, "value")))
    {
      plumb_telling_add (telling, " (before: ");
      PLUMB_TELLING_ADD_WORD (telling, recommendation, PlumbRecommendation, before);
      plumb_telling_add (telling, ")");
    }
  plumb_telling_add_reason (telling, "reason");
}

void
plumb_tell_give_verdict (PlumbTelling *telling)
{
  plumb_telling_add (telling, g_str_equal (plumb_telling_get_text (telling, "value"), "veto") ? "vetoed a hire as bar raiser"
                                                                                              : "concurred as bar raiser");
  plumb_telling_add_reason (telling, "rationale");
}

void
plumb_tell_decide (PlumbTelling *telling)
{
  json_t *dissents = json_object_get (telling->arguments, "dissents");

  plumb_telling_add (telling, "decided: ");
  PLUMB_TELLING_ADD_WORD (telling, decision, PlumbDecisionValue, plumb_telling_get_text (telling, "value"));
  plumb_telling_add_reason (telling, "rationale");
  for (gsize i = 0; i < json_array_size (dissents); i++)
    {
      plumb_telling_add (telling, i == 0 ? "; dissenting " : ", ");
      plumb_telling_add_person (telling, json_string_value (json_array_get (dissents, i)) != NULL
                                             ? json_string_value (json_array_get (dissents, i))
                                             : "");
    }
}

void
plumb_tell_reopen_loop (PlumbTelling *telling)
{
  plumb_telling_add (telling, "reopened the loop");
  plumb_telling_add_reason (telling, "reason");
}

void
plumb_tell_break_seal (PlumbTelling *telling)
{
  plumb_telling_add (telling, "broke the seal to read the cards of others");
  plumb_telling_add_reason (telling, "reason");
}

void
plumb_tell_give_feedback (PlumbTelling *telling)
{
  plumb_telling_add (telling, "gave a panelist feedback on their card");
}

void
plumb_tell_acknowledge_feedback (PlumbTelling *telling)
{
  plumb_telling_add (telling, "acknowledged feedback on their card");
}

void
plumb_tell_erase_feedback (PlumbTelling *telling)
{
  plumb_telling_add (telling, "erased feedback on a card");
}

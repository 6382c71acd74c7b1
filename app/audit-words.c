/* audit-words.c - one table of kinds: what each is about, who may read it, and the function that tells it. */
#include "app/audit-words.h"

#include "app/audit-tell.h"

/* Who may read it in full, apart from the owner and whoever did it. */
typedef enum
{
  REACH_ALL,     /* about the workspace, or about states */
  REACH_REASON,  /* about states, but with a reason that only full sight reads; outline for all */
  REACH_CARDS,   /* full sight */
  REACH_DRAFT,   /* nobody; with full sight in outline */
  REACH_BETWEEN, /* nobody, nor that it was done */
} Reach;

static const struct
{
  const char *nick;
  PlumbTopic topic;
  Reach reach;
  PlumbTell tell;
  const char *outline; /* without what was said; a blank at the end: the stage follows; NULL: "worked on the card of" it */
  const char *subject; /* the arguments that tell what it is about; NULL: no "before" */
} kinds[] = {
  { "add-person", PLUMB_TOPIC_LIBRARY, REACH_ALL, plumb_tell_add_person, "added a person", NULL },
  { "add-template", PLUMB_TOPIC_LIBRARY, REACH_ALL, plumb_tell_add_template, "added a loop template", NULL },
  { "open-loop", PLUMB_TOPIC_PANEL, REACH_ALL, plumb_tell_open_loop, "opened the loop", NULL },
  { "close-loop", PLUMB_TOPIC_DECISION, REACH_REASON, plumb_tell_close_loop, "closed the loop without a decision", NULL },
  { "assign", PLUMB_TOPIC_PANEL, REACH_ALL, plumb_tell_assign, "gave out a stage", "assignment" },
  { "reassign", PLUMB_TOPIC_PANEL, REACH_ALL, plumb_tell_reassign, "handed on a stage", "assignment" },
  { "schedule", PLUMB_TOPIC_PANEL, REACH_ALL, plumb_tell_schedule, "scheduled a stage", "assignment" },
  { "skip", PLUMB_TOPIC_PANEL, REACH_REASON, plumb_tell_skip, "skipped ", NULL },
  { "skip-stage", PLUMB_TOPIC_PANEL, REACH_REASON, plumb_tell_skip, "skipped ", NULL },
  { "start-card", PLUMB_TOPIC_CARD, REACH_ALL, plumb_tell_start_card, "started an interview", NULL },
  { "set-clock", PLUMB_TOPIC_CARD, REACH_DRAFT, plumb_tell_set_clock, NULL, NULL },
  { "set-answer", PLUMB_TOPIC_CARD, REACH_DRAFT, plumb_tell_set_answer, NULL, "assignment question" },
  { "set-notes", PLUMB_TOPIC_CARD, REACH_DRAFT, plumb_tell_set_notes, NULL, NULL },
  { "set-rationale", PLUMB_TOPIC_CARD, REACH_DRAFT, plumb_tell_set_rationale, NULL, NULL },
  { "set-signal", PLUMB_TOPIC_CARD, REACH_DRAFT, plumb_tell_set_signal, NULL, NULL },
  { "set-evidence", PLUMB_TOPIC_CARD, REACH_DRAFT, plumb_tell_set_evidence, NULL, NULL },
  { "add-seconds", PLUMB_TOPIC_CARD, REACH_DRAFT, plumb_tell_add_seconds, NULL, NULL },
  { "raise-flag", PLUMB_TOPIC_FLAG, REACH_DRAFT, plumb_tell_raise_flag, NULL, NULL },
  { "edit-flag", PLUMB_TOPIC_FLAG, REACH_DRAFT, plumb_tell_edit_flag, NULL, NULL },
  { "withdraw-flag", PLUMB_TOPIC_FLAG, REACH_DRAFT, plumb_tell_withdraw_flag, NULL, NULL },
  { "resolve-flag", PLUMB_TOPIC_FLAG, REACH_CARDS, plumb_tell_resolve_flag, "settled a red flag", NULL },
  { "corroborate-flag", PLUMB_TOPIC_FLAG, REACH_CARDS, plumb_tell_corroborate_flag, "corroborated a red flag", NULL },
  { "withdraw-corroboration", PLUMB_TOPIC_FLAG, REACH_CARDS, plumb_tell_withdraw_corroboration, "took back a corroboration",
    NULL },
  { "merge-flag", PLUMB_TOPIC_FLAG, REACH_CARDS, plumb_tell_merge_flag, "merged two red flags", NULL },
  { "unmerge-flag", PLUMB_TOPIC_FLAG, REACH_CARDS, plumb_tell_unmerge_flag, "took two red flags apart", NULL },
  { "set-summary", PLUMB_TOPIC_CARD, REACH_DRAFT, plumb_tell_set_summary, NULL, "assignment" },
  { "submit-card", PLUMB_TOPIC_RECORD, REACH_ALL, plumb_tell_submit_card, "submitted a card", NULL },
  { "amend-card", PLUMB_TOPIC_RECORD, REACH_CARDS, plumb_tell_amend_card, "amended a submitted card", NULL },
  { "start-debrief", PLUMB_TOPIC_DEBRIEF, REACH_CARDS, plumb_tell_start_debrief, "started the debrief", NULL },
  { "record-point", PLUMB_TOPIC_DEBRIEF, REACH_CARDS, plumb_tell_record_point, "minuted a point of the debrief", NULL },
  { "vote", PLUMB_TOPIC_DEBRIEF, REACH_CARDS, plumb_tell_vote, "voted", "assignment" },
  { "give-verdict", PLUMB_TOPIC_DEBRIEF, REACH_CARDS, plumb_tell_give_verdict, "gave the bar raiser's word", NULL },
  { "decide", PLUMB_TOPIC_DECISION, REACH_CARDS, plumb_tell_decide, "decided", NULL },
  { "reopen-loop", PLUMB_TOPIC_DECISION, REACH_CARDS, plumb_tell_reopen_loop, "reopened the loop", NULL },
  { "break-seal", PLUMB_TOPIC_RECORD, REACH_CARDS, plumb_tell_break_seal, "broke the seal", NULL },
  { "give-feedback", PLUMB_TOPIC_DEBRIEF, REACH_BETWEEN, plumb_tell_give_feedback, "gave feedback", NULL },
  { "acknowledge-feedback", PLUMB_TOPIC_DEBRIEF, REACH_BETWEEN, plumb_tell_acknowledge_feedback, "acknowledged feedback", NULL },
  { "erase-feedback", PLUMB_TOPIC_DEBRIEF, REACH_BETWEEN, plumb_tell_erase_feedback, "erased feedback", NULL },
  { "import-loop", PLUMB_TOPIC_PANEL, REACH_ALL, plumb_tell_import_loop, "imported the loop", NULL },
  { "seed-library", PLUMB_TOPIC_LIBRARY, REACH_ALL, plumb_tell_seed_library, "brought in the shipped library", NULL },
};

static const struct
{
  const char *nick;
  const char *label;
} topics[PLUMB_N_TOPICS] = {
  [PLUMB_TOPIC_PANEL] = { "panel", "Loop and panel" },          [PLUMB_TOPIC_CARD] = { "card", "Work on cards" },
  [PLUMB_TOPIC_RECORD] = { "record", "Submitted and amended" }, [PLUMB_TOPIC_FLAG] = { "flag", "Red flags" },
  [PLUMB_TOPIC_DEBRIEF] = { "debrief", "Debrief and votes" },   [PLUMB_TOPIC_DECISION] = { "decision", "Decision" },
  [PLUMB_TOPIC_LIBRARY] = { "library", "People and library" },
};

/* Its row of the table, or -1. */
static int
find_kind (PlumbCommandKind kind)
{
  const char *nick = plumb_command_kind_to_nick (kind);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].nick, nick))
      return (int)i;
  return -1;
}

/* "Ada Lovelace ", "The owner of the workspace ", "Plumbline " */
static GString *
begin_sentence (const PlumbEvent *event)
{
  g_autofree char *name = plumb_phrase_dup_name (event->actor_name != NULL ? event->actor_name : "");
  GString *text = g_string_new (NULL);

  if (*name != '\0')
    g_string_append_printf (text, "%s ", name);
  else if (event->kind == PLUMB_COMMAND_SEED_LIBRARY)
    g_string_append (text, "Plumbline ");
  else if (event->actor == NULL)
    g_string_append (text, "The owner of the workspace ");
  else
    g_string_append_printf (text, "Person %.8s ", event->actor);
  return text;
}

const char *
plumb_topic_to_nick (PlumbTopic topic)
{
  g_return_val_if_fail ((guint)topic < PLUMB_N_TOPICS, "");
  return topics[topic].nick;
}

const char *
plumb_topic_to_label (PlumbTopic topic)
{
  g_return_val_if_fail ((guint)topic < PLUMB_N_TOPICS, "");
  return topics[topic].label;
}

gboolean
plumb_topic_from_nick (const char *nick, PlumbTopic *topic)
{
  for (guint i = 0; nick != NULL && i < PLUMB_N_TOPICS; i++)
    if (g_str_equal (topics[i].nick, nick))
      {
        *topic = (PlumbTopic)i;
        return TRUE;
      }
  return FALSE;
}

PlumbTopic
plumb_topic_of_kind (PlumbCommandKind kind)
{
  int row = find_kind (kind);

  return row >= 0 ? kinds[row].topic : PLUMB_TOPIC_PANEL;
}

PlumbReading
plumb_audit_judge (const PlumbEvent *event, const char *viewer, PlumbSight sight)
{
  int row;

  g_return_val_if_fail (event != NULL, PLUMB_READING_NONE);
  row = find_kind (event->kind);
  if (viewer == NULL || (event->actor != NULL && g_str_equal (viewer, event->actor)))
    return PLUMB_READING_FULL;
  if (row < 0 || kinds[row].reach == REACH_BETWEEN)
    return PLUMB_READING_NONE;
  if (kinds[row].reach == REACH_ALL)
    return PLUMB_READING_FULL;
  if (kinds[row].reach == REACH_REASON)
    return sight == PLUMB_SIGHT_FULL ? PLUMB_READING_FULL : PLUMB_READING_OUTLINE;
  if (sight != PLUMB_SIGHT_FULL)
    return PLUMB_READING_NONE;
  return kinds[row].reach == REACH_DRAFT ? PLUMB_READING_OUTLINE : PLUMB_READING_FULL;
}

char *
plumb_audit_dup_sentence (const PlumbEvent *event, const PlumbLoop *loop, const char *before)
{
  PlumbTelling telling = { .event = event, .loop = loop };
  int row;

  g_return_val_if_fail (event != NULL, NULL);
  row = find_kind (event->kind);
  if (row < 0)
    return NULL;
  telling.text = begin_sentence (event);
  telling.arguments = event->payload != NULL ? json_loads (event->payload, 0, NULL) : NULL;
  telling.before = before != NULL ? json_loads (before, 0, NULL) : NULL;
  if (telling.arguments != NULL)
    kinds[row].tell (&telling);
  else
    g_string_append_printf (telling.text, "%s; what was said has been erased",
                            kinds[row].outline != NULL ? kinds[row].outline : "worked on a card");
  json_decref (telling.arguments);
  json_decref (telling.before);
  return g_string_free (telling.text, FALSE);
}

char *
plumb_audit_dup_outline (const PlumbEvent *event, const PlumbLoop *loop)
{
  PlumbTelling telling = { .event = event, .loop = loop };
  int row;

  g_return_val_if_fail (event != NULL, NULL);
  row = find_kind (event->kind);
  if (row < 0)
    return NULL;
  telling.text = begin_sentence (event);
  telling.arguments = event->payload != NULL ? json_loads (event->payload, 0, NULL) : NULL;
  if (kinds[row].outline != NULL)
    {
      plumb_telling_add (&telling, kinds[row].outline);
      if (g_str_has_suffix (kinds[row].outline, " "))
        plumb_telling_add_stage (&telling);
    }
  else
    {
      plumb_telling_add (&telling, "worked on the card of ");
      plumb_telling_add_stage (&telling);
    }
  json_decref (telling.arguments);
  return g_string_free (telling.text, FALSE);
}

char *
plumb_audit_dup_subject (const PlumbEvent *event)
{
  g_auto (GStrv) names = NULL;
  PlumbTelling telling = { .event = event };
  int row;

  g_return_val_if_fail (event != NULL, NULL);
  row = find_kind (event->kind);
  if (row < 0 || kinds[row].subject == NULL || event->payload == NULL)
    return NULL;
  /* Who holds a stage is said by assigning and by handing on; so is its date. */
  telling.text = g_string_new (kinds[row].topic == PLUMB_TOPIC_PANEL ? "panel" : kinds[row].nick);
  telling.arguments = json_loads (event->payload, 0, NULL);
  names = g_strsplit (kinds[row].subject, " ", -1);
  for (gsize i = 0; names[i] != NULL; i++)
    g_string_append_printf (telling.text, " %s", plumb_telling_get_text (&telling, names[i]));
  json_decref (telling.arguments);
  return g_string_free (telling.text, FALSE);
}

const char *const *
plumb_audit_list_limits (void)
{
  static const char *const limits[] = {
    "A record without problems is tamper-evident since the last anchor: every event follows from the one before it, and every "
    "row is as "
    "its last event left it.",
    "It can't tell by itself that the newest events were cut off together with the rows they wrote, nor that somebody recomputed "
    "the "
    "whole chain. A packet can: each carries the number and hash of the last event when it was made.",
    NULL,
  };

  return limits;
}

/* card-change.c - see card-change.h. */

#include "ui/card-change.h"

#include "app/text.h"

PlumbCardChange *
plumb_card_change_new (PlumbCommandKind kind, const char *question, const char *key)
{
  PlumbCardChange *change = g_new0 (PlumbCardChange, 1);

  g_atomic_ref_count_init (&change->refs);
  change->kind = kind;
  change->at = plumb_instant_now ();
  change->question = g_strdup (question);
  change->key = g_strdup (key);
  return change;
}

PlumbCardChange *
plumb_card_change_ref (PlumbCardChange *change)
{
  g_return_val_if_fail (change != NULL, NULL);
  g_atomic_ref_count_inc (&change->refs);
  return change;
}

void
plumb_card_change_unref (PlumbCardChange *change)
{
  g_return_if_fail (change != NULL);

  if (!g_atomic_ref_count_dec (&change->refs))
    return;
  g_free (change->question);
  g_free (change->key);
  g_free (change->text);
  g_free (change->reason);
  g_free (change->handover);
  g_free (change->word);
  g_clear_pointer (&change->flag, plumb_flag_free);
  g_free (change);
}

PlumbFlag *
plumb_flag_copy (const PlumbFlag *flag)
{
  PlumbFlag *copy;

  g_return_val_if_fail (flag != NULL, NULL);

  copy = plumb_flag_new (flag->id, flag->assignment);
  copy->question = g_strdup (flag->question);
  copy->choice = g_strdup (flag->choice);
  plumb_set_string (&copy->label, flag->label);
  copy->severity = flag->severity;
  plumb_set_string (&copy->quote, flag->quote);
  copy->state = flag->state;
  plumb_set_string (&copy->resolution, flag->resolution);
  copy->resolved_by = g_strdup (flag->resolved_by);
  copy->resolved_at = flag->resolved_at;
  copy->raised_at = flag->raised_at;
  return copy;
}

static PlumbCommand *
answer_to_command (const PlumbCardChange *change, const char *actor, const char *loop, const char *assignment)
{
  PlumbAnswerState state = PLUMB_ANSWER_OPEN;

  plumb_answer_state_from_nick (change->word, &state);
  return plumb_command_new_set_answer (actor, loop, assignment, change->question, state, (int)change->number);
}

static PlumbCommand *
summary_to_command (const PlumbCardChange *change, const char *actor, const char *loop, const char *assignment)
{
  PlumbRecommendation recommendation = PLUMB_RECOMMENDATION_NONE;

  plumb_recommendation_from_nick (change->word, &recommendation);
  return plumb_command_new_set_summary (actor, loop, assignment, recommendation, change->reason, change->text, change->handover);
}

PlumbCommand *
plumb_card_change_to_command (const PlumbCardChange *change, const char *actor, const char *loop, const char *assignment)
{
  g_return_val_if_fail (change != NULL && loop != NULL && assignment != NULL, NULL);

  switch (change->kind)
    {
    case PLUMB_COMMAND_START_CARD:
      return plumb_command_new_start_card (actor, loop, assignment);
    case PLUMB_COMMAND_SET_CLOCK:
      return change->taken > 0 ? plumb_command_new_take_time (actor, loop, assignment, change->number != 0, change->taken)
                               : plumb_command_new_set_clock (actor, loop, assignment, change->number != 0);
    case PLUMB_COMMAND_SET_ANSWER:
      return answer_to_command (change, actor, loop, assignment);
    case PLUMB_COMMAND_SET_NOTES:
      return plumb_command_new_set_notes (actor, loop, assignment, change->question, change->text);
    case PLUMB_COMMAND_SET_RATIONALE:
      return plumb_command_new_set_rationale (actor, loop, assignment, change->question, change->text);
    case PLUMB_COMMAND_SET_SIGNAL:
      return plumb_command_new_set_signal (actor, loop, assignment, change->question, change->key, change->number != 0);
    case PLUMB_COMMAND_SET_EVIDENCE:
      return plumb_command_new_set_evidence (actor, loop, assignment, change->question, change->key, change->text);
    case PLUMB_COMMAND_ADD_SECONDS:
      return plumb_command_new_add_seconds (actor, loop, assignment, change->question, change->number);
    case PLUMB_COMMAND_RAISE_FLAG:
      return plumb_command_new_raise_flag (actor, loop, change->flag);
    case PLUMB_COMMAND_EDIT_FLAG:
      return plumb_command_new_edit_flag (actor, loop, change->flag);
    case PLUMB_COMMAND_WITHDRAW_FLAG:
      return plumb_command_new_withdraw_flag (actor, loop, change->flag->id);
    case PLUMB_COMMAND_SET_SUMMARY:
      return summary_to_command (change, actor, loop, assignment);
    case PLUMB_COMMAND_SUBMIT_CARD:
      return plumb_command_new_submit_card (actor, loop, assignment);
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
is_flag (PlumbCommandKind kind)
{
  return kind == PLUMB_COMMAND_RAISE_FLAG || kind == PLUMB_COMMAND_EDIT_FLAG || kind == PLUMB_COMMAND_WITHDRAW_FLAG;
}

/* Do both say something of the same place? The clock never does: each turn of it counts. */
static gboolean
is_same_place (const PlumbCardChange *a, const PlumbCardChange *b)
{
  if (is_flag (a->kind) && is_flag (b->kind))
    return g_str_equal (a->flag->id, b->flag->id);
  return a->kind == b->kind && a->kind != PLUMB_COMMAND_SET_CLOCK && g_strcmp0 (a->question, b->question) == 0
         && g_strcmp0 (a->key, b->key) == 0;
}

GPtrArray *
plumb_card_change_queue_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_card_change_unref);
}

/* What stood as evidence for a flag goes with it. */
static void
drop_evidence (GPtrArray *queue, const char *flag)
{
  for (guint i = queue->len; i > 0; i--)
    {
      const PlumbCardChange *change = g_ptr_array_index (queue, i - 1);

      if (change->kind == PLUMB_COMMAND_SET_EVIDENCE && g_strcmp0 (change->key, flag) == 0)
        g_ptr_array_remove_index (queue, i - 1);
    }
}

/* A flag that was edited keeps its place, before the evidence that leans on it. */
void
plumb_card_change_push (GPtrArray *queue, PlumbCardChange *change)
{
  g_autoptr (PlumbCardChange) owned = change;
  int place = -1;

  g_return_if_fail (queue != NULL && change != NULL);

  if (change->kind == PLUMB_COMMAND_WITHDRAW_FLAG)
    drop_evidence (queue, change->flag->id);
  for (guint i = 0; i < queue->len; i++)
    {
      PlumbCardChange *before = g_ptr_array_index (queue, i);

      if (!is_same_place (before, change))
        continue;
      if (change->kind == PLUMB_COMMAND_ADD_SECONDS)
        change->number += before->number;
      if (before->kind == PLUMB_COMMAND_RAISE_FLAG && change->kind == PLUMB_COMMAND_EDIT_FLAG)
        {
          change->kind = PLUMB_COMMAND_RAISE_FLAG;
          place = (int)i;
        }
      if (before->kind == PLUMB_COMMAND_RAISE_FLAG && change->kind == PLUMB_COMMAND_WITHDRAW_FLAG)
        g_clear_pointer (&owned, plumb_card_change_unref);
      g_ptr_array_remove_index (queue, i);
      break;
    }
  if (owned != NULL)
    g_ptr_array_insert (queue, place, g_steal_pointer (&owned));
}

static void
set_text (json_t *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_new (object, name, json_string (text));
}

json_t *
plumb_card_change_to_json (const PlumbCardChange *change)
{
  json_t *object = json_object ();

  g_return_val_if_fail (change != NULL, object);

  set_text (object, "kind", plumb_command_kind_to_nick (change->kind));
  set_text (object, "question", change->question);
  set_text (object, "key", change->key);
  set_text (object, "text", change->text);
  set_text (object, "reason", change->reason);
  set_text (object, "handover", change->handover);
  set_text (object, "word", change->word);
  json_object_set_new (object, "number", json_integer (change->number));
  if (change->flag != NULL)
    {
      set_text (object, "flag", change->flag->id);
      set_text (object, "choice", change->flag->choice);
      set_text (object, "label", change->flag->label);
      set_text (object, "severity", plumb_severity_to_nick (change->flag->severity));
      set_text (object, "quote", change->flag->quote);
      set_text (object, "on", change->flag->question);
    }
  return object;
}

/* A text of the file, repaired; NULL when there is none. */
static char *
dup_text (json_t *object, const char *name, gsize max)
{
  json_t *value = json_object_get (object, name);

  return json_is_string (value) ? plumb_text_dup_repaired (json_string_value (value), (gssize)json_string_length (value), max)
                                : NULL;
}

static PlumbFlag *
read_flag (json_t *object, const char *assignment)
{
  g_autofree char *id = dup_text (object, "flag", PLUMB_NAME_MAX);
  g_autofree char *severity = dup_text (object, "severity", PLUMB_NAME_MAX);
  PlumbFlag *flag;

  if (id == NULL || !plumb_id_is_valid (id))
    return NULL;
  flag = plumb_flag_new (id, assignment);
  flag->question = dup_text (object, "on", PLUMB_NAME_MAX);
  flag->choice = dup_text (object, "choice", PLUMB_NAME_MAX);
  g_free (flag->label);
  flag->label = dup_text (object, "label", PLUMB_NAME_MAX);
  g_free (flag->quote);
  flag->quote = dup_text (object, "quote", PLUMB_LINE_MAX);
  if (flag->label == NULL || flag->quote == NULL || !plumb_severity_from_nick (severity, &flag->severity))
    g_clear_pointer (&flag, plumb_flag_free);
  return flag;
}

PlumbCardChange *
plumb_card_change_new_from_json (json_t *object, const char *assignment)
{
  g_autoptr (PlumbCardChange) change = NULL;
  PlumbCommandKind kind;

  g_return_val_if_fail (assignment != NULL, NULL);

  if (!plumb_command_kind_from_nick (json_string_value (json_object_get (object, "kind")), &kind)
      || kind < PLUMB_COMMAND_START_CARD || kind > PLUMB_COMMAND_SET_SUMMARY
      || (kind >= PLUMB_COMMAND_RESOLVE_FLAG && kind <= PLUMB_COMMAND_UNMERGE_FLAG))
    return NULL;
  change = plumb_card_change_new (kind, NULL, NULL);
  change->question = dup_text (object, "question", PLUMB_NAME_MAX);
  change->key = dup_text (object, "key", PLUMB_NAME_MAX);
  change->text = dup_text (object, "text", PLUMB_NOTE_MAX);
  change->reason = dup_text (object, "reason", PLUMB_LINE_MAX);
  change->handover = dup_text (object, "handover", PLUMB_NOTE_MAX);
  change->word = dup_text (object, "word", PLUMB_NAME_MAX);
  change->number = json_integer_value (json_object_get (object, "number"));
  if (is_flag (kind))
    {
      change->flag = read_flag (object, assignment);
      if (change->flag == NULL)
        return NULL;
    }
  return g_steal_pointer (&change);
}

PlumbCardChange *
plumb_card_change_copy (const PlumbCardChange *change, const char *assignment)
{
  PlumbCardChange *copy;

  g_return_val_if_fail (change != NULL && assignment != NULL, NULL);

  copy = plumb_card_change_new (change->kind, change->question, change->key);
  copy->at = change->at;
  copy->text = g_strdup (change->text);
  copy->reason = g_strdup (change->reason);
  copy->handover = g_strdup (change->handover);
  copy->word = g_strdup (change->word);
  copy->number = change->number;
  copy->taken = change->taken;
  if (change->flag != NULL)
    {
      copy->flag = plumb_flag_copy (change->flag);
      plumb_set_string (&copy->flag->assignment, assignment);
    }
  return copy;
}

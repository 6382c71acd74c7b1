/* flag.c - what the events of a red flag come to: its merge, its corroborations, its history. The events are the record; nothing that
 * follows from them is stored beside them. */
#include "app/loop.h"

const PlumbFlagEvent *
plumb_flag_get_merge (const PlumbFlag *flag)
{
  g_return_val_if_fail (flag != NULL, NULL);
  for (guint i = flag->events->len; i > 0; i--)
    {
      const PlumbFlagEvent *event = g_ptr_array_index (flag->events, i - 1);

      if (event->act == PLUMB_FLAG_ACT_UNMERGED)
        return NULL;
      if (event->act == PLUMB_FLAG_ACT_MERGED)
        return event;
    }
  return NULL;
}

/* Did the same person say something later that takes the place of the corroboration at `position`? */
static gboolean
is_replaced (const PlumbFlag *flag, guint position)
{
  const PlumbFlagEvent *event = g_ptr_array_index (flag->events, position);

  for (guint i = position + 1; i < flag->events->len; i++)
    {
      const PlumbFlagEvent *later = g_ptr_array_index (flag->events, i);

      if ((later->act == PLUMB_FLAG_ACT_CORROBORATED || later->act == PLUMB_FLAG_ACT_WITHDRAWN)
          && g_str_equal (later->author, event->author))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
plumb_flag_list_corroborations (const PlumbFlag *flag)
{
  GPtrArray *standing = g_ptr_array_new ();

  g_return_val_if_fail (flag != NULL, standing);
  for (guint i = 0; i < flag->events->len; i++)
    {
      PlumbFlagEvent *event = g_ptr_array_index (flag->events, i);

      if (event->act == PLUMB_FLAG_ACT_CORROBORATED && !is_replaced (flag, i))
        g_ptr_array_add (standing, event);
    }
  return standing;
}

static PlumbFlagEvent *
resolution_to_event (const PlumbFlag *flag)
{
  PlumbFlagEvent *event = plumb_flag_event_new (flag->state == PLUMB_FLAG_UPHELD ? PLUMB_FLAG_ACT_UPHELD : PLUMB_FLAG_ACT_CLEARED,
                                                flag->resolution);

  plumb_set_string (&event->author, flag->resolved_by != NULL ? flag->resolved_by : "");
  event->at = flag->resolved_at;
  return event;
}

GPtrArray *
plumb_flag_list_history (const PlumbFlag *flag)
{
  GPtrArray *history = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_flag_event_free);
  gboolean is_resolved;

  g_return_val_if_fail (flag != NULL, history);
  is_resolved = flag->state != PLUMB_FLAG_OPEN;
  for (guint i = 0; i < flag->events->len; i++)
    {
      const PlumbFlagEvent *event = g_ptr_array_index (flag->events, i);

      if (is_resolved && event->at > flag->resolved_at)
        {
          g_ptr_array_add (history, resolution_to_event (flag));
          is_resolved = FALSE;
        }
      g_ptr_array_add (history, plumb_flag_event_copy (event));
    }
  if (is_resolved)
    g_ptr_array_add (history, resolution_to_event (flag));
  return history;
}

GPtrArray *
plumb_loop_list_merged (const PlumbLoop *loop, const PlumbFlag *into)
{
  GPtrArray *merged = g_ptr_array_new ();

  g_return_val_if_fail (loop != NULL && into != NULL, merged);
  for (guint i = 0; i < loop->flags->len; i++)
    {
      PlumbFlag *flag = g_ptr_array_index (loop->flags, i);
      const PlumbFlagEvent *merge = plumb_flag_get_merge (flag);

      if (merge != NULL && g_strcmp0 (merge->into, into->id) == 0)
        g_ptr_array_add (merged, flag);
    }
  return merged;
}

/* reminders.c - see reminders.h. */

#include "app/reminders.h"

#include "app/text.h"

#include <string.h>

static void
reminder_free (gpointer data)
{
  PlumbReminder *reminder = data;

  g_ptr_array_unref (reminder->cards);
  g_free (reminder);
}

/* What is ordered, and the moment it is ordered for. */
typedef struct
{
  PlumbInstant now;
  gint64 grace;
} Moment;

/* The instant since which it is owed, for the order within one state. */
static PlumbInstant
get_since (const PlumbOwedCard *owed)
{
  return owed->scheduled_at > 0 ? plumb_owed_card_get_due (owed) : owed->opened_at;
}

static int
compare_cards (gconstpointer a, gconstpointer b, gpointer data)
{
  const PlumbOwedCard *one = *(PlumbOwedCard *const *)a, *two = *(PlumbOwedCard *const *)b;
  const Moment *moment = data;
  PlumbOwedState first = plumb_owed_card_get_state (one, moment->now, moment->grace);
  PlumbOwedState second = plumb_owed_card_get_state (two, moment->now, moment->grace);

  if (first != second)
    return first < second ? -1 : 1;
  if (get_since (one) != get_since (two))
    return get_since (one) < get_since (two) ? -1 : 1;
  return strcmp (one->assignment, two->assignment);
}

static int
compare_reminders (gconstpointer a, gconstpointer b, gpointer data)
{
  const PlumbReminder *one = *(PlumbReminder *const *)a, *two = *(PlumbReminder *const *)b;

  return compare_cards (&one->cards->pdata[0], &two->cards->pdata[0], data);
}

static char *
dup_count (gint64 n, const char *unit)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s%s", n, unit, n == 1 ? "" : "s");
}

/* "40 minutes", "5 hours", "3 days": whole ones. */
static char *
dup_span (gint64 span)
{
  if (span >= 2 * G_TIME_SPAN_DAY)
    return dup_count (span / G_TIME_SPAN_DAY, "day");
  if (span >= G_TIME_SPAN_HOUR)
    return dup_count (span / G_TIME_SPAN_HOUR, "hour");
  return dup_count (MAX (span, 0) / G_TIME_SPAN_MINUTE, "minute");
}

static PlumbReminder *
find_reminder (GPtrArray *reminders, GHashTable *by_person, const PlumbOwedCard *owed)
{
  PlumbReminder *reminder = g_hash_table_lookup (by_person, owed->person);

  if (reminder != NULL)
    return reminder;
  reminder = g_new0 (PlumbReminder, 1);
  reminder->person = owed->person;
  reminder->name = owed->name;
  reminder->email = owed->email;
  reminder->cards = g_ptr_array_new ();
  g_hash_table_insert (by_person, owed->person, reminder);
  g_ptr_array_add (reminders, reminder);
  return reminder;
}

PlumbOwedCard *
plumb_owed_card_new (void)
{
  return g_new0 (PlumbOwedCard, 1);
}

void
plumb_owed_card_free (PlumbOwedCard *owed)
{
  if (owed == NULL)
    return;
  g_free (owed->loop);
  g_free (owed->candidate);
  g_free (owed->role);
  g_free (owed->assignment);
  g_free (owed->stage);
  g_free (owed->person);
  g_free (owed->name);
  g_free (owed->email);
  g_free (owed);
}

PlumbInstant
plumb_owed_card_get_due (const PlumbOwedCard *owed)
{
  g_return_val_if_fail (owed != NULL, 0);
  return owed->scheduled_at > 0 ? owed->scheduled_at + owed->minutes * G_TIME_SPAN_MINUTE : 0;
}

PlumbOwedState
plumb_owed_card_get_state (const PlumbOwedCard *owed, PlumbInstant now, gint64 grace)
{
  PlumbInstant due;

  g_return_val_if_fail (owed != NULL, PLUMB_OWED_AHEAD);

  due = plumb_owed_card_get_due (owed);
  if (due == 0)
    return PLUMB_OWED_UNPLANNED;
  if (now < due)
    return PLUMB_OWED_AHEAD;
  return now < due + grace ? PLUMB_OWED_DUE : PLUMB_OWED_OVERDUE;
}

char *
plumb_owed_card_dup_since (const PlumbOwedCard *owed, PlumbInstant now, gint64 grace)
{
  g_autofree char *at = NULL, *span = NULL;
  PlumbOwedState state;

  g_return_val_if_fail (owed != NULL, NULL);

  state = plumb_owed_card_get_state (owed, now, grace);
  if (state == PLUMB_OWED_UNPLANNED)
    {
      at = plumb_instant_dup_date (owed->opened_at);
      return g_strdup_printf ("Not scheduled; the loop was opened %s", at);
    }
  if (state == PLUMB_OWED_AHEAD)
    {
      at = plumb_instant_dup_date_time (owed->scheduled_at);
      return g_strdup_printf ("Scheduled for %s", at);
    }
  at = plumb_instant_dup_date_time (plumb_owed_card_get_due (owed));
  span = dup_span (now - plumb_owed_card_get_due (owed));
  return g_strdup_printf ("%s since %s (%s)", state == PLUMB_OWED_OVERDUE ? "Overdue" : "Due", at, span);
}

const char *
plumb_owed_state_to_nick (PlumbOwedState state)
{
  static const char *const nicks[] = {
    [PLUMB_OWED_OVERDUE] = "overdue",
    [PLUMB_OWED_DUE] = "due",
    [PLUMB_OWED_UNPLANNED] = "unplanned",
    [PLUMB_OWED_AHEAD] = "ahead",
  };

  g_return_val_if_fail ((guint)state < G_N_ELEMENTS (nicks), NULL);
  return nicks[state];
}

GPtrArray *
plumb_reminders_new (GPtrArray *owed, PlumbInstant now, gint64 grace, gboolean ahead)
{
  GPtrArray *reminders = g_ptr_array_new_with_free_func (reminder_free);
  g_autoptr (GHashTable) by_person = g_hash_table_new (g_str_hash, g_str_equal);
  Moment moment = { now, grace };

  g_return_val_if_fail (owed != NULL, reminders);

  for (guint i = 0; i < owed->len; i++)
    {
      PlumbOwedCard *card = g_ptr_array_index (owed, i);
      PlumbOwedState state = plumb_owed_card_get_state (card, now, grace);
      PlumbReminder *reminder;

      if (state == PLUMB_OWED_AHEAD && !ahead)
        continue;
      reminder = find_reminder (reminders, by_person, card);
      g_ptr_array_add (reminder->cards, card);
      reminder->n_overdue += state == PLUMB_OWED_OVERDUE;
    }
  for (guint i = 0; i < reminders->len; i++)
    {
      PlumbReminder *reminder = g_ptr_array_index (reminders, i);

      g_ptr_array_sort_with_data (reminder->cards, compare_cards, &moment);
      reminder->state = plumb_owed_card_get_state (g_ptr_array_index (reminder->cards, 0), now, grace);
    }
  g_ptr_array_sort_with_data (reminders, compare_reminders, &moment);
  return reminders;
}

char *
plumb_reminder_dup_text (const PlumbReminder *reminder, PlumbInstant now, gint64 grace)
{
  GString *text = g_string_new (NULL);
  g_autofree char *name = NULL;

  g_return_val_if_fail (reminder != NULL, g_string_free (text, FALSE));

  name = plumb_text_dup_line (reminder->name);
  g_string_append_printf (text, "Hello %s,\n\n%s\n\n", name,
                          reminder->cards->len == 1 ? "one of your interview scorecards is not in yet:"
                                                    : "some of your interview scorecards are not in yet:");
  for (guint i = 0; i < reminder->cards->len; i++)
    {
      const PlumbOwedCard *card = g_ptr_array_index (reminder->cards, i);
      g_autofree char *candidate = plumb_text_dup_line (card->candidate);
      g_autofree char *role = plumb_text_dup_line (card->role);
      g_autofree char *since = plumb_owed_card_dup_since (card, now, grace);

      g_string_append_printf (text, "- %s (%s), %s. %s.%s\n", candidate, role, card->stage, since,
                              card->started ? " A draft is there." : "");
    }
  g_string_append (
      text, "\nThe panel can’t open the debrief before all cards are in, and the other cards stay closed to you until yours "
            "is. If the interview was not held, please tell me.\n\nThank you\n");
  return g_string_free (text, FALSE);
}

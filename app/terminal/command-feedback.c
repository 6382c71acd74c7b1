/* command-feedback.c - feedback on feedback from the terminal: reading what one gave and received, giving, acknowledging, erasing.
 *
 * It is about a panelist and no part of a loop: nothing of it is in what `plumb show` or `plumb export` tell.
 */
#include "app/error.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"

#include <string.h>

#define ID_SHOWN 8
#define ID_LEAST 4 /* characters of the beginning of an id that name it */

typedef struct
{
  char *as, *stage, *good, *improve, *acknowledge, *erase;
  char *viewer;
  gboolean json;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->as);
  g_free (wish->stage);
  g_free (wish->good);
  g_free (wish->improve);
  g_free (wish->acknowledge);
  g_free (wish->erase);
  g_free (wish->viewer);
}

static void
print_titled (const char *title, const char *text)
{
  if (*text == '\0')
    return;
  plumb_print_line ("  %s", title);
  plumb_print_text (4, text);
}

static void
print_feedback (GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const PlumbFeedback *feedback = g_ptr_array_index (list, i);
      g_autofree char *at = plumb_instant_dup_date_time (feedback->at);
      g_autofree char *noted = plumb_instant_dup_date_time (feedback->acknowledged_at);

      plumb_print_line ("%.*s  %s to %s, %s · %s · %s%s%s", ID_SHOWN, feedback->id, feedback->author_name,
                        feedback->recipient_name, feedback->candidate, feedback->stage, at,
                        feedback->acknowledged_at > 0 ? "; read " : "", feedback->acknowledged_at > 0 ? noted : "");
      print_titled ("What was good:", feedback->good);
      print_titled ("What to do better:", feedback->improve);
    }
}

static gboolean
list_feedback (PlumbTerminal *terminal, const Wish *wish, GError **error)
{
  g_autofree char *loop = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (terminal->words[0] != NULL)
    {
      loop = plumb_store_find_loop (terminal->store, terminal->words[0], error);
      if (loop == NULL)
        return FALSE;
    }
  list = plumb_store_list_feedback (terminal->store, wish->viewer, loop, error);
  if (list == NULL)
    return FALSE;
  if (wish->json)
    {
      json_t *document = plumb_document_feedback (list);

      plumb_print_json (document);
      json_decref (document);
    }
  else
    print_feedback (list);
  return TRUE;
}

/* The submitted card of the panelist; of several the one in the stage that was named. */
static const PlumbAssignment *
find_card (const PlumbLoop *loop, const char *person, const char *stage, GError **error)
{
  const PlumbAssignment *found = NULL;

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (!g_str_equal (assignment->person, person) || (stage != NULL && !g_str_equal (assignment->stage, stage)))
        continue;
      if (found != NULL)
        {
          g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_AMBIGUOUS,
                               "This panelist holds more than one interview in the loop. Name one with --stage.");
          return NULL;
        }
      found = assignment;
    }
  if (found == NULL)
    g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "This person holds no such interview in the loop.");
  return found;
}

static gboolean
give (PlumbTerminal *terminal, const Wish *wish, GError **error)
{
  g_autoptr (PlumbSnapshot) snapshot = plumb_terminal_load (terminal, terminal->words[0], wish->viewer, error);
  g_autofree char *person = snapshot != NULL ? plumb_store_find_person (terminal->store, terminal->words[1], error) : NULL;
  g_autofree char *id = plumb_id_new ();
  g_autoptr (PlumbCommand) command = NULL;
  const PlumbAssignment *assignment;

  if (person == NULL)
    return FALSE;
  assignment = find_card (plumb_snapshot_get_loop (snapshot), person, wish->stage, error);
  if (assignment == NULL)
    return FALSE;
  command = plumb_command_new_give_feedback (wish->viewer, plumb_snapshot_get_loop (snapshot)->id, id, assignment->id, wish->good,
                                             wish->improve);
  if (!plumb_store_apply (terminal->store, command, error))
    return FALSE;
  plumb_print_line ("%s", id);
  return TRUE;
}

/* Among what the viewer may read: for everybody else an id they guess is not there. */
static gboolean
settle (PlumbTerminal *terminal, const Wish *wish, const char *id, GError **error)
{
  g_autoptr (GPtrArray) list = plumb_store_list_feedback (terminal->store, wish->viewer, NULL, error);
  g_autoptr (PlumbCommand) command = NULL;
  const PlumbFeedback *found = NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const PlumbFeedback *feedback = g_ptr_array_index (list, i);

      if (strlen (id) < ID_LEAST || !g_str_has_prefix (feedback->id, id))
        continue;
      if (found != NULL)
        {
          g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_AMBIGUOUS, "“%s” begins more than one id of feedback.", id);
          return FALSE;
        }
      found = feedback;
    }
  if (list == NULL)
    return FALSE;
  if (found == NULL)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "There is no feedback “%s” here.", id);
      return FALSE;
    }
  command = wish->erase != NULL ? plumb_command_new_erase_feedback (wish->viewer, found->loop, found->id)
                                : plumb_command_new_acknowledge_feedback (wish->viewer, found->loop, found->id);
  return plumb_store_apply (terminal->store, command, error);
}

static gboolean
check (PlumbTerminal *terminal, const Wish *wish, GError **error)
{
  gboolean gives = wish->good != NULL || wish->improve != NULL;
  guint words = g_strv_length (terminal->words);

  if (gives + (wish->acknowledge != NULL) + (wish->erase != NULL) + wish->json > 1)
    return plumb_terminal_refuse (error, "Give, --acknowledge, --erase and --json are one at a time.");
  if (gives && words < 2)
    return plumb_terminal_refuse (error, "Say whose card it is about: plumb feedback LOOP PANELIST.");
  if (!gives && words == 2)
    return plumb_terminal_refuse (error, "Say what was good (--good), or what to do better (--improve).");
  if ((gives || wish->acknowledge != NULL) && wish->as == NULL)
    return plumb_terminal_refuse (error, "Feedback is between people: say who with --as PERSON.");
  return TRUE;
}

static gboolean
run (PlumbTerminal *terminal, Wish *wish, GError **error)
{
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &wish->as, "Who reads or gives it", "PERSON" },
    { "good", 0, 0, G_OPTION_ARG_FILENAME, &wish->good, "What was good about the card", "TEXT" },
    { "improve", 0, 0, G_OPTION_ARG_FILENAME, &wish->improve, "What to do better next time", "TEXT" },
    { "stage", 0, 0, G_OPTION_ARG_FILENAME, &wish->stage, "The card of which stage, by its key", "STAGE" },
    { "acknowledge", 0, 0, G_OPTION_ARG_FILENAME, &wish->acknowledge, "Note that you have read it", "ID" },
    { "erase", 0, 0, G_OPTION_ARG_FILENAME, &wish->erase, "Take back what you gave", "ID" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &wish->json, "Print a JSON document", NULL },
    { NULL },
  };

  if (!plumb_terminal_parse (terminal, entries, error) || !check (terminal, wish, error)
      || !plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error)
      || !plumb_terminal_find_viewer (terminal, wish->as, &wish->viewer, error))
    return FALSE;
  if (wish->good != NULL || wish->improve != NULL)
    return give (terminal, wish, error);
  if (wish->acknowledge != NULL || wish->erase != NULL)
    return settle (terminal, wish, wish->erase != NULL ? wish->erase : wish->acknowledge, error);
  return list_feedback (terminal, wish, error);
}

gboolean
plumb_run_feedback (PlumbTerminal *terminal, GError **error)
{
  Wish wish = { 0 };
  gboolean done = run (terminal, &wish, error);

  wish_clear (&wish);
  return done;
}

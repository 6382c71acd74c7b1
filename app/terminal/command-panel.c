/* command-panel.c - what leads the loop does to its stages from the terminal: skipping one. */
#include "app/error.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"
#include "app/text.h"

/* By key, or the only one whose title holds the text. */
static const PlumbStage *
find_stage (const PlumbTemplate *template, const char *text, GError **error)
{
  const PlumbStage *exact = plumb_template_get_stage (template, text, NULL);
  const PlumbStage *found = exact;

  for (guint i = 0; exact == NULL && i < template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (template->stages, i);

      if (!plumb_text_matches (stage->title, text))
        continue;
      if (found != NULL)
        {
          g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_AMBIGUOUS, "“%s” fits “%s” and “%s”.", text, found->title, stage->title);
          return NULL;
        }
      found = stage;
    }
  if (found == NULL)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "The loop has no stage “%s”.", text);
  return found;
}

/* Each interview of the stage that is still to be held; the stage itself when nobody is to hold one. */
static GPtrArray *
list_commands (const PlumbLoop *loop, const char *actor, const PlumbStage *stage, const char *reason)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (g_str_equal (assignment->stage, stage->key) && assignment->skip_reason == NULL
          && assignment->card->state != PLUMB_CARD_SUBMITTED)
        g_ptr_array_add (commands, plumb_command_new_skip (actor, loop->id, assignment->id, reason));
    }
  if (commands->len == 0)
    g_ptr_array_add (commands, plumb_command_new_skip_stage (actor, loop->id, stage->key, reason));
  return commands;
}

gboolean
plumb_run_skip (PlumbTerminal *terminal, GError **error)
{
  g_autofree char *as = NULL, *reason = NULL, *actor = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &as, "Who skips it (default: the owner)", "PERSON" },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason, "Why; it is kept in the record", "TEXT" },
    { NULL },
  };
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) commands = NULL;
  const PlumbStage *stage;

  if (!plumb_terminal_parse (terminal, entries, error))
    return FALSE;
  if (reason == NULL || plumb_text_is_blank (reason))
    return plumb_terminal_refuse (error, "A stage is skipped with a reason: give one with --reason TEXT.");
  if (!plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error) || !plumb_terminal_find_viewer (terminal, as, &actor, error))
    return FALSE;
  snapshot = plumb_terminal_load (terminal, terminal->words[0], actor, error);
  stage = snapshot != NULL ? find_stage (plumb_snapshot_get_template (snapshot), terminal->words[1], error) : NULL;
  if (stage == NULL)
    return FALSE;
  commands = list_commands (plumb_snapshot_get_loop (snapshot), actor, stage, reason);
  if (!plumb_store_apply_all (terminal->store, commands, NULL, error))
    return FALSE;
  plumb_print_line ("Skipped: %s", stage->title);
  return TRUE;
}

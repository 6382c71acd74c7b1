/* terminal.c - options of a command, its workspace, and the names it is given. */
#include "app/terminal/terminal.h"

#include "app/dates.h"
#include "app/error.h"
#include "app/terminal/output.h"

#include <string.h>

#define VALUE_MAX 4096 /* the longest path there is; no name comes near */

/* An empty value is a slip, most often a variable of a script that was never set. */
static gboolean
check_value (const char *value, const char *what, GError **error)
{
  if (value == NULL)
    return TRUE;
  if (value[0] == '\0')
    return plumb_terminal_refuse (error, "%s is empty.", what);
  if (strlen (value) > VALUE_MAX)
    return plumb_terminal_refuse (error, "%s is longer than %d bytes.", what, VALUE_MAX);
  return g_utf8_validate (value, -1, NULL) || plumb_terminal_refuse (error, "%s is not UTF-8.", what);
}

static gboolean
check_values (const GOptionEntry *entries, GError **error)
{
  for (; entries->long_name != NULL; entries++)
    {
      g_autofree char *what = g_strdup_printf ("The value of --%s", entries->long_name);

      if (entries->arg == G_OPTION_ARG_FILENAME && !check_value (*(char **)entries->arg_data, what, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_words (GStrv words, GError **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (!check_value (words[i], "A word of the command line", error))
      return FALSE;
  return TRUE;
}

static gboolean
check_count (const PlumbTerminal *terminal, GError **error)
{
  const PlumbTerminalCommand *command = terminal->command;
  guint n = g_strv_length (terminal->words);

  if (n < command->least)
    return plumb_terminal_refuse (error, "“%s” needs %s. See “plumb %s --help”.", command->name, command->usage, command->name);
  if (n > command->most)
    return plumb_terminal_refuse (error, "“%s” is one word too many. See “plumb %s --help”.", terminal->words[command->most],
                                  command->name);
  return TRUE;
}

/* Drops the command's name and a "--" that ended the options. */
static void
drop_name (PlumbTerminal *terminal)
{
  GStrv words = terminal->words;
  guint n = words[0] == NULL ? 0 : words[1] != NULL && g_str_equal (words[1], "--") ? 2 : 1;

  terminal->words = g_strdupv (words + n);
  g_strfreev (words);
}

gboolean
plumb_terminal_refuse (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, message);
  return FALSE;
}

gboolean
plumb_terminal_parse (PlumbTerminal *terminal, const GOptionEntry *entries, GError **error)
{
  /* File names, not strings: GLib would otherwise recode them from the locale, which in the C locale fails for all but ASCII. */
  const GOptionEntry common[]
      = { { "workspace", 0, 0, G_OPTION_ARG_FILENAME, &terminal->workspace, "The workspace file", "FILE" }, { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new (terminal->command->usage);
  g_autofree char *name = g_strconcat ("plumb ", terminal->command->name, NULL);

  g_set_prgname (name);
  g_option_context_set_summary (context, terminal->command->summary);
  g_option_context_set_description (context, terminal->command->details);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common, NULL);
  if (!g_option_context_parse_strv (context, &terminal->words, error))
    return FALSE;
  drop_name (terminal);
  return check_values (entries, error) && check_values (common, error) && check_words (terminal->words, error)
         && check_count (terminal, error);
}

gboolean
plumb_terminal_parse_day (const char *option, const char *text, gboolean end, PlumbInstant *instant, GError **error)
{
  *instant = 0;
  return text == NULL || plumb_dates_parse_day (text, end, instant)
         || plumb_terminal_refuse (error, "“%s” after --%s is no day: write it as 2026-11-16.", text, option);
}

gboolean
plumb_terminal_open (PlumbTerminal *terminal, PlumbStoreFlags flags, GError **error)
{
  g_autofree char *location = terminal->workspace != NULL ? g_strdup (terminal->workspace) : plumb_store_dup_default_location ();

  g_return_val_if_fail (terminal->store == NULL, FALSE);
  terminal->store = plumb_store_open (location, flags, error);
  if (terminal->store != NULL)
    {
      const char *notice = plumb_store_get_notice (terminal->store);

      if (notice != NULL)
        plumb_print_problem (notice);
      return TRUE;
    }
  if (!(flags & (PLUMB_STORE_CREATE | PLUMB_STORE_OPEN_OR_CREATE)) && error != NULL
      && g_error_matches (*error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND))
    {
      g_clear_error (error);
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND,
                   "There is no workspace “%s”. “plumb init” makes an empty one, “plumb demo” one with examples.", location);
    }
  return FALSE;
}

gboolean
plumb_terminal_find_viewer (PlumbTerminal *terminal, const char *as, char **viewer, GError **error)
{
  *viewer = NULL;
  if (as == NULL)
    return TRUE;
  *viewer = plumb_store_find_person (terminal->store, as, error);
  return *viewer != NULL;
}

GPtrArray *
plumb_terminal_find_loops (PlumbTerminal *terminal, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; terminal->words[i] != NULL; i++)
    {
      g_autofree char *id = plumb_store_find_loop (terminal->store, terminal->words[i], error);

      if (id == NULL)
        return NULL;
      if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  return g_steal_pointer (&ids);
}

PlumbSnapshot *
plumb_terminal_load (PlumbTerminal *terminal, const char *name, const char *viewer, GError **error)
{
  g_autofree char *loop = plumb_store_find_loop (terminal->store, name, error);

  return loop != NULL ? plumb_store_load_snapshot (terminal->store, loop, viewer, error) : NULL;
}

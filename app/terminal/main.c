/* main.c - plumb: the work of Plumbline from a terminal, without a display.
 *
 * Finds the command, runs it, prints its error, answers its exit code. The table of commands is in the order of the help.
 */
#include "app/error.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"

#include "config.h"

#include <locale.h>
#include <signal.h>
#include <sys/stat.h>

static const PlumbTerminalCommand commands[] = {
  { "init", "", "Make a new, empty workspace", "An existing file is never touched.", 0, 0, plumb_run_init },
  { "demo", "", "Fill a workspace with invented candidates in every state of a loop",
    "The workspace is made when it does not exist. One that holds loops already is refused.", 0, 0, plumb_run_demo },
  { "people", "", "List the people of the workspace", NULL, 0, 0, plumb_run_people },
  { "loops", "", "List the loops, the last changed first",
    "CARDS has a letter for each assignment, in the order of the stages: w waiting, d draft, s submitted, k skipped.", 0, 0,
    plumb_run_loops },
  { "questions", "", "List or search the question library", NULL, 0, 0, plumb_run_questions },
  { "templates", "", "List the loop templates", NULL, 0, 0, plumb_run_templates },
  { "show", "LOOP", "Show one loop: panel, scorecards, red flags, votes, decision; or its plan",
    "Who still owes a card in the loop sees of the others only that they exist and their state.", 1, 1, plumb_run_show },
  { "evaluate", "LOOP", "Show the figures of one loop: composite, coverage, gates, firmness",
    "Who still owes a card in the loop sees no figure of it.", 1, 1, plumb_run_evaluate },
  { "compare", "[LOOP…]", "Put candidates side by side: figures, ranges, flags, votes",
    "Name the loops, or give --role. Nobody whose coverage is below the threshold is put into an order.", 0, G_MAXUINT,
    plumb_run_compare },
  { "log", "[LOOP]", "Tell what was done, the newest first: the audit trail of a loop or of all",
    "Who still owes a card in a loop reads of the others only that they started and submitted.", 0, 1, plumb_run_log },
  { "reminders", "", "List who owes a scorecard, since when",
    "Of open loops. A card falls due when its interview ends as planned, and is overdue when the grace is over.", 0, 0,
    plumb_run_reminders },
  { "score", "LOOP QUESTION SCORE", "Record one score on your own scorecard",
    "SCORE is a point of the loop's scale, or one of open, not-asked, no-evidence, not-applicable, declined. The interview is\n"
    "started by its first score.",
    3, 3, plumb_run_score },
  { "submit", "LOOP", "Submit your own scorecard, with a recommendation and a summary",
    "Each question has a score or one of the other states then. A submitted card is frozen.", 1, 1, plumb_run_submit },
  { "skip", "LOOP STAGE", "Skip a stage of the loop, with a reason",
    "STAGE is a key or a part of a title. Every interview of it that is still to be held is skipped, or the stage itself while\n"
    "nobody is to hold it.",
    2, 2, plumb_run_skip },
  { "feedback", "[LOOP [PANELIST]]", "Read, give or take back feedback on a panelist's card",
    "Without --good or --improve it lists what --as PERSON gave and received. It is for the two of them (and the owner of the\n"
    "workspace), and no part of the candidate's record.",
    0, 2, plumb_run_feedback },
  { "import", "FILE", "Take loops from a file that “plumb export --json” wrote",
    "All of the file's loops are taken, or none. Loops that are there already and do not differ stay as they are.", 1, 1,
    plumb_run_import },
  { "export", "LOOP…", "Write packets and documents",
    "Give loops, or --all. At least one of the formats is needed; several loops share one file of each. A JSON document is\n"
    "everything the person may see, fit to be imported, unless a profile is given.",
    0, G_MAXUINT, plumb_run_export },
  { "verify", "", "Check the audit chain and every row against it",
    "Problems are listed one a line, and the exit code is 5. A chain without problems proves that nothing was changed behind "
    "the\n"
    "program's back since somebody outside noted its head. Every packet notes it: --packet reads one that was handed out, and "
    "tells\n"
    "whether the record has only grown since.",
    0, 0, plumb_run_verify },
  { "backup", "FILE", "Write a checked copy of the workspace", "An existing file is never replaced.", 1, 1, plumb_run_backup },
};

static char *
dup_command_list (void)
{
  GString *text = g_string_new ("Commands:\n");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-10s %s\n", commands[i].name, commands[i].summary);
  g_string_append (text, "\nLOOP and PERSON are ids, unambiguous beginnings of ids, or names. “plumb COMMAND --help” tells the\n"
                         "options of a command. The manual is plumb(1).");
  return g_string_free (text, FALSE);
}

static const PlumbTerminalCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static PlumbStatus
get_status (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return PLUMB_STATUS_USAGE;
  if (error->domain != PLUMB_ERROR)
    return PLUMB_STATUS_FAILED;
  switch ((PlumbError)error->code)
    {
    case PLUMB_ERROR_NOT_FOUND:
    case PLUMB_ERROR_AMBIGUOUS:
      return PLUMB_STATUS_NOT_FOUND;
    case PLUMB_ERROR_FORBIDDEN:
    case PLUMB_ERROR_FROZEN:
      return PLUMB_STATUS_REFUSED;
    case PLUMB_ERROR_CORRUPT:
      return PLUMB_STATUS_PROBLEMS;
    default:
      return PLUMB_STATUS_FAILED;
    }
}

static void
print_version (void)
{
  plumb_print_line ("plumb (Plumbline) " PLUMB_VERSION);
}

/* The options before the command. Answers FALSE on error; no command and no error: nothing is left to do. */
static gboolean
parse_global (PlumbTerminal *terminal, char **argv, GError **error)
{
  g_autofree char *list = dup_command_list ();
  g_autoptr (GOptionContext) context = g_option_context_new ("COMMAND …");
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "workspace", 0, 0, G_OPTION_ARG_FILENAME, &terminal->workspace, "The workspace file (default: your own)", "FILE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL },
    { NULL },
  };

  terminal->words = g_strdupv (argv);
  g_set_prgname ("plumb");
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, "Interview loops, scorecards and committee packets.");
  g_option_context_set_description (context, list);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &terminal->words, error))
    return FALSE;
  if (version)
    {
      print_version ();
      return TRUE;
    }
  if (terminal->words[0] == NULL || terminal->words[1] == NULL)
    return plumb_terminal_refuse (error, "A command is missing. “plumb --help” lists them.");
  terminal->command = find_command (terminal->words[1]);
  if (terminal->command == NULL)
    return plumb_terminal_refuse (error, "There is no command “%s”. “plumb --help” lists them.", terminal->words[1]);
  return TRUE;
}

static gboolean
run (PlumbTerminal *terminal, char **argv, GError **error)
{
  if (!parse_global (terminal, argv, error))
    return FALSE;
  if (terminal->command != NULL)
    {
      /* The command's name takes the place of the program's. */
      GStrv words = g_strdupv (terminal->words + 1);

      g_strfreev (terminal->words);
      terminal->words = words;
      if (!terminal->command->run (terminal, error))
        return FALSE;
    }
  return plumb_print_flush (error);
}

int
main (int argc, char **argv)
{
  PlumbTerminal terminal = { 0 };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  /* What is written here is about people: nobody else's to read unless they say so. */
  umask (077);
  /* A full quota answers an error instead of killing the process half-way. */
  signal (SIGXFSZ, SIG_IGN);
  if (!run (&terminal, argv, &error))
    {
      plumb_print_problem (error->message);
      terminal.status = get_status (error);
    }
  g_clear_pointer (&terminal.store, plumb_store_close);
  g_strfreev (terminal.words);
  g_free (terminal.workspace);
  return (int)terminal.status;
}

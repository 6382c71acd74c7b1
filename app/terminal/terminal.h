/* terminal.h - what the commands of `plumb` share: the table of commands, their options, the workspace, exit codes.
 *
 * A command parses its own options, opens the workspace and prints to standard output; what goes wrong it answers as a GError, which
 * main.c prints to standard error as "plumb: ..." and turns into an exit code. The terminal program speaks UTF-8 in every locale.
 */
#pragma once

#include "app/evaluation.h"
#include "app/plan.h"
#include "app/store.h"

G_BEGIN_DECLS

/* Exit codes, part of the interface (plumb.1). */
typedef enum
{
  PLUMB_STATUS_DONE = 0,
  PLUMB_STATUS_FAILED = 1,
  PLUMB_STATUS_USAGE = 2,
  PLUMB_STATUS_NOT_FOUND = 3, /* no such loop, person, file, or more than one fits */
  PLUMB_STATUS_REFUSED = 4,   /* a rule of the loop forbids it */
  PLUMB_STATUS_PROBLEMS = 5   /* verify found problems, or the workspace is damaged */
} PlumbStatus;

typedef struct _PlumbTerminal PlumbTerminal;

typedef struct
{
  const char *name;
  const char *usage;   /* what follows the name: "LOOP" */
  const char *summary; /* in the list of commands */
  const char *details; /* below the options; nullable */
  guint least;         /* how many words it takes */
  guint most;
  gboolean (*run) (PlumbTerminal *terminal, GError **error);
} PlumbTerminalCommand;

struct _PlumbTerminal
{
  const PlumbTerminalCommand *command;
  char *workspace;   /* as given, or NULL: the default */
  GStrv words;       /* the command line from the command's name on; after parsing, without options and name */
  PlumbStore *store; /* once opened */
  PlumbStatus status;
};

/* Parses terminal->words against `entries` (ended by an empty one; their strings are UTF-8 afterwards) and the number of words. */
gboolean plumb_terminal_parse (PlumbTerminal *terminal, const GOptionEntry *entries, GError **error);

/* Sets an error of usage and answers FALSE. */
gboolean plumb_terminal_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The day that `option` was given, 2026-11-16, as the local midnight at which it begins or `end`s; 0 when it was not given. */
gboolean plumb_terminal_parse_day (const char *option, const char *text, gboolean end, PlumbInstant *instant, GError **error);

/* Opens the workspace as terminal->store; main.c closes it. */
gboolean plumb_terminal_open (PlumbTerminal *terminal, PlumbStoreFlags flags, GError **error);

/* The person id of what --as gave; NULL, the owner, when it was not given. */
gboolean plumb_terminal_find_viewer (PlumbTerminal *terminal, const char *as, char **viewer, GError **error);

/* The ids of the loops that the words of the command line name, each once, in the order given: array of char *. */
GPtrArray *plumb_terminal_find_loops (PlumbTerminal *terminal, GError **error);

/* One loop as it is named on the command line. */
PlumbSnapshot *plumb_terminal_load (PlumbTerminal *terminal, const char *name, const char *viewer, GError **error);

/* The library and the loops as one document each (schemas/json/). Transfer full. */
json_t *plumb_document_people (GPtrArray *people);
json_t *plumb_document_loops (GPtrArray *loops);
json_t *plumb_document_feedback (GPtrArray *feedback);
json_t *plumb_document_questions (GPtrArray *questions);
json_t *plumb_document_templates (GPtrArray *templates);
json_t *plumb_document_reminders (GPtrArray *reminders, PlumbInstant now, gint64 grace);
json_t *plumb_document_verification (const PlumbVerifyReport *report);

/* Parts of `plumb show`: what happened once cards were in. */
void plumb_print_flags (const PlumbLoop *loop, const PlumbAssignment *assignment);
void plumb_print_debrief (const PlumbLoop *loop, const PlumbEvaluation *evaluation);
void plumb_print_votes (const PlumbLoop *loop);
void plumb_print_verdicts (const PlumbLoop *loop);

/* `plumb show --plan`. */
void plumb_print_plan (const PlumbPlan *plan);

/* The commands, a file a group. */
gboolean plumb_run_init (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_demo (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_verify (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_backup (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_people (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_loops (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_questions (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_templates (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_show (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_reminders (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_evaluate (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_compare (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_log (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_score (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_submit (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_skip (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_feedback (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_import (PlumbTerminal *terminal, GError **error);
gboolean plumb_run_export (PlumbTerminal *terminal, GError **error);

G_END_DECLS

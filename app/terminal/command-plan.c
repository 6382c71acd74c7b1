/* command-plan.c - what a loop is going to gather, and who owes a card. */
#include "app/gaps.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"

#include <stdio.h>

static void
print_stages (const PlumbPlan *plan)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "STAGE", ">MIN", ">SCRIPT", ">INTERVIEWS", "WHEN", NULL });

  for (guint i = 0; i < plan->stages->len; i++)
    {
      const PlumbPlanStage *stage = g_ptr_array_index (plan->stages, i);
      g_autofree char *minutes = g_strdup_printf ("%d", stage->stage->minutes);
      g_autofree char *script = g_strdup_printf ("%d", stage->script_minutes);
      g_autofree char *interviews = g_strdup_printf ("%u", stage->interviews);
      g_autofree char *when = plumb_instant_dup_date_time (stage->begins_at);

      plumb_listing_add (listing, stage->stage->title, minutes, script, stage->skipped ? "skipped" : interviews, when);
    }
  plumb_listing_print (listing, 0);
}

/* "3 (60 %)": questions, and what the stage weighs for the competency. */
static char *
dup_cell (const PlumbPlanCell *cell)
{
  if (cell->questions == 0)
    return g_strdup ("");
  if (!cell->influence.defined)
    return g_strdup_printf ("(%u)", cell->questions);
  return g_strdup_printf ("%u · %.0f %%", cell->questions, cell->influence.value);
}

static void
print_competency (const PlumbPlan *plan, const PlumbPlanCompetency *row)
{
  plumb_print_line ("%s: %.0f %% of the weight, %.0f %% of the time, %u question%s in %u interview%s", row->competency->name,
                    row->share.value, row->planned.value, row->questions, row->questions == 1 ? "" : "s", row->interviews,
                    row->interviews == 1 ? "" : "s");
  for (guint i = 0; i < plan->stages->len; i++)
    {
      const PlumbPlanStage *stage = g_ptr_array_index (plan->stages, i);
      g_autofree char *cell = dup_cell (&g_array_index (row->cells, PlumbPlanCell, i));

      if (*cell != '\0')
        plumb_print_line ("  %s: %s", stage->stage->title, cell);
    }
}

static void
print_panelists (const PlumbPlan *plan)
{
  g_autoptr (PlumbListing) listing = plumb_listing_new ((const char *const[]){ "PANELIST", ">MIN", "INTERVIEWS", NULL });

  for (guint i = 0; i < plan->panelists->len; i++)
    {
      const PlumbPlanPanelist *panelist = g_ptr_array_index (plan->panelists, i);
      g_autofree char *minutes = g_strdup_printf ("%d", panelist->minutes);

      plumb_listing_add (listing, panelist->person != NULL ? panelist->person->name : "", minutes, panelist->seats);
    }
  plumb_listing_print (listing, 0);
}

void
plumb_print_plan (const PlumbPlan *plan)
{
  g_autofree char *title = NULL;

  g_return_if_fail (plan != NULL);

  title = g_strdup_printf ("Plan: %s – %s", plan->loop->candidate->name, plan->loop->role);
  plumb_print_heading (title);
  plumb_print_line ("%d minutes of interviews; %s %% of the weight can be covered, %s %% is asked for", plan->minutes,
                    plan->reachable.text, plan->asked.text);
  for (guint i = 0; i < plan->gaps->len; i++)
    plumb_print_line ("! %s", ((const PlumbGap *)g_ptr_array_index (plan->gaps, i))->text);
  for (guint i = 0; i < plan->remarks->len; i++)
    plumb_print_line ("- %s", ((const PlumbRemark *)g_ptr_array_index (plan->remarks, i))->text);
  fputc ('\n', stdout);
  print_stages (plan);
  fputc ('\n', stdout);
  for (guint i = 0; i < plan->competencies->len; i++)
    print_competency (plan, g_ptr_array_index (plan->competencies, i));
  if (plan->panelists->len == 0)
    return;
  fputc ('\n', stdout);
  print_panelists (plan);
}

/* What is asked for and about whom. */
typedef struct
{
  PlumbInstant now;
  gint64 grace;
} Moment;

static void
print_table (GPtrArray *reminders, const Moment *moment)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "PANELIST", "CANDIDATE", "INTERVIEW", "CARD", "SINCE", NULL });

  for (guint i = 0; i < reminders->len; i++)
    {
      const PlumbReminder *reminder = g_ptr_array_index (reminders, i);

      for (guint k = 0; k < reminder->cards->len; k++)
        {
          const PlumbOwedCard *owed = g_ptr_array_index (reminder->cards, k);
          g_autofree char *since = plumb_owed_card_dup_since (owed, moment->now, moment->grace);

          plumb_listing_add (listing, owed->name, owed->candidate, owed->stage, owed->started ? "draft" : "–", since);
        }
    }
  plumb_listing_print (listing, 0);
}

static void
print_texts (GPtrArray *reminders, const Moment *moment)
{
  for (guint i = 0; i < reminders->len; i++)
    {
      const PlumbReminder *reminder = g_ptr_array_index (reminders, i);
      g_autofree char *text = plumb_reminder_dup_text (reminder, moment->now, moment->grace);

      if (i > 0)
        fputc ('\n', stdout);
      plumb_print_line ("To: %s%s%s%s", reminder->name, *reminder->email != '\0' ? " <" : "", reminder->email,
                        *reminder->email != '\0' ? ">" : "");
      fputc ('\n', stdout);
      plumb_print_text (0, text);
    }
}

gboolean
plumb_run_reminders (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE, text = FALSE, ahead = FALSE;
  int grace = PLUMB_GRACE_HOURS;
  g_autofree char *as = NULL;
  g_autofree char *viewer = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &as, "What this person owes, or waits for as hiring manager", "PERSON" },
    { "grace", 0, 0, G_OPTION_ARG_INT, &grace, "Hours after the interview until a card is overdue (24)", "HOURS" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &ahead, "Also those whose interview is still to come", NULL },
    { "text", 0, 0, G_OPTION_ARG_NONE, &text, "Print a mail for each person", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON document", NULL },
    { NULL },
  };
  Moment moment = { .now = plumb_instant_now () };
  g_autoptr (GPtrArray) owed = NULL;
  g_autoptr (GPtrArray) reminders = NULL;
  json_t *document;

  if (!plumb_terminal_parse (terminal, entries, error))
    return FALSE;
  if (grace < 0 || grace > 24 * 365)
    return plumb_terminal_refuse (error, "--grace is 0 to %d hours, not %d.", 24 * 365, grace);
  if (!plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error) || !plumb_terminal_find_viewer (terminal, as, &viewer, error))
    return FALSE;
  owed = plumb_store_list_owed (terminal->store, viewer, error);
  if (owed == NULL)
    return FALSE;
  moment.grace = grace * G_TIME_SPAN_HOUR;
  reminders = plumb_reminders_new (owed, moment.now, moment.grace, ahead);
  if (!json)
    {
      (text ? print_texts : print_table) (reminders, &moment);
      return TRUE;
    }
  document = plumb_document_reminders (reminders, moment.now, moment.grace);
  plumb_print_json (document);
  json_decref (document);
  return TRUE;
}

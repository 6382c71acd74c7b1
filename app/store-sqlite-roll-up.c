/* store-sqlite-roll-up.c - the row that the list of loops reads, written by the command that changes it, and read for one viewer.
 *
 * It holds what the blind rule asks for (blind.h judges it, as it does for a snapshot), so that the list never shows a figure or a
 * decision to somebody whose snapshot of the loop would not. Verify makes every row anew and compares.
 */
#include "app/store-sqlite-roll-up.h"
#include "app/blind.h"
#include "app/text.h"

#include <math.h>

static char
progress_letter (const PlumbAssignment *assignment)
{
  if (assignment->skip_reason != NULL)
    return 'k';
  switch (assignment->card->state)
    {
    case PLUMB_CARD_SUBMITTED:
      return 's';
    case PLUMB_CARD_DRAFT:
      return 'd';
    default:
      return 'w';
    }
}

static void
fill_panel (PlumbRollUp *roll_up, const PlumbLoop *loop)
{
  GString *progress = g_string_new (NULL);
  GString *seats = g_string_new (NULL);
  GString *panel = g_string_new (NULL);

  roll_up->all_in = TRUE;
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      g_string_append_c (progress, progress_letter (assignment));
      g_string_append_printf (seats, "%s%s:%c", seats->len > 0 ? " " : "", assignment->person,
                              assignment->skip_reason != NULL         ? 'k'
                              : plumb_assignment_is_owed (assignment) ? 'o'
                                                                      : 'n');
      g_string_append_printf (panel, "%s%s", panel->len > 0 ? ", " : "", plumb_loop_get_person_name (loop, assignment->person));
      roll_up->all_in = roll_up->all_in && !plumb_assignment_is_awaited (assignment);
    }
  for (guint i = 0; i < loop->seals->len; i++)
    g_string_append_printf (seats, "%s%s:s", seats->len > 0 ? " " : "",
                            ((PlumbSeal *)g_ptr_array_index (loop->seals, i))->person);
  roll_up->progress = g_string_free (progress, FALSE);
  roll_up->seats = g_string_free (seats, FALSE);
  roll_up->panel = g_string_free (panel, FALSE);
}

static void
roll_up_init (PlumbRollUp *roll_up, PlumbSnapshot *snapshot)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  const PlumbDecision *decision = plumb_loop_get_decision (loop);
  g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (snapshot);

  roll_up->outcome = plumb_outcome_to_nick (evaluation->outcome);
  roll_up->has_composite = evaluation->composite.defined;
  roll_up->composite = evaluation->composite.value;
  roll_up->coverage = evaluation->coverage.value;
  roll_up->decision = decision != NULL ? plumb_decision_to_nick (decision->value) : NULL;
  fill_panel (roll_up, loop);
}

static void
roll_up_clear (PlumbRollUp *roll_up)
{
  g_free (roll_up->progress);
  g_free (roll_up->seats);
  g_free (roll_up->panel);
}

gboolean
plumb_change_roll_up (PlumbChange *change, GError **error)
{
  PlumbLoop *loop = plumb_sqlite_load_loop (change->sqlite, change->loop, error);
  gboolean is_seen = plumb_sqlite_kind_is_seen (plumb_command_get_kind (change->command));
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  PlumbRollUp roll_up;
  gboolean done;

  if (loop == NULL)
    return FALSE;
  snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  roll_up_init (&roll_up, snapshot);
  done = plumb_sqlite_run (
      change->sqlite, PLUMB_SQL_WRITE_ROLL_UP,
      SQL_VALUES (SQL_TEXT (loop->id), SQL_INTEGER (change->at), SQL_INTEGER (loop->opened_at),
                  SQL_TEXT (plumb_loop_state_to_nick (loop->state)), SQL_TEXT (loop->candidate->name), SQL_TEXT (loop->role),
                  SQL_TEXT (loop->template->title), SQL_TEXT (plumb_visibility_to_nick (loop->template->policy.visibility)),
                  SQL_INTEGER (roll_up.all_in), SQL_TEXT (roll_up.progress), SQL_TEXT (roll_up.seats), SQL_TEXT (roll_up.panel),
                  SQL_TEXT (roll_up.outcome), roll_up.has_composite ? SQL_REAL (roll_up.composite) : SQL_TEXT (NULL),
                  SQL_REAL (roll_up.coverage), SQL_TEXT (roll_up.decision), is_seen ? SQL_INTEGER (change->at) : SQL_TEXT (NULL)),
      error);
  roll_up_clear (&roll_up);
  return done;
}

gboolean
plumb_roll_up_matches (sqlite3_stmt *row, PlumbSnapshot *snapshot, PlumbInstant changed_at, PlumbInstant seen_at)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  PlumbRollUp roll_up;
  gboolean same;

  roll_up_init (&roll_up, snapshot);
  same = sqlite3_column_int64 (row, 0) == changed_at && sqlite3_column_int64 (row, 15) == seen_at
         && sqlite3_column_int64 (row, 1) == loop->opened_at
         && g_str_equal (plumb_row_get_text (row, 2), plumb_loop_state_to_nick (loop->state))
         && g_str_equal (plumb_row_get_text (row, 3), loop->candidate->name)
         && g_str_equal (plumb_row_get_text (row, 4), loop->role)
         && g_str_equal (plumb_row_get_text (row, 5), loop->template->title)
         && g_str_equal (plumb_row_get_text (row, 6), plumb_visibility_to_nick (loop->template->policy.visibility))
         && sqlite3_column_int64 (row, 7) == roll_up.all_in && g_str_equal (plumb_row_get_text (row, 8), roll_up.progress)
         && g_str_equal (plumb_row_get_text (row, 9), roll_up.seats) && g_str_equal (plumb_row_get_text (row, 10), roll_up.panel)
         && g_str_equal (plumb_row_get_text (row, 11), roll_up.outcome)
         && (sqlite3_column_type (row, 12) != SQLITE_NULL) == roll_up.has_composite
         && (!roll_up.has_composite || sqlite3_column_double (row, 12) == roll_up.composite)
         && sqlite3_column_double (row, 13) == roll_up.coverage
         && g_strcmp0 ((const char *)sqlite3_column_text (row, 14), roll_up.decision) == 0;
  roll_up_clear (&roll_up);
  return same;
}

typedef struct
{
  const char *viewer;
  PlumbRole role;
  const PlumbLoopFilter *filter;
  guint skipped;
  GPtrArray *summaries;
} Listing;

/* Finds the viewer among "<person>:<how>" parts. */
static void
read_seats (const char *seats, const char *viewer, PlumbBlindFacts *facts)
{
  gsize length = strlen (viewer);

  for (const char *at = strstr (seats, viewer); at != NULL; at = strstr (at + 1, viewer))
    {
      if ((at != seats && at[-1] != ' ') || at[length] != ':')
        continue;
      if (at[length + 1] == 's')
        facts->broke_seal = TRUE;
      else if (at[length + 1] == 'k')
        facts->skipped = TRUE;
      else
        facts->on_panel = TRUE;
      if (at[length + 1] == 'o')
        facts->owes = TRUE;
    }
}

static gboolean
is_wanted (const PlumbLoopFilter *filter, sqlite3_stmt *row, PlumbLoopState state)
{
  if (filter == NULL)
    return TRUE;
  if (filter->state >= 0 && state != (PlumbLoopState)filter->state)
    return FALSE;
  if (filter->role != NULL && *filter->role != '\0' && !g_str_equal (filter->role, plumb_row_get_text (row, 5)))
    return FALSE;
  return filter->text == NULL || *filter->text == '\0' || plumb_text_matches (plumb_row_get_text (row, 4), filter->text)
         || plumb_text_matches (plumb_row_get_text (row, 5), filter->text)
         || plumb_text_matches (plumb_row_get_text (row, 11), filter->text);
}

static gboolean
fill_figures (PlumbLoopSummary *summary, sqlite3_stmt *row)
{
  summary->has_figures = TRUE;
  summary->composite = sqlite3_column_type (row, 13) == SQLITE_NULL ? NAN : sqlite3_column_double (row, 13);
  summary->coverage = sqlite3_column_double (row, 14);
  summary->has_decision = sqlite3_column_type (row, 15) != SQLITE_NULL;
  return plumb_row_read_word (row, 12, outcome, &summary->outcome)
         && (!summary->has_decision || plumb_row_read_word (row, 15, decision, &summary->decision));
}

/* NULL when the row can't be read. */
static PlumbLoopSummary *
read_summary (const Listing *listing, sqlite3_stmt *row, PlumbLoopState state)
{
  g_autoptr (PlumbLoopSummary) summary = g_new0 (PlumbLoopSummary, 1);
  PlumbBlindFacts facts = { .is_owner = listing->viewer == NULL, .role = listing->role };

  if (!plumb_row_read_word (row, 7, visibility, &facts.visibility))
    return NULL;
  facts.all_in = sqlite3_column_int (row, 8) != 0;
  if (listing->viewer != NULL)
    read_seats (plumb_row_get_text (row, 10), listing->viewer, &facts);
  summary->id = plumb_row_dup_text (row, 0);
  summary->changed_at = sqlite3_column_int64 (row, 1);
  summary->opened_at = sqlite3_column_int64 (row, 2);
  summary->state = state;
  summary->candidate = plumb_row_dup_text (row, 4);
  summary->role = plumb_row_dup_text (row, 5);
  summary->template_title = plumb_row_dup_text (row, 6);
  summary->progress = plumb_row_dup_text (row, 9);
  summary->panel = plumb_row_dup_text (row, 11);
  summary->mine = facts.on_panel || facts.skipped;
  summary->owes = facts.owes;
  summary->sight = plumb_blind_judge (&facts);
  summary->composite = NAN;
  if (summary->sight != PLUMB_SIGHT_FULL)
    summary->changed_at = sqlite3_column_int64 (row, 16); /* that it moved would tell that the others talk about it */
  else if (!fill_figures (summary, row))
    return NULL;
  return g_steal_pointer (&summary);
}

/* The rows come by their last change; a viewer's list is in that order only where all of it is theirs to see. */
static gboolean
is_in_order (const Listing *listing)
{
  return listing->viewer == NULL;
}

static int
compare_summaries (gconstpointer a, gconstpointer b)
{
  const PlumbLoopSummary *first = *(PlumbLoopSummary *const *)a;
  const PlumbLoopSummary *second = *(PlumbLoopSummary *const *)b;

  if (first->changed_at != second->changed_at)
    return first->changed_at > second->changed_at ? -1 : 1;
  return strcmp (first->id, second->id);
}

static void
put_in_order (const Listing *listing)
{
  GPtrArray *summaries = listing->summaries;
  const PlumbLoopFilter *filter = listing->filter;

  g_ptr_array_sort (summaries, compare_summaries);
  if (filter != NULL && filter->offset > 0)
    g_ptr_array_remove_range (summaries, 0, MIN (filter->offset, summaries->len));
  if (filter != NULL && filter->limit > 0 && summaries->len > filter->limit)
    g_ptr_array_set_size (summaries, (int)filter->limit);
}

static gboolean
add_summary_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Listing *listing = data;
  const PlumbLoopFilter *filter = listing->filter;
  PlumbLoopSummary *summary;
  PlumbLoopState state;

  if (is_in_order (listing) && filter != NULL && filter->limit > 0 && listing->summaries->len >= filter->limit)
    return TRUE;
  if (plumb_row_read_word (row, 3, loop_state, &state))
    {
      if (!is_wanted (filter, row, state))
        return TRUE;
      if (is_in_order (listing) && filter != NULL && listing->skipped < filter->offset && ++listing->skipped)
        return TRUE;
      summary = read_summary (listing, row, state);
      if (summary != NULL)
        {
          g_ptr_array_add (listing->summaries, summary);
          return TRUE;
        }
    }
  g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_CORRUPT,
                       "The workspace is damaged: a row of the list of loops can't be read. Open the latest backup.");
  return FALSE;
}

static gboolean
list_loops (PlumbSqlite *sqlite, Listing *listing, GError **error)
{
  return plumb_sqlite_read_role (sqlite, listing->viewer, &listing->role, error)
         && plumb_sqlite_each (sqlite, PLUMB_SQL_LIST_ROLL_UPS, SQL_NO_VALUES, add_summary_cb, listing, error);
}

GPtrArray *
plumb_sqlite_list_loops (PlumbStore *store, const char *viewer, const PlumbLoopFilter *filter, GError **error)
{
  PlumbSqlite *sqlite = (PlumbSqlite *)store;
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_loop_summary_free);
  Listing listing = { .viewer = viewer, .filter = filter, .summaries = summaries };
  gboolean done;

  if (!plumb_sqlite_begin (sqlite, PLUMB_SQL_BEGIN_READ, error))
    return NULL;
  done = list_loops (sqlite, &listing, error);
  plumb_sqlite_end_read (sqlite);
  if (done && !is_in_order (&listing))
    put_in_order (&listing);
  return done ? g_steal_pointer (&summaries) : NULL;
}

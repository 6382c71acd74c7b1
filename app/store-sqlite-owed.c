/* store-sqlite-owed.c - the cards that are owed across all open loops. */
#include "app/store-sqlite-private.h"

typedef struct
{
  PlumbSqlite *sqlite;
  GPtrArray *cards;
} Listing;

/* Title and length of the interview stand in the template, which is parsed once. */
static gboolean
fill_stage (PlumbSqlite *sqlite, sqlite3_stmt *row, PlumbOwedCard *owed, GError **error)
{
  PlumbTemplate *template = plumb_sqlite_get_template (sqlite, plumb_row_get_text (row, 4), sqlite3_column_int (row, 5), error);
  const PlumbStage *stage;

  if (template == NULL)
    return FALSE;
  stage = plumb_template_get_stage (template, plumb_row_get_text (row, 7), NULL);
  if (stage == NULL)
    return plumb_sqlite_fail_row (sqlite, "an interview is of a stage that its template has not", error);
  owed->stage = g_strdup (stage->title);
  owed->minutes = stage->minutes;
  return TRUE;
}

static gboolean
add_owed_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  const Listing *listing = data;
  g_autoptr (PlumbOwedCard) owed = plumb_owed_card_new ();
  PlumbCardState state;

  owed->loop = plumb_row_dup_text (row, 0);
  owed->candidate = plumb_row_dup_text (row, 1);
  owed->role = plumb_row_dup_text (row, 2);
  owed->opened_at = sqlite3_column_int64 (row, 3);
  owed->assignment = plumb_row_dup_text (row, 6);
  owed->person = plumb_row_dup_text (row, 9);
  owed->name = plumb_row_dup_text (row, 10);
  owed->email = plumb_row_dup_text (row, 11);
  owed->scheduled_at = sqlite3_column_int64 (row, 12);
  if (!plumb_row_read_word (row, 8, seat, &owed->seat) || !plumb_row_read_word (row, 13, card_state, &state))
    return plumb_sqlite_fail_row (listing->sqlite, "a row of assignment can't be read", error);
  owed->started = state == PLUMB_CARD_DRAFT;
  if (!fill_stage (listing->sqlite, row, owed, error))
    return FALSE;
  g_ptr_array_add (listing->cards, g_steal_pointer (&owed));
  return TRUE;
}

static gboolean
list_owed (Listing *listing, const char *viewer, GError **error)
{
  PlumbRole role;

  return plumb_sqlite_read_role (listing->sqlite, viewer, &role, error)
         && plumb_sqlite_each (listing->sqlite, PLUMB_SQL_LIST_OWED,
                               SQL_VALUES (SQL_INTEGER (role == PLUMB_ROLE_COORDINATOR), SQL_TEXT (viewer)), add_owed_cb, listing,
                               error);
}

GPtrArray *
plumb_sqlite_list_owed (PlumbStore *store, const char *viewer, GError **error)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_owed_card_free);
  Listing listing = { (PlumbSqlite *)store, cards };
  gboolean done;

  if (!plumb_sqlite_begin (listing.sqlite, PLUMB_SQL_BEGIN_READ, error))
    return NULL;
  done = list_owed (&listing, viewer, error);
  plumb_sqlite_end_read (listing.sqlite);
  return done ? g_steal_pointer (&cards) : NULL;
}

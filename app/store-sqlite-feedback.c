/* store-sqlite-feedback.c - feedback on feedback: what its commands write, and who may read it.
 *
 * Its events name no loop and hold none of its words, so that neither the trail of a candidate nor the audit packet knows of it; the rows
 * are covered like all others. Erasing removes the row; what SQLite frees it overwrites (open.sql).
 */
#include "app/store-sqlite-change.h"

gboolean
plumb_apply_give_feedback (PlumbChange *change, GError **error)
{
  return plumb_change_write (
      change, PLUMB_TABLE_FEEDBACK, PLUMB_SQL_INSERT_FEEDBACK,
      SQL_VALUES (SQL_ARGUMENT (change, "feedback"), SQL_TEXT (change->loop), SQL_ARGUMENT (change, "assignment"),
                  SQL_TEXT (plumb_command_get_actor (change->command)), SQL_TEXT (change->assignment->person),
                  SQL_ARGUMENT_OR_EMPTY (change, "good"), SQL_ARGUMENT_OR_EMPTY (change, "improve"), SQL_INTEGER (change->at),
                  SQL_INTEGER (change->sequence)),
      error);
}

gboolean
plumb_apply_acknowledge_feedback (PlumbChange *change, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_FEEDBACK, PLUMB_SQL_ACKNOWLEDGE_FEEDBACK,
                             SQL_VALUES (SQL_INTEGER (change->at), SQL_INTEGER (change->sequence),
                                         SQL_ARGUMENT (change, "feedback"), SQL_TEXT (change->loop)),
                             error);
}

gboolean
plumb_apply_erase_feedback (PlumbChange *change, GError **error)
{
  return plumb_change_remove (change, PLUMB_TABLE_FEEDBACK, PLUMB_SQL_REMOVE_FEEDBACK,
                              SQL_VALUES (SQL_ARGUMENT (change, "feedback"), SQL_TEXT (change->loop)), error);
}

PlumbFeedback *
plumb_sqlite_read_feedback (sqlite3_stmt *row)
{
  PlumbFeedback *feedback = plumb_feedback_new (plumb_row_get_text (row, 0));
  char **texts[]
      = { &feedback->loop, &feedback->assignment, &feedback->author, &feedback->recipient, &feedback->good, &feedback->improve };
  char **names[] = { &feedback->author_name, &feedback->recipient_name, &feedback->candidate, &feedback->stage };

  for (int i = 0; i < (int)G_N_ELEMENTS (texts); i++)
    plumb_set_string (texts[i], plumb_row_get_text (row, 1 + i));
  feedback->at = sqlite3_column_int64 (row, 7);
  feedback->acknowledged_at = sqlite3_column_int64 (row, 8);
  for (int i = 0; i < (int)G_N_ELEMENTS (names); i++)
    plumb_set_string (names[i], plumb_row_get_text (row, 9 + i));
  return feedback;
}

static gboolean
add_feedback_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  g_ptr_array_add (data, plumb_sqlite_read_feedback (row));
  return TRUE;
}

GPtrArray *
plumb_sqlite_list_feedback (PlumbStore *store, const char *viewer, const char *loop, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_feedback_free);

  if (!plumb_sqlite_each ((PlumbSqlite *)store, PLUMB_SQL_LIST_FEEDBACK, SQL_VALUES (SQL_TEXT (viewer), SQL_TEXT (loop)),
                          add_feedback_cb, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

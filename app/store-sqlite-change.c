/* store-sqlite-change.c - the rows a change writes and their records, and the facts it is judged by.
 *
 * A record: table (1 byte), 1 when removed (1 byte), length of the key (2 bytes, little endian), key, then the digest of the row as it
 * was written, salted with the event's salt. The loop is not in the key: it stands in the event.
 */
#include "app/store-sqlite-change.h"

#include <string.h>

#define RECORD_HEAD_BYTES 4

const char *
plumb_change_get_argument (const PlumbChange *change, const char *name)
{
  return plumb_command_get_string (change->command, name);
}

const char *
plumb_change_get_text (const PlumbChange *change, const char *name)
{
  const char *text = plumb_change_get_argument (change, name);

  return text != NULL ? text : "";
}

void
plumb_row_append_key (GString *key, PlumbTable table, sqlite3_stmt *row)
{
  const PlumbTableInfo *info = &plumb_tables[table];

  for (int i = info->in_loop ? 1 : 0; i < info->n_key; i++)
    {
      if (i > (info->in_loop ? 1 : 0))
        g_string_append_c (key, '/');
      g_string_append (key, plumb_row_get_text (row, i));
    }
}

static void
add_record (PlumbChange *change, PlumbTable table, gboolean removed, sqlite3_stmt *row)
{
  g_autoptr (GString) key = g_string_new (NULL);
  guint8 head[RECORD_HEAD_BYTES];
  guint8 digest[PLUMB_DIGEST_BYTES];

  plumb_row_append_key (key, table, row);
  g_assert (key->len <= G_MAXUINT16);
  head[0] = (guint8)table;
  head[1] = removed ? 1 : 0;
  head[2] = (guint8)(key->len & 0xFF);
  head[3] = (guint8)(key->len >> 8);
  g_byte_array_append (change->rows, head, sizeof head);
  g_byte_array_append (change->rows, (const guint8 *)key->str, (guint)key->len);
  if (removed)
    return;
  plumb_sqlite_digest_row (table, change->salt, row, digest);
  g_byte_array_append (change->rows, digest, sizeof digest);
}

gboolean
plumb_row_record_read (const guint8 *rows, gsize length, gsize *offset, PlumbRowRecord *record)
{
  const guint8 *at = rows + *offset;
  gsize left = length - *offset;
  gsize key_length;

  if (left < RECORD_HEAD_BYTES || at[0] == PLUMB_TABLE_NONE || at[0] >= PLUMB_N_TABLES || at[1] > 1)
    return FALSE;
  key_length = at[2] | (gsize)at[3] << 8;
  record->table = (PlumbTable)at[0];
  record->removed = at[1] == 1;
  record->key = (const char *)at + RECORD_HEAD_BYTES;
  record->key_length = key_length;
  record->digest = record->removed ? NULL : at + RECORD_HEAD_BYTES + key_length;
  key_length += RECORD_HEAD_BYTES + (record->removed ? 0 : PLUMB_DIGEST_BYTES);
  if (left < key_length)
    return FALSE;
  *offset += key_length;
  return TRUE;
}

/* -1 on failure, else how many rows were touched. */
static int
touch_rows (PlumbChange *change, PlumbTable table, gboolean removed, PlumbSql which, const PlumbSqlValue *values, gsize n_values,
            GError **error)
{
  sqlite3_stmt *row = plumb_sqlite_start (change->sqlite, which, values, n_values, error);
  PlumbStep step;
  int n = 0;

  if (row == NULL)
    return -1;
  while ((step = plumb_sqlite_step (change->sqlite, row, error)) == PLUMB_STEP_ROW)
    {
      add_record (change, table, removed, row);
      n++;
    }
  return step == PLUMB_STEP_DONE ? n : -1;
}

gboolean
plumb_change_write (PlumbChange *change, PlumbTable table, PlumbSql which, const PlumbSqlValue *values, gsize n_values,
                    GError **error)
{
  GError *problem = NULL;
  int n = touch_rows (change, table, FALSE, which, values, n_values, &problem);

  if (n > 0)
    return TRUE;
  if (n == 0)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "“%s” has no such %s.", change->sqlite->base.location,
                 plumb_tables[table].name);
  else if (g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_EXISTS))
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS, "“%s” has this %s already. Nothing was changed.",
                 change->sqlite->base.location, plumb_tables[table].name);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  g_clear_error (&problem);
  return FALSE;
}

gboolean
plumb_change_try_write (PlumbChange *change, PlumbTable table, PlumbSql which, const PlumbSqlValue *values, gsize n_values,
                        gboolean *found, GError **error)
{
  int n = touch_rows (change, table, FALSE, which, values, n_values, error);

  *found = n > 0;
  return n >= 0;
}

gboolean
plumb_change_remove (PlumbChange *change, PlumbTable table, PlumbSql which, const PlumbSqlValue *values, gsize n_values,
                     GError **error)
{
  return touch_rows (change, table, TRUE, which, values, n_values, error) >= 0;
}

/* Columns 4 on of read-facts. */
static PlumbAssignment *
read_assignment (PlumbChange *change, const PlumbTemplate *template, sqlite3_stmt *row)
{
  const PlumbStage *stage = plumb_template_get_stage (template, plumb_row_get_text (row, 5), NULL);
  g_autoptr (PlumbAssignment) assignment = NULL;
  PlumbScorecard *card;
  PlumbSeat seat;

  if (stage == NULL || !plumb_row_read_word (row, 7, seat, &seat))
    return NULL;
  assignment = plumb_assignment_new (plumb_row_get_text (row, 4), stage->key, plumb_row_get_text (row, 6), seat);
  assignment->scheduled_at = sqlite3_column_int64 (row, 8);
  assignment->skip_reason = plumb_row_dup_nullable (row, 9);
  card = assignment->card = plumb_scorecard_new (plumb_row_get_text (row, 10), NULL);
  card->started_at = sqlite3_column_int64 (row, 13);
  card->submitted_at = sqlite3_column_int64 (row, 14);
  card->elapsed = sqlite3_column_int64 (row, 15);
  card->running_since = sqlite3_column_int64 (row, 16);
  card->not_blind = sqlite3_column_int (row, 17) != 0;
  if (!plumb_row_read_word (row, 11, card_state, &card->state)
      || !plumb_row_read_word (row, 12, recommendation, &card->recommendation))
    return NULL;
  return g_steal_pointer (&assignment);
}

static gboolean
read_facts (PlumbChange *change, sqlite3_stmt *row, GError **error)
{
  g_autofree char *key = plumb_row_dup_text (row, 1);
  PlumbRuleFacts *facts = &change->facts;

  facts->template = plumb_sqlite_get_template (change->sqlite, key, sqlite3_column_int (row, 2), error);
  if (facts->template == NULL)
    return FALSE;
  if (plumb_command_get_actor (change->command) != NULL && sqlite3_column_type (row, 3) == SQLITE_NULL)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "There is no person “%s” in “%s”.",
                   plumb_command_get_actor (change->command), change->sqlite->base.location);
      return FALSE;
    }
  if (!plumb_row_read_word (row, 0, loop_state, &facts->loop_state)
      || (sqlite3_column_type (row, 3) != SQLITE_NULL && !plumb_row_read_word (row, 3, role, &facts->actor_role)))
    return plumb_sqlite_fail_row (change->sqlite, "a row of loop or person can't be read", error);
  if (sqlite3_column_type (row, 4) == SQLITE_NULL)
    return TRUE;
  change->assignment = read_assignment (change, facts->template, row);
  facts->assignment = change->assignment;
  return facts->assignment != NULL || plumb_sqlite_fail_row (change->sqlite, "a row of assignment or card can't be read", error);
}

/* Everything a card-level command is judged by, in one query. */
static gboolean
find_point_facts (PlumbChange *change, const char *assignment, GError **error)
{
  sqlite3_stmt *row;
  gboolean whole;

  change->facts.actor_role = PLUMB_ROLE_COORDINATOR;
  switch (plumb_sqlite_find (
      change->sqlite, PLUMB_SQL_READ_FACTS,
      SQL_VALUES (SQL_TEXT (plumb_command_get_actor (change->command)), SQL_TEXT (assignment), SQL_TEXT (change->loop)), &row,
      error))
    {
    case PLUMB_STEP_ROW:
      whole = read_facts (change, row, error);
      plumb_sqlite_reset (row);
      return whole;
    case PLUMB_STEP_DONE:
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "There is no loop “%s” in “%s”.", change->loop,
                   change->sqlite->base.location);
      return FALSE;
    default:
      return FALSE;
    }
}

static gboolean
find_flag (PlumbChange *change, const char *flag, GError **error)
{
  sqlite3_stmt *row;

  switch (
      plumb_sqlite_find (change->sqlite, PLUMB_SQL_READ_FLAG, SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (flag)), &row, error))
    {
    case PLUMB_STEP_ROW:
      change->flag = plumb_sqlite_read_flag (row);
      change->facts.flag = change->flag;
      plumb_sqlite_reset (row);
      return change->flag != NULL || plumb_sqlite_fail_row (change->sqlite, "a row of flag can't be read", error);
    case PLUMB_STEP_DONE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Found or not: the rules say what is missing. */
static gboolean
find_feedback (PlumbChange *change, GError **error)
{
  sqlite3_stmt *row;

  switch (plumb_sqlite_find (
      change->sqlite, PLUMB_SQL_READ_FEEDBACK,
      SQL_VALUES (SQL_TEXT (plumb_command_get_string (change->command, "feedback")), SQL_TEXT (change->loop)), &row, error))
    {
    case PLUMB_STEP_ROW:
      change->facts.feedback = change->feedback = plumb_sqlite_read_feedback (row);
      plumb_sqlite_reset (row);
      return TRUE;
    case PLUMB_STEP_DONE:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
find_whole (PlumbChange *change, GError **error)
{
  PlumbLoop *loop = plumb_sqlite_load_loop (change->sqlite, change->loop, error);

  if (loop == NULL)
    return FALSE;
  change->whole = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  change->facts.loop = plumb_snapshot_get_loop (change->whole);
  if (plumb_rules_need_evaluation (plumb_command_get_kind (change->command)))
    change->facts.evaluation = change->evaluation = plumb_evaluation_new (change->whole);
  return TRUE;
}

/* Of commands that are not about a loop that exists. Who adds themselves is not there yet. */
static gboolean
find_role (PlumbChange *change, GError **error)
{
  const char *actor = plumb_command_get_actor (change->command);

  if (plumb_command_get_kind (change->command) == PLUMB_COMMAND_ADD_PERSON
      && g_strcmp0 (actor, plumb_command_get_string (change->command, "person")) == 0)
    {
      change->facts.actor_role = PLUMB_ROLE_PANELIST;
      return TRUE;
    }
  return plumb_sqlite_read_role (change->sqlite, actor, &change->facts.actor_role, error);
}

gboolean
plumb_change_find_facts (PlumbChange *change, GError **error)
{
  PlumbCommandKind kind = plumb_command_get_kind (change->command);
  const char *assignment = plumb_command_get_string (change->command, "assignment");
  const char *flag = plumb_command_get_string (change->command, "flag");

  if (change->loop == NULL || kind == PLUMB_COMMAND_OPEN_LOOP || kind == PLUMB_COMMAND_IMPORT_LOOP)
    return find_role (change, error);
  if (flag == NULL && kind == PLUMB_COMMAND_SET_EVIDENCE)
    flag = plumb_command_get_string (change->command, "target");
  if (flag != NULL && !find_flag (change, flag, error))
    return FALSE;
  if ((kind == PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK || kind == PLUMB_COMMAND_ERASE_FEEDBACK) && !find_feedback (change, error))
    return FALSE;
  if (assignment == NULL && change->flag != NULL)
    assignment = change->flag->assignment;
  if (!find_point_facts (change, assignment, error))
    return FALSE;
  /* What an amendment replaces, and whether its author had read other cards, are facts of the whole loop too. */
  return (!plumb_rules_need_loop (kind) && kind != PLUMB_COMMAND_AMEND_CARD) || find_whole (change, error);
}

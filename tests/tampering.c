/* tampering.c - changes a value, a row or the order of rows through a raw connection, as the sqlite3 program would. */
#include "tests/tampering.h"

#include <string.h>

typedef struct
{
  GRand *random;
  sqlite3 *db;
  const char *table;
  GPtrArray *columns;
  GPtrArray *keys;
} Target;

static GPtrArray *
list_names (sqlite3 *db, const char *table, const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s') WHERE %s ORDER BY cid", table, condition);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  return names;
}

static gboolean
is_key (const Target *target, const char *column)
{
  return g_ptr_array_find_with_equal_func (target->keys, column, g_str_equal, NULL);
}

static sqlite3_stmt *
pick_row (const Target *target, const char *from)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY random () LIMIT 1", from);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (target->db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  return statement;
}

static const char *
get_value (sqlite3_stmt *row, const char *column)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    if (g_str_equal (sqlite3_column_name (row, i), column))
      return (const char *)sqlite3_column_text (row, i);
  g_assert_not_reached ();
}

/* "a = '1' AND b = 'x'": the row by its primary key. */
static char *
dup_where (const Target *target, sqlite3_stmt *row)
{
  GString *where = g_string_new (NULL);

  for (guint i = 0; i < target->keys->len; i++)
    {
      const char *key = g_ptr_array_index (target->keys, i);
      char *value = sqlite3_mprintf ("%Q", get_value (row, key));

      g_string_append_printf (where, "%s%s = %s", i > 0 ? " AND " : "", key, value);
      sqlite3_free (value);
    }
  return g_string_free (where, FALSE);
}

/* What a report calls the row. Rows of a loop are named by the rest of their key and the loop. */
static char *
dup_name (const Target *target, sqlite3_stmt *row)
{
  GString *name = g_string_new (target->table);
  const char *separator = " ";
  gboolean in_loop = g_str_equal (g_ptr_array_index (target->keys, 0), "loop");
  g_autofree char *valid = NULL;

  if (g_str_equal (target->table, "library"))
    return g_string_free (name, FALSE);
  if (g_str_equal (target->table, "event"))
    {
      g_string_printf (name, "Event %s (", get_value (row, "sequence"));
      return g_string_free (name, FALSE);
    }
  for (guint i = in_loop ? 1 : 0; i < target->keys->len; i++)
    {
      g_string_append_printf (name, "%s%s", separator, get_value (row, g_ptr_array_index (target->keys, i)));
      separator = "/";
    }
  if (in_loop && *get_value (row, "loop") != '\0') /* it may have been made to begin with a NUL */
    g_string_append_printf (name, " of loop %s", get_value (row, "loop"));
  valid = g_utf8_make_valid (name->str, -1);
  g_string_free (name, TRUE);
  return g_steal_pointer (&valid);
}

/* The row is gone from its place: its name, for an event what follows from it. */
static char *
dup_name_of_removed (const Target *target, sqlite3_stmt *row)
{
  const char *sequence;

  if (!g_str_equal (target->table, "event"))
    return dup_name (target, row);
  sequence = get_value (row, "sequence");
  /* "Events 82 to ...": the last one, moved further than one place. */
  return g_strdup_printf ("Event %s was removed|Events %s to |written by event %s, which is not there", sequence, sequence,
                          sequence);
}

/* The bytes as a literal, one of them changed to another value. */
static char *
dup_spoilt_bytes (GRand *random, const guint8 *bytes, int size)
{
  g_autoptr (GString) hex = g_string_new (NULL);
  int at = size > 0 ? g_rand_int_range (random, 0, size) : -1;

  for (int i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", i == at ? bytes[i] ^ g_rand_int_range (random, 1, 256) : bytes[i]);
  return g_strdup_printf ("x'%s'", size > 0 ? hex->str : "20");
}

static char *
dup_spoilt (GRand *random, sqlite3_stmt *row, int column)
{
  gint64 number = sqlite3_column_int64 (row, column);
  double real = sqlite3_column_double (row, column);
  g_autofree char *bytes = NULL;

  switch (sqlite3_column_type (row, column))
    {
    case SQLITE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number ^ ((gint64)1 << g_rand_int_range (random, 0, 62)));
    case SQLITE_FLOAT:
      memcpy (&number, &real, sizeof number);
      number ^= (gint64)1 << g_rand_int_range (random, 0, 50);
      memcpy (&real, &number, sizeof real);
      return g_strdup_printf ("%.17g", real);
    case SQLITE_NULL:
      return g_strdup ("CAST (1 AS ANY)");
    default:
      bytes = dup_spoilt_bytes (random, sqlite3_column_blob (row, column), sqlite3_column_bytes (row, column));
      return sqlite3_column_type (row, column) == SQLITE_BLOB ? g_steal_pointer (&bytes)
                                                              : g_strdup_printf ("CAST (%s AS TEXT)", bytes);
    }
}

static char *
dup_other_value (const Target *target, const char *column)
{
  switch (g_rand_int_range (target->random, 0, 3))
    {
    case 0:
      return g_strdup ("NULL");
    case 1:
      return g_strdup ("''");
    default:
      return g_strdup_printf ("(SELECT %s FROM %s ORDER BY 1 LIMIT 1 OFFSET %d)", column, target->table,
                              g_rand_int_range (target->random, 0, 6));
    }
}

/* Did the statements change a row into something else than it was? */
static gboolean
run (const Target *target, const char *sql)
{
  return sqlite3_exec (target->db, sql, NULL, NULL, NULL) == SQLITE_OK && sqlite3_changes (target->db) > 0;
}

static gboolean
change_value (const Target *target, gboolean one_byte, char **what, GPtrArray *names)
{
  sqlite3_stmt *row = pick_row (target, target->table);
  int column = g_rand_int_range (target->random, 0, sqlite3_column_count (row));
  const char *name = sqlite3_column_name (row, column);
  g_autofree char *where = dup_where (target, row);
  g_autofree char *value = one_byte ? dup_spoilt (target->random, row, column) : dup_other_value (target, name);

  *what = g_strdup_printf ("UPDATE %s SET %s = %s WHERE %s AND %s IS NOT %s", target->table, name, value, where, name, value);
  g_ptr_array_add (names, is_key (target, name) ? dup_name_of_removed (target, row) : dup_name (target, row));
  sqlite3_finalize (row);
  return run (target, *what);
}

static gboolean
remove_row (const Target *target, char **what, GPtrArray *names)
{
  sqlite3_stmt *row = pick_row (target, target->table);
  g_autofree char *where = dup_where (target, row);

  *what = g_strdup_printf ("DELETE FROM %s WHERE %s", target->table, where);
  g_ptr_array_add (names, dup_name_of_removed (target, row));
  sqlite3_finalize (row);
  return run (target, *what);
}

/* An event is inserted at the end or before the beginning, a row under a key that is one byte off. */
static gboolean
insert_row (const Target *target, char **what, GPtrArray *names)
{
  const char *key = g_ptr_array_index (target->keys, (guint)g_rand_int_range (target->random, 0, (gint32)target->keys->len));
  sqlite3_stmt *row = pick_row (target, target->table);
  g_autofree char *where = dup_where (target, row);
  g_autofree char *value = NULL;
  gboolean done;

  for (int i = 0; i < sqlite3_column_count (row); i++)
    if (g_str_equal (sqlite3_column_name (row, i), key))
      value = dup_spoilt (target->random, row, i);
  sqlite3_finalize (row);
  if (g_str_equal (target->table, "event") && g_rand_boolean (target->random))
    {
      g_free (value);
      value = g_strdup ("(SELECT max (sequence) + 1 FROM event)");
    }
  *what = g_strdup_printf ("CREATE TEMP TABLE other AS SELECT * FROM %s WHERE %s; UPDATE other SET %s = %s; "
                           "INSERT INTO %s SELECT * FROM other",
                           target->table, where, key, value, target->table);
  done = run (target, *what);
  if (done)
    {
      row = pick_row (target, "other");
      g_ptr_array_add (names, dup_name (target, row));
      sqlite3_finalize (row);
    }
  sqlite3_exec (target->db, "DROP TABLE IF EXISTS other", NULL, NULL, NULL);
  return done;
}

/* "a, b, c" of what is not the key; of what makes an event. */
static char *
dup_content_columns (const Target *target)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < target->columns->len; i++)
    if (!is_key (target, g_ptr_array_index (target->columns, i)))
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", (char *)g_ptr_array_index (target->columns, i));
  return g_string_free (list, FALSE);
}

static gboolean
exchange_rows (const Target *target, char **what, GPtrArray *names)
{
  g_autofree char *columns = dup_content_columns (target);
  sqlite3_stmt *one = pick_row (target, target->table);
  sqlite3_stmt *two = pick_row (target, target->table);
  g_autofree char *where_one = dup_where (target, one);
  g_autofree char *where_two = dup_where (target, two);
  gboolean differ = FALSE;

  for (int i = 0; i < sqlite3_column_count (one); i++)
    differ = differ
             || (!is_key (target, sqlite3_column_name (one, i))
                 && g_strcmp0 ((const char *)sqlite3_column_text (one, i), (const char *)sqlite3_column_text (two, i)) != 0);
  g_ptr_array_add (names, dup_name (target, one));
  g_ptr_array_add (names, dup_name (target, two));
  sqlite3_finalize (one);
  sqlite3_finalize (two);
  if (!differ || *columns == '\0' || g_str_equal (where_one, where_two))
    return FALSE;
  *what = g_strdup_printf ("CREATE TEMP TABLE other AS SELECT * FROM %s WHERE %s; "
                           "UPDATE %s SET (%s) = (SELECT %s FROM %s WHERE %s) WHERE %s; "
                           "UPDATE %s SET (%s) = (SELECT %s FROM other) WHERE %s",
                           target->table, where_one, target->table, columns, columns, target->table, where_two, where_one,
                           target->table, columns, columns, where_two);
  differ = run (target, *what);
  sqlite3_exec (target->db, "DROP TABLE other", NULL, NULL, NULL);
  return differ;
}

gboolean
tampering_do (GRand *random, sqlite3 *db, const char *table, Tampering tampering, char **what, GPtrArray *names)
{
  g_autoptr (GPtrArray) columns = list_names (db, table, "1");
  g_autoptr (GPtrArray) keys = list_names (db, table, "pk > 0");
  Target target = { random, db, table, columns, keys };

  switch (tampering)
    {
    case TAMPERING_REMOVE:
      return remove_row (&target, what, names);
    case TAMPERING_INSERT:
      return insert_row (&target, what, names);
    case TAMPERING_EXCHANGE:
      return exchange_rows (&target, what, names);
    default:
      return change_value (&target, tampering == TAMPERING_BYTE, what, names);
    }
}

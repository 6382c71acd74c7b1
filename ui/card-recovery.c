/* card-recovery.c - see card-recovery.h. */

#include "ui/card-recovery.h"

#include "app/error.h"
#include "exports/atomic.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define FORMAT "plumbline-recovery"
#define FILE_MAX (64 * 1024 * 1024)

char *
plumb_card_recovery_dup_path (const char *location, const char *assignment)
{
  g_autofree char *digest = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (location != NULL && assignment != NULL, NULL);

  /* The same card may lie in two workspaces, a copy and its original. */
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, location, -1);
  name = g_strdup_printf ("%s-%.12s.json", assignment, digest);
  return g_build_filename (g_get_user_state_dir (), "plumbline", "recovery", name, NULL);
}

/* The clock runs on by itself, and a card is submitted by hand only. */
static gboolean
is_kept (const PlumbCardChange *change)
{
  return change->kind != PLUMB_COMMAND_SET_CLOCK && change->kind != PLUMB_COMMAND_ADD_SECONDS
         && change->kind != PLUMB_COMMAND_SUBMIT_CARD;
}

static json_t *
make_document (GPtrArray *changes)
{
  g_autofree char *at = plumb_instant_dup_iso (plumb_instant_now ());
  json_t *document = json_object ();
  json_t *array = json_array ();

  for (guint i = 0; i < changes->len; i++)
    if (is_kept (g_ptr_array_index (changes, i)))
      json_array_append_new (array, plumb_card_change_to_json (g_ptr_array_index (changes, i)));
  json_object_set_new (document, "format", json_string (FORMAT));
  json_object_set_new (document, "version", json_integer (1));
  json_object_set_new (document, "at", json_string (at));
  json_object_set_new (document, "changes", array);
  return document;
}

gboolean
plumb_card_recovery_write (const char *path, GPtrArray *changes, GError **error)
{
  g_autofree char *folder = NULL;
  json_t *document;
  char *text;
  gboolean done;

  g_return_val_if_fail (path != NULL && changes != NULL, FALSE);

  document = make_document (changes);
  if (json_array_size (json_object_get (document, "changes")) == 0)
    {
      json_decref (document);
      plumb_card_recovery_remove (path);
      return TRUE;
    }
  text = json_dumps (document, JSON_INDENT (1));
  json_decref (document);
  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, PLUMB_ERROR, (int)plumb_error_from_errno (saved_errno),
                   "The folder “%s” for what could not be saved can't be made: %s.", folder, g_strerror (saved_errno));
      free (text);
      return FALSE;
    }
  done = plumb_atomic_write (path, text, strlen (text), TRUE, error);
  free (text);
  return done;
}

void
plumb_card_recovery_remove (const char *path)
{
  g_return_if_fail (path != NULL);
  g_unlink (path);
}

static GPtrArray *
read_changes (json_t *document, const char *assignment)
{
  GPtrArray *changes = plumb_card_change_queue_new ();
  json_t *object;
  size_t i;

  json_array_foreach (json_object_get (document, "changes"), i, object)
  {
    PlumbCardChange *change = plumb_card_change_new_from_json (object, assignment);

    if (change != NULL)
      g_ptr_array_add (changes, change);
  }
  return changes;
}

GPtrArray *
plumb_card_recovery_read (const char *path, const char *assignment, PlumbInstant *at)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  GStatBuf info;
  gsize length;
  json_t *document;

  g_return_val_if_fail (path != NULL && assignment != NULL && at != NULL, NULL);

  if (g_stat (path, &info) != 0 || info.st_size > FILE_MAX || !g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  document = json_loadb (text, length, JSON_REJECT_DUPLICATES, NULL);
  if (document == NULL)
    return NULL;
  if (g_strcmp0 (json_string_value (json_object_get (document, "format")), FORMAT) == 0
      && json_is_string (json_object_get (document, "at"))
      && plumb_instant_parse_iso (json_string_value (json_object_get (document, "at")), at))
    changes = read_changes (document, assignment);
  json_decref (document);
  return changes != NULL && changes->len > 0 ? g_steal_pointer (&changes) : NULL;
}

/* settings.c - see settings.h. Changes are gathered for a second and written by a thread; the last write, at the end of the program,
 * is made in place. */

#include "ui/settings.h"

#include "app/error.h"
#include "app/reminders.h"

#include <glib/gstdio.h>

struct _PlumbSettings
{
  GObject parent_instance;

  char *path;
  GKeyFile *values;
  guint write_source;
  GThread *writer; /* the last writing, joined before the next; NULL */
  gboolean changed;
};

G_DEFINE_FINAL_TYPE (PlumbSettings, plumb_settings, G_TYPE_OBJECT)

#define WRITE_DELAY_SECONDS 1
#define GRACE_MAX_HOURS 336

/* What a thread writes. */
typedef struct
{
  char *path;
  char *text;
} Writing;

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) local = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &local))
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_IO, "Could not keep the settings in %s: %s", path, local->message);
  return FALSE;
}

/* Workspaces are told apart by a digest of their place: a path may hold anything, the name of a group may not. */
static char *
dup_group (const char *location)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, location, -1);

  return g_strdup_printf ("workspace %.16s", digest);
}

static char *
dup_text (PlumbSettings *settings)
{
  return g_key_file_to_data (settings->values, NULL, NULL);
}

/* One writing at a time, so that the last one wins. */
static void
finish_writing (PlumbSettings *settings)
{
  g_clear_pointer (&settings->writer, g_thread_join);
}

static gpointer
write_thread (gpointer data)
{
  Writing *writing = data;
  g_autoptr (GError) error = NULL;

  if (!write_text (writing->path, writing->text, &error))
    g_warning ("%s", error->message);
  g_free (writing->path);
  g_free (writing->text);
  g_free (writing);
  return NULL;
}

static gboolean
write_cb (gpointer data)
{
  PlumbSettings *settings = data;
  Writing *writing = g_new0 (Writing, 1);

  settings->write_source = 0;
  settings->changed = FALSE;
  writing->path = g_strdup (settings->path);
  writing->text = dup_text (settings);
  finish_writing (settings);
  settings->writer = g_thread_new ("settings", write_thread, writing);
  return G_SOURCE_REMOVE;
}

static void
mark_changed (PlumbSettings *settings)
{
  settings->changed = TRUE;
  if (settings->write_source == 0)
    settings->write_source = g_timeout_add_seconds (WRITE_DELAY_SECONDS, write_cb, settings);
}

static void
set_text (PlumbSettings *settings, const char *group, const char *key, const char *value)
{
  g_autofree char *before = g_key_file_get_string (settings->values, group, key, NULL);

  if (g_strcmp0 (before, value) == 0)
    return;
  if (value != NULL)
    g_key_file_set_string (settings->values, group, key, value);
  else
    g_key_file_remove_key (settings->values, group, key, NULL);
  mark_changed (settings);
}

static void
plumb_settings_finalize (GObject *object)
{
  PlumbSettings *settings = PLUMB_SETTINGS (object);
  g_autoptr (GError) error = NULL;

  if (!plumb_settings_flush (settings, &error))
    g_warning ("%s", error->message);
  g_clear_handle_id (&settings->write_source, g_source_remove);
  g_key_file_free (settings->values);
  g_free (settings->path);
  G_OBJECT_CLASS (plumb_settings_parent_class)->finalize (object);
}

static void
plumb_settings_class_init (PlumbSettingsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plumb_settings_finalize;
}

static void
plumb_settings_init (PlumbSettings *settings)
{
  settings->values = g_key_file_new ();
}

PlumbSettings *
plumb_settings_new (const char *path)
{
  PlumbSettings *settings = g_object_new (PLUMB_TYPE_SETTINGS, NULL);
  g_autoptr (GError) error = NULL;

  settings->path
      = path != NULL ? g_strdup (path) : g_build_filename (g_get_user_config_dir (), "plumbline", "settings.ini", NULL);
  if (!g_key_file_load_from_file (settings->values, settings->path, G_KEY_FILE_KEEP_COMMENTS, &error)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_warning ("Could not read the settings in %s, starting with none: %s", settings->path, error->message);
  return settings;
}

void
plumb_settings_get_window_size (PlumbSettings *settings, int *width, int *height, gboolean *maximized)
{
  int kept_width, kept_height;

  g_return_if_fail (PLUMB_IS_SETTINGS (settings));

  kept_width = g_key_file_get_integer (settings->values, "window", "width", NULL);
  kept_height = g_key_file_get_integer (settings->values, "window", "height", NULL);
  *width = kept_width > 0 ? CLAMP (kept_width, 360, 16384) : 1280;
  *height = kept_height > 0 ? CLAMP (kept_height, 300, 16384) : 800;
  *maximized = g_key_file_get_boolean (settings->values, "window", "maximized", NULL);
}

void
plumb_settings_set_window_size (PlumbSettings *settings, int width, int height, gboolean maximized)
{
  int old_width, old_height;
  gboolean old_maximized;

  g_return_if_fail (PLUMB_IS_SETTINGS (settings));

  plumb_settings_get_window_size (settings, &old_width, &old_height, &old_maximized);
  if (width == old_width && height == old_height && maximized == old_maximized)
    return;
  g_key_file_set_integer (settings->values, "window", "width", width);
  g_key_file_set_integer (settings->values, "window", "height", height);
  g_key_file_set_boolean (settings->values, "window", "maximized", maximized);
  mark_changed (settings);
}

char *
plumb_settings_dup_person (PlumbSettings *settings, const char *location)
{
  g_autofree char *group = NULL;

  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings) && location != NULL, NULL);
  group = dup_group (location);
  return g_key_file_get_string (settings->values, group, "person", NULL);
}

void
plumb_settings_set_person (PlumbSettings *settings, const char *location, const char *person)
{
  g_autofree char *group = NULL;

  g_return_if_fail (PLUMB_IS_SETTINGS (settings) && location != NULL);
  group = dup_group (location);
  set_text (settings, group, "person", person);
}

char *
plumb_settings_dup_loop (PlumbSettings *settings, const char *location)
{
  g_autofree char *group = NULL;

  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings) && location != NULL, NULL);
  group = dup_group (location);
  return g_key_file_get_string (settings->values, group, "loop", NULL);
}

void
plumb_settings_set_loop (PlumbSettings *settings, const char *location, const char *loop)
{
  g_autofree char *group = NULL;

  g_return_if_fail (PLUMB_IS_SETTINGS (settings) && location != NULL);
  group = dup_group (location);
  set_text (settings, group, "loop", loop);
}

char *
plumb_settings_dup_spot (PlumbSettings *settings, const char *location, const char *assignment)
{
  g_autofree char *group = NULL;
  g_autofree char *key = NULL;

  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings) && location != NULL && assignment != NULL, NULL);
  group = dup_group (location);
  key = g_strdup_printf ("spot-%s", assignment);
  return g_key_file_get_string (settings->values, group, key, NULL);
}

void
plumb_settings_set_spot (PlumbSettings *settings, const char *location, const char *assignment, const char *spot)
{
  g_autofree char *group = NULL;
  g_autofree char *key = NULL;

  g_return_if_fail (PLUMB_IS_SETTINGS (settings) && location != NULL && assignment != NULL);
  group = dup_group (location);
  key = g_strdup_printf ("spot-%s", assignment);
  set_text (settings, group, key, spot);
}

char *
plumb_settings_dup_interview (PlumbSettings *settings, const char *location)
{
  g_autofree char *group = NULL;

  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings) && location != NULL, NULL);
  group = dup_group (location);
  return g_key_file_get_string (settings->values, group, "interview", NULL);
}

void
plumb_settings_set_interview (PlumbSettings *settings, const char *location, const char *interview)
{
  g_autofree char *group = NULL;

  g_return_if_fail (PLUMB_IS_SETTINGS (settings) && location != NULL);
  group = dup_group (location);
  set_text (settings, group, "interview", interview);
}

char *
plumb_settings_dup_page (PlumbSettings *settings)
{
  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings), NULL);
  return g_key_file_get_string (settings->values, "window", "page", NULL);
}

void
plumb_settings_set_page (PlumbSettings *settings, const char *page)
{
  g_return_if_fail (PLUMB_IS_SETTINGS (settings));
  set_text (settings, "window", "page", page);
}

char *
plumb_settings_dup_scheme (PlumbSettings *settings)
{
  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings), NULL);
  return g_key_file_get_string (settings->values, "window", "scheme", NULL);
}

void
plumb_settings_set_scheme (PlumbSettings *settings, const char *scheme)
{
  g_return_if_fail (PLUMB_IS_SETTINGS (settings));
  set_text (settings, "window", "scheme", scheme);
}

gboolean
plumb_settings_get_notifies (PlumbSettings *settings)
{
  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings), FALSE);
  return !g_key_file_has_key (settings->values, "reminders", "notify", NULL)
         || g_key_file_get_boolean (settings->values, "reminders", "notify", NULL);
}

void
plumb_settings_set_notifies (PlumbSettings *settings, gboolean notifies)
{
  g_return_if_fail (PLUMB_IS_SETTINGS (settings));
  set_text (settings, "reminders", "notify", notifies ? "true" : "false");
}

int
plumb_settings_get_grace (PlumbSettings *settings)
{
  g_autofree char *text = NULL;
  gint64 hours;

  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings), PLUMB_GRACE_HOURS);
  text = g_key_file_get_string (settings->values, "reminders", "grace", NULL);
  return text != NULL && g_ascii_string_to_signed (text, 10, 0, GRACE_MAX_HOURS, &hours, NULL) ? (int)hours : PLUMB_GRACE_HOURS;
}

void
plumb_settings_set_grace (PlumbSettings *settings, int hours)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PLUMB_IS_SETTINGS (settings) && hours >= 0 && hours <= GRACE_MAX_HOURS);
  text = g_strdup_printf ("%d", hours);
  set_text (settings, "reminders", "grace", text);
}

gboolean
plumb_settings_flush (PlumbSettings *settings, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings), FALSE);

  finish_writing (settings);
  if (!settings->changed)
    return TRUE;
  g_clear_handle_id (&settings->write_source, g_source_remove);
  settings->changed = FALSE;
  text = dup_text (settings);
  return write_text (settings->path, text, error);
}

/* resources.c - registers the program's own files once and reads them. */
#include "app/resources.h"

#include "app/error.h"
#include "plumb-schemas.h"

#include <gio/gio.h>
#include <string.h>

/* To register is to put it on a list that the next look-up of any thread works off. While another thread (GTK's, looking for an icon)
 * does so, GLib answers NULL to us, until that thread is through. */
static GResource *
get_resource (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      GResource *resource;

      plumb_schemas_register_resource ();
      while ((resource = plumb_schemas_get_resource ()) == NULL)
        g_thread_yield ();
      g_once_init_leave (&once, (gsize)resource);
    }
  return (GResource *)once;
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GBytes *
plumb_resource_load (const char *path, GError **error)
{
  g_autofree char *full = g_strconcat ("/plumb/", path, NULL);
  GBytes *bytes = g_resource_lookup_data (get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "This program was built without its file %s; install it again", path);
  return bytes;
}

GStrv
plumb_resource_list (const char *folder)
{
  g_autofree char *full = g_strconcat ("/plumb/", folder, "/", NULL);
  GStrv names = g_resource_enumerate_children (get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return g_new0 (char *, 1);
  g_qsort_with_data (names, (int)g_strv_length (names), sizeof *names, compare_names, NULL);
  return names;
}

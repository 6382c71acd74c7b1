/* exchange-read.c - reads exchange documents, which may be hostile: sizes are bounded before anything is built, every reference is
 * followed, and the first thing wrong is named with its JSON path. Nothing is answered unless all of it is right. */
#include "app/exchange.h"

#include "app/error.h"
#include "app/exchange-private.h"
#include "app/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define VALUES_MAX 4000000 /* JSON values in a document: what bounds the memory of a file made of "[],[],[]" */
#define LOOPS_MAX 100000
#define TEMPLATES_MAX 1000

static char *
dup_template_name (const char *key, int version)
{
  return g_strdup_printf ("%s %d", key, version);
}

/* Takes the template into the reader's set unless the document has it already or another text of it is known. */
static void
add_template (PlumbExchangeReader *reader, PlumbTemplate *template, PlumbTemplateLookup lookup, gpointer data,
              const PlumbPlace *place)
{
  g_autofree char *name = dup_template_name (template->key, template->version);
  g_autoptr (PlumbTemplate) known = lookup == NULL ? NULL : lookup (template->key, template->version, data);

  if (g_hash_table_contains (reader->templates, name))
    plumb_place_fail (place, "version %d of “%s” is there twice", template->version, template->key);
  else if (known != NULL && !g_str_equal (known->sha256, template->sha256))
    plumb_place_fail (place, "another text of “%s”, version %d is known already; give this one a new version", template->key,
                      template->version);
  else
    g_hash_table_insert (reader->templates, g_steal_pointer (&name), plumb_template_ref (known != NULL ? known : template));
}

static void
read_templates (PlumbExchangeReader *reader, PlumbTemplateLookup lookup, gpointer data, const PlumbPlace *root)
{
  PlumbPlace list = plumb_place_member (root, "templates");
  gsize n = plumb_place_expect_array (&list, 0, TEMPLATES_MAX);

  for (gsize i = 0; i < n && !plumb_place_failed (root); i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      g_autofree char *path = g_strdup_printf ("$.templates[%" G_GSIZE_FORMAT "]", i);
      g_autoptr (PlumbTemplate) template = plumb_template_new_from_json (place.value, path, root->problem);

      if (template != NULL)
        add_template (reader, template, lookup, data, &place);
    }
}

/* The template a loop names, or NULL once the problem is noted. (transfer full) */
static PlumbTemplate *
read_template_reference (PlumbExchangeReader *reader, PlumbTemplateLookup lookup, gpointer data, const PlumbPlace *loop_place)
{
  static const char *const names[] = { "key", "version", "sha256", NULL };
  PlumbPlace place = plumb_place_member (loop_place, "template");
  g_autofree char *key = NULL;
  g_autofree char *name = NULL;
  g_autoptr (PlumbTemplate) template = NULL;
  PlumbTemplate *known;
  int version;

  if (!plumb_place_expect_object (&place, names))
    return NULL;
  key = plumb_place_dup_key (&place, "key");
  version = (int)plumb_place_get_integer (&place, "version", 1, G_MAXINT);
  name = dup_template_name (key, version);
  known = g_hash_table_lookup (reader->templates, name);
  if (known != NULL)
    template = plumb_template_ref (known);
  else if (lookup != NULL && !plumb_place_failed (&place))
    template = lookup (key, version, data);
  if (template == NULL)
    plumb_place_fail (&place, "“%s”, version %d is neither in the document's “templates” nor known here", key, version);
  else if (!g_str_equal (plumb_place_get_string (&place, "sha256"), template->sha256))
    plumb_place_fail_member (&place, "sha256", "the loop was opened with another text of “%s”, version %d", key, version);
  else if (known == NULL)
    g_hash_table_insert (reader->templates, g_steal_pointer (&name), plumb_template_ref (template));
  return plumb_place_failed (&place) ? NULL : g_steal_pointer (&template);
}

static void
read_loops (PlumbExchangeReader *reader, PlumbTemplateLookup lookup, gpointer data, const PlumbPlace *root, GPtrArray *loops)
{
  static const char *const names[]
      = { "id",    "role",     "state",     "opened_at", "template",  "candidate", "people",       "assignments", "flags",
          "votes", "verdicts", "decisions", "seals",     "?debriefs", "?points",   "?stage_skips", NULL };
  PlumbPlace list = plumb_place_member (root, "loops");
  gsize n = plumb_place_expect_array (&list, 0, LOOPS_MAX);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      g_autoptr (PlumbTemplate) template = NULL;
      PlumbLoop *loop;

      if (!plumb_place_expect_object (&place, names))
        return;
      template = read_template_reference (reader, lookup, data, &place);
      if (template == NULL)
        return;
      loop = plumb_loop_new ("", template);
      g_ptr_array_add (loops, loop);
      plumb_exchange_read_loop (reader, loop, &place);
    }
}

static void
read_document (const PlumbPlace *root, PlumbTemplateLookup lookup, gpointer data, GPtrArray *loops)
{
  static const char *const names[] = { "format", "version", "templates", "loops", "?stamps", NULL };
  PlumbExchangeReader reader = { 0 };

  if (g_strcmp0 (json_string_value (json_object_get (root->value, "format")), PLUMB_EXCHANGE_FORMAT) != 0)
    {
      plumb_place_fail_member (root, "format", "this is not a document of loops: it says \"%s\" here", PLUMB_EXCHANGE_FORMAT);
      return;
    }
  if (json_integer_value (json_object_get (root->value, "version")) > PLUMB_EXCHANGE_VERSION)
    {
      g_set_error (root->problem, PLUMB_ERROR, PLUMB_ERROR_TOO_NEW,
                   "$.version: written by a newer Plumbline; this one reads version %d", PLUMB_EXCHANGE_VERSION);
      return;
    }
  reader.version = plumb_place_get_integer (root, "version", 1, PLUMB_EXCHANGE_VERSION);
  if (!plumb_place_expect_object (root, names))
    return;
  for (guint i = 0; i < PLUMB_N_IDS; i++)
    reader.ids[i] = g_hash_table_new (g_str_hash, g_str_equal);
  reader.templates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)plumb_template_unref);
  reader.people = g_hash_table_new (g_str_hash, g_str_equal);
  reader.candidates = g_hash_table_new (g_str_hash, g_str_equal);
  read_templates (&reader, lookup, data, root);
  read_loops (&reader, lookup, data, root, loops);
  for (guint i = 0; i < PLUMB_N_IDS; i++)
    g_hash_table_unref (reader.ids[i]);
  g_hash_table_unref (reader.templates);
  g_hash_table_unref (reader.people);
  g_hash_table_unref (reader.candidates);
}

/* Separators outside strings, which bound the number of values without building one. */
static gsize
count_values (const char *bytes, gsize length)
{
  gboolean in_string = FALSE;
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = bytes[i];

      if (in_string && c == '\\')
        i++;
      else if (c == '"')
        in_string = !in_string;
      else if (!in_string && (c == ',' || c == '[' || c == '{'))
        n++;
    }
  return n;
}

static json_t *
load_json (const char *bytes, gsize length, GError **error)
{
  json_error_t problem;
  json_t *document;

  if (length > PLUMB_EXCHANGE_MAX_BYTES)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "The document is larger than %d MiB; split it into several",
                   PLUMB_EXCHANGE_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (count_values (bytes, length) > VALUES_MAX)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "The document has more than %d values; split it into several",
                   VALUES_MAX);
      return NULL;
    }
  document = json_loadb (bytes, length, JSON_REJECT_DUPLICATES, &problem);
  if (document == NULL)
    {
      g_autofree char *text = plumb_text_dup_line (problem.text);

      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "The document is not valid JSON: line %d, column %d: %s",
                   problem.line, problem.column, text);
    }
  return document;
}

static gboolean
read_bytes (int fd, GByteArray *bytes, GError **error)
{
  guint8 chunk[65536];

  while (bytes->len <= PLUMB_EXCHANGE_MAX_BYTES)
    {
      gssize n = read (fd, chunk, sizeof chunk);

      if (n == 0)
        return TRUE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int saved_errno = errno;

          g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno), "it can't be read: %s",
                       g_strerror (saved_errno));
          return FALSE;
        }
      g_byte_array_append (bytes, chunk, (guint)n);
    }
  return TRUE; /* too much: the parser says so */
}

static GByteArray *
read_whole (const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done;

  if (fd < 0)
    {
      int saved_errno = errno;

      g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno), "it can't be opened: %s", g_strerror (saved_errno));
      return NULL;
    }
  done = read_bytes (fd, bytes, error);
  close (fd);
  return done ? g_steal_pointer (&bytes) : NULL;
}

GPtrArray *
plumb_exchange_parse (const char *bytes, gsize length, PlumbTemplateLookup lookup, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) loops = NULL;
  GError *problem = NULL;
  json_t *document;
  PlumbPlace root;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);
  document = load_json (bytes != NULL ? bytes : "", length, error);
  if (document == NULL)
    return NULL;
  loops = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_loop_free);
  root = plumb_place_root ("$", document, &problem);
  read_document (&root, lookup, data, loops);
  json_decref (document);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  return g_steal_pointer (&loops);
}

GPtrArray *
plumb_exchange_read_file (const char *path, PlumbTemplateLookup lookup, gpointer data, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  GPtrArray *loops = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  bytes = read_whole (path, error);
  if (bytes != NULL)
    loops = plumb_exchange_parse ((const char *)bytes->data, bytes->len, lookup, data, error);
  if (loops == NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);
      g_autofree char *line = plumb_text_dup_line (shown);

      g_prefix_error (error, "%s: ", line);
    }
  return loops;
}

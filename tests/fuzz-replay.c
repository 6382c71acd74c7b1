/* fuzz-replay.c - a short form of fuzzing for every build: the corpus as it is, and changed at random from a fixed seed.
 *
 * PLUMB_SOAK=1 makes it long.
 */
#include "tests/fuzz-documents.h"

#include <string.h>

static GPtrArray *
read_corpus (void)
{
  const char *folders[] = { "tests/corpus", "schemas/loops", "schemas/questions", "schemas/demo" };
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (g_getenv ("PLUMB_SOURCE_ROOT"), folders[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          char *bytes;
          gsize length;

          if (g_file_get_contents (path, &bytes, &length, NULL))
            g_ptr_array_add (corpus, g_bytes_new_take (bytes, length));
        }
    }
  return corpus;
}

static void
change (GRand *rand, GByteArray *bytes)
{
  static const char *const tokens[]
      = { "null", "-1", "1e999", "\"\"", "[]", "{}", "\\u0000", "\xff", "99999999999999999999", "[[[[", "true" };
  guint at = bytes->len > 0 ? (guint)g_rand_int_range (rand, 0, (gint32)bytes->len) : 0;
  const char *token = tokens[g_rand_int_range (rand, 0, G_N_ELEMENTS (tokens))];
  guint room = bytes->len - at, cut = (guint)g_rand_int_range (rand, 0, 64); /* MIN would draw twice */

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      if (room > 0)
        bytes->data[at] = (guint8)g_rand_int_range (rand, 0, 256);
      break;
    case 1:
      g_byte_array_remove_range (bytes, at, MIN (room, cut));
      break;
    case 2:
      memcpy (bytes->data + at, token, MIN (room, strlen (token)));
      break;
    default:
      g_byte_array_set_size (bytes, at);
      break;
    }
}

static void
test_corpus (void)
{
  g_autoptr (GPtrArray) corpus = read_corpus ();

  g_assert_cmpuint (corpus->len, >, 40);
  for (guint i = 0; i < corpus->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (corpus, i), &length);

      LLVMFuzzerTestOneInput (data, length);
    }
}

static void
test_changed (void)
{
  g_autoptr (GPtrArray) corpus = read_corpus ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  guint rounds = g_getenv ("PLUMB_SOAK") != NULL ? 200000 : 1500;

  for (guint i = 0; i < rounds; i++)
    {
      GBytes *seed = g_ptr_array_index (corpus, (guint)g_rand_int_range (rand, 0, (gint32)corpus->len));
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, g_bytes_get_data (seed, NULL), (guint)g_bytes_get_size (seed));
      for (int changes = g_rand_int_range (rand, 1, 4); changes > 0; changes--)
        change (rand, bytes);
      LLVMFuzzerTestOneInput (bytes->data, bytes->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/corpus", test_corpus);
  g_test_add_func ("/fuzz/changed", test_changed);
  return g_test_run ();
}

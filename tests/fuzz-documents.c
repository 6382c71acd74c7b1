/* fuzz-documents.c - the readers of outside data must refuse, never crash: exchange documents, templates, questions, texts,
 * packets.
 *
 * Under libFuzzer (-Dfuzz=true, clang) this is the target alone. Elsewhere fuzz-replay.c feeds it with the corpus and with bytes changed
 * at random, so that every build runs a short form.
 */
#include "tests/fuzz-documents.h"

#include "app/exchange.h"
#include "app/text.h"
#include "exports/stamp.h"

#include <string.h>

static void
fuzz_exchange (const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loops = plumb_exchange_parse (bytes, length, NULL, NULL, &error);

  g_assert ((loops == NULL) == (error != NULL));
}

static void
fuzz_json (const char *bytes, gsize length)
{
  json_t *document = json_loadb (bytes, length, JSON_REJECT_DUPLICATES, NULL);
  g_autoptr (GError) error = NULL, question_error = NULL;
  g_autoptr (PlumbTemplate) template = NULL;
  g_autoptr (PlumbQuestion) question = NULL;

  if (document == NULL)
    return;
  template = plumb_template_new_from_json (document, "$", &error);
  g_assert ((template == NULL) == (error != NULL));
  question = plumb_question_new_from_json (document, "$", &question_error);
  g_assert ((question == NULL) == (question_error != NULL));
  json_decref (document);
}

static void
fuzz_text (const char *bytes, gsize length)
{
  g_autofree char *repaired = plumb_text_dup_repaired (bytes, (gssize)length, PLUMB_LINE_MAX);
  g_autofree char *line = plumb_text_dup_line (repaired);
  g_autofree char *name = plumb_text_dup_file_name (repaired);
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_text_check (repaired, -1, PLUMB_LINE_MAX, "text", &error));
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_null (strchr (name, '/'));
  g_assert_cmpuint (strlen (name), <=, 120);
}

/* As they come, and behind the first bytes of each kind of packet. */
static void
fuzz_stamp (const guint8 *bytes, gsize length)
{
  static const char *const kinds[]
      = { "", "%PDF-1.7\n/Keywords (plumbline-anchor ", "PK\x03\x04", "{\"stamps\": [\"", "loop,stamp\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GByteArray) file = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) stamps = NULL;

      g_byte_array_append (file, (const guint8 *)kinds[i], (guint)strlen (kinds[i]));
      g_byte_array_append (file, bytes, (guint)length);
      stamps = plumb_stamp_read_bytes (file->data, file->len, &error);
      g_assert ((stamps == NULL) == (error != NULL));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_exchange ((const char *)data, size);
  fuzz_json ((const char *)data, size);
  fuzz_text ((const char *)data, size);
  fuzz_stamp (data, size);
  return 0;
}

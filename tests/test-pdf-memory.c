/* test-pdf-memory.c - what writing a PDF keeps of each packet: next to nothing, whatever stands in it. */
#include "exports/pages-word.h"
#include "exports/pdf.h"
#include "tests/fixture.h"

#include <glib/gstdio.h>
#include <malloc.h>

#define MADE_AT G_GINT64_CONSTANT (1795000000000000)
#define N_PACKETS 120
#define SETTLED 20 /* packets after which buffers have grown as large as they get */
/* Bytes a packet may leave behind: where its objects stand, its line of the outline, references to its pages. */
#define MOST_KEPT 2048

static guint
count_words (const PlumbType *type)
{
  return g_hash_table_size (type->words);
}

/* Words that were asked for since the last trimming stay, as they were shaped; others go. */
static void
test_trim (void)
{
  g_autoptr (PlumbType) type = plumb_type_new ();
  const PlumbWord *kept = NULL;
  guint own = count_words (type); /* spaces */

  plumb_type_trim (type);
  g_assert_cmpuint (count_words (type), ==, own);
  kept = plumb_type_get_word (type, PLUMB_STYLE_BODY, "alpha", 5);
  plumb_type_get_word (type, PLUMB_STYLE_BODY, "beta", 4);
  plumb_type_get_word (type, PLUMB_STYLE_QUOTE, "alpha", 5);
  plumb_type_trim (type);
  g_assert_cmpuint (count_words (type), ==, own + 3);
  g_assert_true (plumb_type_get_word (type, PLUMB_STYLE_BODY, "alpha", 5) == kept);
  plumb_type_trim (type);
  g_assert_cmpuint (count_words (type), ==, own + 1);
  g_assert_true (plumb_type_get_word (type, PLUMB_STYLE_BODY, "alpha", 5) == kept);
  g_assert_cmpstr (kept->text, ==, "alpha");
  for (guint i = 0; i < 3; i++)
    plumb_type_trim (type);
  g_assert_cmpuint (count_words (type), ==, own);
}

/* A loop whose words no other has. */
static PlumbLoop *
make_loop (guint index)
{
  static const FixtureTemplate shape = {
    .competencies = { { "sys", 60 }, { "code", 40 } },
    .stages = { { "phone", 1, { { "sys", 1 }, { "code", 2 }, { "sys", 1 } } } },
  };
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  PlumbAssignment *assignment = fixture_add_card (loop, "phone", "Ada Osei", PLUMB_SEAT_INTERVIEWER, "3 2 4");

  for (guint i = 0; i < assignment->card->answers->len; i++)
    {
      g_autoptr (GString) notes = g_string_new (NULL);

      for (guint word = 0; word < 150; word++)
        g_string_append_printf (notes, "%c%u-%u-%u ", 'a' + (int)(word % 26), index, i, word);
      plumb_set_string (&((PlumbAnswer *)g_ptr_array_index (assignment->card->answers, i))->notes, notes->str);
    }
  return loop;
}

typedef struct
{
  gsize settled, last; /* bytes in use before a packet is made */
} Heap;

static PlumbPacket *
make_packet (guint index, gpointer data, GError **error)
{
  const PlumbPacketOptions options = { .profile = PLUMB_PROFILE_COMMITTEE, .made_at = MADE_AT, .made_by = "Tester" };
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  Heap *heap = data;

  heap->last = mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
  if (index == SETTLED)
    heap->settled = heap->last;
  snapshot = plumb_snapshot_new (make_loop (index), NULL, PLUMB_ROLE_COORDINATOR);
  return plumb_packet_new (snapshot, NULL, &options);
}

static void
test_flat (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plumb-pdf-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "packets.pdf", NULL);
  Heap heap = { 0, 0 };
  PlumbPacketSource source = { .n = N_PACKETS, .make_packet = make_packet, .data = &heap };
  g_autoptr (GError) error = NULL;
  gsize grown = 0;

  g_assert_true (plumb_pdf_write_from (&source, PLUMB_PAPER_A4, path, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
  if (heap.last == 0)
    {
      g_test_skip ("this allocator does not tell how much is in use");
      return;
    }
  grown = heap.last > heap.settled ? heap.last - heap.settled : 0;
  g_test_message ("%" G_GSIZE_FORMAT " bytes a packet", grown / (N_PACKETS - 1 - SETTLED));
  g_assert_cmpuint (grown, <=, (gsize)MOST_KEPT * (N_PACKETS - 1 - SETTLED));
}

/* The same bytes, whatever was set before with the fonts at hand. */
static void
test_reused (void)
{
  static const guint order[] = { 1, 2, 1, 3, 1 };
  g_autofree char *folder = g_dir_make_tmp ("plumb-pdf-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "packet.pdf", NULL);
  g_autofree char *first = NULL;
  gsize first_length = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      Heap heap = { 0, 0 };
      g_autoptr (GPtrArray) packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_ptr_array_add (packets, make_packet (order[i], &heap, NULL));
      g_assert_true (plumb_pdf_write (packets, PLUMB_PAPER_A4, path, TRUE, NULL, NULL));
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      if (order[i] != 1)
        continue;
      if (first != NULL)
        g_assert_cmpmem (bytes, length, first, first_length);
      else
        {
          first = g_steal_pointer (&bytes);
          first_length = length;
        }
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/memory/trim", test_trim);
  g_test_add_func ("/pdf/memory/flat", test_flat);
  g_test_add_func ("/pdf/memory/reused", test_reused);
  return g_test_run ();
}

/* make-pages.c - writes PDFs for check-pages.py and for looking at: the demo's loops, or random ones.
 *
 *   make-pages FOLDER demo [PROFILE] [letter]     one PDF a demo loop, and all.pdf with all of them
 *   make-pages FOLDER random SEED COUNT           one PDF a random loop
 *
 * Beside each NAME.pdf stands NAME.json: title, number of entries and the texts that must be found in it.
 */
#include "app/exchange.h"
#include "app/resources.h"
#include "exports/pdf.h"
#include "exports/png.h"
#include "exports/summary-text.h"
#include "tests/fixture.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define MADE_AT G_GINT64_CONSTANT (1795000000000000)

static PlumbTemplate *
look_up (const char *key, int version, gpointer data)
{
  GPtrArray *templates = plumb_library_list_templates ();

  for (guint i = 0; i < templates->len; i++)
    {
      PlumbTemplate *template = g_ptr_array_index (templates, i);

      if (g_str_equal (template->key, key) && template->version == version)
        return plumb_template_ref (template);
    }
  return NULL;
}

static void
add_text (json_t *texts, const char *text)
{
  if (text != NULL && *text != '\0')
    json_array_append_new (texts, json_string (text));
}

/* Everything that the committee's packet owes to its reader. */
static json_t *
list_texts (const PlumbPacket *packet)
{
  json_t *texts = json_array ();

  add_text (texts, packet->loop->candidate->name);
  for (guint i = 0; packet->shows_texts && i < packet->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (packet->loop->assignments, i);
      const PlumbScorecard *card = assignment->card;

      if (card->state != PLUMB_CARD_SUBMITTED || card->withheld)
        continue;
      add_text (texts, card->summary);
      add_text (texts, card->handover);
      for (guint j = 0; j < card->answers->len; j++)
        {
          const PlumbAnswer *answer = g_ptr_array_index (card->answers, j);
          add_text (texts, answer->notes);
          add_text (texts, answer->rationale);
          for (guint k = 0; k < answer->evidence->len; k++)
            add_text (texts, ((PlumbEvidence *)g_ptr_array_index (answer->evidence, k))->quote);
        }
    }
  for (guint i = 0; i < packet->loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (packet->loop->flags, i);
      add_text (texts, flag->label);
      add_text (texts, flag->quote);
    }
  return texts;
}

/* The one-page summaries of a single packet: NAME.png and NAME.txt. */
static void
write_summaries (const PlumbPacket *packet, const char *folder, const char *name)
{
  g_autofree char *picture = g_strdup_printf ("%s/%s.png", folder, name);
  g_autofree char *path = g_strdup_printf ("%s/%s.txt", folder, name);
  g_autofree char *text = plumb_summary_text_dup (packet);
  g_autoptr (GError) error = NULL;

  if (!plumb_png_write (packet, PLUMB_PNG_WIDTH, picture, TRUE, &error) || !g_file_set_contents (path, text, -1, &error))
    g_error ("%s", error->message);
}

static void
write_pdf (GPtrArray *packets, PlumbPaper paper, const char *folder, const char *name)
{
  g_autofree char *pdf = g_strdup_printf ("%s/%s.pdf", folder, name);
  g_autofree char *list = g_strdup_printf ("%s/%s.json", folder, name);
  g_autoptr (GError) error = NULL;
  json_t *document = json_array ();

  if (!plumb_pdf_write (packets, paper, pdf, TRUE, NULL, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < packets->len; i++)
    {
      const PlumbPacket *packet = g_ptr_array_index (packets, i);
      json_array_append_new (document, json_pack ("{s:s, s:s, s:o}", "name", packet->loop->candidate->name, "profile",
                                                  plumb_profile_to_nick (packet->profile), "texts", list_texts (packet)));
    }
  if (packets->len == 1)
    write_summaries (g_ptr_array_index (packets, 0), folder, name);
  if (json_dump_file (document, list, JSON_INDENT (1)) != 0)
    g_error ("Could not write %s", list);
  json_decref (document);
}

/* Takes the loop. */
static PlumbPacket *
make_packet (PlumbLoop *loop, PlumbProfileKind profile)
{
  PlumbPacketOptions options = { .profile = profile, .made_at = MADE_AT, .made_by = "Rosa Lindqvist" };
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);

  plumb_snapshot_set_anchor (snapshot, 412, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  return plumb_packet_new (snapshot, NULL, &options);
}

static void
make_demo (const char *folder, PlumbProfileKind profile, PlumbPaper paper)
{
  g_auto (GStrv) names = plumb_resource_list ("demo");
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("demo/", names[i], NULL);
      g_autofree char *name = g_strndup (names[i], strcspn (names[i], "."));
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = plumb_resource_load (path, &error);
      g_autoptr (GPtrArray) loops = NULL;
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_assert_no_error (error);
      loops = plumb_exchange_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), look_up, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_add (all, make_packet (g_ptr_array_steal_index (loops, 0), profile));
      g_ptr_array_add (one, g_ptr_array_index (all, i));
      write_pdf (one, paper, folder, name);
    }
  write_pdf (all, paper, folder, "all");
}

static void
make_random (const char *folder, guint32 seed, guint count)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < count; i++)
    {
      PlumbProfileKind profile = i % 4 == 3 ? PLUMB_PROFILE_AUDIT : PLUMB_PROFILE_COMMITTEE;
      g_autoptr (PlumbPacket) packet = make_packet (fixture_random_loop (random, NULL), profile);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autofree char *name = g_strdup_printf ("random-%03u", i);

      g_ptr_array_add (one, packet);
      write_pdf (one, i % 2 == 0 ? PLUMB_PAPER_A4 : PLUMB_PAPER_LETTER, folder, name);
    }
}

int
main (int argc, char **argv)
{
  PlumbProfileKind profile = PLUMB_PROFILE_COMMITTEE;

  setlocale (LC_ALL, "");
  if (argc >= 3 && g_str_equal (argv[2], "demo") && (argc < 4 || plumb_profile_from_nick (argv[3], &profile)))
    make_demo (argv[1], profile, argc > 4 && g_str_equal (argv[4], "letter") ? PLUMB_PAPER_LETTER : PLUMB_PAPER_A4);
  else if (argc == 5 && g_str_equal (argv[2], "random"))
    make_random (argv[1], (guint32)strtoul (argv[3], NULL, 10), (guint)strtoul (argv[4], NULL, 10));
  else
    {
      g_printerr ("usage: make-pages FOLDER demo [PROFILE] [letter] | FOLDER random SEED COUNT\n");
      return 2;
    }
  return 0;
}

/* bench-export.c - workbook and PDF of many loops, and plain writers of the same cells and the same text. */
#include "tests/bench/bench.h"

#include "exports/pdf.h"
#include "exports/xlsx.h"
#include "tests/bench/bench-loops.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

static const PlumbTemplate *
get_template (guint index, gpointer data)
{
  return data;
}

static PlumbPacket *
make_packet (guint index, gpointer data, GError **error)
{
  const PlumbPacketOptions options = { .profile = PLUMB_PROFILE_COMMITTEE, .made_at = G_GINT64_CONSTANT (1760000000000000) };
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (bench_loop_new (index), NULL, PLUMB_ROLE_COORDINATOR);

  return plumb_packet_new (snapshot, NULL, &options);
}

/* xlsx FILE LOOPS: with the making of the packets, one after the other. */
int
bench_xlsx (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  PlumbLoop *loop = bench_loop_new (0);
  PlumbPacketSource source = { .get_template = get_template, .make_packet = make_packet, .data = loop->template };
  double cpu;
  gint64 start;

  g_assert (argc == 2);
  source.n = (guint)atoi (argv[1]);
  start = g_get_monotonic_time ();
  cpu = bench_get_cpu ();
  if (!plumb_xlsx_write_from (&source, argv[0], TRUE, NULL, &error))
    bench_fail ("xlsx", error);
  bench_report_work ((double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC, bench_get_cpu () - cpu);
  plumb_loop_free (loop);
  return 0;
}

/* One line of the cell list: sheet, row, column, kind (n, s, f, b) and the value with \\n and \\\\ escaped, separated by tabs. */
static void
write_cell (lxw_worksheet *sheet, char **field)
{
  lxw_row_t row = (lxw_row_t)atoi (field[1]);
  lxw_col_t column = (lxw_col_t)atoi (field[2]);

  switch (field[3][0])
    {
    case 'n':
      worksheet_write_number (sheet, row, column, g_ascii_strtod (field[4], NULL), NULL);
      break;
    case 'f':
      worksheet_write_formula_num (sheet, row, column, field[4], NULL, 0);
      break;
    case 'b':
      worksheet_write_boolean (sheet, row, column, field[4][0] == '1', NULL);
      break;
    default:
      worksheet_write_string (sheet, row, column, field[4], NULL);
      break;
    }
}

/* xlsx-plain FILE CELLS: plain libxlsxwriter in its normal mode, fed with the cells of a workbook of ours (tests/bench/cells.py). The time
 * to read the list is taken beforehand and subtracted. */
int
bench_xlsx_plain (int argc, char **argv)
{
  lxw_workbook *book;
  lxw_worksheet *sheets[512] = { NULL };
  double reading_cpu = 0, cpu;
  gint64 reading = 0, start;

  g_assert (argc == 2);
  book = workbook_new (argv[0]);
  for (int pass = 0; pass < 2; pass++)
    {
      FILE *cells = fopen (argv[1], "r");
      char *line = NULL;
      size_t room = 0;
      ssize_t length;

      if (cells == NULL)
        bench_fail (argv[1], NULL);
      start = g_get_monotonic_time ();
      cpu = bench_get_cpu ();
      while ((length = getline (&line, &room, cells)) > 0)
        {
          char *field[5], *rest = line;
          int n = 0;

          line[length - 1] = '\0';
          while (n < 4 && rest != NULL)
            field[n++] = strsep (&rest, "\t");
          field[4] = rest != NULL ? rest : line + length - 1;
          if (strchr (field[4], '\\') != NULL)
            {
              g_autofree char *plain = g_strcompress (field[4]);

              strcpy (field[4], plain);
            }
          if (pass == 1)
            {
              int which = atoi (field[0]);

              while (sheets[which] == NULL)
                for (int i = 0; i <= which; i++)
                  if (sheets[i] == NULL)
                    sheets[i] = workbook_add_worksheet (book, NULL);
              write_cell (sheets[which], field);
            }
        }
      if (pass == 0)
        {
          reading = g_get_monotonic_time () - start;
          reading_cpu = bench_get_cpu () - cpu;
        }
      free (line);
      fclose (cells);
    }
  if (workbook_close (book) != LXW_NO_ERROR)
    bench_fail ("workbook_close", NULL);
  bench_report_work ((double)(g_get_monotonic_time () - start - reading) / G_USEC_PER_SEC, bench_get_cpu () - cpu - reading_cpu);
  return 0;
}

/* pdf FILE LOOPS: with the making of the packets, one after the other. */
int
bench_pdf (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  PlumbPacketSource source = { .make_packet = make_packet };
  gint64 start;

  g_assert (argc == 2);
  source.n = (guint)atoi (argv[1]);
  start = g_get_monotonic_time ();
  if (!plumb_pdf_write_from (&source, PLUMB_PAPER_A4, argv[0], TRUE, NULL, &error))
    bench_fail ("pdf", error);
  bench_report ((double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  return 0;
}

/* Measures a paragraph, then lays it out again to draw it: what a plain writer does. */
static void
plain_paragraph (cairo_t *cr, const char *text, double *y)
{
  int height = 0;

  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
      PangoFontDescription *font = pango_font_description_from_string ("Cantarell 9");

      pango_layout_set_font_description (layout, font);
      pango_font_description_free (font);
      pango_layout_set_width (layout, 480 * PANGO_SCALE);
      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, NULL, &height);
      if (pass == 0 && *y + height > 780)
        {
          cairo_show_page (cr);
          *y = 60;
        }
      if (pass == 1)
        {
          cairo_move_to (cr, 57, *y);
          pango_cairo_show_layout (cr, layout);
        }
    }
  *y += height + 3;
}

/* pdf-plain FILE TEXT: a plain Pango writer setting the text of a PDF of ours (pdftotext), a paragraph a line. */
int
bench_pdf_plain (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  double y = 60;
  gint64 start;

  g_assert (argc == 2);
  if (!g_file_get_contents (argv[1], &text, NULL, NULL))
    bench_fail (argv[1], NULL);
  lines = g_strsplit (text, "\n", -1);
  start = g_get_monotonic_time ();
  surface = cairo_pdf_surface_create (argv[0], 595, 842);
  cr = cairo_create (surface);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      plain_paragraph (cr, lines[i], &y);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    bench_fail ("pdf", NULL);
  cairo_surface_destroy (surface);
  bench_report ((double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  return 0;
}

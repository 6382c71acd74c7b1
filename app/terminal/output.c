/* output.c - writes to standard output, and problems to standard error, as UTF-8 whatever the locale says. */
#include "app/terminal/output.h"

#include "app/error.h"
#include "app/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define GAP 2

struct _PlumbListing
{
  GPtrArray *rows; /* of GStrv; the first one holds the headings */
  guint n_columns;
  gboolean *right;
};

static gboolean
is_styled (void)
{
  const char *term = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && g_getenv ("NO_COLOR") == NULL && term != NULL && !g_str_equal (term, "dumb");
}

/* 0: not a terminal. */
static int
get_width (void)
{
  struct winsize size = { 0 };

  if (!isatty (STDOUT_FILENO) || ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}

/* Text of the store holds no controls; a text from elsewhere (a file name, a damaged file) may. */
static char *
dup_safe (const char *text, gboolean keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *shown = keep_lines ? plumb_text_dup_shown (valid) : plumb_text_dup_line (valid);
  GString *safe = g_string_new (NULL);

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' && keep_lines)
        g_string_append_c (safe, '\n');
      else if (c == '\t')
        g_string_append_c (safe, ' ');
      else
        g_string_append_unichar (safe, g_unichar_iscntrl (c) ? 0xFFFD : c);
    }
  return g_string_free (safe, FALSE);
}

static void
print_spaces (int n)
{
  for (int i = 0; i < n; i++)
    fputc (' ', stdout);
}

static void
print_row (const PlumbListing *listing, const GStrv row, const int *widths, int indent)
{
  int owed = indent; /* spaces that only a later cell makes visible, so that no line ends in them */

  for (guint i = 0; i < listing->n_columns; i++)
    {
      int free_columns = widths[i] - plumb_text_get_columns (row[i]);

      if (row[i][0] == '\0')
        owed += widths[i];
      else
        {
          print_spaces (owed + (listing->right[i] ? free_columns : 0));
          fputs (row[i], stdout);
          owed = listing->right[i] ? 0 : free_columns;
        }
      owed += GAP;
    }
  fputc ('\n', stdout);
}

static void
print_folded (int indent, const char *line, int width)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  int used = 0;

  print_spaces (indent);
  for (guint i = 0; words[i] != NULL; i++)
    {
      int columns = plumb_text_get_columns (words[i]);

      if (used > 0 && width > 0 && indent + used + 1 + columns > width)
        {
          fputc ('\n', stdout);
          print_spaces (indent);
          used = 0;
        }
      else if (i > 0)
        {
          fputc (' ', stdout);
          used++;
        }
      fputs (words[i], stdout);
      used += columns;
    }
  fputc ('\n', stdout);
}

PlumbListing *
plumb_listing_new (const char *const *columns)
{
  PlumbListing *listing = g_new0 (PlumbListing, 1);
  GStrvBuilder *headings = g_strv_builder_new ();

  listing->n_columns = g_strv_length ((GStrv)columns);
  listing->right = g_new0 (gboolean, listing->n_columns);
  for (guint i = 0; i < listing->n_columns; i++)
    {
      listing->right[i] = columns[i][0] == '>';
      g_strv_builder_add (headings, columns[i] + (listing->right[i] ? 1 : 0));
    }
  listing->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_ptr_array_add (listing->rows, g_strv_builder_end (headings));
  g_strv_builder_unref (headings);
  return listing;
}

void
plumb_listing_free (PlumbListing *listing)
{
  g_return_if_fail (listing != NULL);
  g_ptr_array_unref (listing->rows);
  g_free (listing->right);
  g_free (listing);
}

void
plumb_listing_add (PlumbListing *listing, ...)
{
  GStrv row;
  va_list cells;

  g_return_if_fail (listing != NULL);
  row = g_new0 (char *, listing->n_columns + 1);
  va_start (cells, listing);
  for (guint i = 0; i < listing->n_columns; i++)
    {
      const char *cell = va_arg (cells, const char *);

      row[i] = dup_safe (cell != NULL ? cell : "", FALSE);
    }
  va_end (cells);
  g_ptr_array_add (listing->rows, row);
}

void
plumb_listing_print (const PlumbListing *listing, int indent)
{
  g_autofree int *widths = NULL;
  gboolean styled = is_styled ();

  g_return_if_fail (listing != NULL);
  widths = g_new0 (int, listing->n_columns);
  for (guint i = 0; i < listing->rows->len; i++)
    for (guint j = 0; j < listing->n_columns; j++)
      {
        GStrv row = g_ptr_array_index (listing->rows, i);

        widths[j] = MAX (widths[j], plumb_text_get_columns (row[j]));
      }
  for (guint i = 0; i < listing->rows->len; i++)
    {
      fputs (styled && i == 0 ? "\033[1m" : "", stdout);
      print_row (listing, g_ptr_array_index (listing->rows, i), widths, indent);
      fputs (styled && i == 0 ? "\033[0m" : "", stdout);
    }
}

void
plumb_print_heading (const char *text)
{
  g_autofree char *safe = NULL;
  gboolean styled = is_styled ();

  g_return_if_fail (text != NULL);
  safe = dup_safe (text, FALSE);
  fprintf (stdout, "%s%s%s\n", styled ? "\033[1m" : "", safe, styled ? "\033[0m" : "");
}

void
plumb_print_line (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *safe = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  safe = dup_safe (text, FALSE);
  fprintf (stdout, "%s\n", safe);
}

void
plumb_print_text (int indent, const char *text)
{
  g_autofree char *safe = NULL;
  g_auto (GStrv) lines = NULL;
  int width = get_width ();

  g_return_if_fail (text != NULL);
  safe = dup_safe (text, TRUE);
  lines = g_strsplit (g_strchomp (safe), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == '\0')
      fputc ('\n', stdout);
    else
      print_folded (indent, lines[i], width);
}

void
plumb_print_problem (const char *message)
{
  g_autofree char *safe = NULL;

  g_return_if_fail (message != NULL);
  safe = dup_safe (message, TRUE);
  fflush (stdout);
  fprintf (stderr, "plumb: %s\n", safe);
}

void
plumb_print_json (json_t *document)
{
  g_return_if_fail (document != NULL);
  /* 17 digits carry every double whole. */
  json_dumpf (document, stdout, JSON_INDENT (2) | JSON_REAL_PRECISION (17));
  fputc ('\n', stdout);
}

gboolean
plumb_print_flush (GError **error)
{
  errno = 0;
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  g_set_error (error, PLUMB_ERROR, (int)plumb_error_from_errno (errno), "Standard output could not be written: %s.",
               errno != 0 ? g_strerror (errno) : "the reader is gone or the disk is full");
  return FALSE;
}

int
plumb_text_get_columns (const char *text)
{
  int columns = 0;

  g_return_val_if_fail (text != NULL, 0);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        columns += g_unichar_iswide (c) ? 2 : 1;
    }
  return columns;
}

char *
plumb_print_dup_plain (const char *sentence)
{
  GString *plain = g_string_new (sentence);

  g_string_replace (plain, "\xe2\x81\xa8", "", 0);
  g_string_replace (plain, "\xe2\x81\xa9", "", 0);
  return g_string_free (plain, FALSE);
}

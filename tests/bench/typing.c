/* typing.c - from a key to the screen while a note of 64 KiB is written: on the interview page, or in a plain text view.
 *
 * typing (page WORKSPACE PERSON LOOP/STAGE | plain) types one character a frame at the caret and prints, as one JSON line, median
 * and 99th percentile of the time from the insertion to the end of the frame that shows it.
 */
#include "ui/application.h"
#include "ui/notes-view.h"
#include "ui/window.h"

#include <adwaita.h>
#include <stdlib.h>

#define KEYS 400
#define WARM_UP 20
#define NOTE_BYTES (64 * 1024 - 1024)

typedef struct
{
  GtkWidget *window;
  GtkTextView *view;
  char **words;    /* of the command line; NULL: a plain view */
  gint64 typed_at; /* 0: nothing on its way to the screen */
  double seconds[KEYS];
  guint n;
} Bench;

static int
compare_seconds (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static gboolean
type_cb (gpointer data)
{
  Bench *bench = data;
  const char *text = bench->n % 9 == 8 ? " " : "e";

  bench->typed_at = g_get_monotonic_time ();
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (bench->view), text, 1);
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  if (bench->typed_at == 0)
    {
      g_idle_add (type_cb, bench);
      return;
    }
  bench->seconds[bench->n++] = (double)(g_get_monotonic_time () - bench->typed_at) / G_USEC_PER_SEC;
  bench->typed_at = 0;
  if (bench->n == KEYS)
    {
      g_signal_handlers_disconnect_by_func (clock, after_paint_cb, bench);
      qsort (bench->seconds + WARM_UP, KEYS - WARM_UP, sizeof (double), compare_seconds);
      g_print ("{\"median\": %.6f, \"p99\": %.6f}\n", bench->seconds[WARM_UP + (KEYS - WARM_UP) / 2],
               bench->seconds[WARM_UP + (KEYS - WARM_UP) * 99 / 100]);
      g_application_quit (g_application_get_default ());
      return;
    }
  g_idle_add (type_cb, bench);
}

static char *
make_note (void)
{
  GString *note = g_string_new (NULL);

  for (guint i = 0; note->len < NOTE_BYTES; i++)
    g_string_append_printf (note, "%02u:%02u  Sized the queue from the load first, then named the retry budget, case %u.\n",
                            i / 60 % 60, i % 60, i);
  return g_string_free (note, FALSE);
}

static void
start (Bench *bench)
{
  g_autofree char *note = make_note ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bench->view);
  GtkTextIter end;

  gtk_text_buffer_set_text (buffer, note, -1);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_grab_focus (GTK_WIDGET (bench->view));
  gtk_text_view_scroll_to_mark (bench->view, gtk_text_buffer_get_insert (buffer), 0, FALSE, 0, 0);
  g_signal_connect (gtk_widget_get_frame_clock (bench->window), "after-paint", G_CALLBACK (after_paint_cb), bench);
  gtk_widget_queue_draw (GTK_WIDGET (bench->view));
}

static GtkWidget *
find_notes (GtkWidget *widget)
{
  if (PLUMB_IS_NOTES_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_notes (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
start_when_there_cb (gpointer data)
{
  Bench *bench = data;
  GtkWidget *notes = find_notes (bench->window);

  if (notes == NULL || !gtk_widget_get_mapped (notes) || !gtk_text_view_get_editable (GTK_TEXT_VIEW (notes)))
    return G_SOURCE_CONTINUE;
  bench->view = GTK_TEXT_VIEW (notes);
  start (bench);
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GApplication *application, gpointer data)
{
  Bench *bench = data;

  if (bench->words != NULL)
    {
      g_autoptr (PlumbSettings) settings = plumb_settings_new (NULL);
      g_autoptr (PlumbSession) session = plumb_session_new (settings);
      g_autofree char *target = g_strconcat ("interview:", bench->words[2], NULL);

      bench->window = GTK_WIDGET (plumb_window_new (ADW_APPLICATION (application), session));
      plumb_window_set_target (PLUMB_WINDOW (bench->window), target);
      plumb_session_open (session, bench->words[0], bench->words[1], NULL);
      g_timeout_add (50, start_when_there_cb, bench);
    }
  else
    {
      GtkWidget *scroller = gtk_scrolled_window_new ();

      bench->window = adw_application_window_new (GTK_APPLICATION (application));
      bench->view = GTK_TEXT_VIEW (gtk_text_view_new ());
      gtk_text_view_set_wrap_mode (bench->view, GTK_WRAP_WORD_CHAR);
      gtk_widget_realize (bench->window);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (bench->view));
      adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), scroller);
      start (bench);
    }
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (bench->window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new ("io.github.plumbline.Typing", G_APPLICATION_NON_UNIQUE);
  static Bench bench;

  plumb_ui_init ();
  bench.words = argc == 5 ? argv + 2 : NULL;
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &bench);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

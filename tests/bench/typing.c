/* typing.c - from a key to the screen while a note of 64 KiB is written: on the interview page, or in a plain text view.
 *
 * typing page WORKSPACE PERSON LOOP/STAGE lines|paragraph
 * typing plain lines|paragraph
 *
 * A thread of its own presses keys through the X server's XTEST at moments drawn at random, the next one when the last one is on the
 * screen, and looks at two clocks when it does so: the wall's and the processor time of the main thread. Both are read again at the end
 * of the frame that shows the character. So "wall" holds everything a writer waits for, the rest of the frame clock's tick included,
 * and "work" what the program did meanwhile, whatever else the machine does: the key's way through the widgets, what the page does with
 * the text, a save or a snapshot that came in between, layout and drawing. A key is missed when it is not on the first frame that began
 * at or after a tick of the clock and could have it: more than a tick and the budget of another one after it was pressed.
 * A frame of the page's own, without a character, makes the key that follows it wait for the next tick: they are counted.
 * One JSON line tells medians, 99th percentiles and worst in seconds, the keys missed, and the frames without one.
 */
#include "ui/application.h"
#include "ui/notes-view.h"
#include "ui/window.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <adwaita.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define KEYS_LINES 620
#define KEYS_PARAGRAPH 60 /* each takes Pango some tenths of a second */
#define WARM_UP 20
#define TICK (1.0 / 60)
#define NOTE_BYTES (64 * 1024 - 1024)

typedef struct
{
  double wall;
  double work;
} Moment;

typedef struct
{
  GtkWidget *window;
  GtkTextView *view;
  const char *workspace; /* NULL: a plain view */
  const char *person;
  const char *target;
  gboolean paragraph;

  clockid_t main_clock;
  GAsyncQueue *shown; /* main thread -> typist */
  GAsyncQueue *pressed;
  gboolean inserted;                                         /* a character that the view has not drawn yet */
  gboolean drawn;                                            /* it has, in the frame under way */
  void (*snapshot) (GtkWidget *view, GtkSnapshot *snapshot); /* of the view's class */
  guint n_keys;
  guint n;
  guint idle_frames; /* that showed no character */
  double wall[KEYS_LINES];
  double work[KEYS_LINES];
} Bench;

static Bench run;

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static Moment
read_moment (const Bench *bench)
{
  return (Moment){ read_clock (CLOCK_MONOTONIC), read_clock (bench->main_clock) };
}

/* As in an interview: the clock runs, and is shown. */
static void
press_clock (Display *display)
{
  const KeyCode keys[] = { XKeysymToKeycode (display, XK_Control_L), XKeysymToKeycode (display, XK_p) };

  XTestFakeKeyEvent (display, keys[0], True, CurrentTime);
  XTestFakeKeyEvent (display, keys[1], True, CurrentTime);
  XTestFakeKeyEvent (display, keys[1], False, CurrentTime);
  XTestFakeKeyEvent (display, keys[0], False, CurrentTime);
  XFlush (display);
}

static gpointer
typist_func (gpointer data)
{
  Bench *bench = data;
  Display *display = XOpenDisplay (NULL);
  g_autoptr (GRand) chance = g_rand_new_with_seed (1);

  g_assert_nonnull (display);
  if (bench->workspace != NULL)
    press_clock (display);
  for (guint i = 0; i < bench->n_keys; i++)
    {
      KeyCode code = XKeysymToKeycode (display, i % 9 == 8 ? XK_space : XK_e);
      Moment *moment = g_new (Moment, 1);

      /* Nothing is pushed meanwhile: the queue serves as a clock that may be waited for. */
      g_async_queue_timeout_pop (bench->shown, (guint64)g_rand_int_range (chance, 20000, 90000));
      *moment = read_moment (bench);
      g_async_queue_push (bench->pressed, moment);
      XTestFakeKeyEvent (display, code, True, CurrentTime);
      XTestFakeKeyEvent (display, code, False, CurrentTime);
      XFlush (display);
      g_async_queue_pop (bench->shown);
    }
  XCloseDisplay (display);
  return NULL;
}

static int
compare_seconds (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static void
print_figures (const char *name, double *seconds, guint n)
{
  qsort (seconds, n, sizeof (double), compare_seconds);
  g_print ("\"%s\": {\"median\": %.6f, \"p99\": %.6f, \"worst\": %.6f}, ", name, seconds[n / 2], seconds[n * 99 / 100],
           seconds[n - 1]);
}

static void
finish (Bench *bench)
{
  guint n = bench->n - WARM_UP, missed = 0;

  for (guint i = WARM_UP; i < bench->n; i++)
    missed += bench->wall[i] > 2 * TICK;
  g_print ("{");
  print_figures ("wall", bench->wall + WARM_UP, n);
  print_figures ("work", bench->work + WARM_UP, n);
  g_print ("\"keys\": %u, \"missed\": %u, \"idle_frames\": %u}\n", n, missed, bench->idle_frames);
  g_application_quit (g_application_get_default ());
}

static void
changed_cb (GtkTextBuffer *buffer, gpointer data)
{
  ((Bench *)data)->inserted = TRUE;
}

/* The view lays text out when it is idle: a frame before that is drawn without the character, and does not count. */
static void
draw_view (GtkWidget *view, GtkSnapshot *snapshot)
{
  run.snapshot (view, snapshot);
  if (GTK_TEXT_VIEW (view) == run.view && run.inserted)
    {
      run.inserted = FALSE;
      run.drawn = TRUE;
    }
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  g_autofree Moment *pressed = NULL;
  Moment now;

  if (!bench->drawn)
    {
      bench->idle_frames += bench->n >= WARM_UP;
      return;
    }
  now = read_moment (bench);
  pressed = g_async_queue_try_pop (bench->pressed);
  g_assert_nonnull (pressed);
  bench->drawn = FALSE;
  bench->wall[bench->n] = now.wall - pressed->wall;
  bench->work[bench->n] = now.work - pressed->work;
  if (++bench->n == bench->n_keys)
    {
      g_signal_handlers_disconnect_by_func (clock, after_paint_cb, bench);
      finish (bench);
    }
  g_async_queue_push (bench->shown, bench);
}

static char *
make_note (gboolean paragraph)
{
  GString *note = g_string_new (NULL);

  for (guint i = 0; note->len < NOTE_BYTES; i++)
    g_string_append_printf (note, "%02u:%02u  Sized the queue from the load first, then named the retry budget, case %u.%s",
                            i / 60 % 60, i % 60, i, paragraph ? " " : "\n");
  return g_string_free (note, FALSE);
}

static gboolean
start_when_active_cb (gpointer data)
{
  Bench *bench = data;

  if (!gtk_window_is_active (GTK_WINDOW (bench->window)) || !gtk_widget_has_focus (GTK_WIDGET (bench->view)))
    return G_SOURCE_CONTINUE;
  bench->snapshot = GTK_WIDGET_GET_CLASS (bench->view)->snapshot;
  GTK_WIDGET_GET_CLASS (bench->view)->snapshot = draw_view;
  pthread_getcpuclockid (pthread_self (), &bench->main_clock);
  g_signal_connect (gtk_text_view_get_buffer (bench->view), "changed", G_CALLBACK (changed_cb), bench);
  g_signal_connect (gtk_widget_get_frame_clock (bench->window), "after-paint", G_CALLBACK (after_paint_cb), bench);
  g_thread_unref (g_thread_new ("typist", typist_func, bench));
  return G_SOURCE_REMOVE;
}

static void
start (Bench *bench)
{
  g_autofree char *note = make_note (bench->paragraph);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bench->view);
  GtkTextIter end;

  gtk_text_buffer_set_text (buffer, note, -1);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_grab_focus (GTK_WIDGET (bench->view));
  gtk_text_view_scroll_to_mark (bench->view, gtk_text_buffer_get_insert (buffer), 0, FALSE, 0, 0);
  g_timeout_add (50, start_when_active_cb, bench);
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

  if (bench->workspace != NULL)
    {
      g_autoptr (PlumbSettings) settings = plumb_settings_new (NULL);
      g_autoptr (PlumbSession) session = plumb_session_new (settings);
      g_autofree char *target = g_strconcat ("interview:", bench->target, NULL);

      bench->window = GTK_WIDGET (plumb_window_new (ADW_APPLICATION (application), session));
      plumb_window_set_target (PLUMB_WINDOW (bench->window), target);
      plumb_session_open (session, bench->workspace, bench->person, NULL);
      g_timeout_add (50, start_when_there_cb, bench);
    }
  else
    {
      GtkWidget *scroller = gtk_scrolled_window_new ();

      bench->window = adw_application_window_new (GTK_APPLICATION (application));
      bench->view = GTK_TEXT_VIEW (gtk_text_view_new ());
      gtk_text_view_set_wrap_mode (bench->view, GTK_WRAP_WORD_CHAR);
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

  if (argc != 3 && argc != 6)
    {
      g_printerr ("typing page WORKSPACE PERSON LOOP/STAGE lines|paragraph, or typing plain lines|paragraph\n");
      return 2;
    }
  plumb_ui_init ();
  if (argc == 6)
    {
      run.workspace = argv[2];
      run.person = argv[3];
      run.target = argv[4];
    }
  run.paragraph = g_str_equal (argv[argc - 1], "paragraph");
  run.n_keys = run.paragraph ? KEYS_PARAGRAPH : KEYS_LINES;
  run.shown = g_async_queue_new ();
  run.pressed = g_async_queue_new_full (g_free);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &run);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

/* baseline-window.c - a bare libadwaita window that tells how long its first frame took and ends: what starting costs at the least.
 *
 * The argument is the moment it was launched, in monotonic microseconds.
 */
#include <adwaita.h>

static gint64 launched;

static void
after_paint_cb (GdkFrameClock *clock, gpointer application)
{
  g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - launched);
  g_application_quit (G_APPLICATION (application));
}

static void
activate_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
  gtk_widget_realize (window);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), application);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new ("io.github.plumbline.Baseline", G_APPLICATION_NON_UNIQUE);

  launched = argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : g_get_monotonic_time ();
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

/* lull.c - see lull.h. Timer and frame clock are held only while something waits. */

#include "ui/lull.h"

struct _PlumbLull
{
  GtkWidget *widget; /* borrowed */
  void (*show) (gpointer widget);
  gint64 written_at;    /* the last key, monotonic microseconds; 0: none */
  guint timer;          /* 0: nothing waits */
  GdkFrameClock *clock; /* owned while something waits; NULL when the widget is not on a screen */
};

static void
stop_waiting (PlumbLull *lull)
{
  g_clear_handle_id (&lull->timer, g_source_remove);
  if (lull->clock != NULL)
    g_signal_handlers_disconnect_by_data (lull->clock, lull);
  g_clear_object (&lull->clock);
}

static void
frame_cb (GdkFrameClock *clock, PlumbLull *lull)
{
  stop_waiting (lull);
  lull->show (lull->widget);
}

static gboolean
timer_cb (gpointer data)
{
  PlumbLull *lull = data;

  lull->timer = 0;
  stop_waiting (lull);
  plumb_lull_ask (lull);
  return G_SOURCE_REMOVE;
}

PlumbLull *
plumb_lull_new (GtkWidget *widget, void (*show) (gpointer widget))
{
  PlumbLull *lull;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && show != NULL, NULL);

  lull = g_new0 (PlumbLull, 1);
  lull->widget = widget;
  lull->show = show;
  return lull;
}

void
plumb_lull_free (PlumbLull *lull)
{
  g_return_if_fail (lull != NULL);

  stop_waiting (lull);
  g_free (lull);
}

void
plumb_lull_write (PlumbLull *lull)
{
  g_return_if_fail (lull != NULL);

  lull->written_at = g_get_monotonic_time ();
}

void
plumb_lull_ask (PlumbLull *lull)
{
  gint64 left;

  g_return_if_fail (lull != NULL);

  if (lull->timer != 0)
    return;
  left = lull->written_at != 0 ? lull->written_at + PLUMB_LULL * G_GINT64_CONSTANT (1000) - g_get_monotonic_time () : 0;
  if (left <= 0)
    {
      lull->show (lull->widget);
      return;
    }
  lull->timer = g_timeout_add ((guint)(left / 1000) + 1, timer_cb, lull);
  g_set_object (&lull->clock, gtk_widget_get_frame_clock (lull->widget));
  if (lull->clock != NULL)
    g_signal_connect (lull->clock, "before-paint", G_CALLBACK (frame_cb), lull);
}

/* scroll-to.c - see scroll-to.h. */

#include "ui/scroll-to.h"

#define MARGIN 12

/* The nearest one that scrolls up and down. */
static GtkScrolledWindow *
find_scroller (GtkWidget *widget)
{
  GtkPolicyType policy = GTK_POLICY_NEVER;

  for (widget = gtk_widget_get_parent (widget); widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (GTK_IS_SCROLLED_WINDOW (widget))
        gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), NULL, &policy);
      if (policy != GTK_POLICY_NEVER)
        return GTK_SCROLLED_WINDOW (widget);
    }
  return NULL;
}

typedef struct
{
  GtkWidget *first; /* weak */
  guint frames;
} Scroll;

static void
scroll_free (gpointer data)
{
  Scroll *scroll = data;

  g_clear_weak_pointer (&scroll->first);
  g_free (scroll);
}

static gboolean
get_y (GtkWidget *widget, int y, GtkWidget *scroller, double *found)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (widget, scroller, &GRAPHENE_POINT_INIT (0, (float)y), &point))
    return FALSE;
  *found = point.y;
  return TRUE;
}

static gboolean
scroll_cb (GtkWidget *last, GdkFrameClock *clock, gpointer data)
{
  Scroll *scroll = data;
  GtkScrolledWindow *scroller = find_scroller (last);
  GtkAdjustment *adjustment;
  double top = 0, bottom = 0, value, page;

  /* A widget that has just become visible has its place from the second frame on. */
  if (++scroll->frames < 2)
    return G_SOURCE_CONTINUE;
  if (scroller == NULL || scroll->first == NULL || !gtk_widget_get_mapped (last)
      || !get_y (scroll->first, 0, GTK_WIDGET (scroller), &top)
      || !get_y (last, gtk_widget_get_height (last), GTK_WIDGET (scroller), &bottom))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  value = gtk_adjustment_get_value (adjustment);
  page = gtk_adjustment_get_page_size (adjustment);
  if (top < 0 || bottom - top > page)
    gtk_adjustment_set_value (adjustment, value + top - MARGIN);
  else if (bottom > page)
    gtk_adjustment_set_value (adjustment, value + bottom - page + MARGIN);
  return G_SOURCE_REMOVE;
}

void
plumb_scroll_to (GtkWidget *first, GtkWidget *last)
{
  Scroll *scroll;

  g_return_if_fail (GTK_IS_WIDGET (first) && GTK_IS_WIDGET (last));

  scroll = g_new0 (Scroll, 1);
  g_set_weak_pointer (&scroll->first, first);
  gtk_widget_add_tick_callback (last, scroll_cb, scroll, scroll_free);
}

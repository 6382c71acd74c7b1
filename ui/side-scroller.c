/* side-scroller.c - see side-scroller.h. */

#include "ui/side-scroller.h"

/* Room for the overlaid scroll bar, where there is one. */
#define BAR_HEIGHT 10

struct _PlumbSideScroller
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *child; /* borrowed from the scroller */
};

G_DEFINE_FINAL_TYPE (PlumbSideScroller, plumb_side_scroller, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
plumb_side_scroller_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
plumb_side_scroller_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *child = PLUMB_SIDE_SCROLLER (widget)->child;
  int least = 0, most = 0;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (child == NULL)
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &most, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (least, 120);
      *natural = most;
      return;
    }
  gtk_widget_measure (child, orientation, MAX (for_size >= 0 ? for_size : most, least), NULL, natural, NULL, NULL);
  if (for_size >= 0 && for_size < least)
    *natural += BAR_HEIGHT;
  *minimum = *natural;
}

static void
plumb_side_scroller_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (PLUMB_SIDE_SCROLLER (widget)->scroller, width, height, baseline, NULL);
}

static void
plumb_side_scroller_dispose (GObject *object)
{
  PlumbSideScroller *scroller = PLUMB_SIDE_SCROLLER (object);

  scroller->child = NULL;
  g_clear_pointer (&scroller->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (plumb_side_scroller_parent_class)->dispose (object);
}

static void
plumb_side_scroller_class_init (PlumbSideScrollerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_side_scroller_dispose;
  widget_class->get_request_mode = plumb_side_scroller_get_request_mode;
  widget_class->measure = plumb_side_scroller_measure;
  widget_class->size_allocate = plumb_side_scroller_size_allocate;
}

static void
plumb_side_scroller_init (PlumbSideScroller *scroller)
{
  scroller->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_widget_set_parent (scroller->scroller, GTK_WIDGET (scroller));
}

GtkWidget *
plumb_side_scroller_new (void)
{
  return g_object_new (PLUMB_TYPE_SIDE_SCROLLER, NULL);
}

void
plumb_side_scroller_set_child (PlumbSideScroller *scroller, GtkWidget *child)
{
  g_return_if_fail (PLUMB_IS_SIDE_SCROLLER (scroller));

  scroller->child = child;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller->scroller), child);
  gtk_widget_queue_resize (GTK_WIDGET (scroller));
}

/* fit-scroller.c - see fit-scroller.h. */

#include "ui/fit-scroller.h"

#include <math.h>

#define LEAST_HEIGHT 80

struct _PlumbFitScroller
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *child; /* borrowed from the scroller */
  gboolean fit;
  int limit;
};

enum
{
  PROP_CHILD = 1,
  PROP_FIT,
  PROP_LIMIT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PlumbFitScroller, plumb_fit_scroller, GTK_TYPE_WIDGET)

/* GtkScrolledWindow keeps the wheel for itself even where it has come to its end: there it moves what is around us. */
static gboolean
scroll_cb (GtkEventControllerScroll *wheel, double dx, double dy, PlumbFitScroller *scroller)
{
  GtkAdjustment *inner = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller->scroller));
  double value = gtk_adjustment_get_value (inner);
  gboolean at_end = dy < 0 ? value <= gtk_adjustment_get_lower (inner)
                           : value >= gtk_adjustment_get_upper (inner) - gtk_adjustment_get_page_size (inner);
  GtkWidget *around = gtk_widget_get_ancestor (gtk_widget_get_parent (GTK_WIDGET (scroller)), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *outer;
  double step = 1;

  if (!at_end || dy == 0 || around == NULL)
    return GDK_EVENT_PROPAGATE;
  outer = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (around));
  if (gtk_event_controller_scroll_get_unit (wheel) == GDK_SCROLL_UNIT_WHEEL)
    step = pow (gtk_adjustment_get_page_size (outer), 2.0 / 3.0); /* as far as GTK goes with one notch */
  gtk_adjustment_set_value (outer, gtk_adjustment_get_value (outer) + dy * step);
  return GDK_EVENT_STOP;
}

static GtkSizeRequestMode
plumb_fit_scroller_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
plumb_fit_scroller_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  PlumbFitScroller *scroller = PLUMB_FIT_SCROLLER (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (scroller->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1; /* what is scrolled is as wide as it must be, whatever its height */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0)
    gtk_widget_measure (scroller->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
  gtk_widget_measure (scroller->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = scroller->fit ? MIN (*natural, scroller->limit) : MIN (*minimum, LEAST_HEIGHT);
  if (orientation == GTK_ORIENTATION_VERTICAL && scroller->fit)
    *natural = *minimum;
}

static void
plumb_fit_scroller_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (PLUMB_FIT_SCROLLER (widget)->scroller, width, height, baseline, NULL);
}

static void
plumb_fit_scroller_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlumbFitScroller *scroller = PLUMB_FIT_SCROLLER (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, scroller->child);
      break;
    case PROP_FIT:
      g_value_set_boolean (value, scroller->fit);
      break;
    case PROP_LIMIT:
      g_value_set_int (value, scroller->limit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plumb_fit_scroller_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlumbFitScroller *scroller = PLUMB_FIT_SCROLLER (object);

  switch (id)
    {
    case PROP_CHILD:
      plumb_fit_scroller_set_child (scroller, g_value_get_object (value));
      break;
    case PROP_FIT:
      plumb_fit_scroller_set_fit (scroller, g_value_get_boolean (value));
      break;
    case PROP_LIMIT:
      scroller->limit = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (scroller));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plumb_fit_scroller_dispose (GObject *object)
{
  PlumbFitScroller *scroller = PLUMB_FIT_SCROLLER (object);

  scroller->child = NULL;
  g_clear_pointer (&scroller->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (plumb_fit_scroller_parent_class)->dispose (object);
}

static void
plumb_fit_scroller_class_init (PlumbFitScrollerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = plumb_fit_scroller_get_property;
  object_class->set_property = plumb_fit_scroller_set_property;
  object_class->dispose = plumb_fit_scroller_dispose;
  widget_class->get_request_mode = plumb_fit_scroller_get_request_mode;
  widget_class->measure = plumb_fit_scroller_measure;
  widget_class->size_allocate = plumb_fit_scroller_size_allocate;
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FIT] = g_param_spec_boolean ("fit", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LIMIT]
      = g_param_spec_int ("limit", NULL, NULL, 0, G_MAXINT, G_MAXINT, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plumb_fit_scroller_init (PlumbFitScroller *scroller)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  scroller->limit = G_MAXINT;
  scroller->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  gtk_widget_add_css_class (scroller->scroller, "goes-on");
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (scroll_cb), scroller, 0);
  gtk_widget_add_controller (scroller->scroller, wheel);
  gtk_widget_set_parent (scroller->scroller, GTK_WIDGET (scroller));
}

void
plumb_fit_scroller_set_child (PlumbFitScroller *scroller, GtkWidget *child)
{
  g_return_if_fail (PLUMB_IS_FIT_SCROLLER (scroller));

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller->scroller), child);
  scroller->child = child;
  gtk_widget_queue_resize (GTK_WIDGET (scroller));
}

void
plumb_fit_scroller_set_fit (PlumbFitScroller *scroller, gboolean fit)
{
  g_return_if_fail (PLUMB_IS_FIT_SCROLLER (scroller));

  scroller->fit = fit;
  gtk_widget_queue_resize (GTK_WIDGET (scroller));
}

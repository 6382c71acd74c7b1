/* range-bar.c - see range-bar.h. Drawn in the text's colour, so that it is legible in every scheme; a mark, not a colour, is the value. */

#include "ui/range-bar.h"

#include "ui/style.h"

#define HEIGHT 22
#define TRACK 4
#define BAND 12
#define MARK 3

struct _PlumbRangeBar
{
  GtkWidget parent_instance;

  double value;
  double low;
  double high;
  double bar;
};

G_DEFINE_FINAL_TYPE (PlumbRangeBar, plumb_range_bar, GTK_TYPE_WIDGET)

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *color, float alpha, double x, double y, double width, double height)
{
  GdkRGBA shade = *color;

  shade.alpha *= alpha;
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height));
}

static void
plumb_range_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PlumbRangeBar *bar = PLUMB_RANGE_BAR (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double width = gtk_widget_get_width (widget);
  double middle = gtk_widget_get_height (widget) / 2.0;
  double low = mirrored ? 1 - bar->high : bar->low;
  double high = mirrored ? 1 - bar->low : bar->high;
  double value = mirrored ? 1 - bar->value : bar->value;
  double threshold = mirrored ? 1 - bar->bar : bar->bar;
  GdkRGBA text;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text); /* lint: allow deprecated */
  fill (snapshot, &text, 0.12f, 0, middle - TRACK / 2.0, width, TRACK);
  fill (snapshot, &text, 0.35f, low * width, middle - BAND / 2.0, MAX (2, (high - low) * width), BAND);
  fill (snapshot, &text, 0.6f, threshold * (width - 1), 0, 1, gtk_widget_get_height (widget));
  fill (snapshot, &text, 1, value * (width - MARK), middle - BAND / 2.0 - 2, MARK, BAND + 4);
}

static void
plumb_range_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : HEIGHT;
}

static void
plumb_range_bar_class_init (PlumbRangeBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = plumb_range_bar_snapshot;
  widget_class->measure = plumb_range_bar_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
plumb_range_bar_init (PlumbRangeBar *bar)
{
}

GtkWidget *
plumb_range_bar_new (double value, double low, double high, double threshold, const char *name)
{
  PlumbRangeBar *bar = g_object_new (PLUMB_TYPE_RANGE_BAR, NULL);

  bar->value = CLAMP (value, 0, 1);
  bar->low = CLAMP (low, 0, 1);
  bar->high = CLAMP (high, bar->low, 1);
  bar->bar = CLAMP (threshold, 0, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (bar);
}

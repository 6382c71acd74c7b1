/* wrap-layout.c - see wrap-layout.h. */

#include "ui/wrap-layout.h"

struct _PlumbWrapLayout
{
  GtkLayoutManager parent_instance;

  int columns; /* 0: as words */
  int spacing;
  gboolean at_end;
};

G_DEFINE_FINAL_TYPE (PlumbWrapLayout, plumb_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The box that the layout stands in: drops its children when it goes. */
#define PLUMB_TYPE_WRAP_BOX (plumb_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (PlumbWrapBox, plumb_wrap_box, PLUMB, WRAP_BOX, GtkWidget)

struct _PlumbWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PlumbWrapBox, plumb_wrap_box, GTK_TYPE_WIDGET)

static int
child_width (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

static int
child_height (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  return natural;
}

/* From `child` on: the widgets of one line, at most `width` wide. Answers the first of the next line. */
static GtkWidget *
take_line (PlumbWrapLayout *layout, GtkWidget *child, int width, GPtrArray *line)
{
  int used = 0;

  g_ptr_array_set_size (line, 0);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      wanted = layout->columns > 0 ? 0 : child_width (child, width);
      if (line->len > 0 && (layout->columns > 0 ? (int)line->len == layout->columns : used + layout->spacing + wanted > width))
        return child;
      used += (line->len > 0 ? layout->spacing : 0) + wanted;
      g_ptr_array_add (line, child);
    }
  return NULL;
}

static int
column_width (const PlumbWrapLayout *layout, int width)
{
  return MAX (1, (width - (layout->columns - 1) * layout->spacing) / layout->columns);
}

/* Answers the height; with `place` gives each child its place. */
static int
lay_out (PlumbWrapLayout *layout, GtkWidget *widget, int width, gboolean place)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      int x = 0, height = 0, used = -layout->spacing;

      child = take_line (layout, child, width, line);
      for (guint i = 0; i < line->len; i++)
        {
          GtkWidget *item = g_ptr_array_index (line, i);
          int wanted = layout->columns > 0 ? column_width (layout, width) : child_width (item, width);

          height = MAX (height, child_height (item, wanted));
          used += wanted + layout->spacing;
        }
      if (layout->at_end && layout->columns == 0)
        x = MAX (0, width - used);
      for (guint i = 0; place && i < line->len; i++)
        {
          GtkWidget *item = g_ptr_array_index (line, i);
          int wanted = layout->columns > 0 ? column_width (layout, width) : child_width (item, width);

          gtk_widget_size_allocate (item, &(GtkAllocation){ mirrored ? width - x - wanted : x, y, wanted, height }, -1);
          x += wanted + layout->spacing;
        }
      if (line->len > 0)
        y += height + layout->spacing;
    }
  return MAX (0, y - layout->spacing);
}

static GtkSizeRequestMode
plumb_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* As words it asks for one child's width only, and takes what it gets: it must not widen a column. */
static void
measure_width (PlumbWrapLayout *layout, GtkWidget *widget, int *minimum, int *natural)
{
  int widest = 0, widest_natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      widest = MAX (widest, child_minimum);
      widest_natural = MAX (widest_natural, child_natural);
    }
  *minimum = layout->columns > 0 ? widest * layout->columns + (layout->columns - 1) * layout->spacing : widest;
  *natural = MAX (*minimum, layout->columns > 0 ? widest_natural * layout->columns + (layout->columns - 1) * layout->spacing
                                                : widest_natural);
}

static void
plumb_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  PlumbWrapLayout *layout = PLUMB_WRAP_LAYOUT (manager);
  int least, wished;

  measure_width (layout, widget, &least, &wished);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = wished;
    }
  else
    *minimum = *natural = lay_out (layout, widget, for_size < 0 ? wished : MAX (for_size, least), FALSE);
  *minimum_baseline = *natural_baseline = -1;
}

static void
plumb_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (PLUMB_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
plumb_wrap_layout_class_init (PlumbWrapLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->get_request_mode = plumb_wrap_layout_get_request_mode;
  layout_class->measure = plumb_wrap_layout_measure;
  layout_class->allocate = plumb_wrap_layout_allocate;
}

static void
plumb_wrap_layout_init (PlumbWrapLayout *layout)
{
}

static void
plumb_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (plumb_wrap_box_parent_class)->dispose (object);
}

static void
plumb_wrap_box_class_init (PlumbWrapBoxClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_wrap_box_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), PLUMB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
plumb_wrap_box_init (PlumbWrapBox *box)
{
}

GtkWidget *
plumb_wrap_box_new (int columns, int spacing)
{
  GtkWidget *box = g_object_new (PLUMB_TYPE_WRAP_BOX, NULL);
  PlumbWrapLayout *layout = PLUMB_WRAP_LAYOUT (gtk_widget_get_layout_manager (box));

  layout->columns = columns;
  layout->spacing = spacing;
  return box;
}

void
plumb_wrap_box_append (GtkWidget *box, GtkWidget *child)
{
  g_return_if_fail (PLUMB_IS_WRAP_BOX (box) && GTK_IS_WIDGET (child));
  gtk_widget_set_parent (child, box);
}

void
plumb_wrap_box_prepend (GtkWidget *box, GtkWidget *child)
{
  g_return_if_fail (PLUMB_IS_WRAP_BOX (box) && GTK_IS_WIDGET (child));
  gtk_widget_insert_after (child, box, NULL);
}

void
plumb_wrap_box_set_at_end (GtkWidget *box, gboolean at_end)
{
  PlumbWrapLayout *layout;

  g_return_if_fail (PLUMB_IS_WRAP_BOX (box));

  layout = PLUMB_WRAP_LAYOUT (gtk_widget_get_layout_manager (box));
  layout->at_end = at_end;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (layout));
}

void
plumb_wrap_box_set_columns (GtkWidget *box, int columns)
{
  PlumbWrapLayout *layout;

  g_return_if_fail (PLUMB_IS_WRAP_BOX (box));

  layout = PLUMB_WRAP_LAYOUT (gtk_widget_get_layout_manager (box));
  if (layout->columns == columns)
    return;
  layout->columns = columns;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (layout));
}

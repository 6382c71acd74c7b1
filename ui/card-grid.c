/* card-grid.c - see card-grid.h. Height for width: rows are measured with the width that the columns will have. */

#include "ui/card-grid.h"

#include "ui/style.h"

struct _PlumbCardGrid
{
  GtkWidget parent_instance;

  int column_width;
  int max_columns;
  int spacing;
};

enum
{
  PROP_COLUMN_WIDTH = 1,
  PROP_MAX_COLUMNS,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PlumbCardGrid, plumb_card_grid, GTK_TYPE_WIDGET)

/* The least that a column can be: what was asked for, larger with larger text, and what the widest child needs. */
static int
get_least_width (PlumbCardGrid *grid)
{
  int least = (int)(grid->column_width * plumb_text_scale (GTK_WIDGET (grid)));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int minimum;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
        least = MAX (least, minimum);
      }
  return least;
}

static int
count_columns (PlumbCardGrid *grid, int width)
{
  return CLAMP ((width + grid->spacing) / (get_least_width (grid) + grid->spacing), 1, grid->max_columns);
}

static int
get_column_width (PlumbCardGrid *grid, int width, int columns)
{
  return MAX ((width - (columns - 1) * grid->spacing) / columns, 1);
}

/* Lays the rows out at `width`; answers their height. With `allocate` the children get their places. */
static int
lay_out (PlumbCardGrid *grid, int width, gboolean allocate)
{
  int columns = count_columns (grid, width), column_width = get_column_width (grid, width, columns);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (grid)) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (grid));
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *first = child;
      int row_height = 0;

      for (int i = 0; i < columns && child != NULL; child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_should_layout (child))
          {
            int height;

            gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column_width, &height, NULL, NULL, NULL);
            row_height = MAX (row_height, height);
            i++;
          }
      for (int i = 0; allocate && first != child; first = gtk_widget_get_next_sibling (first))
        if (gtk_widget_should_layout (first))
          {
            int column = mirrored ? columns - 1 - i : i;
            GtkAllocation place = { column * (column_width + grid->spacing), y, column_width, row_height };

            gtk_widget_size_allocate (first, &place, -1);
            i++;
          }
      y += row_height + (row_height > 0 ? grid->spacing : 0);
    }
  return MAX (y - grid->spacing, 0);
}

static GtkSizeRequestMode
plumb_card_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
plumb_card_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  PlumbCardGrid *grid = PLUMB_CARD_GRID (widget);
  int child_minimum, widest = 0, n = 0;

  *minimum_baseline = *natural_baseline = -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);
        widest = MAX (widest, child_minimum);
        n++;
      }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int columns = CLAMP (n, 1, grid->max_columns);

      *minimum = widest;
      *natural = MAX (widest, columns * grid->column_width + (columns - 1) * grid->spacing);
    }
  else
    *minimum = *natural = lay_out (grid, for_size >= 0 ? MAX (for_size, widest) : MAX (widest, grid->column_width), FALSE);
}

static void
plumb_card_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (PLUMB_CARD_GRID (widget), width, TRUE);
}

static int *
get_field (PlumbCardGrid *grid, guint id)
{
  return id == PROP_COLUMN_WIDTH ? &grid->column_width : id == PROP_MAX_COLUMNS ? &grid->max_columns : &grid->spacing;
}

static void
plumb_card_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, *get_field (PLUMB_CARD_GRID (object), id));
}

static void
plumb_card_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  int *field = get_field (PLUMB_CARD_GRID (object), id);

  if (*field == g_value_get_int (value))
    return;
  *field = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (object));
  g_object_notify_by_pspec (object, pspec);
}

static void
plumb_card_grid_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (plumb_card_grid_parent_class)->dispose (object);
}

static void
plumb_card_grid_class_init (PlumbCardGridClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = plumb_card_grid_get_property;
  object_class->set_property = plumb_card_grid_set_property;
  object_class->dispose = plumb_card_grid_dispose;
  widget_class->get_request_mode = plumb_card_grid_get_request_mode;
  widget_class->measure = plumb_card_grid_measure;
  widget_class->size_allocate = plumb_card_grid_size_allocate;
  properties[PROP_COLUMN_WIDTH] = g_param_spec_int ("column-width", NULL, NULL, 1, G_MAXINT16, 280, flags);
  properties[PROP_MAX_COLUMNS] = g_param_spec_int ("max-columns", NULL, NULL, 1, 64, 4, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 12, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plumb_card_grid_init (PlumbCardGrid *grid)
{
  grid->column_width = 280;
  grid->max_columns = 4;
  grid->spacing = 12;
}

GtkWidget *
plumb_card_grid_new (void)
{
  return g_object_new (PLUMB_TYPE_CARD_GRID, NULL);
}

void
plumb_card_grid_append (PlumbCardGrid *grid, GtkWidget *child)
{
  g_return_if_fail (PLUMB_IS_CARD_GRID (grid) && GTK_IS_WIDGET (child));
  gtk_widget_set_parent (child, GTK_WIDGET (grid));
}

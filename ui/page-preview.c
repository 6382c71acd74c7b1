/* page-preview.c - see page-preview.h. A list view makes rows only for the pages in sight. */

#include "ui/page-preview.h"

#include "ui/widgets.h"

#define PIXELS_PER_POINT (96.0 / 72.0)

struct _PlumbPagePreview
{
  GtkWidget parent_instance;

  /* widgets */
  GtkWidget *scroller;
  GtkWidget *list;

  /* borrowed references */
  PlumbPages *pages;

  double zoom;
  gboolean zoom_set; /* by the user: no longer fitted to the width */
  int width;
  guint fit_source;
};

/* What a row's padding and the scroll bar take. */
#define MARGIN 56

G_DEFINE_FINAL_TYPE (PlumbPagePreview, plumb_page_preview, GTK_TYPE_WIDGET)

enum
{
  ZOOM_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  PlumbPagePreview *preview = data;
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "page"));
  double scale = preview->zoom * PIXELS_PER_POINT;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (preview->pages == NULL || index >= plumb_pages_get_count (preview->pages))
    return;
  cairo_scale (cr, scale, scale);
  plumb_pages_draw (preview->pages, index, cr);
}

static void
size_area (PlumbPagePreview *preview, GtkWidget *area)
{
  double width = 595, height = 842;

  if (preview->pages != NULL)
    plumb_pages_get_size (preview->pages, &width, &height);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), (int)(width * preview->zoom * PIXELS_PER_POINT));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int)(height * preview->zoom * PIXELS_PER_POINT));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  PlumbPagePreview *preview = data;
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_widget_add_css_class (area, "sheet");
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, preview, NULL);
  size_area (preview, area);
  gtk_list_item_set_child (item, area);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  PlumbPagePreview *preview = data;
  GtkWidget *area = gtk_list_item_get_child (item);
  const char *name = gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (item)));

  g_object_set_data (G_OBJECT (area), "page", GUINT_TO_POINTER (gtk_list_item_get_position (item)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  plumb_list_row_set_name (area, name);
  size_area (preview, area);
  gtk_widget_queue_draw (area);
}

/* A fresh model has every row bound again. */
static void
fill (PlumbPagePreview *preview)
{
  guint count = preview->pages != NULL ? plumb_pages_get_count (preview->pages) : 0;
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (preview->scroller));
  double upper = gtk_adjustment_get_upper (adjustment);
  double place = upper > 0 ? gtk_adjustment_get_value (adjustment) / upper : 0;

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = g_strdup_printf ("Page %u of %u", i + 1, count);

      gtk_string_list_append (names, name);
    }
  {
    g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (names));

    gtk_list_view_set_model (GTK_LIST_VIEW (preview->list), GTK_SELECTION_MODEL (selection));
  }
  gtk_adjustment_set_value (adjustment, place * gtk_adjustment_get_upper (adjustment));
}

static void
change_zoom (PlumbPagePreview *preview, double zoom)
{
  zoom = CLAMP (zoom, 0.25, 4.0);
  if (zoom > preview->zoom - 0.001 && zoom < preview->zoom + 0.001)
    return;
  preview->zoom = zoom;
  fill (preview);
  g_signal_emit (preview, signals[ZOOM_CHANGED], 0);
}

static gboolean
fit_cb (gpointer data)
{
  PlumbPagePreview *preview = data;
  double width = 595, height = 842;

  preview->fit_source = 0;
  if (preview->zoom_set)
    return G_SOURCE_REMOVE;
  if (preview->pages != NULL)
    plumb_pages_get_size (preview->pages, &width, &height);
  change_zoom (preview, MIN (1.0, (preview->width - MARGIN) / (width * PIXELS_PER_POINT)));
  return G_SOURCE_REMOVE;
}

/* Fitted once the layout is over, as it changes the size of rows. */
static void
plumb_page_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PlumbPagePreview *preview = PLUMB_PAGE_PREVIEW (widget);

  if (width != preview->width && preview->fit_source == 0)
    preview->fit_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fit_cb, preview, NULL);
  preview->width = width;
  gtk_widget_allocate (preview->scroller, width, height, baseline, NULL);
}

static void
plumb_page_preview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (PLUMB_PAGE_PREVIEW (widget)->scroller, orientation, for_size, minimum, natural, NULL, NULL);
  *minimum_baseline = *natural_baseline = -1;
}

static void
plumb_page_preview_dispose (GObject *object)
{
  PlumbPagePreview *preview = PLUMB_PAGE_PREVIEW (object);

  preview->pages = NULL;
  g_clear_handle_id (&preview->fit_source, g_source_remove);
  g_clear_pointer (&preview->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (plumb_page_preview_parent_class)->dispose (object);
}

static void
plumb_page_preview_class_init (PlumbPagePreviewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_page_preview_dispose;
  GTK_WIDGET_CLASS (class)->measure = plumb_page_preview_measure;
  GTK_WIDGET_CLASS (class)->size_allocate = plumb_page_preview_size_allocate;
  signals[ZOOM_CHANGED]
      = g_signal_new ("zoom-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "page-preview");
}

static void
plumb_page_preview_init (PlumbPagePreview *preview)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  preview->zoom = 1;
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), preview);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), preview);
  preview->list = gtk_list_view_new (NULL, factory);
  gtk_widget_add_css_class (preview->list, "sheets");
  gtk_accessible_update_property (GTK_ACCESSIBLE (preview->list), GTK_ACCESSIBLE_PROPERTY_LABEL, "Pages of the packet", -1);
  preview->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (preview->scroller), preview->list);
  gtk_widget_set_parent (preview->scroller, GTK_WIDGET (preview));
}

void
plumb_page_preview_set_pages (PlumbPagePreview *preview, PlumbPages *pages)
{
  g_return_if_fail (PLUMB_IS_PAGE_PREVIEW (preview));

  preview->pages = pages;
  fill (preview);
}

void
plumb_page_preview_set_zoom (PlumbPagePreview *preview, double zoom)
{
  g_return_if_fail (PLUMB_IS_PAGE_PREVIEW (preview));

  preview->zoom_set = TRUE;
  change_zoom (preview, zoom);
}

double
plumb_page_preview_get_zoom (PlumbPagePreview *preview)
{
  g_return_val_if_fail (PLUMB_IS_PAGE_PREVIEW (preview), 1);

  return preview->zoom;
}

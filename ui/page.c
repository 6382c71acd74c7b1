/* page.c - see page.h. The width class is decided while the page is given its size and told once the layout is over, as a page may
 * then move its widgets about; until it has, a child that asks for more than there is gets it and is cut off at the edge. */

#include "ui/page.h"

#include "ui/style.h"

typedef struct
{
  char *title;
  char *subtitle;
  char *window_title;
  int break_width;
  int min_width;
  gboolean narrow;
  gboolean told_narrow;
  gboolean has_back;
  gboolean curtained;
  guint tell_source;

  /* owned widgets; the child is ours by parenting */
  GtkWidget *child;
  GtkWidget *header_start;
  GtkWidget *header_end;
} PlumbPagePrivate;

enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_WINDOW_TITLE,
  PROP_CHILD,
  PROP_HEADER_START,
  PROP_HEADER_END,
  PROP_BREAK_WIDTH,
  PROP_MIN_WIDTH,
  PROP_NARROW,
  PROP_HAS_BACK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PlumbPage, plumb_page, GTK_TYPE_WIDGET)

#define PRIVATE(page) ((PlumbPagePrivate *)plumb_page_get_instance_private (page))

/* TRUE when it was another text. */
static gboolean
replace_text (char **field, const char *text)
{
  if (g_strcmp0 (*field, text) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (text);
  return TRUE;
}

static gboolean
replace_widget (GtkWidget **field, GtkWidget *widget)
{
  if (*field == widget)
    return FALSE;
  g_clear_object (field);
  if (widget != NULL)
    *field = g_object_ref_sink (widget);
  return TRUE;
}

static gboolean
tell_narrow_cb (gpointer data)
{
  PlumbPage *page = data;
  PlumbPagePrivate *priv = PRIVATE (page);

  priv->tell_source = 0;
  if (priv->narrow == priv->told_narrow)
    return G_SOURCE_REMOVE;
  priv->told_narrow = priv->narrow;
  if (PLUMB_PAGE_GET_CLASS (page)->set_narrow != NULL)
    PLUMB_PAGE_GET_CLASS (page)->set_narrow (page, priv->narrow);
  g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

static void
decide_narrow (PlumbPage *page, int width)
{
  PlumbPagePrivate *priv = PRIVATE (page);

  priv->narrow = width > 0 && width < priv->break_width * plumb_text_scale (GTK_WIDGET (page));
  if (priv->narrow != priv->told_narrow && priv->tell_source == 0)
    priv->tell_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, tell_narrow_cb, page, NULL);
}

static GtkSizeRequestMode
plumb_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
plumb_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  PlumbPagePrivate *priv = PRIVATE (PLUMB_PAGE (widget));
  int child_minimum = 0, child_natural = 0;

  if (priv->child != NULL)
    gtk_widget_measure (priv->child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN (priv->min_width, MAX (child_minimum, 1)) : MIN (child_minimum, 320);
  *natural = MAX (*minimum, child_natural);
  *minimum_baseline = *natural_baseline = -1;
}

static void
plumb_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PlumbPage *page = PLUMB_PAGE (widget);
  PlumbPagePrivate *priv = PRIVATE (page);
  int child_width, child_height;

  decide_narrow (page, width);
  if (priv->child == NULL)
    return;
  gtk_widget_measure (priv->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
  child_width = MAX (child_width, width);
  gtk_widget_measure (priv->child, GTK_ORIENTATION_VERTICAL, child_width, &child_height, NULL, NULL, NULL);
  gtk_widget_allocate (priv->child, child_width, MAX (child_height, height), baseline, NULL);
}

static void
plumb_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlumbPagePrivate *priv = PRIVATE (PLUMB_PAGE (object));

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;
    case PROP_WINDOW_TITLE:
      g_value_set_string (value, priv->window_title);
      break;
    case PROP_CHILD:
      g_value_set_object (value, priv->child);
      break;
    case PROP_HEADER_START:
      g_value_set_object (value, priv->header_start);
      break;
    case PROP_HEADER_END:
      g_value_set_object (value, priv->header_end);
      break;
    case PROP_BREAK_WIDTH:
      g_value_set_int (value, priv->break_width);
      break;
    case PROP_MIN_WIDTH:
      g_value_set_int (value, priv->min_width);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->told_narrow);
      break;
    case PROP_HAS_BACK:
      g_value_set_boolean (value, priv->has_back);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plumb_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlumbPage *page = PLUMB_PAGE (object);

  switch (id)
    {
    case PROP_TITLE:
      plumb_page_set_title (page, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      plumb_page_set_subtitle (page, g_value_get_string (value));
      break;
    case PROP_WINDOW_TITLE:
      plumb_page_set_window_title (page, g_value_get_string (value));
      break;
    case PROP_CHILD:
      plumb_page_set_child (page, g_value_get_object (value));
      break;
    case PROP_HEADER_START:
      plumb_page_set_header_start (page, g_value_get_object (value));
      break;
    case PROP_HEADER_END:
      plumb_page_set_header_end (page, g_value_get_object (value));
      break;
    case PROP_BREAK_WIDTH:
      plumb_page_set_break_width (page, g_value_get_int (value));
      break;
    case PROP_MIN_WIDTH:
      plumb_page_set_min_width (page, g_value_get_int (value));
      break;
    case PROP_HAS_BACK:
      plumb_page_set_has_back (page, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plumb_page_dispose (GObject *object)
{
  PlumbPagePrivate *priv = PRIVATE (PLUMB_PAGE (object));

  g_clear_handle_id (&priv->tell_source, g_source_remove);
  g_clear_pointer (&priv->child, gtk_widget_unparent);
  g_clear_object (&priv->header_start);
  g_clear_object (&priv->header_end);
  G_OBJECT_CLASS (plumb_page_parent_class)->dispose (object);
}

static void
plumb_page_finalize (GObject *object)
{
  PlumbPagePrivate *priv = PRIVATE (PLUMB_PAGE (object));

  g_free (priv->title);
  g_free (priv->subtitle);
  g_free (priv->window_title);
  G_OBJECT_CLASS (plumb_page_parent_class)->finalize (object);
}

static void
plumb_page_class_init (PlumbPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = plumb_page_get_property;
  object_class->set_property = plumb_page_set_property;
  object_class->dispose = plumb_page_dispose;
  object_class->finalize = plumb_page_finalize;
  widget_class->get_request_mode = plumb_page_get_request_mode;
  widget_class->measure = plumb_page_measure;
  widget_class->size_allocate = plumb_page_size_allocate;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_WINDOW_TITLE] = g_param_spec_string ("window-title", NULL, NULL, NULL, flags);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_HEADER_START] = g_param_spec_object ("header-start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_HEADER_END] = g_param_spec_object ("header-end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_BREAK_WIDTH] = g_param_spec_int ("break-width", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_MIN_WIDTH] = g_param_spec_int ("min-width", NULL, NULL, 0, G_MAXINT, 360, flags);
  properties[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_BACK] = g_param_spec_boolean ("has-back", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plumb_page_init (PlumbPage *page)
{
  PlumbPagePrivate *priv = PRIVATE (page);

  priv->min_width = 360;
  gtk_widget_set_overflow (GTK_WIDGET (page), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (page), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
}

const char *
plumb_page_get_title (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), NULL);
  return PRIVATE (page)->title;
}

void
plumb_page_set_title (PlumbPage *page, const char *title)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (replace_text (&PRIVATE (page)->title, title))
    g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_TITLE]);
}

const char *
plumb_page_get_subtitle (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), NULL);
  return PRIVATE (page)->subtitle;
}

void
plumb_page_set_subtitle (PlumbPage *page, const char *subtitle)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (replace_text (&PRIVATE (page)->subtitle, subtitle))
    g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_SUBTITLE]);
}

const char *
plumb_page_get_window_title (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), NULL);
  return PRIVATE (page)->window_title;
}

void
plumb_page_set_window_title (PlumbPage *page, const char *title)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (replace_text (&PRIVATE (page)->window_title, title))
    g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_WINDOW_TITLE]);
}

GtkWidget *
plumb_page_get_child (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), NULL);
  return PRIVATE (page)->child;
}

void
plumb_page_set_child (PlumbPage *page, GtkWidget *child)
{
  PlumbPagePrivate *priv;

  g_return_if_fail (PLUMB_IS_PAGE (page));
  priv = PRIVATE (page);
  if (priv->child == child)
    return;
  g_clear_pointer (&priv->child, gtk_widget_unparent);
  priv->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (page));
  g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_CHILD]);
}

GtkWidget *
plumb_page_get_header_start (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), NULL);
  return PRIVATE (page)->header_start;
}

void
plumb_page_set_header_start (PlumbPage *page, GtkWidget *widget)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (replace_widget (&PRIVATE (page)->header_start, widget))
    g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_HEADER_START]);
}

GtkWidget *
plumb_page_get_header_end (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), NULL);
  return PRIVATE (page)->header_end;
}

void
plumb_page_set_header_end (PlumbPage *page, GtkWidget *widget)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (replace_widget (&PRIVATE (page)->header_end, widget))
    g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_HEADER_END]);
}

void
plumb_page_set_break_width (PlumbPage *page, int width)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (PRIVATE (page)->break_width == width)
    return;
  PRIVATE (page)->break_width = width;
  gtk_widget_queue_allocate (GTK_WIDGET (page));
  g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_BREAK_WIDTH]);
}

void
plumb_page_set_min_width (PlumbPage *page, int width)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (PRIVATE (page)->min_width == width)
    return;
  PRIVATE (page)->min_width = width;
  gtk_widget_queue_resize (GTK_WIDGET (page));
  g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_MIN_WIDTH]);
}

gboolean
plumb_page_is_narrow (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), FALSE);
  return PRIVATE (page)->told_narrow;
}

void
plumb_page_set_has_back (PlumbPage *page, gboolean has_back)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (PRIVATE (page)->has_back == !!has_back)
    return;
  PRIVATE (page)->has_back = !!has_back;
  g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_HAS_BACK]);
}

gboolean
plumb_page_get_has_back (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), FALSE);
  return PRIVATE (page)->has_back;
}

void
plumb_page_set_curtained (PlumbPage *page, gboolean curtained)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  PRIVATE (page)->curtained = curtained;
}

gboolean
plumb_page_is_curtained (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), FALSE);
  return PRIVATE (page)->curtained;
}

void
plumb_page_refresh (PlumbPage *page)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (PLUMB_PAGE_GET_CLASS (page)->refresh != NULL)
    PLUMB_PAGE_GET_CLASS (page)->refresh (page);
}

void
plumb_page_save (PlumbPage *page)
{
  g_return_if_fail (PLUMB_IS_PAGE (page));
  if (PLUMB_PAGE_GET_CLASS (page)->save != NULL)
    PLUMB_PAGE_GET_CLASS (page)->save (page);
}

gboolean
plumb_page_can_leave (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), TRUE);
  return PLUMB_PAGE_GET_CLASS (page)->can_leave == NULL || PLUMB_PAGE_GET_CLASS (page)->can_leave (page);
}

gboolean
plumb_page_begin (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), FALSE);
  return PLUMB_PAGE_GET_CLASS (page)->begin != NULL && PLUMB_PAGE_GET_CLASS (page)->begin (page);
}

gboolean
plumb_page_find (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), FALSE);
  return PLUMB_PAGE_GET_CLASS (page)->find != NULL && PLUMB_PAGE_GET_CLASS (page)->find (page);
}

gboolean
plumb_page_back (PlumbPage *page)
{
  g_return_val_if_fail (PLUMB_IS_PAGE (page), FALSE);
  return PLUMB_PAGE_GET_CLASS (page)->back != NULL && PLUMB_PAGE_GET_CLASS (page)->back (page);
}

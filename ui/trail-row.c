/* trail-row.c - see trail-row.h. Rows are bound again as the list scrolls, so nothing is made anew. */

#include "ui/trail-row.h"

#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbTrailRow
{
  GtkWidget parent_instance;

  GtkWidget *day;
  GtkWidget *clock;
  GtkWidget *sentence;
  GtkWidget *candidate;
  GtkWidget *numbers;
};

G_DEFINE_FINAL_TYPE (PlumbTrailRow, plumb_trail_row, GTK_TYPE_WIDGET)

static void
plumb_trail_row_dispose (GObject *object)
{
  plumb_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_trail_row_parent_class)->dispose (object);
}

static void
plumb_trail_row_class_init (PlumbTrailRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_trail_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "trailrow");
}

static void
plumb_trail_row_init (PlumbTrailRow *row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (row))), GTK_ORIENTATION_VERTICAL);
  row->day = plumb_heading_new ("");
  gtk_widget_add_css_class (row->day, "trail-day");
  row->clock = plumb_label_new ("", "secondary");
  gtk_label_set_wrap (GTK_LABEL (row->clock), FALSE);
  gtk_widget_add_css_class (row->clock, "numeric");
  gtk_widget_add_css_class (row->clock, "trail-side");
  gtk_widget_set_valign (row->clock, GTK_ALIGN_START);
  row->sentence = plumb_label_new ("", NULL);
  gtk_label_set_wrap_mode (GTK_LABEL (row->sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (row->sentence), GTK_NATURAL_WRAP_NONE);
  row->candidate = plumb_line_new ("", "secondary");
  row->numbers = plumb_label_new ("", "secondary");
  gtk_label_set_wrap (GTK_LABEL (row->numbers), FALSE);
  gtk_widget_add_css_class (row->numbers, "numeric");
  gtk_widget_add_css_class (row->numbers, "trail-side");
  gtk_widget_set_valign (row->numbers, GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), row->sentence);
  gtk_box_append (GTK_BOX (texts), row->candidate);
  gtk_box_append (GTK_BOX (line), row->clock);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), row->numbers);
  gtk_widget_set_parent (row->day, GTK_WIDGET (row));
  gtk_widget_set_parent (line, GTK_WIDGET (row));
}

GtkWidget *
plumb_trail_row_new (void)
{
  return g_object_new (PLUMB_TYPE_TRAIL_ROW, NULL);
}

void
plumb_trail_row_show (PlumbTrailRow *row, PlumbTrailItem *item, gboolean one_loop)
{
  const PlumbTrailEntry *entry;
  g_autofree char *clock = NULL;
  g_autofree char *numbers = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;
  gboolean has_candidate;

  g_return_if_fail (PLUMB_IS_TRAIL_ROW (row) && PLUMB_IS_TRAIL_ITEM (item));

  entry = plumb_trail_item_get_entry (item);
  clock = plumb_instant_dup_clock (entry->at);
  numbers = entry->first == entry->last ? g_strdup_printf ("%" G_GINT64_FORMAT, entry->last)
                                        : g_strdup_printf ("%" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, entry->first, entry->last);
  hash = g_strdup_printf (_ ("Event %s, SHA-256 %s"), numbers, entry->hash);
  has_candidate = !one_loop && *entry->candidate != '\0';
  name = has_candidate ? g_strdup_printf ("%s: %s, %s", clock, entry->sentence, entry->candidate)
                       : g_strdup_printf ("%s: %s", clock, entry->sentence);
  gtk_label_set_text (GTK_LABEL (row->day), plumb_trail_item_get_day (item) != NULL ? plumb_trail_item_get_day (item) : "");
  gtk_widget_set_visible (row->day, plumb_trail_item_get_day (item) != NULL);
  gtk_label_set_text (GTK_LABEL (row->clock), clock);
  gtk_label_set_text (GTK_LABEL (row->sentence), entry->sentence);
  gtk_label_set_text (GTK_LABEL (row->candidate), entry->candidate);
  gtk_widget_set_visible (row->candidate, has_candidate);
  gtk_label_set_text (GTK_LABEL (row->numbers), numbers);
  gtk_widget_set_tooltip_text (row->numbers, hash);
  if (entry->outline)
    gtk_widget_add_css_class (row->sentence, "trail-outline");
  else
    gtk_widget_remove_css_class (row->sentence, "trail-outline");
  plumb_list_row_set_name (GTK_WIDGET (row), name);
}

/* evidence-gutter.c - see evidence-gutter.h. */

#include "ui/evidence-gutter.h"

#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbEvidenceGutter
{
  GtkWidget parent_instance;

  GtkTextView *view; /* borrowed: it owns us */
  char *question;

  /* owned references */
  PlumbCardEditor *editor;
  PlumbEvidenceLines *lines;
};

G_DEFINE_FINAL_TYPE (PlumbEvidenceGutter, plumb_evidence_gutter, GTK_TYPE_WIDGET)

/* The place of the signal in the question, 1 the first; 0: no signal of it. */
static guint
get_number (PlumbEvidenceGutter *gutter, const char *target)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (gutter->editor);
  const PlumbScriptItem *item = stage != NULL ? plumb_stage_get_item (stage, gutter->question, NULL) : NULL;

  for (guint i = 0; item != NULL && i < item->question->signals->len; i++)
    if (g_str_equal (((const PlumbSignal *)g_ptr_array_index (item->question->signals, i))->key, target))
      return i + 1;
  return 0;
}

/* "1", "2,⚑": what the line at `index` of the lines stands for; `next` out: the first of another line. */
static char *
dup_mark (PlumbEvidenceGutter *gutter, GPtrArray *array, guint index, guint *next)
{
  int line = ((const PlumbEvidenceLine *)g_ptr_array_index (array, index))->line;
  GString *mark = g_string_new (NULL);

  for (*next = index; *next < array->len; (*next)++)
    {
      const PlumbEvidenceLine *one = g_ptr_array_index (array, *next);
      guint number = get_number (gutter, one->target);

      if (one->line != line)
        break;
      if (mark->len > 0)
        g_string_append_c (mark, ',');
      if (number > 0)
        g_string_append_printf (mark, "%u", number);
      else
        g_string_append (mark, "⚑");
    }
  return g_string_free (mark, FALSE);
}

/* Of the first row that the line fills on the screen, in our coordinates. */
static gboolean
get_row (PlumbEvidenceGutter *gutter, int line, int *y, int *height)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (gutter->view);
  GtkTextIter iter;
  GdkRectangle row;

  if (!gtk_text_buffer_get_iter_at_line (buffer, &iter, line))
    return FALSE;
  gtk_text_view_get_iter_location (gutter->view, &iter, &row);
  gtk_text_view_buffer_to_window_coords (gutter->view, GTK_TEXT_WINDOW_LEFT, 0, row.y, NULL, y);
  *height = row.height;
  return TRUE;
}

/* One label a line; it knows its line. */
static void
update (PlumbEvidenceGutter *gutter)
{
  GPtrArray *array = plumb_evidence_lines_get (gutter->lines);
  guint next = 0;

  plumb_widget_clear (GTK_WIDGET (gutter));
  for (guint i = 0; i < array->len; i = next)
    {
      int line = ((const PlumbEvidenceLine *)g_ptr_array_index (array, i))->line;
      g_autofree char *mark = dup_mark (gutter, array, i, &next);
      GtkWidget *label = gtk_label_new (mark);

      gtk_widget_add_css_class (label, "evidence-mark");
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 3);
      g_object_set_data (G_OBJECT (label), "line", GINT_TO_POINTER (line));
      gtk_widget_set_can_target (label, FALSE);
      gtk_widget_set_parent (label, GTK_WIDGET (gutter));
    }
}

static void
plumb_evidence_gutter_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "88");
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width + 10 : 0;
  *minimum_baseline = *natural_baseline = -1;
}

/* All at the top: where each row stands is known when it is drawn, as the text is still being laid out now. */
static void
plumb_evidence_gutter_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  for (GtkWidget *label = gtk_widget_get_first_child (widget); label != NULL; label = gtk_widget_get_next_sibling (label))
    {
      int wide, high;

      gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wide, NULL, NULL);
      gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, NULL, &high, NULL, NULL);
      wide = MIN (wide, width - 2);
      gtk_widget_size_allocate (label, &(GtkAllocation){ width - wide - 1, 0, wide, high }, -1);
    }
}

static void
plumb_evidence_gutter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PlumbEvidenceGutter *gutter = PLUMB_EVIDENCE_GUTTER (widget);

  for (GtkWidget *label = gtk_widget_get_first_child (widget); label != NULL; label = gtk_widget_get_next_sibling (label))
    {
      int y, row;

      if (!get_row (gutter, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (label), "line")), &y, &row) || y + row < 0
          || y > gtk_widget_get_height (widget))
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float)(y + (row - gtk_widget_get_height (label)) / 2)));
      gtk_widget_snapshot_child (widget, label, snapshot);
      gtk_snapshot_restore (snapshot);
    }
}

static gboolean
tooltip_cb (PlumbEvidenceGutter *gutter, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GPtrArray *array = gutter->lines != NULL ? plumb_evidence_lines_get (gutter->lines) : NULL;
  GString *text = g_string_new (NULL);
  g_autofree char *shown = NULL;
  int top, height;

  for (guint i = 0; array != NULL && i < array->len; i++)
    {
      const PlumbEvidenceLine *one = g_ptr_array_index (array, i);
      g_autofree char *name = NULL;

      if (!get_row (gutter, one->line, &top, &height) || y < top || y >= top + height)
        continue;
      name = plumb_card_editor_dup_target_name (gutter->editor, gutter->question, one->target);
      g_string_append_printf (text, text->len > 0 ? "\n%s" : _ ("Evidence of:\n%s"), name);
    }
  shown = g_string_free (text, FALSE);
  gtk_tooltip_set_text (tooltip, shown);
  return *shown != '\0';
}

static void
plumb_evidence_gutter_dispose (GObject *object)
{
  PlumbEvidenceGutter *gutter = PLUMB_EVIDENCE_GUTTER (object);

  plumb_widget_clear (GTK_WIDGET (object));
  g_clear_object (&gutter->lines);
  g_clear_object (&gutter->editor);
  g_clear_pointer (&gutter->question, g_free);
  G_OBJECT_CLASS (plumb_evidence_gutter_parent_class)->dispose (object);
}

static void
plumb_evidence_gutter_class_init (PlumbEvidenceGutterClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_evidence_gutter_dispose;
  widget_class->measure = plumb_evidence_gutter_measure;
  widget_class->size_allocate = plumb_evidence_gutter_size_allocate;
  widget_class->snapshot = plumb_evidence_gutter_snapshot;
  gtk_widget_class_set_css_name (widget_class, "evidencegutter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
plumb_evidence_gutter_init (PlumbEvidenceGutter *gutter)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (gutter), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (gutter), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (gutter, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
}

static void
view_scrolls_cb (PlumbEvidenceGutter *gutter)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (gutter->view));

  if (adjustment != NULL)
    {
      g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), gutter, G_CONNECT_SWAPPED);
      g_signal_connect_object (adjustment, "changed", G_CALLBACK (gtk_widget_queue_draw), gutter, G_CONNECT_SWAPPED);
    }
}

GtkWidget *
plumb_evidence_gutter_new (PlumbCardEditor *editor, GtkTextView *view)
{
  PlumbEvidenceGutter *gutter;

  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor) && GTK_IS_TEXT_VIEW (view), NULL);

  gutter = g_object_new (PLUMB_TYPE_EVIDENCE_GUTTER, NULL);
  gutter->editor = g_object_ref (editor);
  gutter->view = view;
  gtk_text_view_set_gutter (view, GTK_TEXT_WINDOW_LEFT, GTK_WIDGET (gutter));
  g_signal_connect_object (view, "notify::vadjustment", G_CALLBACK (view_scrolls_cb), gutter, G_CONNECT_SWAPPED);
  return GTK_WIDGET (gutter);
}

void
plumb_evidence_gutter_set_lines (PlumbEvidenceGutter *gutter, const char *question, PlumbEvidenceLines *lines)
{
  g_return_if_fail (PLUMB_IS_EVIDENCE_GUTTER (gutter) && question != NULL && PLUMB_IS_EVIDENCE_LINES (lines));

  if (gutter->lines != NULL)
    g_signal_handlers_disconnect_by_data (gutter->lines, gutter);
  g_set_object (&gutter->lines, lines);
  plumb_set_string (&gutter->question, question);
  g_signal_connect_object (lines, "changed", G_CALLBACK (update), gutter, G_CONNECT_SWAPPED);
  update (gutter);
}

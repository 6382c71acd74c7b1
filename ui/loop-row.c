/* loop-row.c - see loop-row.h. */

#include "ui/loop-row.h"

#include "app/text.h"
#include "ui/progress-dots.h"
#include "ui/widgets.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _PlumbLoopRow
{
  GtkWidget parent_instance;

  /* template widgets */
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkWidget *badge;
  GtkLabel *role;
  PlumbProgressDots *dots;

  /* owned references */
  PlumbLoopItem *item;
};

G_DEFINE_FINAL_TYPE (PlumbLoopRow, plumb_loop_row, GTK_TYPE_WIDGET)

/* The one thing about the loop that matters most to the viewer: the word in the badge. NULL: nothing. */
static const char *
choose_badge (const PlumbLoopSummary *summary, const char **style)
{
  *style = NULL;
  if (summary->has_decision && summary->state == PLUMB_LOOP_DECIDED)
    return plumb_decision_to_label (summary->decision);
  if (summary->state != PLUMB_LOOP_OPEN)
    return plumb_loop_state_to_label (summary->state);
  if (summary->owes)
    {
      *style = "accent";
      return _ ("Your card");
    }
  if (summary->has_figures && summary->outcome != PLUMB_OUTCOME_UNDECIDED)
    return plumb_outcome_to_label (summary->outcome);
  return NULL;
}

static void
show_item (PlumbLoopRow *row)
{
  const PlumbLoopSummary *summary = plumb_loop_item_get_summary (row->item);
  g_autofree char *name = plumb_text_dup_line (summary->candidate);
  g_autofree char *role = plumb_text_dup_line (summary->role);
  g_autofree char *progress = plumb_progress_dup_text (summary->progress);
  const char *style;
  const char *badge = choose_badge (summary, &style);
  g_autofree char *told
      = g_strdup_printf ("%s, %s. %s%s%s", name, role, progress, badge != NULL ? ". " : "", badge != NULL ? badge : "");

  adw_avatar_set_text (row->avatar, name);
  gtk_label_set_text (row->name, name);
  gtk_label_set_text (row->role, role);
  plumb_progress_dots_set_progress (row->dots, summary->progress);
  plumb_badge_set (row->badge, badge, style);
  gtk_widget_set_visible (row->badge, badge != NULL);
  plumb_list_row_set_name (GTK_WIDGET (row), told);
}

static void
plumb_loop_row_dispose (GObject *object)
{
  plumb_loop_row_set_item (PLUMB_LOOP_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PLUMB_TYPE_LOOP_ROW);
  plumb_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_loop_row_parent_class)->dispose (object);
}

static void
plumb_loop_row_class_init (PlumbLoopRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_loop_row_dispose;
  g_type_ensure (PLUMB_TYPE_PROGRESS_DOTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/loop-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopRow, name);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopRow, badge);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopRow, role);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopRow, dots);
  gtk_widget_class_set_css_name (widget_class, "looprow");
}

static void
plumb_loop_row_init (PlumbLoopRow *row)
{
  gtk_widget_init_template (GTK_WIDGET (row));
}

GtkWidget *
plumb_loop_row_new (void)
{
  return g_object_new (PLUMB_TYPE_LOOP_ROW, NULL);
}

void
plumb_loop_row_set_item (PlumbLoopRow *row, PlumbLoopItem *item)
{
  g_return_if_fail (PLUMB_IS_LOOP_ROW (row));

  if (row->item == item)
    return;
  if (row->item != NULL)
    g_signal_handlers_disconnect_by_func (row->item, show_item, row);
  g_set_object (&row->item, item);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), row);
  show_item (row);
}

/* pace-bar.c - see pace-bar.h. Behind: the clock is past the plan for the question in hand; ahead: it has not reached the plan for the
 * questions before it, by two minutes at least. */

#include "ui/pace-bar.h"

#include "ui/interview-widgets.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>
#include <math.h>

#define STEP (1.0 / 400) /* of the bar, a pixel at most */

struct _PlumbPaceBar
{
  GtkBox parent_instance;

  GtkWidget *time;
  GtkWidget *pace;
  GtkWidget *bar; /* NULL when compact */
};

G_DEFINE_FINAL_TYPE (PlumbPaceBar, plumb_pace_bar, GTK_TYPE_BOX)

static char *
dup_pace (const PlumbStage *stage, guint index, gint64 minutes)
{
  int before = 0, with;
  const PlumbScriptItem *item = g_ptr_array_index (stage->script, index);

  for (guint i = 0; i < index; i++)
    before += ((const PlumbScriptItem *)g_ptr_array_index (stage->script, i))->minutes;
  with = before + item->minutes;
  if (minutes >= stage->minutes)
    return g_strdup (_ ("time is up"));
  if (minutes * 5 >= stage->minutes * 4)
    return g_strdup_printf (_ ("%d min left"), (int)(stage->minutes - minutes));
  if (minutes > with)
    return g_strdup_printf (_ ("%d min behind"), (int)(minutes - with));
  if (minutes + 2 <= before)
    return g_strdup_printf (_ ("%d min ahead"), (int)(before - minutes));
  return g_strdup (_ ("on pace"));
}

static void
set_style (GtkWidget *widget, const char *style)
{
  static const char *const styles[] = { "pace-calm", "pace-late", "pace-over" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i], style))
      gtk_widget_add_css_class (widget, style);
    else
      gtk_widget_remove_css_class (widget, styles[i]);
}

/* The bar is laid out anew each time, so it takes steps that can be seen. */
static void
show_fraction (PlumbPaceBar *bar, double fraction)
{
  if (fabs (fraction - gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar->bar))) >= STEP)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar->bar), fraction);
}

PlumbPace
plumb_pace_of (gint64 seconds, int minutes)
{
  return seconds >= (gint64)minutes * 60        ? PLUMB_PACE_OVER
         : seconds * 5 >= (gint64)minutes * 240 ? PLUMB_PACE_LATE
                                                : PLUMB_PACE_CALM;
}

static void
plumb_pace_bar_class_init (PlumbPaceBarClass *class)
{
}

static void
plumb_pace_bar_init (PlumbPaceBar *bar)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (bar), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (bar), 6);
}

GtkWidget *
plumb_pace_bar_new (gboolean compact)
{
  PlumbPaceBar *bar = g_object_new (PLUMB_TYPE_PACE_BAR, NULL);
  GtkWidget *line = compact ? plumb_wrap_box_new (0, 6) : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  bar->time = gtk_label_new (NULL);
  gtk_widget_add_css_class (bar->time, "numeric");
  bar->pace = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (bar->time), 0);
  gtk_widget_set_hexpand (bar->time, !compact);
  gtk_widget_set_hexpand (GTK_WIDGET (bar), compact);
  if (compact)
    {
      plumb_wrap_box_set_at_end (line, TRUE);
      plumb_wrap_box_append (line, bar->time);
      plumb_wrap_box_append (line, bar->pace);
    }
  else
    {
      gtk_box_append (GTK_BOX (line), bar->time);
      gtk_box_append (GTK_BOX (line), bar->pace);
    }
  gtk_box_append (GTK_BOX (bar), line);
  if (!compact)
    {
      bar->bar = gtk_progress_bar_new ();
      gtk_widget_add_css_class (bar->bar, "pace");
      plumb_widget_set_name (bar->bar, _ ("Time of the stage"), NULL);
      gtk_box_append (GTK_BOX (bar), bar->bar);
    }
  return GTK_WIDGET (bar);
}

PlumbPace
plumb_pace_bar_update (PlumbPaceBar *bar, PlumbCardEditor *editor, guint index)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (editor);
  gint64 seconds = plumb_card_editor_get_seconds (editor);
  g_autofree char *time = NULL;
  g_autofree char *pace = NULL;
  PlumbPace result;
  const char *style;

  g_return_val_if_fail (PLUMB_IS_PACE_BAR (bar) && stage != NULL && index < stage->script->len, PLUMB_PACE_CALM);

  result = plumb_pace_of (seconds, stage->minutes);
  time = g_strdup_printf (_ ("%d of %d min"), (int)(seconds / 60), stage->minutes);
  pace = dup_pace (stage, index, seconds / 60);
  style = result == PLUMB_PACE_OVER ? "pace-over" : result == PLUMB_PACE_LATE ? "pace-late" : "pace-calm";
  gtk_label_set_text (GTK_LABEL (bar->time), time);
  gtk_label_set_text (GTK_LABEL (bar->pace), pace);
  set_style (bar->pace, style);
  if (bar->bar != NULL)
    {
      show_fraction (bar, CLAMP ((double)seconds / (MAX (1, stage->minutes) * 60.0), 0.0, 1.0));
      set_style (bar->bar, style);
    }
  return result;
}

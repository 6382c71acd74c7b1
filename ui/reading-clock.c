/* reading-clock.c - see reading-clock.h. The label changes every second; what assistive technology is told changes by the minute. */

#include "ui/reading-clock.h"

#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbReadingClock
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *label;
  GtkWidget *bar;

  /* owned */
  PlumbSession *session;
  guint source;

  PlumbInstant started;
  PlumbInstant end; /* 0: there is no reading time */
  gint64 told;      /* minutes left, as told last; -1: none */
  gboolean running;
};

G_DEFINE_FINAL_TYPE (PlumbReadingClock, plumb_reading_clock, GTK_TYPE_BOX)

static void
tell (PlumbReadingClock *clock, gint64 minutes)
{
  g_autofree char *text = NULL;

  if (clock->told == minutes)
    return;
  clock->told = minutes;
  text = minutes > 0 ? g_strdup_printf (
             g_dngettext (NULL, "Reading, %d minute left", "Reading, %d minutes left", (gulong)minutes), (int)minutes)
                     : g_strdup (_ ("Reading is over"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (clock), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_running (PlumbReadingClock *clock, PlumbInstant now)
{
  gint64 seconds = (clock->end - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autofree char *text = g_strdup_printf (_ ("Reading · %02d:%02d left"), (int)(seconds / 60), (int)(seconds % 60));

  gtk_label_set_text (GTK_LABEL (clock->label), text);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (clock->bar), (double)(now - clock->started) / (double)(clock->end - clock->started));
  tell (clock, (seconds + 59) / 60);
}

static void
show_over (PlumbReadingClock *clock)
{
  g_autofree char *at = plumb_instant_dup_clock (clock->end);
  g_autofree char *text = g_strdup_printf (_ ("Reading is over, since %.5s"), at);

  gtk_label_set_text (GTK_LABEL (clock->label), text);
  tell (clock, 0);
}

/* TRUE while there is time left. */
static gboolean
update (PlumbReadingClock *clock)
{
  PlumbInstant now = plumb_instant_now ();
  gboolean running = clock->end > 0 && now < clock->end;

  if (clock->end > 0 && running)
    show_running (clock, MAX (now, clock->started));
  else if (clock->end > 0)
    show_over (clock);
  if (clock->running && !running && clock->end > 0)
    plumb_session_say (clock->session, _ ("Reading time is over"));
  clock->running = running;
  gtk_widget_set_visible (clock->bar, running);
  gtk_widget_set_visible (GTK_WIDGET (clock), clock->end > 0);
  return running;
}

static gboolean
tick_cb (gpointer data)
{
  PlumbReadingClock *clock = data;

  if (update (clock))
    return G_SOURCE_CONTINUE;
  clock->source = 0;
  return G_SOURCE_REMOVE;
}

static void
plumb_reading_clock_dispose (GObject *object)
{
  PlumbReadingClock *clock = PLUMB_READING_CLOCK (object);

  g_clear_handle_id (&clock->source, g_source_remove);
  g_clear_object (&clock->session);
  G_OBJECT_CLASS (plumb_reading_clock_parent_class)->dispose (object);
}

static void
plumb_reading_clock_class_init (PlumbReadingClockClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_reading_clock_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
plumb_reading_clock_init (PlumbReadingClock *clock)
{
  clock->told = -1;
  clock->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  clock->bar = gtk_level_bar_new ();
  gtk_widget_add_css_class (clock->label, "numeric");
  gtk_widget_add_css_class (clock->bar, "evidence");
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (clock->bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (clock->bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (clock->bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_set_valign (clock->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (clock->bar, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (clock->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reading time gone by"), -1);
  gtk_box_set_spacing (GTK_BOX (clock), 12);
  gtk_box_append (GTK_BOX (clock), clock->label);
  gtk_box_append (GTK_BOX (clock), clock->bar);
}

GtkWidget *
plumb_reading_clock_new (PlumbSession *session)
{
  PlumbReadingClock *clock;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  clock = g_object_new (PLUMB_TYPE_READING_CLOCK, "visible", FALSE, NULL);
  clock->session = g_object_ref (session);
  return GTK_WIDGET (clock);
}

void
plumb_reading_clock_set_debrief (PlumbReadingClock *clock, const PlumbDebrief *debrief)
{
  g_return_if_fail (PLUMB_IS_READING_CLOCK (clock));

  clock->started = debrief != NULL ? debrief->at : 0;
  clock->end = debrief != NULL && debrief->minutes > 0 ? debrief->at + debrief->minutes * 60 * G_USEC_PER_SEC : 0;
  if (update (clock) && clock->source == 0)
    clock->source = g_timeout_add_seconds (1, tick_cb, clock);
}

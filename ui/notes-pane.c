/* notes-pane.c - see notes-pane.h. */

#include "ui/notes-pane.h"

#include "app/text.h"
#include "ui/interview-widgets.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

struct _PlumbNotesPane
{
  GtkBox parent_instance;

  GtkWidget *tools;
  GtkWidget *limit;
  GtkWidget *scroller;
};

enum
{
  SKELETON,
  STAMP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbNotesPane, plumb_notes_pane, GTK_TYPE_BOX)

static void
skeleton_cb (PlumbNotesPane *pane, GtkButton *button)
{
  g_signal_emit (pane, signals[SKELETON], 0, gtk_button_get_label (button));
}

static void
stamp_cb (PlumbNotesPane *pane)
{
  g_signal_emit (pane, signals[STAMP], 0);
}

static GtkWidget *
make_skeleton (PlumbNotesPane *pane, const char *name, const char *tip)
{
  GtkWidget *button = gtk_button_new_with_label (name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  plumb_widget_set_name (button, name, tip);
  g_signal_connect_object (button, "clicked", G_CALLBACK (skeleton_cb), pane, G_CONNECT_SWAPPED);
  return button;
}

static void
plumb_notes_pane_class_init (PlumbNotesPaneClass *class)
{
  signals[SKELETON] = g_signal_new ("skeleton", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_STRING);
  signals[STAMP] = g_signal_new ("stamp", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_notes_pane_init (PlumbNotesPane *pane)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *stamp = gtk_button_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (pane), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (pane), 6);
  pane->tools = plumb_wrap_box_new (0, 4);
  pane->limit = plumb_line_new ("", "secondary");
  gtk_widget_add_css_class (pane->limit, "late");
  gtk_widget_set_hexpand (pane->tools, TRUE);
  plumb_wrap_box_set_at_end (pane->tools, TRUE);
  gtk_button_set_child (GTK_BUTTON (stamp), plumb_key_label_new (_ ("Stamp time"), "T"));
  gtk_widget_add_css_class (stamp, "flat");
  gtk_widget_set_tooltip_text (stamp, _ ("Stamp the time into the notes (Ctrl+T)"));
  plumb_widget_set_name (stamp, _ ("Stamp time"), NULL);
  g_signal_connect_object (stamp, "clicked", G_CALLBACK (stamp_cb), pane, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (head, "notes-head");
  gtk_box_append (GTK_BOX (head), plumb_section_new (_ ("Notes")));
  gtk_box_append (GTK_BOX (head), pane->limit);
  plumb_wrap_box_append (pane->tools, make_skeleton (pane, "STAR", _ ("Insert situation, task, action, result")));
  plumb_wrap_box_append (pane->tools,
                         make_skeleton (pane, "STROE", _ ("Insert situation, timeline, root cause, own contribution, exit")));
  plumb_wrap_box_append (pane->tools, stamp);
  gtk_box_append (GTK_BOX (head), pane->tools);
  pane->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "min-content-height", 120,
                                 "vexpand", TRUE, NULL);
  gtk_widget_add_css_class (pane->scroller, "writing");
  gtk_box_append (GTK_BOX (pane), head);
  gtk_box_append (GTK_BOX (pane), pane->scroller);
}

GtkWidget *
plumb_notes_pane_new (PlumbNotesView *view)
{
  PlumbNotesPane *pane = g_object_new (PLUMB_TYPE_NOTES_PANE, NULL);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (pane->scroller), GTK_WIDGET (view));
  return GTK_WIDGET (pane);
}

void
plumb_notes_pane_set_writing (PlumbNotesPane *pane, gboolean writing)
{
  g_return_if_fail (PLUMB_IS_NOTES_PANE (pane));
  gtk_widget_set_sensitive (pane->tools, writing);
}

void
plumb_notes_pane_set_bytes (PlumbNotesPane *pane, gsize bytes)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PLUMB_IS_NOTES_PANE (pane));

  if (bytes >= PLUMB_NOTE_MAX - 3)
    text = g_strdup (_ ("full"));
  else if (bytes > PLUMB_NOTE_MAX / 8 * 7)
    text = g_strdup_printf (_ ("%" G_GSIZE_FORMAT " of 64 KiB"), (bytes + 1023) / 1024);
  gtk_label_set_text (GTK_LABEL (pane->limit), text != NULL ? text : "");
}

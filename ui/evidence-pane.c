/* evidence-pane.c - see evidence-pane.h. */

#include "ui/evidence-pane.h"

#include "ui/evidence-detail.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbEvidencePane
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *title;
  GtkWidget *content;
};

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbEvidencePane, plumb_evidence_pane, GTK_TYPE_BOX)

static void
close_cb (PlumbEvidencePane *pane)
{
  g_signal_emit (pane, signals[CLOSED], 0);
}

static void
plumb_evidence_pane_class_init (PlumbEvidencePaneClass *class)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_REGION);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_evidence_pane_init (PlumbEvidencePane *pane)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  pane->title = plumb_heading_new ("");
  pane->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (pane->title, TRUE);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (close, _ ("Close the evidence (Escape)"));
  plumb_button_set_name (close, _ ("Close the evidence"));
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_cb), pane);
  gtk_box_append (GTK_BOX (head), pane->title);
  gtk_box_append (GTK_BOX (head), close);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (pane), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (pane), 10);
  gtk_box_append (GTK_BOX (pane), head);
  gtk_box_append (GTK_BOX (pane), pane->content);
  gtk_widget_add_css_class (GTK_WIDGET (pane), "evidence-pane");
}

GtkWidget *
plumb_evidence_pane_new (void)
{
  return g_object_new (PLUMB_TYPE_EVIDENCE_PANE, NULL);
}

void
plumb_evidence_pane_show (PlumbEvidencePane *pane, PlumbEvaluation *evaluation, const char *assignment, const char *competency)
{
  g_autofree char *title = NULL;

  g_return_if_fail (PLUMB_IS_EVIDENCE_PANE (pane) && evaluation != NULL && competency != NULL);

  title = plumb_evidence_detail_dup_title (evaluation, assignment, competency);
  gtk_label_set_text (GTK_LABEL (pane->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  plumb_widget_clear (pane->content);
  gtk_box_append (GTK_BOX (pane->content), plumb_evidence_detail_new (evaluation, assignment, competency));
}

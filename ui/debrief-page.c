/* debrief-page.c - see debrief-page.h. Everything on it is built anew from each snapshot, but for the decision panel, which holds what is
 * being typed. */

#include "ui/debrief-page.h"

#include "app/text.h"
#include "ui/debrief-runner.h"
#include "ui/decision-panel.h"
#include "ui/evidence-matrix.h"
#include "ui/flag-register.h"
#include "ui/gate-row.h"
#include "ui/vote-list.h"
#include "ui/widgets.h"

#include <adwaita.h>

struct _PlumbDebriefPage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkWidget *stack;
  GtkWidget *withheld;
  GtkWidget *withheld_list;
  GtkWidget *main_scroller;
  GtkWidget *main;
  GtkWidget *runner_heading;
  GtkWidget *runner_box;
  GtkWidget *evidence_head;
  GtkWidget *by_spread;
  GtkWidget *matrix;
  GtkWidget *flags;
  GtkWidget *firmness;
  GtkWidget *votes;
  GtkWidget *side_line;
  GtkWidget *side_scroller;
  GtkWidget *side;
  GtkWidget *composite;
  GtkWidget *composite_about;
  GtkWidget *headline;
  GtkWidget *gates;
  GtkWidget *decision_box;
  GtkWidget *packet;

  /* widgets that hold what is being typed: they follow the snapshots */
  GtkWidget *runner;
  GtkWidget *flag_register;
  GtkWidget *vote_list;

  /* owned references */
  PlumbSession *session;
  PlumbLoopModel *model;
};

G_DEFINE_FINAL_TYPE (PlumbDebriefPage, plumb_debrief_page, PLUMB_TYPE_PAGE)

static void
empty_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
add_line (GtkWidget *box, const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
}

static void
show_firmness (PlumbDebriefPage *page, PlumbEvaluation *evaluation)
{
  g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (evaluation);

  empty_box (page->firmness);
  for (guint i = 0; sentences[i] != NULL; i++)
    add_line (page->firmness, sentences[i], i == 0 ? NULL : "secondary");
  if (evaluation->votes_split)
    add_line (page->firmness, "The votes fall on both sides.", "flag-major");
}

static void
show_figures (PlumbDebriefPage *page, PlumbEvaluation *evaluation)
{
  const PlumbTemplate *template = plumb_snapshot_get_template (evaluation->snapshot);
  g_autofree char *headline = plumb_evaluation_dup_headline (evaluation);
  g_autofree char *about = g_strdup_printf ("of %d · %.0f %%\nBar %d.%02d", template->points, evaluation->percent.value,
                                            template->policy.bar / 100, template->policy.bar % 100);
  g_autofree char *spoken = g_strdup_printf ("Composite %s of %d", evaluation->composite.text, template->points);

  gtk_label_set_text (GTK_LABEL (page->composite), evaluation->composite.text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->composite), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_label_set_text (GTK_LABEL (page->composite_about), about);
  gtk_label_set_text (GTK_LABEL (page->headline), headline);
  empty_box (page->gates);
  for (guint i = 0; i < evaluation->gates->len; i++)
    gtk_box_append (GTK_BOX (page->gates), plumb_gate_row_new (g_ptr_array_index (evaluation->gates, i)));
}

static GtkWidget *
make_withheld_row (const char *stage, const char *person, const PlumbAssignment *assignment)
{
  gboolean skipped = assignment->skip_reason != NULL;
  const char *state = skipped ? "Skipped" : plumb_card_state_to_label (assignment->card->state);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *badge = plumb_badge_new (state, skipped ? NULL : plumb_card_state_style (assignment->card->state));
  g_autofree char *name = plumb_text_dup_line (person);
  g_autofree char *told = g_strdup_printf ("%s · %s · %s", stage, name, state);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), plumb_label_new (stage, NULL));
  gtk_box_append (GTK_BOX (texts), plumb_label_new (name, "secondary"));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  return row;
}

/* The blind see how far the panel is, and nothing else. */
static void
show_withheld (PlumbDebriefPage *page, PlumbSnapshot *snapshot)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  gboolean owes = plumb_snapshot_get_sight (snapshot) == PLUMB_SIGHT_BLIND;

  adw_status_page_set_title (ADW_STATUS_PAGE (page->withheld),
                             owes ? "Hidden until your card is in" : "Hidden until all cards are in");
  adw_status_page_set_description (ADW_STATUS_PAGE (page->withheld),
                                   owes ? "You still owe a card in this loop, so you score on your own evidence first."
                                        : "What panelists wrote can be read here once every card of the loop is submitted.");
  plumb_widget_clear (page->withheld_list);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);

      gtk_list_box_append (GTK_LIST_BOX (page->withheld_list),
                           make_withheld_row (stage != NULL ? stage->title : "",
                                              plumb_loop_get_person_name (loop, assignment->person), assignment));
    }
}

static void
update (PlumbDebriefPage *page)
{
  PlumbSnapshot *snapshot = plumb_loop_model_get_snapshot (page->model);
  PlumbEvaluation *evaluation = plumb_loop_model_get_evaluation (page->model);
  const PlumbLoop *loop;
  g_autofree char *subtitle = NULL;
  g_autofree char *name = NULL;

  if (snapshot == NULL || evaluation == NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (page->stack), "loading");
      return;
    }
  loop = plumb_snapshot_get_loop (snapshot);
  name = plumb_text_dup_line (loop->candidate->name);
  subtitle = g_strdup_printf ("Debrief · %s · %u scorecard%s", loop->role, evaluation->n_counted,
                              evaluation->n_counted == 1 ? "" : "s");
  plumb_page_set_title (PLUMB_PAGE (page), name);
  plumb_page_set_subtitle (PLUMB_PAGE (page), subtitle);
  gtk_widget_set_sensitive (page->packet, !evaluation->withheld);
  if (evaluation->withheld)
    {
      plumb_evidence_matrix_set_evaluation (PLUMB_EVIDENCE_MATRIX (page->matrix), NULL);
      show_withheld (page, snapshot);
      gtk_stack_set_visible_child_name (GTK_STACK (page->stack), "withheld");
      return;
    }
  plumb_debrief_runner_update (PLUMB_DEBRIEF_RUNNER (page->runner), evaluation);
  plumb_evidence_matrix_set_evaluation (PLUMB_EVIDENCE_MATRIX (page->matrix), evaluation);
  show_figures (page, evaluation);
  plumb_flag_register_update (PLUMB_FLAG_REGISTER (page->flag_register), snapshot);
  show_firmness (page, evaluation);
  plumb_vote_list_update (PLUMB_VOTE_LIST (page->vote_list), snapshot);
  gtk_stack_set_visible_child_name (GTK_STACK (page->stack), "debrief");
}

static void
model_changed_cb (PlumbDebriefPage *page)
{
  update (page);
}

static void
by_spread_cb (PlumbDebriefPage *page)
{
  gboolean by_spread = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (page->by_spread));

  plumb_evidence_matrix_set_order (PLUMB_EVIDENCE_MATRIX (page->matrix),
                                   by_spread ? PLUMB_MATRIX_BY_SPREAD : PLUMB_MATRIX_BY_WEIGHT);
}

static void
audit_cb (PlumbDebriefPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.open-audit", "s", plumb_loop_model_get_id (page->model));
}

static void
packet_cb (PlumbDebriefPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.open-packet", "s", plumb_loop_model_get_id (page->model));
}

static gboolean
key_cb (PlumbDebriefPage *page, guint value, guint code, GdkModifierType modifiers)
{
  return plumb_debrief_runner_press (PLUMB_DEBRIEF_RUNNER (page->runner), value, modifiers);
}

/* Narrow: figures, gates and decision stand under the evidence, in one column that scrolls as a whole. */
static void
plumb_debrief_page_set_narrow (PlumbPage *base, gboolean narrow)
{
  PlumbDebriefPage *page = PLUMB_DEBRIEF_PAGE (base);
  g_autoptr (GtkWidget) side = g_object_ref (page->side);

  if (narrow)
    {
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (page->side_scroller), NULL);
      gtk_box_append (GTK_BOX (page->main), side);
    }
  else if (gtk_widget_get_parent (side) == page->main)
    {
      gtk_box_remove (GTK_BOX (page->main), side);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (page->side_scroller), side);
    }
  if (narrow)
    gtk_widget_add_css_class (page->side, "below");
  else
    gtk_widget_remove_css_class (page->side, "below");
  gtk_widget_set_visible (page->side_scroller, !narrow);
  gtk_widget_set_visible (page->side_line, !narrow);
  plumb_debrief_runner_set_narrow (PLUMB_DEBRIEF_RUNNER (page->runner), narrow);
  plumb_evidence_matrix_set_narrow (PLUMB_EVIDENCE_MATRIX (page->matrix), narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (page->evidence_head),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
plumb_debrief_page_refresh (PlumbPage *base)
{
  update (PLUMB_DEBRIEF_PAGE (base));
}

static void
plumb_debrief_page_save (PlumbPage *base)
{
  plumb_debrief_runner_save (PLUMB_DEBRIEF_RUNNER (PLUMB_DEBRIEF_PAGE (base)->runner));
}

static void
plumb_debrief_page_dispose (GObject *object)
{
  PlumbDebriefPage *page = PLUMB_DEBRIEF_PAGE (object);

  g_clear_object (&page->model);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_debrief_page_parent_class)->dispose (object);
}

static void
plumb_debrief_page_class_init (PlumbDebriefPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_debrief_page_dispose;
  PLUMB_PAGE_CLASS (class)->refresh = plumb_debrief_page_refresh;
  PLUMB_PAGE_CLASS (class)->save = plumb_debrief_page_save;
  PLUMB_PAGE_CLASS (class)->set_narrow = plumb_debrief_page_set_narrow;
  g_type_ensure (PLUMB_TYPE_EVIDENCE_MATRIX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/debrief-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, withheld);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, withheld_list);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, main_scroller);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, main);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, evidence_head);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, runner_heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, runner_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, by_spread);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, matrix);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, flags);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, firmness);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, votes);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, side_line);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, side_scroller);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, side);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, composite);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, composite_about);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, headline);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, gates);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, decision_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbDebriefPage, packet);
  gtk_widget_class_bind_template_callback (widget_class, by_spread_cb);
  gtk_widget_class_bind_template_callback (widget_class, packet_cb);
  gtk_widget_class_bind_template_callback (widget_class, audit_cb);
}

static void
plumb_debrief_page_init (PlumbDebriefPage *page)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (page));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), page);
  gtk_widget_add_controller (GTK_WIDGET (page), keys);
}

PlumbPage *
plumb_debrief_page_new (PlumbSession *session, PlumbLoopModel *model)
{
  PlumbDebriefPage *page = g_object_new (PLUMB_TYPE_DEBRIEF_PAGE, NULL);

  page->session = g_object_ref (session);
  page->model = g_object_ref (model);
  page->runner = plumb_debrief_runner_new (session);
  gtk_box_append (GTK_BOX (page->runner_box), page->runner);
  g_object_bind_property (page->runner, "visible", page->runner_heading, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (page->runner, "visible", page->runner_box, "visible", G_BINDING_SYNC_CREATE);
  page->flag_register = plumb_flag_register_new (session);
  gtk_box_append (GTK_BOX (page->flags), page->flag_register);
  page->vote_list = plumb_vote_list_new (session);
  gtk_box_append (GTK_BOX (page->votes), page->vote_list);
  gtk_box_append (GTK_BOX (page->decision_box), plumb_decision_panel_new (session, model));
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), page, G_CONNECT_SWAPPED);
  update (page);
  return PLUMB_PAGE (page);
}

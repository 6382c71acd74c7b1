/* decision-panel.c - see decision-panel.h. What the rules refuse is said beside the button, in their words, and what was typed stays. */

#include "ui/decision-panel.h"

#include "app/text.h"
#include "ui/decision-card.h"
#include "ui/verdict-panel.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbDecisionPanel
{
  GtkBox parent_instance;

  /* template widgets */
  GtkWidget *verdict;
  GtkWidget *decided_box;
  GtkWidget *decided;
  GtkWidget *reopen_box;
  GtkWidget *reopen_reason;
  GtkWidget *reopen;
  GtkWidget *not_mine;
  GtkWidget *form;
  GtkWidget *hire;
  GtkWidget *no_hire;
  GtkWidget *hold;
  GtkWidget *rationale;
  GtkWidget *conditions_label;
  GtkWidget *conditions;
  GtkWidget *override_reason;
  GtkWidget *dissents_expander;
  GtkWidget *dissents;
  GtkWidget *outcome_now;
  GtkWidget *record;
  GtkWidget *hint;
  GtkWidget *earlier_box;
  GtkWidget *earlier;

  /* owned references */
  PlumbSession *session;
  PlumbLoopModel *model;
  char *refusal; /* of the last try, until something is changed; NULL */
};

G_DEFINE_FINAL_TYPE (PlumbDecisionPanel, plumb_decision_panel, GTK_TYPE_BOX)

static char *
dup_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_text (GtkWidget *view, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static const char *
get_entry (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\n")] == '\0';
}

/* As the rules have it: a coordinator, the hiring manager or the bar raiser of the loop. */
static gboolean
may_decide (PlumbDecisionPanel *panel, const PlumbLoop *loop)
{
  const PlumbPerson *person = plumb_session_get_person (panel->session);

  if (person != NULL && person->role == PLUMB_ROLE_COORDINATOR)
    return TRUE;
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if ((assignment->seat == PLUMB_SEAT_HIRING_MANAGER || assignment->seat == PLUMB_SEAT_BAR_RAISER)
          && plumb_session_is_me (panel->session, assignment->person))
        return TRUE;
    }
  return FALSE;
}

/* A hire goes against the outcome unless the bar is met; a veto puts the outcome below it. */
static gboolean
is_against_outcome (PlumbDecisionPanel *panel, PlumbDecisionValue value)
{
  PlumbEvaluation *evaluation = plumb_loop_model_get_evaluation (panel->model);

  return value == PLUMB_DECISION_HIRE && evaluation != NULL && evaluation->outcome != PLUMB_OUTCOME_MEETS_BAR;
}

static gboolean
get_choice (PlumbDecisionPanel *panel, PlumbDecisionValue *value)
{
  GtkWidget *buttons[] = { panel->hire, panel->no_hire, panel->hold };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (buttons[i])))
      {
        *value = (PlumbDecisionValue)i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_vetoed (const PlumbLoop *loop)
{
  const PlumbVerdict *verdict = plumb_loop_get_verdict (loop);

  return verdict != NULL && verdict->value == PLUMB_VERDICT_VETO;
}

/* What is still missing before the decision can be recorded; NULL: nothing. */
static const char *
find_missing (PlumbDecisionPanel *panel, gboolean chosen, PlumbDecisionValue value)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (panel->model);
  g_autofree char *rationale = dup_text (panel->rationale);
  g_autofree char *conditions = dup_text (panel->conditions);
  gboolean against = chosen && is_against_outcome (panel, value);

  if (!chosen)
    return _ ("Choose a decision.");
  if (against && loop != NULL && !loop->template->policy.override)
    return _ ("The bar is not met, and the policy of this loop allows no hire against the outcome.");
  if (against && loop != NULL && !loop->template->policy.override_veto && is_vetoed (loop))
    return _ ("The bar raiser vetoes, and the policy of this loop allows no hire over a veto.");
  if (is_blank (rationale))
    return _ ("A decision needs its rationale.");
  if (value == PLUMB_DECISION_HOLD && is_blank (conditions))
    return _ ("A hold says what is missing.");
  if (against && is_blank (get_entry (panel->override_reason)))
    return _ ("This hire goes against the outcome: say why.");
  return NULL;
}

static void
show_outcome (PlumbDecisionPanel *panel)
{
  PlumbEvaluation *evaluation = plumb_loop_model_get_evaluation (panel->model);
  g_autofree char *text = NULL;

  if (evaluation == NULL || evaluation->withheld)
    return;
  text = g_strdup_printf (_ ("With it goes the outcome as it stands: %s, composite %s, coverage %s %%."),
                          plumb_outcome_to_label (evaluation->outcome), evaluation->composite.text, evaluation->coverage.text);
  gtk_label_set_text (GTK_LABEL (panel->outcome_now), text);
}

/* Says what is still missing or was refused, and lets the decision be recorded once nothing is. */
static void
update_form (PlumbDecisionPanel *panel)
{
  PlumbDecisionValue value = PLUMB_DECISION_HIRE;
  gboolean chosen = get_choice (panel, &value);
  gboolean holds = chosen && value == PLUMB_DECISION_HOLD;
  const char *missing = find_missing (panel, chosen, value);
  const char *label = holds ? _ ("What is missing, one a line") : _ ("Conditions, one a line");

  gtk_widget_set_visible (panel->override_reason, chosen && is_against_outcome (panel, value));
  gtk_label_set_text (GTK_LABEL (panel->conditions_label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel->conditions), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_text (GTK_LABEL (panel->hint), missing != NULL ? missing : panel->refusal != NULL ? panel->refusal : "");
  gtk_widget_set_sensitive (panel->record, missing == NULL);
  show_outcome (panel);
}

/* "Sam Cole, voted No": the latest of the panelist's three votes. */
static char *
dup_dissenter (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const PlumbVote *vote = plumb_loop_get_vote (loop, assignment->id, PLUMB_ROUND_FINAL);
  g_autofree char *name = plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person));
  PlumbRecommendation said;

  if (vote == NULL)
    vote = plumb_loop_get_vote (loop, assignment->id, PLUMB_ROUND_READING);
  said = vote != NULL ? vote->value : assignment->card->recommendation;
  if (said == PLUMB_RECOMMENDATION_NONE)
    return g_steal_pointer (&name);
  return g_strdup_printf (vote != NULL ? _ ("%s, voted %s") : _ ("%s, on the card %s"), name,
                          plumb_recommendation_to_label (said));
}

static GtkWidget *
find_dissent (PlumbDecisionPanel *panel, const char *person)
{
  for (GtkWidget *child = gtk_widget_get_first_child (panel->dissents); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (gtk_widget_get_name (child), person))
      return child;
  return NULL;
}

/* The panel by name, once each, with what they said; ticks that are set stay. */
static void
update_dissents (PlumbDecisionPanel *panel, const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      GtkWidget *check = find_dissent (panel, assignment->person);
      g_autofree char *label = NULL;

      if (!plumb_seat_counts (assignment->seat))
        continue;
      label = dup_dissenter (loop, assignment);
      if (check == NULL)
        {
          check = gtk_check_button_new ();
          gtk_widget_set_name (check, assignment->person);
          gtk_box_append (GTK_BOX (panel->dissents), check);
        }
      gtk_check_button_set_label (GTK_CHECK_BUTTON (check), label);
    }
}

static void
show_decisions (PlumbDecisionPanel *panel, const PlumbLoop *loop)
{
  const PlumbDecision *decision = plumb_loop_get_decision (loop);

  plumb_widget_clear (panel->decided);
  plumb_widget_clear (panel->earlier);
  if (decision != NULL)
    gtk_box_append (GTK_BOX (panel->decided), plumb_decision_card_new (loop, decision));
  else if (loop->state == PLUMB_LOOP_CLOSED)
    gtk_box_append (GTK_BOX (panel->decided), plumb_label_new (_ ("Closed without a decision"), "title-3"));
  for (guint i = loop->decisions->len; i > 0; i--)
    {
      const PlumbDecision *old = g_ptr_array_index (loop->decisions, i - 1);

      if (old->superseded)
        gtk_box_append (GTK_BOX (panel->earlier), plumb_decision_card_new (loop, old));
    }
  gtk_widget_set_visible (panel->earlier_box, gtk_widget_get_first_child (panel->earlier) != NULL);
}

static void
update (PlumbDecisionPanel *panel)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (panel->model);
  gboolean mine;

  if (loop == NULL)
    return;
  mine = may_decide (panel, loop);
  gtk_widget_set_visible (panel->decided_box, loop->state != PLUMB_LOOP_OPEN);
  gtk_widget_set_visible (panel->reopen_box, mine);
  gtk_widget_set_visible (panel->form, loop->state == PLUMB_LOOP_OPEN && mine);
  gtk_widget_set_visible (panel->not_mine, loop->state == PLUMB_LOOP_OPEN && !mine);
  show_decisions (panel, loop);
  update_dissents (panel, loop);
  update_form (panel);
}

static void
model_changed_cb (PlumbDecisionPanel *panel)
{
  update (panel);
}

/* Something was changed: what was refused before says nothing about it. */
static void
changed_cb (PlumbDecisionPanel *panel)
{
  g_clear_pointer (&panel->refusal, g_free);
  update_form (panel);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbDecisionPanel) panel = data;
  g_autoptr (GError) error = NULL;

  if (!plumb_session_apply_finish (PLUMB_SESSION (source), result, &error))
    {
      g_free (panel->refusal);
      panel->refusal = g_strdup (error->message);
      update_form (panel);
      return;
    }
  set_text (panel->rationale, "");
  set_text (panel->conditions, "");
  gtk_editable_set_text (GTK_EDITABLE (panel->override_reason), "");
  plumb_widget_clear (panel->dissents);
  update (panel);
}

static void
record_cb (PlumbDecisionPanel *panel)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (panel->model);
  g_autoptr (GPtrArray) dissents = g_ptr_array_new ();
  g_autofree char *rationale = dup_text (panel->rationale);
  g_autofree char *conditions = dup_text (panel->conditions);
  g_autofree char *id = plumb_id_new ();
  PlumbDecisionValue value;

  if (loop == NULL || !get_choice (panel, &value))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (panel->dissents); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_ptr_array_add (dissents, (gpointer)gtk_widget_get_name (child));
  g_ptr_array_add (dissents, NULL);
  plumb_session_apply (panel->session,
                       plumb_command_new_decide (plumb_session_get_person_id (panel->session), loop->id, id, value, rationale,
                                                 is_against_outcome (panel, value) ? get_entry (panel->override_reason) : "",
                                                 g_strstrip (conditions), (const char *const *)dissents->pdata),
                       _ ("Decision recorded"), recorded_cb, g_object_ref (panel));
}

static void
reopen_cb (PlumbDecisionPanel *panel)
{
  const char *reason = get_entry (panel->reopen_reason);

  if (is_blank (reason))
    {
      gtk_widget_grab_focus (panel->reopen_reason);
      plumb_session_say (panel->session, _ ("Reopening needs a reason"));
      return;
    }
  plumb_session_apply (panel->session,
                       plumb_command_new_reopen_loop (plumb_session_get_person_id (panel->session),
                                                      plumb_loop_model_get_id (panel->model), reason),
                       _ ("The loop is open again; the old decision is kept"), NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (panel->reopen_reason), "");
}

static void
plumb_decision_panel_dispose (GObject *object)
{
  PlumbDecisionPanel *panel = PLUMB_DECISION_PANEL (object);

  g_clear_object (&panel->model);
  g_clear_object (&panel->session);
  g_clear_pointer (&panel->refusal, g_free);
  G_OBJECT_CLASS (plumb_decision_panel_parent_class)->dispose (object);
}

static void
plumb_decision_panel_class_init (PlumbDecisionPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_decision_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/decision-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, verdict);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, decided_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, decided);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, reopen_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, reopen_reason);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, reopen);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, not_mine);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, form);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, hire);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, no_hire);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, hold);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, rationale);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, conditions_label);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, conditions);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, override_reason);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, dissents_expander);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, dissents);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, outcome_now);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, record);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, hint);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, earlier_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, earlier);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, reopen_cb);
}

static void
plumb_decision_panel_init (PlumbDecisionPanel *panel)
{
  gtk_widget_init_template (GTK_WIDGET (panel));
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (panel->rationale)), "changed", G_CALLBACK (changed_cb),
                            panel);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (panel->conditions)), "changed", G_CALLBACK (changed_cb),
                            panel);
  g_signal_connect_swapped (panel->override_reason, "changed", G_CALLBACK (changed_cb), panel);
}

GtkWidget *
plumb_decision_panel_new (PlumbSession *session, PlumbLoopModel *model)
{
  PlumbDecisionPanel *panel = g_object_new (PLUMB_TYPE_DECISION_PANEL, NULL);

  panel->session = g_object_ref (session);
  panel->model = g_object_ref (model);
  gtk_box_append (GTK_BOX (panel->verdict), plumb_verdict_panel_new (session, model));
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), panel, G_CONNECT_SWAPPED);
  update (panel);
  return GTK_WIDGET (panel);
}

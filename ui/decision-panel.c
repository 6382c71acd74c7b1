/* decision-panel.c - see decision-panel.h. */

#include "ui/decision-panel.h"

#include "app/text.h"

struct _PlumbDecisionPanel
{
  GtkBox parent_instance;

  /* template widgets */
  GtkWidget *verdict_box;
  GtkWidget *statement_line;
  GtkWidget *statement_stake;
  GtkWidget *statement_cards;
  GtkWidget *verdict_rationale;
  GtkWidget *decided_box;
  GtkWidget *decided_title;
  GtkWidget *decided_about;
  GtkWidget *decided_text;
  GtkWidget *reopen_reason;
  GtkWidget *reopen;
  GtkWidget *form;
  GtkWidget *hire;
  GtkWidget *no_hire;
  GtkWidget *hold;
  GtkWidget *rationale;
  GtkWidget *conditions;
  GtkWidget *override_reason;
  GtkWidget *dissents_expander;
  GtkWidget *dissents;
  GtkWidget *record;
  GtkWidget *hint;

  /* owned references */
  PlumbSession *session;
  PlumbLoopModel *model;
};

G_DEFINE_FINAL_TYPE (PlumbDecisionPanel, plumb_decision_panel, GTK_TYPE_BOX)

static char *
dup_rationale (PlumbDecisionPanel *panel)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (panel->rationale));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
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

/* The user's bar raiser seat in this loop whose card is in; NULL without one. */
static const PlumbAssignment *
find_bar_raiser_seat (PlumbDecisionPanel *panel, const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->seat == PLUMB_SEAT_BAR_RAISER && plumb_session_is_me (panel->session, assignment->person)
          && !plumb_assignment_is_owed (assignment))
        return assignment;
    }
  return NULL;
}

/* A hire goes against the outcome unless the bar is met; a veto puts the outcome below it. */
static gboolean
hire_needs_reason (PlumbDecisionPanel *panel)
{
  PlumbEvaluation *evaluation = plumb_loop_model_get_evaluation (panel->model);

  return evaluation != NULL && evaluation->outcome != PLUMB_OUTCOME_MEETS_BAR;
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

/* Says what is still missing, and lets the decision be recorded once nothing is. */
static void
update_form (PlumbDecisionPanel *panel)
{
  PlumbDecisionValue value = PLUMB_DECISION_HIRE;
  gboolean chosen = get_choice (panel, &value);
  gboolean needs_reason = chosen && value == PLUMB_DECISION_HIRE && hire_needs_reason (panel);
  gboolean needs_conditions = chosen && value == PLUMB_DECISION_HOLD;
  g_autofree char *rationale = dup_rationale (panel);
  const char *hint = "";

  gtk_widget_set_visible (panel->override_reason, needs_reason);
  gtk_entry_set_placeholder_text (GTK_ENTRY (panel->conditions),
                                  needs_conditions ? "What the hold waits for" : "Conditions, if any");
  if (!chosen)
    hint = "Choose a decision.";
  else if (is_blank (rationale))
    hint = "A decision needs its rationale.";
  else if (needs_conditions && is_blank (get_entry (panel->conditions)))
    hint = "A hold says what is missing.";
  else if (needs_reason && is_blank (get_entry (panel->override_reason)))
    hint = "This hire goes against the outcome: say why.";
  gtk_label_set_text (GTK_LABEL (panel->hint), hint);
  gtk_widget_set_sensitive (panel->record, hint[0] == '\0');
}

/* The panel by name, once each; ticks that are set stay. */
static void
update_dissents (PlumbDecisionPanel *panel, const PlumbLoop *loop)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (panel->dissents); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_hash_table_add (there, g_strdup (gtk_widget_get_name (child)));
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      g_autofree char *name = NULL;
      GtkWidget *check;

      if (!plumb_seat_counts (assignment->seat) || g_hash_table_contains (there, assignment->person))
        continue;
      name = plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person));
      check = gtk_check_button_new_with_label (name);
      gtk_widget_set_name (check, assignment->person);
      gtk_box_append (GTK_BOX (panel->dissents), check);
      g_hash_table_add (there, g_strdup (assignment->person));
    }
}

static void
show_decision (PlumbDecisionPanel *panel, const PlumbLoop *loop, const PlumbDecision *decision)
{
  g_autofree char *when = plumb_instant_dup_date_time (decision->at);
  g_autofree char *rationale = plumb_text_dup_shown (decision->rationale);
  GString *about = g_string_new (NULL), *text = g_string_new (rationale);

  g_string_append_printf (about, "%s, %s. Outcome at that moment: %s (%s).", plumb_loop_get_person_name (loop, decision->decider),
                          when, plumb_outcome_to_label (decision->outcome), decision->figures);
  if (decision->override_reason[0] != '\0')
    g_string_append_printf (text, "\n\nAgainst the outcome: %s", decision->override_reason);
  if (decision->conditions[0] != '\0')
    g_string_append_printf (text, "\n\nConditions: %s", decision->conditions);
  for (guint i = 0; decision->dissents != NULL && decision->dissents[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "\n\nDissents: " : ", ",
                            plumb_loop_get_person_name (loop, decision->dissents[i]));
  gtk_label_set_text (GTK_LABEL (panel->decided_title), plumb_decision_to_label (decision->value));
  gtk_label_set_text (GTK_LABEL (panel->decided_about), about->str);
  gtk_label_set_text (GTK_LABEL (panel->decided_text), text->str);
  g_string_free (about, TRUE);
  g_string_free (text, TRUE);
}

static void
update (PlumbDecisionPanel *panel)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (panel->model);
  const PlumbDecision *decision;

  if (loop == NULL)
    return;
  decision = plumb_loop_get_decision (loop);
  gtk_widget_set_visible (panel->verdict_box, loop->state == PLUMB_LOOP_OPEN && find_bar_raiser_seat (panel, loop) != NULL);
  gtk_widget_set_visible (panel->decided_box, loop->state != PLUMB_LOOP_OPEN);
  gtk_widget_set_visible (panel->form, loop->state == PLUMB_LOOP_OPEN);
  if (decision != NULL)
    show_decision (panel, loop, decision);
  else if (loop->state == PLUMB_LOOP_CLOSED)
    {
      gtk_label_set_text (GTK_LABEL (panel->decided_title), "Closed without a decision");
      gtk_label_set_text (GTK_LABEL (panel->decided_about), "");
      gtk_label_set_text (GTK_LABEL (panel->decided_text), "");
    }
  update_dissents (panel, loop);
  update_form (panel);
}

static void
model_changed_cb (PlumbDecisionPanel *panel)
{
  update (panel);
}

static void
choice_toggled_cb (PlumbDecisionPanel *panel)
{
  update_form (panel);
}

static GtkCheckButton *
get_statement (PlumbDecisionPanel *panel, PlumbStatement statement)
{
  GtkWidget *checks[PLUMB_N_STATEMENTS] = { panel->statement_line, panel->statement_stake, panel->statement_cards };

  return GTK_CHECK_BUTTON (checks[statement]);
}

static guint
get_confirmed (PlumbDecisionPanel *panel)
{
  guint confirmed = 0;

  for (guint i = 0; i < PLUMB_N_STATEMENTS; i++)
    if (gtk_check_button_get_active (get_statement (panel, (PlumbStatement)i)))
      confirmed |= 1u << i;
  return confirmed;
}

static void
give_verdict (PlumbDecisionPanel *panel, PlumbVerdictValue value)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (panel->model);
  const PlumbAssignment *seat = loop != NULL ? find_bar_raiser_seat (panel, loop) : NULL;
  const char *rationale = get_entry (panel->verdict_rationale);
  guint confirmed = get_confirmed (panel);

  if (seat == NULL)
    return;
  if (confirmed != PLUMB_STATEMENTS_ALL && is_blank (rationale))
    {
      gtk_widget_grab_focus (panel->verdict_rationale);
      plumb_session_say (panel->session, "Confirm each statement, or say what stands behind the one you can't");
      return;
    }
  if (value == PLUMB_VERDICT_VETO && is_blank (rationale))
    {
      gtk_widget_grab_focus (panel->verdict_rationale);
      plumb_session_say (panel->session, "A veto needs a rationale");
      return;
    }
  plumb_session_apply (panel->session,
                       plumb_command_new_give_verdict (plumb_session_get_person_id (panel->session), loop->id, seat->id, value,
                                                       rationale, confirmed,
                                                       confirmed != PLUMB_STATEMENTS_ALL ? rationale : NULL),
                       value == PLUMB_VERDICT_VETO ? "Veto recorded" : "Concurrence recorded", NULL, NULL);
}

static void
concur_cb (PlumbDecisionPanel *panel)
{
  give_verdict (panel, PLUMB_VERDICT_CONCUR);
}

static void
veto_cb (PlumbDecisionPanel *panel)
{
  give_verdict (panel, PLUMB_VERDICT_VETO);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbDecisionPanel) panel = data;

  if (!plumb_session_apply_finish (PLUMB_SESSION (source), result, NULL))
    return; /* the session has told the user; what was typed stays */
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (panel->rationale)), "", 0);
  gtk_editable_set_text (GTK_EDITABLE (panel->conditions), "");
  gtk_editable_set_text (GTK_EDITABLE (panel->override_reason), "");
}

static void
record_cb (PlumbDecisionPanel *panel)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (panel->model);
  g_autoptr (GPtrArray) dissents = g_ptr_array_new ();
  g_autofree char *rationale = dup_rationale (panel);
  g_autofree char *id = plumb_id_new ();
  PlumbDecisionValue value;

  if (loop == NULL || !get_choice (panel, &value))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (panel->dissents); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_ptr_array_add (dissents, (gpointer)gtk_widget_get_name (child));
  g_ptr_array_add (dissents, NULL);
  plumb_session_apply (
      panel->session,
      plumb_command_new_decide (plumb_session_get_person_id (panel->session), loop->id, id, value, rationale,
                                gtk_widget_get_visible (panel->override_reason) ? get_entry (panel->override_reason) : "",
                                get_entry (panel->conditions), (const char *const *)dissents->pdata),
      "Decision recorded", recorded_cb, g_object_ref (panel));
}

static void
reopen_cb (PlumbDecisionPanel *panel)
{
  const char *reason = get_entry (panel->reopen_reason);

  if (is_blank (reason))
    {
      gtk_widget_grab_focus (panel->reopen_reason);
      plumb_session_say (panel->session, "Reopening needs a reason");
      return;
    }
  plumb_session_apply (panel->session,
                       plumb_command_new_reopen_loop (plumb_session_get_person_id (panel->session),
                                                      plumb_loop_model_get_id (panel->model), reason),
                       "The loop is open again; the old decision is kept", NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (panel->reopen_reason), "");
}

static void
plumb_decision_panel_dispose (GObject *object)
{
  PlumbDecisionPanel *panel = PLUMB_DECISION_PANEL (object);

  g_clear_object (&panel->model);
  g_clear_object (&panel->session);
  G_OBJECT_CLASS (plumb_decision_panel_parent_class)->dispose (object);
}

static void
plumb_decision_panel_class_init (PlumbDecisionPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_decision_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/decision-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, statement_line);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, statement_stake);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, statement_cards);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, verdict_rationale);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, decided_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, decided_title);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, decided_about);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, decided_text);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, reopen_reason);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, reopen);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, form);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, hire);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, no_hire);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, hold);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, rationale);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, conditions);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, override_reason);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, dissents_expander);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, dissents);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, record);
  gtk_widget_class_bind_template_child (widget_class, PlumbDecisionPanel, hint);
  gtk_widget_class_bind_template_callback (widget_class, concur_cb);
  gtk_widget_class_bind_template_callback (widget_class, veto_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, reopen_cb);
}

static void
plumb_decision_panel_init (PlumbDecisionPanel *panel)
{
  gtk_widget_init_template (GTK_WIDGET (panel));
  for (guint i = 0; i < PLUMB_N_STATEMENTS; i++)
    gtk_check_button_set_label (get_statement (panel, (PlumbStatement)i), plumb_statement_to_label ((PlumbStatement)i));
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (panel->rationale)), "changed", G_CALLBACK (update_form),
                            panel);
  g_signal_connect_swapped (panel->conditions, "changed", G_CALLBACK (update_form), panel);
  g_signal_connect_swapped (panel->override_reason, "changed", G_CALLBACK (update_form), panel);
}

GtkWidget *
plumb_decision_panel_new (PlumbSession *session, PlumbLoopModel *model)
{
  PlumbDecisionPanel *panel = g_object_new (PLUMB_TYPE_DECISION_PANEL, NULL);

  panel->session = g_object_ref (session);
  panel->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), panel, G_CONNECT_SWAPPED);
  update (panel);
  return GTK_WIDGET (panel);
}

/* score-bar.c - see score-bar.h. */

#include "ui/score-bar.h"

#include "app/text.h"
#include "ui/interview-widgets.h"
#include "ui/style.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

struct _PlumbScoreBar
{
  GtkBox parent_instance;

  GtkWidget *unsupported;
  GtkWidget *suggestion;
  GtkWidget *reason;
  GtkWidget *points_box;
  GtkWidget *points[PLUMB_POINTS_MAX + 1]; /* 1..K */
  GtkWidget *anchors;                      /* a stack of all texts, so that its height is that of the longest and nothing jumps */
  GtkWidget *states_box;
  GtkWidget *states[PLUMB_ANSWER_DECLINED + 1];
  GtkWidget *rationale_box;
  GtkWidget *rationale;
  char *question;
  int n_points;
  int focused; /* 0: none */
  gboolean showing;
  gboolean narrow;
  gboolean suggested; /* there is a checklist */

  /* owned reference */
  PlumbCardEditor *editor;
};

G_DEFINE_FINAL_TYPE (PlumbScoreBar, plumb_score_bar, GTK_TYPE_BOX)

static const struct
{
  PlumbAnswerState state;
  const char *key;
  const char *word; /* short, for the button; the whole word is its name */
} state_keys[] = {
  { PLUMB_ANSWER_NOT_ASKED, "0", N_ ("Not asked") },
  { PLUMB_ANSWER_NO_EVIDENCE, "E", N_ ("No evidence") },
  { PLUMB_ANSWER_NOT_APPLICABLE, "A", N_ ("N/A") },
  { PLUMB_ANSWER_DECLINED, "D", N_ ("Declined") },
};

static void
show_anchor (PlumbScoreBar *bar)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (bar->editor, bar->question);
  int point = bar->focused > 0 ? bar->focused : answer != NULL ? answer->score : 0;
  g_autofree char *name = g_strdup_printf ("%d", point);

  gtk_stack_set_visible_child_name (GTK_STACK (bar->anchors), name);
  gtk_widget_set_visible (bar->anchors, !bar->narrow || point > 0);
  gtk_widget_set_visible (bar->reason, bar->suggested && (!bar->narrow || bar->focused > 0));
}

static void
show_suggestion (PlumbScoreBar *bar)
{
  g_autofree char *reason = NULL;
  gboolean writing = plumb_card_editor_get_mode (bar->editor) == PLUMB_CARD_MODE_WRITING;
  int suggestion = writing ? plumb_card_editor_suggest (bar->editor, bar->question, &reason) : 0;
  g_autofree char *text = suggestion > 0
                              ? g_strdup_printf (_ ("checklist suggests %d"), suggestion)
                              : g_strdup (writing ? _ ("no checklist") : ""); /* before the start nothing is seen yet */

  gtk_label_set_text (GTK_LABEL (bar->suggestion), text);
  gtk_widget_set_tooltip_text (bar->suggestion, reason);
  gtk_label_set_text (GTK_LABEL (bar->reason), reason);
  bar->suggested = suggestion > 0;
  plumb_widget_set_name (bar->suggestion, text, reason);
}

static void
show_points (PlumbScoreBar *bar, const PlumbAnswer *answer)
{
  for (int point = 1; point <= bar->n_points; point++)
    {
      gboolean chosen = answer->state == PLUMB_ANSWER_SCORED && answer->score == point;

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (bar->points[point]), chosen);
      /* Choosing by key takes the focus along, so that the anchor shown is that of the score. */
      if (chosen && bar->focused > 0 && bar->focused != point && gtk_widget_get_focus_child (bar->points_box) != NULL)
        gtk_widget_grab_focus (bar->points[point]);
      plumb_widget_set_score_style (bar->points[point], chosen ? plumb_score_style (point, bar->n_points) : NULL);
    }
}

static void
show_rationale (PlumbScoreBar *bar, const PlumbAnswer *answer)
{
  gboolean wanted = plumb_card_editor_wants_rationale (bar->editor, bar->question) || *answer->rationale != '\0';

  gtk_widget_set_visible (bar->rationale_box, wanted || gtk_widget_has_focus (bar->rationale));
  if (gtk_widget_get_focus_child (bar->rationale) == NULL
      && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (bar->rationale)), answer->rationale))
    gtk_editable_set_text (GTK_EDITABLE (bar->rationale), answer->rationale);
}

static void
update (PlumbScoreBar *bar)
{
  const PlumbAnswer *answer = bar->question != NULL ? plumb_card_editor_get_answer (bar->editor, bar->question) : NULL;
  gboolean writing = plumb_card_editor_get_mode (bar->editor) == PLUMB_CARD_MODE_WRITING;

  if (answer == NULL)
    return;
  bar->showing = TRUE;
  show_points (bar, answer);
  for (guint i = 0; i < G_N_ELEMENTS (state_keys); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (bar->states[state_keys[i].state]), answer->state == state_keys[i].state);
  gtk_widget_set_sensitive (bar->states_box, writing);
  gtk_widget_set_sensitive (bar->points_box, writing);
  gtk_editable_set_editable (GTK_EDITABLE (bar->rationale), writing);
  gtk_widget_set_visible (bar->unsupported, plumb_answer_is_unsupported (answer));
  show_suggestion (bar);
  show_rationale (bar, answer);
  show_anchor (bar);
  bar->showing = FALSE;
}

/* Pressing the chosen point or state again takes it back. */
static void
point_toggled_cb (GtkToggleButton *toggle, PlumbScoreBar *bar)
{
  int point = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (toggle), "point"));

  if (bar->showing)
    return;
  if (gtk_toggle_button_get_active (toggle))
    plumb_card_editor_set_answer (bar->editor, bar->question, PLUMB_ANSWER_SCORED, point);
  else
    plumb_card_editor_set_answer (bar->editor, bar->question, PLUMB_ANSWER_OPEN, 0);
  update (bar);
}

static void
state_toggled_cb (GtkToggleButton *toggle, PlumbScoreBar *bar)
{
  PlumbAnswerState state = (PlumbAnswerState)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (toggle), "state"));

  if (bar->showing)
    return;
  plumb_card_editor_set_answer (bar->editor, bar->question, gtk_toggle_button_get_active (toggle) ? state : PLUMB_ANSWER_OPEN, 0);
  update (bar);
}

static void
rationale_changed_cb (PlumbScoreBar *bar)
{
  g_autofree char *text = NULL;

  if (bar->showing || bar->question == NULL)
    return;
  text = plumb_editable_dup_text (GTK_EDITABLE (bar->rationale), PLUMB_LINE_MAX);
  plumb_card_editor_set_rationale (bar->editor, bar->question, text);
}

static void
look_cb (PlumbScoreBar *bar, GtkEventController *controller)
{
  GtkWidget *button = gtk_event_controller_get_widget (controller);

  bar->focused = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "point"));
  show_anchor (bar);
}

static void
look_away_cb (PlumbScoreBar *bar)
{
  bar->focused = 0;
  if (bar->question != NULL)
    show_anchor (bar);
}

static void
hover_cb (GtkEventControllerMotion *motion, double x, double y, PlumbScoreBar *bar)
{
  look_cb (bar, GTK_EVENT_CONTROLLER (motion));
}

static void
watch_look (PlumbScoreBar *bar, GtkWidget *button)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (look_cb), bar, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (look_away_cb), bar, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (button, focus);
  g_signal_connect_object (motion, "leave", G_CALLBACK (look_away_cb), bar, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (button, motion);
  g_signal_connect_object (motion, "enter", G_CALLBACK (hover_cb), bar, 0);
}

static GtkWidget *
make_point (PlumbScoreBar *bar, const PlumbTemplate *template, int point)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *number = g_strdup_printf ("%d", point);
  const char *word = plumb_template_get_point_label (template, point);
  g_autofree char *name = g_strdup_printf (_ ("Score %d of %d, %s"), point, template->points, word);
  g_autofree char *tip = g_strdup_printf (_ ("%s (%d)"), word, point);
  GtkWidget *figure = gtk_label_new (number);
  GtkWidget *label = gtk_label_new (word);

  gtk_widget_add_css_class (figure, "point");
  gtk_widget_add_css_class (label, "point-word");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "score-point");
  gtk_widget_set_tooltip_text (button, tip);
  plumb_widget_set_name (button, name, NULL);
  g_object_set_data (G_OBJECT (button), "point", GINT_TO_POINTER (point));
  g_signal_connect_object (button, "toggled", G_CALLBACK (point_toggled_cb), bar, 0);
  watch_look (bar, button);
  return button;
}

static void
make_points (PlumbScoreBar *bar)
{
  const PlumbTemplate *template = plumb_card_editor_get_loop (bar->editor)->template;

  if (bar->n_points == template->points)
    return;
  plumb_widget_clear (bar->points_box);
  bar->n_points = template->points;
  for (int point = 1; point <= bar->n_points; point++)
    {
      bar->points[point] = make_point (bar, template, point);
      gtk_box_append (GTK_BOX (bar->points_box), bar->points[point]);
    }
}

static void
add_anchor (PlumbScoreBar *bar, int point, const char *text)
{
  g_autofree char *name = g_strdup_printf ("%d", point);
  GtkWidget *label = plumb_label_new (text, "secondary");

  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_stack_add_named (GTK_STACK (bar->anchors), label, name);
}

static void
make_anchors (PlumbScoreBar *bar, const PlumbQuestion *question)
{
  const PlumbTemplate *template = plumb_card_editor_get_loop (bar->editor)->template;
  g_autofree char *hint = g_strdup_printf (_ ("Press 1 to %d outside the notes; each tells its meaning."), bar->n_points);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (bar->anchors)) != NULL)
    gtk_stack_remove (GTK_STACK (bar->anchors), child);
  add_anchor (bar, 0, hint);
  for (int point = 1; point <= bar->n_points; point++)
    {
      const char *anchor = plumb_question_get_anchor (question, point, bar->n_points);
      const char *word = plumb_template_get_point_label (template, point);
      g_autofree char *text = anchor != NULL ? g_strdup_printf ("%s: %s", word, anchor) : g_strdup (word);
      g_autofree char *name = g_strdup_printf (_ ("Score %d of %d, %s"), point, bar->n_points, word);

      add_anchor (bar, point, text);
      plumb_widget_set_name (bar->points[point], name, anchor);
    }
}

static void
make_states (PlumbScoreBar *bar)
{
  bar->states_box = plumb_wrap_box_new (0, 4);
  for (guint i = 0; i < G_N_ELEMENTS (state_keys); i++)
    {
      const char *word = plumb_answer_state_to_label (state_keys[i].state);
      GtkWidget *button = gtk_toggle_button_new ();
      g_autofree char *tip = g_strdup_printf (_ ("%s: no score, and no zero (%s)"), word, state_keys[i].key);

      gtk_button_set_child (GTK_BUTTON (button), plumb_key_label_new (_ (state_keys[i].word), state_keys[i].key));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "state");
      gtk_widget_set_tooltip_text (button, tip);
      plumb_widget_set_name (button, word, tip);
      g_object_set_data (G_OBJECT (button), "state", GINT_TO_POINTER (state_keys[i].state));
      g_signal_connect_object (button, "toggled", G_CALLBACK (state_toggled_cb), bar, 0);
      plumb_wrap_box_append (bar->states_box, button);
      bar->states[state_keys[i].state] = button;
    }
}

static void
make_rationale (PlumbScoreBar *bar)
{
  GtkWidget *label = plumb_label_new (_ ("Two points or more from the checklist: why, in a line?"), "secondary");

  bar->rationale_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  bar->rationale = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (bar->rationale), PLUMB_LINE_MAX / 4);
  gtk_entry_set_placeholder_text (GTK_ENTRY (bar->rationale), _ ("What the checklist does not see"));
  plumb_widget_set_name (bar->rationale, _ ("Why the score is far from the checklist"), NULL);
  gtk_box_append (GTK_BOX (bar->rationale_box), label);
  gtk_box_append (GTK_BOX (bar->rationale_box), bar->rationale);
  gtk_widget_set_visible (bar->rationale_box, FALSE);
  g_signal_connect_object (bar->rationale, "changed", G_CALLBACK (rationale_changed_cb), bar, G_CONNECT_SWAPPED);
}

static void
plumb_score_bar_dispose (GObject *object)
{
  PlumbScoreBar *bar = PLUMB_SCORE_BAR (object);

  g_clear_pointer (&bar->question, g_free);
  g_clear_object (&bar->editor);
  G_OBJECT_CLASS (plumb_score_bar_parent_class)->dispose (object);
}

static void
plumb_score_bar_class_init (PlumbScoreBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_score_bar_dispose;
}

static void
plumb_score_bar_init (PlumbScoreBar *bar)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *section = plumb_section_new (_ ("Score"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (bar), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (bar), 8);
  gtk_widget_add_css_class (GTK_WIDGET (bar), "score-bar");
  bar->suggestion = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (bar->suggestion), 1);
  gtk_widget_set_hexpand (bar->suggestion, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (bar->suggestion), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (bar->suggestion, "secondary");
  bar->unsupported = plumb_line_new (_ ("no evidence recorded"), "late");
  gtk_widget_set_visible (bar->unsupported, FALSE);
  gtk_box_append (GTK_BOX (head), section);
  gtk_box_append (GTK_BOX (head), bar->unsupported);
  gtk_box_append (GTK_BOX (head), bar->suggestion);
  bar->points_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (bar->points_box), TRUE);
  bar->anchors = gtk_stack_new ();
  gtk_stack_set_transition_type (GTK_STACK (bar->anchors), GTK_STACK_TRANSITION_TYPE_NONE);
  gtk_stack_set_hhomogeneous (GTK_STACK (bar->anchors), TRUE);
  gtk_stack_set_vhomogeneous (GTK_STACK (bar->anchors), TRUE);
  bar->reason = plumb_label_new (NULL, "secondary");
  gtk_widget_add_css_class (bar->reason, "suggestion-reason");
  gtk_label_set_max_width_chars (GTK_LABEL (bar->reason), 40);
  make_states (bar);
  make_rationale (bar);
  gtk_box_append (GTK_BOX (bar), head);
  gtk_box_append (GTK_BOX (bar), bar->points_box);
  gtk_box_append (GTK_BOX (bar), bar->anchors);
  gtk_box_append (GTK_BOX (bar), bar->reason);
  gtk_box_append (GTK_BOX (bar), bar->states_box);
  gtk_box_append (GTK_BOX (bar), bar->rationale_box);
}

GtkWidget *
plumb_score_bar_new (PlumbCardEditor *editor)
{
  PlumbScoreBar *bar = g_object_new (PLUMB_TYPE_SCORE_BAR, NULL);

  bar->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), bar, G_CONNECT_SWAPPED);
  return GTK_WIDGET (bar);
}

void
plumb_score_bar_set_question (PlumbScoreBar *bar, const char *question)
{
  const PlumbScriptItem *item;

  g_return_if_fail (PLUMB_IS_SCORE_BAR (bar) && question != NULL);
  item = plumb_stage_get_item (plumb_card_editor_get_stage (bar->editor), question, NULL);
  g_return_if_fail (item != NULL);

  plumb_set_string (&bar->question, question);
  bar->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (bar->rationale), plumb_card_editor_get_answer (bar->editor, question)->rationale);
  bar->showing = FALSE;
  make_points (bar);
  make_anchors (bar, item->question);
  update (bar);
}

void
plumb_score_bar_focus (PlumbScoreBar *bar)
{
  const PlumbAnswer *answer;

  g_return_if_fail (PLUMB_IS_SCORE_BAR (bar));
  answer = bar->question != NULL ? plumb_card_editor_get_answer (bar->editor, bar->question) : NULL;
  if (answer != NULL && bar->n_points > 0)
    gtk_widget_grab_focus (bar->points[CLAMP (answer->score, 1, bar->n_points)]);
}

void
plumb_score_bar_set_narrow (PlumbScoreBar *bar, gboolean narrow)
{
  g_return_if_fail (PLUMB_IS_SCORE_BAR (bar));

  bar->narrow = narrow;
  gtk_stack_set_hhomogeneous (GTK_STACK (bar->anchors), !narrow);
  gtk_stack_set_vhomogeneous (GTK_STACK (bar->anchors), !narrow);
  if (bar->question != NULL)
    show_anchor (bar);
}

void
plumb_score_bar_focus_rationale (PlumbScoreBar *bar)
{
  g_return_if_fail (PLUMB_IS_SCORE_BAR (bar));
  gtk_widget_set_visible (bar->rationale_box, TRUE);
  gtk_widget_grab_focus (bar->rationale);
}

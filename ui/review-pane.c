/* review-pane.c - see review-pane.h. Lists are built anew from the draft; what is typed here is told to the editor and never put back
 * under the caret. */

#include "ui/review-pane.h"

#include "app/rules.h"
#include "app/text.h"
#include "ui/interview-widgets.h"
#include "ui/review-rows.h"
#include "ui/widgets.h"
#include "ui/wording-list.h"
#include "ui/wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _PlumbReviewPane
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *scroller;
  GtkWidget *heading;
  GtkWidget *back;
  GtkWidget *about;
  GtkWidget *missing_box;
  GtkWidget *missing;
  GtkWidget *answers;
  GtkWidget *flags;
  AdwBin *recommendation_bin;
  GtkWidget *reason;
  GtkTextView *summary;
  GtkTextView *handover;
  AdwBin *wording_bin;
  GtkWidget *amendments_box;
  GtkWidget *amendments;
  GtkWidget *submit_box;
  GtkWidget *submit_about;
  GtkWidget *submit;

  GtkWidget *wording;
  GtkWidget *values[PLUMB_RECOMMENDATION_NO_DECISION + 1];
  gboolean showing;

  /* owned reference */
  PlumbCardEditor *editor;
};

enum
{
  GO_TO,
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbReviewPane, plumb_review_pane, GTK_TYPE_WIDGET)

static gboolean
is_writing (PlumbReviewPane *pane)
{
  return plumb_card_editor_get_mode (pane->editor) == PLUMB_CARD_MODE_WRITING;
}

static PlumbRecommendation
get_recommendation (PlumbReviewPane *pane)
{
  for (int value = PLUMB_RECOMMENDATION_STRONG_NO; value <= PLUMB_RECOMMENDATION_NO_DECISION; value++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pane->values[value])))
      return (PlumbRecommendation)value;
  return PLUMB_RECOMMENDATION_NONE;
}

/* Where a line of plumb_rules_list_missing leads: a question, a flag's question, or a field of this page. */
static void
missing_cb (GtkButton *button, PlumbReviewPane *pane)
{
  int index = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "index"));
  GtkWidget *field = g_object_get_data (G_OBJECT (button), "field");

  if (field != NULL)
    gtk_widget_grab_focus (field);
  else
    g_signal_emit (pane, signals[GO_TO], 0, (guint)index);
}

static void
add_missing (PlumbReviewPane *pane, const char *text, int index, GtkWidget *field)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), plumb_label_new (text, NULL));
  gtk_widget_add_css_class (button, "flat");
  plumb_widget_set_name (button, text, _ ("Goes there"));
  g_object_set_data (G_OBJECT (button), "index", GINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (button), "field", field);
  g_signal_connect_object (button, "clicked", G_CALLBACK (missing_cb), pane, 0);
  gtk_box_append (GTK_BOX (pane->missing), button);
}

static int
find_flag_question (PlumbReviewPane *pane, const char *line)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (pane->editor);
  GPtrArray *flags = plumb_card_editor_get_flags (pane->editor);
  guint position = 0;

  for (guint i = 0; i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);

      if (flag->question != NULL && *flag->quote == '\0' && strstr (line, flag->label) != NULL
          && plumb_stage_get_item (stage, flag->question, &position) != NULL)
        return (int)position;
    }
  return 0;
}

static void
show_missing (PlumbReviewPane *pane)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (pane->editor);
  const PlumbScorecard *card = plumb_card_editor_get_assignment (pane->editor)->card;
  g_auto (GStrv) lines
      = plumb_rules_list_missing (plumb_card_editor_get_loop (pane->editor)->template,
                                  plumb_card_editor_get_assignment (pane->editor), plumb_card_editor_get_flags (pane->editor));
  guint line = 0;

  plumb_widget_clear (pane->missing);
  /* The rules list open questions first, in the script's order. */
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      if (plumb_card_editor_get_answer (pane->editor, item->question->id)->state == PLUMB_ANSWER_OPEN && lines[line] != NULL)
        add_missing (pane, lines[line++], (int)i, NULL);
    }
  for (; lines[line] != NULL; line++)
    {
      if (g_str_has_prefix (lines[line], "Red flag"))
        add_missing (pane, lines[line], find_flag_question (pane, lines[line]), NULL);
      else if (card->recommendation == PLUMB_RECOMMENDATION_NONE && strstr (lines[line], "recommendation") != NULL)
        add_missing (pane, lines[line], 0, pane->values[PLUMB_RECOMMENDATION_STRONG_NO]);
      else if (strstr (lines[line], "summary") != NULL)
        add_missing (pane, lines[line], 0, GTK_WIDGET (pane->summary));
      else
        add_missing (pane, lines[line], 0, pane->reason);
    }
  gtk_widget_set_visible (pane->missing_box, lines[0] != NULL && is_writing (pane));
  gtk_widget_set_sensitive (pane->submit, lines[0] == NULL && is_writing (pane));
  gtk_label_set_text (GTK_LABEL (pane->submit_about),
                      lines[0] == NULL
                          ? _ ("Submitting freezes the scorecard. Later changes are amendments: kept, and shown in every packet.")
                          : _ ("What is listed above is still missing."));
}

static void
show_answers (PlumbReviewPane *pane)
{
  plumb_widget_clear (pane->answers);
  for (guint i = 0; i < plumb_card_editor_get_stage (pane->editor)->script->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (pane->answers), plumb_review_answer_new (pane->editor, i));
}

static void
show_flags (PlumbReviewPane *pane)
{
  GPtrArray *flags = plumb_card_editor_get_flags (pane->editor);

  plumb_widget_clear (pane->flags);
  if (flags->len == 0)
    gtk_box_append (GTK_BOX (pane->flags), plumb_label_new (_ ("None raised."), "secondary"));
  for (guint i = 0; i < flags->len; i++)
    gtk_box_append (GTK_BOX (pane->flags), plumb_review_flag_new (pane->editor, g_ptr_array_index (flags, i)));
}

static void
show_amendments (PlumbReviewPane *pane)
{
  GPtrArray *amendments = plumb_card_editor_get_assignment (pane->editor)->card->amendments;

  plumb_widget_clear (pane->amendments);
  gtk_widget_set_visible (pane->amendments_box, amendments->len > 0);
  for (guint i = 0; i < amendments->len; i++)
    gtk_box_append (GTK_BOX (pane->amendments), plumb_review_amendment_new (pane->editor, g_ptr_array_index (amendments, i)));
}

static void
show_text (GtkTextView *view, const char *text, gboolean editable)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *before = plumb_buffer_dup_text (buffer);

  gtk_text_view_set_editable (view, editable);
  if (g_str_equal (before, text) || gtk_widget_has_focus (GTK_WIDGET (view)))
    return;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

static void
show_words (PlumbReviewPane *pane)
{
  const PlumbScorecard *card = plumb_card_editor_get_assignment (pane->editor)->card;
  gboolean writing = is_writing (pane);

  for (int value = PLUMB_RECOMMENDATION_STRONG_NO; value <= PLUMB_RECOMMENDATION_NO_DECISION; value++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->values[value]), (int)card->recommendation == value);
  gtk_widget_set_sensitive (GTK_WIDGET (pane->recommendation_bin), writing);
  gtk_widget_set_visible (pane->reason, card->recommendation == PLUMB_RECOMMENDATION_NO_DECISION);
  gtk_editable_set_editable (GTK_EDITABLE (pane->reason), writing);
  if (gtk_widget_get_focus_child (pane->reason) == NULL
      && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (pane->reason)), card->no_decision_reason))
    gtk_editable_set_text (GTK_EDITABLE (pane->reason), card->no_decision_reason);
  show_text (pane->summary, card->summary, writing);
  show_text (pane->handover, card->handover, writing);
}

static void
show_head (PlumbReviewPane *pane)
{
  const PlumbAssignment *assignment = plumb_card_editor_get_assignment (pane->editor);
  const PlumbLoop *loop = plumb_card_editor_get_loop (pane->editor);
  g_autofree char *name = plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person));
  g_autofree char *at = plumb_instant_dup_date_time (assignment->card->submitted_at);
  g_autofree char *about = NULL;

  if (is_writing (pane))
    about = g_strdup (_ ("Everything on one page. Choose a question to go back to it."));
  else if (assignment->card->state == PLUMB_CARD_SUBMITTED)
    about = g_strdup_printf (_ ("Submitted by %s on %s, and frozen.%s"), name, at,
                             assignment->card->not_blind ? _ (" Its author had seen other cards.") : "");
  else
    about = g_strdup (_ ("The loop is over; this scorecard was not submitted."));
  gtk_label_set_text (GTK_LABEL (pane->heading), is_writing (pane) ? _ ("Review and submit") : _ ("Scorecard"));
  gtk_label_set_text (GTK_LABEL (pane->about), about);
  gtk_widget_set_visible (pane->back, is_writing (pane));
  gtk_widget_set_visible (pane->submit_box, is_writing (pane));
}

void
plumb_review_pane_refresh (PlumbReviewPane *pane)
{
  g_return_if_fail (PLUMB_IS_REVIEW_PANE (pane));

  if (plumb_card_editor_get_stage (pane->editor) == NULL || plumb_card_editor_get_assignment (pane->editor) == NULL)
    return;
  pane->showing = TRUE;
  show_head (pane);
  show_missing (pane);
  show_answers (pane);
  show_flags (pane);
  show_amendments (pane);
  show_words (pane);
  pane->showing = FALSE;
  plumb_wording_list_check (PLUMB_WORDING_LIST (pane->wording));
}

static void
editor_changed_cb (PlumbReviewPane *pane)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (pane)))
    plumb_review_pane_refresh (pane);
}

static void
say (PlumbReviewPane *pane, gboolean typed)
{
  g_autofree char *reason = plumb_editable_dup_text (GTK_EDITABLE (pane->reason), PLUMB_LINE_MAX);
  g_autofree char *summary = plumb_buffer_dup_text (gtk_text_view_get_buffer (pane->summary));
  g_autofree char *handover = plumb_buffer_dup_text (gtk_text_view_get_buffer (pane->handover));

  plumb_card_editor_set_summary (pane->editor, get_recommendation (pane), reason, summary, handover, typed);
}

static void
typed_cb (PlumbReviewPane *pane)
{
  if (pane->showing)
    return;
  say (pane, TRUE);
  pane->showing = TRUE;
  show_missing (pane);
  pane->showing = FALSE;
  plumb_wording_list_check (PLUMB_WORDING_LIST (pane->wording));
}

static void
value_cb (GtkToggleButton *toggle, PlumbReviewPane *pane)
{
  if (pane->showing)
    return;
  if (gtk_toggle_button_get_active (toggle))
    for (int value = PLUMB_RECOMMENDATION_STRONG_NO; value <= PLUMB_RECOMMENDATION_NO_DECISION; value++)
      if (pane->values[value] != GTK_WIDGET (toggle))
        {
          pane->showing = TRUE;
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->values[value]), FALSE);
          pane->showing = FALSE;
        }
  say (pane, FALSE);
}

static void
back_cb (PlumbReviewPane *pane)
{
  g_signal_emit (pane, signals[BACK], 0);
}

static void
row_activated_cb (PlumbReviewPane *pane, GtkListBoxRow *row)
{
  g_signal_emit (pane, signals[GO_TO], 0, (guint)gtk_list_box_row_get_index (row));
}

static void
remark_cb (PlumbReviewPane *pane, guint index)
{
  g_signal_emit (pane, signals[GO_TO], 0, index);
}

static void
submit_cb (PlumbReviewPane *pane)
{
  plumb_card_editor_submit (pane->editor);
}

static void
plumb_review_pane_dispose (GObject *object)
{
  PlumbReviewPane *pane = PLUMB_REVIEW_PANE (object);

  pane->showing = TRUE;
  g_clear_pointer (&pane->scroller, gtk_widget_unparent);
  g_clear_object (&pane->editor);
  G_OBJECT_CLASS (plumb_review_pane_parent_class)->dispose (object);
}

static void
plumb_review_pane_class_init (PlumbReviewPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_review_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/review-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, back);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, about);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, missing_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, missing);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, answers);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, flags);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, recommendation_bin);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, reason);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, summary);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, handover);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, wording_bin);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, amendments_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, amendments);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, submit_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, submit_about);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPane, submit);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  signals[GO_TO]
      = g_signal_new ("go-to", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
make_values (PlumbReviewPane *pane)
{
  GtkWidget *box = plumb_wrap_box_new (0, 6);

  for (int value = PLUMB_RECOMMENDATION_STRONG_NO; value <= PLUMB_RECOMMENDATION_NO_DECISION; value++)
    {
      const char *word = plumb_recommendation_to_label ((PlumbRecommendation)value);
      GtkWidget *button = gtk_toggle_button_new_with_label (word);

      gtk_widget_add_css_class (button, "recommendation");
      plumb_widget_set_name (button, word, NULL);
      g_signal_connect_object (button, "toggled", G_CALLBACK (value_cb), pane, 0);
      plumb_wrap_box_append (box, button);
      pane->values[value] = button;
    }
  plumb_widget_set_name (box, _ ("Recommendation"), NULL);
  adw_bin_set_child (pane->recommendation_bin, box);
}

static void
watch_text (PlumbReviewPane *pane, GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  plumb_buffer_guard (buffer, PLUMB_NOTE_MAX, NULL, NULL);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (typed_cb), pane, G_CONNECT_SWAPPED);
}

static void
plumb_review_pane_init (PlumbReviewPane *pane)
{
  gtk_widget_init_template (GTK_WIDGET (pane));
  make_values (pane);
  watch_text (pane, pane->summary);
  watch_text (pane, pane->handover);
}

GtkWidget *
plumb_review_pane_new (PlumbCardEditor *editor)
{
  PlumbReviewPane *pane = g_object_new (PLUMB_TYPE_REVIEW_PANE, NULL);

  pane->editor = g_object_ref (editor);
  pane->wording = plumb_wording_list_new (editor, GTK_EDITABLE (pane->reason), pane->summary, pane->handover);
  adw_bin_set_child (pane->wording_bin, pane->wording);
  g_signal_connect_object (pane->wording, "go-to", G_CALLBACK (remark_cb), pane, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), pane, G_CONNECT_SWAPPED);
  return GTK_WIDGET (pane);
}

void
plumb_review_pane_focus (PlumbReviewPane *pane)
{
  g_return_if_fail (PLUMB_IS_REVIEW_PANE (pane));

  if (!is_writing (pane))
    gtk_widget_child_focus (GTK_WIDGET (pane), GTK_DIR_TAB_FORWARD);
  else if (gtk_widget_is_sensitive (pane->submit))
    gtk_widget_grab_focus (pane->submit);
  else
    gtk_widget_grab_focus (pane->values[MAX (PLUMB_RECOMMENDATION_STRONG_NO, get_recommendation (pane))]);
}

void
plumb_review_pane_recommend (PlumbReviewPane *pane, PlumbRecommendation value)
{
  g_return_if_fail (PLUMB_IS_REVIEW_PANE (pane));
  g_return_if_fail (value >= PLUMB_RECOMMENDATION_STRONG_NO && value <= PLUMB_RECOMMENDATION_NO_DECISION);

  if (is_writing (pane))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->values[value]), TRUE);
}

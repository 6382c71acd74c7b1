/* review-rows.c - see review-rows.h. */

#include "ui/review-rows.h"

#include "app/text.h"
#include "ui/interview-widgets.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

static gboolean
is_writing (PlumbCardEditor *editor)
{
  return plumb_card_editor_get_mode (editor) == PLUMB_CARD_MODE_WRITING;
}

static void
add_mark (GtkWidget *marks, const char *text, const char *style)
{
  plumb_wrap_box_append (marks, plumb_badge_new (text, style));
}

static GtkWidget *
make_marks (PlumbCardEditor *editor, const PlumbAnswer *answer, const PlumbQuestion *question)
{
  GtkWidget *marks = plumb_wrap_box_new (0, 6);
  guint observed = g_strv_length (answer->signals);

  if (answer->state == PLUMB_ANSWER_OPEN)
    add_mark (marks, _ ("No score yet"), "warning");
  else if (answer->state != PLUMB_ANSWER_SCORED)
    add_mark (marks, plumb_answer_state_to_label (answer->state), NULL);
  if (observed > 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("%u of %u signals"), observed, question->signals->len);

      add_mark (marks, text, NULL);
    }
  if (plumb_answer_is_unsupported (answer))
    add_mark (marks, _ ("Nothing supports this score"), "warning");
  if (plumb_card_editor_wants_rationale (editor, question->id) && *answer->rationale == '\0')
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Checklist suggests %d: say why"), plumb_card_editor_suggest (editor, question->id, NULL));

      add_mark (marks, text, "warning");
    }
  return marks;
}

static void
add_text (GtkWidget *box, const char *text, const char *style, gboolean whole)
{
  g_autofree char *shown = plumb_text_dup_shown (text);
  GtkWidget *label;

  if (*shown == '\0')
    return;
  label = plumb_label_new (shown, style);
  if (whole)
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  else
    {
      gtk_label_set_lines (GTK_LABEL (label), 3);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  gtk_box_append (GTK_BOX (box), label);
}

/* "✓ Names the price of a lost write: “loses what was not flushed”": what was heard, then the note line that supports it. */
static void
add_finding (GtkWidget *box, const char *sign, const char *name, const char *quote, gboolean whole)
{
  g_autofree char *shown = quote != NULL ? plumb_text_dup_line (quote) : NULL;
  g_autofree char *line
      = shown != NULL ? g_strdup_printf ("%s %s: “%s”", sign, name, shown) : g_strdup_printf ("%s %s", sign, name);

  add_text (box, line, "secondary", whole);
}

/* Signals in the question's order, then the flags; while writing only those with evidence, afterwards each that was observed. */
static void
add_findings (PlumbCardEditor *editor, GtkWidget *box, const PlumbAnswer *answer, const PlumbQuestion *question)
{
  GPtrArray *flags = plumb_card_editor_get_flags (editor);
  gboolean writing = is_writing (editor);

  for (guint i = 0; i < question->signals->len; i++)
    {
      const PlumbSignal *signal = g_ptr_array_index (question->signals, i);
      const char *quote = plumb_card_editor_get_evidence (editor, question->id, signal->key);
      gboolean observed = g_strv_contains ((const char *const *)answer->signals, signal->key);

      if (quote != NULL || (observed && !writing))
        add_finding (box, observed ? "✓" : "–", signal->text, quote, !writing);
    }
  for (guint i = 0; i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);
      const char *quote = plumb_card_editor_get_evidence (editor, question->id, flag->id);

      if (quote != NULL)
        add_finding (box, "⚑", flag->label, quote, !writing);
    }
}

static GtkWidget *
make_words (PlumbCardEditor *editor, guint index, const PlumbScriptItem *item, const PlumbAnswer *answer)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *title = g_strdup_printf ("%u. %s", index + 1, item->question->title);
  g_autofree char *spent = plumb_dup_minutes (answer->seconds);
  g_autofree char *about = g_strdup_printf (_ ("%s of %d min"), spent, item->minutes);
  GtkWidget *title_label = plumb_label_new (title, "heading");
  GtkWidget *spent_label = plumb_label_new (about, "secondary");
  gboolean whole = !is_writing (editor);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_hexpand (title_label, TRUE);
  gtk_label_set_wrap (GTK_LABEL (spent_label), FALSE);
  gtk_widget_set_valign (spent_label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), title_label);
  gtk_box_append (GTK_BOX (head), spent_label);
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), make_marks (editor, answer, item->question));
  add_text (words, answer->notes, NULL, whole);
  add_findings (editor, words, answer, item->question);
  add_text (words, answer->rationale, "quote", whole);
  return words;
}

GtkWidget *
plumb_review_answer_new (PlumbCardEditor *editor, guint index)
{
  const PlumbTemplate *template = plumb_card_editor_get_loop (editor)->template;
  const PlumbScriptItem *item = g_ptr_array_index (plumb_card_editor_get_stage (editor)->script, index);
  const PlumbAnswer *answer = plumb_card_editor_get_answer (editor, item->question->id);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *chip = plumb_score_chip_new ();
  gboolean scored = answer->state == PLUMB_ANSWER_SCORED;
  g_autofree char *state
      = scored ? g_strdup_printf (_ ("score %d, %s"), answer->score, plumb_template_get_point_label (template, answer->score))
               : g_strdup (plumb_answer_state_to_label (answer->state));
  g_autofree char *told = g_strdup_printf (_ ("Question %u, %s: %s"), index + 1, item->question->title, state);

  plumb_score_chip_set_score (chip, scored ? answer->score : 0, template->points, NULL);
  gtk_widget_set_valign (chip, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), chip);
  gtk_box_append (GTK_BOX (box), make_words (editor, index, item, answer));
  gtk_widget_add_css_class (box, "review-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), is_writing (editor));
  plumb_widget_set_name (row, told, plumb_answer_is_unsupported (answer) ? _ ("Nothing supports this score") : NULL);
  return row;
}

GtkWidget *
plumb_review_flag_new (PlumbCardEditor *editor, const PlumbFlag *flag)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (editor);
  const PlumbScriptItem *item = flag->question != NULL ? plumb_stage_get_item (stage, flag->question, NULL) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *badge = plumb_badge_new (plumb_severity_to_label (flag->severity), plumb_severity_style (flag->severity));
  g_autofree char *quote = *flag->quote != '\0' ? g_strdup_printf ("“%s”", flag->quote) : g_strdup (_ ("No quote yet"));

  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  add_text (words, flag->label, "heading", FALSE);
  add_text (words, quote, "quote", FALSE);
  if (item != NULL)
    add_text (words, item->question->title, "secondary", FALSE);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

GtkWidget *
plumb_review_amendment_new (PlumbCardEditor *editor, const PlumbAmendment *amendment)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *at = plumb_instant_dup_date_time (amendment->at);
  g_autofree char *head
      = g_strdup_printf (_ ("%s, %s: %s"), at,
                         plumb_loop_get_person_name (plumb_card_editor_get_loop (editor), amendment->author), amendment->field);
  g_autofree char *change = g_strdup_printf ("%s → %s", amendment->before, amendment->after);

  add_text (box, head, "heading", FALSE);
  add_text (box, change, NULL, TRUE);
  add_text (box, amendment->reason, "secondary", TRUE);
  return box;
}

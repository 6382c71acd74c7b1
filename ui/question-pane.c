/* question-pane.c - see question-pane.h. */

#include "ui/question-pane.h"

#include "app/text.h"
#include "ui/interview-widgets.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

struct _PlumbQuestionPane
{
  GtkBox parent_instance;

  GtkWidget *place;
  GtkWidget *badges;
  GtkWidget *pace;
  GtkWidget *late; /* the same below, in a narrow window once four fifths are gone */
  GtkWidget *head;
  GtkWidget *narrow_end;
  GtkWidget *prompt;
  GtkWidget *asks;
  GtkWidget *asks_box;
  GtkWidget *probes;
  guint index;
  int minutes;
  gboolean narrow;

  /* owned reference */
  PlumbCardEditor *editor;
};

enum
{
  PROBE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbQuestionPane, plumb_question_pane, GTK_TYPE_BOX)

static char *
dup_capital (const char *word)
{
  g_autofree char *first = g_utf8_substring (word, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (word), NULL);
}

static void
show_badges (PlumbQuestionPane *pane, const PlumbQuestion *question)
{
  const PlumbTemplate *template = plumb_card_editor_get_loop (pane->editor)->template;
  const PlumbCompetency *competency = plumb_template_get_competency (template, question->competency, NULL);
  g_autofree char *kind = dup_capital (question->kind);
  g_autofree char *level = dup_capital (question->level);
  g_autofree char *share = NULL;

  plumb_widget_clear (pane->badges);
  if (!pane->narrow)
    {
      plumb_wrap_box_append (pane->badges, plumb_badge_new (kind, NULL));
      plumb_wrap_box_append (pane->badges, plumb_badge_new (level, NULL));
    }
  if (competency == NULL)
    return;
  share = g_strdup_printf ("%s · %.3g %%", competency->short_name,
                           100.0 * competency->weight / MAX (1, plumb_template_get_weight_sum (template)));
  plumb_wrap_box_append (pane->badges, plumb_badge_new (share, NULL));
}

static void
show_head (PlumbQuestionPane *pane)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (pane->editor);
  g_autofree char *place = NULL;

  gtk_widget_set_visible (pane->pace, !pane->narrow);
  if (!pane->narrow)
    gtk_widget_set_visible (pane->late, FALSE);
  if (pane->narrow_end != NULL)
    gtk_widget_set_visible (pane->narrow_end, pane->narrow);
  if (stage == NULL || pane->index >= stage->script->len)
    return;
  place = g_strdup_printf (pane->narrow ? _ ("%u OF %u") : _ ("QUESTION %u OF %u"), pane->index + 1, stage->script->len);
  gtk_label_set_text (GTK_LABEL (pane->place), place);
  show_badges (pane, ((const PlumbScriptItem *)g_ptr_array_index (stage->script, pane->index))->question);
}

static void
show_asks (PlumbQuestionPane *pane, const PlumbQuestion *question)
{
  plumb_widget_clear (pane->asks_box);
  gtk_box_append (GTK_BOX (pane->asks_box), plumb_label_new (question->asks, NULL));
  for (guint i = 0; question->framework[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
      GtkWidget *label = plumb_label_new (number, "secondary");

      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (line), label);
      gtk_box_append (GTK_BOX (line), plumb_label_new (question->framework[i], NULL));
      gtk_box_append (GTK_BOX (pane->asks_box), line);
    }
}

static void
probe_cb (GtkButton *button, PlumbQuestionPane *pane)
{
  g_signal_emit (pane, signals[PROBE], 0, g_object_get_data (G_OBJECT (button), "probe"));
}

static void
show_probes (PlumbQuestionPane *pane, const PlumbQuestion *question)
{
  plumb_widget_clear (pane->probes);
  for (guint i = 0; i < question->probes->len; i++)
    {
      const PlumbProbe *probe = g_ptr_array_index (question->probes, i);
      const char *key = g_str_equal (probe->key, "why") ? "W" : g_str_equal (probe->key, "10x") ? "X" : NULL;
      g_autofree char *told = g_strdup_printf (_ ("Probe: %s"), probe->label);
      g_autofree char *tip
          = key != NULL ? g_strdup_printf (_ ("%s\n\nAlt+%s asks it and stamps it into the notes"), probe->text, key) : NULL;
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), plumb_key_label_new (probe->label, key));
      gtk_widget_add_css_class (button, "pill");
      gtk_widget_add_css_class (button, "probe");
      gtk_widget_set_tooltip_text (button, tip != NULL ? tip : probe->text);
      plumb_widget_set_name (button, told, probe->text);
      g_object_set_data_full (G_OBJECT (button), "probe", g_strdup (probe->key), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (probe_cb), pane, 0);
      plumb_wrap_box_append (pane->probes, button);
    }
}

/* What the mode allows changes; the question itself never does. */
static void
editor_changed_cb (PlumbQuestionPane *pane)
{
  gtk_widget_set_sensitive (pane->probes, plumb_card_editor_get_mode (pane->editor) == PLUMB_CARD_MODE_WRITING);
}

static void
plumb_question_pane_dispose (GObject *object)
{
  g_clear_object (&PLUMB_QUESTION_PANE (object)->editor);
  G_OBJECT_CLASS (plumb_question_pane_parent_class)->dispose (object);
}

static void
plumb_question_pane_class_init (PlumbQuestionPaneClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_question_pane_dispose;
  signals[PROBE]
      = g_signal_new ("probe", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plumb_question_pane_init (PlumbQuestionPane *pane)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  pane->head = head;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (pane), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (pane), 10);
  pane->place = gtk_label_new (NULL);
  gtk_widget_add_css_class (pane->place, "section");
  gtk_widget_set_valign (pane->place, GTK_ALIGN_CENTER);
  pane->badges = plumb_wrap_box_new (0, 6);
  gtk_widget_set_hexpand (pane->badges, TRUE);
  gtk_widget_set_valign (pane->badges, GTK_ALIGN_CENTER);
  pane->pace = gtk_label_new (NULL);
  gtk_widget_add_css_class (pane->pace, "secondary");
  gtk_widget_add_css_class (pane->pace, "numeric");
  gtk_box_append (GTK_BOX (head), pane->place);
  gtk_box_append (GTK_BOX (head), pane->badges);
  gtk_box_append (GTK_BOX (head), pane->pace);
  pane->prompt = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "accessible-role",
                               GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_widget_add_css_class (pane->prompt, "prompt");
  pane->asks_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (pane->asks_box, "asks");
  pane->asks = gtk_expander_new (_ ("What this really asks"));
  gtk_expander_set_child (GTK_EXPANDER (pane->asks), pane->asks_box);
  plumb_widget_set_name (pane->asks, _ ("What this really asks"), NULL);
  pane->probes = plumb_wrap_box_new (0, 8);
  gtk_box_append (GTK_BOX (pane), head);
  pane->late = plumb_line_new (NULL, "numeric");
  gtk_widget_set_visible (pane->late, FALSE);
  gtk_box_append (GTK_BOX (pane), pane->late);
  gtk_box_append (GTK_BOX (pane), pane->prompt);
  gtk_box_append (GTK_BOX (pane), pane->asks);
  gtk_box_append (GTK_BOX (pane), pane->probes);
}

GtkWidget *
plumb_question_pane_new (PlumbCardEditor *editor)
{
  PlumbQuestionPane *pane = g_object_new (PLUMB_TYPE_QUESTION_PANE, NULL);

  pane->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), pane, G_CONNECT_SWAPPED);
  return GTK_WIDGET (pane);
}

void
plumb_question_pane_set_question (PlumbQuestionPane *pane, guint index)
{
  const PlumbStage *stage;
  const PlumbScriptItem *item;
  g_autofree char *told = NULL;

  g_return_if_fail (PLUMB_IS_QUESTION_PANE (pane));
  stage = plumb_card_editor_get_stage (pane->editor);
  g_return_if_fail (stage != NULL && index < stage->script->len);

  item = g_ptr_array_index (stage->script, index);
  pane->index = index;
  pane->minutes = item->minutes;
  told = g_strdup_printf (_ ("Question %u of %u"), index + 1, stage->script->len);
  plumb_widget_set_name (pane->place, told, NULL);
  gtk_label_set_text (GTK_LABEL (pane->prompt), item->question->prompt);
  show_head (pane);
  show_asks (pane, item->question);
  show_probes (pane, item->question);
  gtk_expander_set_expanded (GTK_EXPANDER (pane->asks), FALSE);
  editor_changed_cb (pane);
}

static void
show_sign (GtkWidget *label, PlumbPace pace)
{
  if (pace == PLUMB_PACE_LATE)
    gtk_widget_add_css_class (label, "pace-late");
  else
    gtk_widget_remove_css_class (label, "pace-late");
  if (pace == PLUMB_PACE_OVER)
    gtk_widget_add_css_class (label, "pace-over");
  else
    gtk_widget_remove_css_class (label, "pace-over");
}

PlumbPace
plumb_question_pane_set_seconds (PlumbQuestionPane *pane, gint64 seconds)
{
  g_autofree char *spent = plumb_dup_minutes (seconds);
  g_autofree char *sign = NULL;
  g_autofree char *text = NULL;
  PlumbPace pace;

  g_return_val_if_fail (PLUMB_IS_QUESTION_PANE (pane), PLUMB_PACE_CALM);

  pace = plumb_pace_of (seconds, pane->minutes);
  if (pace == PLUMB_PACE_LATE)
    sign = g_strdup_printf (_ ("%" G_GINT64_FORMAT " min left"), (pane->minutes * G_GINT64_CONSTANT (60) - seconds + 59) / 60);
  else if (pace == PLUMB_PACE_OVER)
    sign = g_strdup (_ ("time is up"));
  text = g_strdup_printf (_ ("%s of %d min%s%s"), spent, pane->minutes, sign != NULL ? " · " : "", sign != NULL ? sign : "");
  gtk_label_set_text (GTK_LABEL (pane->pace), text);
  gtk_label_set_text (GTK_LABEL (pane->late), text);
  show_sign (pane->pace, pace);
  show_sign (pane->late, pace);
  gtk_widget_set_visible (pane->late, pane->narrow && pace != PLUMB_PACE_CALM);
  return pace;
}

void
plumb_question_pane_set_narrow_end (PlumbQuestionPane *pane, GtkWidget *widget)
{
  g_return_if_fail (PLUMB_IS_QUESTION_PANE (pane) && pane->narrow_end == NULL);

  pane->narrow_end = widget;
  gtk_box_append (GTK_BOX (pane->head), widget);
  show_head (pane);
}

void
plumb_question_pane_set_narrow (PlumbQuestionPane *pane, gboolean narrow)
{
  g_return_if_fail (PLUMB_IS_QUESTION_PANE (pane));

  pane->narrow = narrow;
  gtk_box_set_spacing (GTK_BOX (pane), narrow ? 6 : 10);
  show_head (pane);
}

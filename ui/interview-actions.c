/* interview-actions.c - what the interview page does, and the keys that make it do so.
 *
 * Keys are taken on their way down from the window, so that they work wherever the focus is, the header bar included. Those with Ctrl or
 * Alt work everywhere; single keys only while no text is being edited, so nothing typed is ever a command. Digits and letters are
 * found by their place on the keyboard when the layout has others there.
 */

#include "ui/interview-page-private.h"

#include "app/text.h"
#include "ui/notes-view.h"
#include "ui/question-pane.h"
#include "ui/review-pane.h"
#include "ui/rubric-pane.h"
#include "ui/score-bar.h"

#include <glib/gi18n.h>

static gboolean
is_writing (PlumbInterviewPage *page)
{
  return plumb_card_editor_get_mode (page->editor) == PLUMB_CARD_MODE_WRITING && page->chosen;
}

void
plumb_interview_page_stamp (PlumbInterviewPage *page)
{
  g_autofree char *time = plumb_card_editor_dup_stamp (page->editor);
  g_autofree char *lead = g_strdup_printf ("%s  ", time);

  if (!is_writing (page))
    return;
  plumb_notes_view_insert_line (PLUMB_NOTES_VIEW (page->notes), lead, NULL);
  gtk_widget_grab_focus (page->notes);
  plumb_interview_page_announce (page, _ ("Stamped %s"), time);
}

void
plumb_interview_page_ask (PlumbInterviewPage *page, const char *probe)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  const PlumbProbe *asked = item != NULL ? plumb_question_get_probe (item->question, probe) : NULL;
  g_autofree char *time = NULL;
  g_autofree char *lead = NULL;

  if (asked == NULL || !is_writing (page))
    return;
  time = plumb_card_editor_dup_stamp (page->editor);
  lead = g_strdup_printf ("%s  ▸ %s  %s\n", time, asked->label, asked->text);
  plumb_notes_view_insert_line (PLUMB_NOTES_VIEW (page->notes), lead, NULL);
  gtk_widget_grab_focus (page->notes);
  plumb_interview_page_announce (page, _ ("Asked: %s"), asked->label);
}

void
plumb_interview_page_insert_skeleton (PlumbInterviewPage *page, const char *name)
{
  static const struct
  {
    const char *name;
    const char *lead;
    const char *rest;
  } skeletons[] = {
    { "STAR", N_ ("Situation: "), N_ ("\nTask: \nAction: \nResult: ") },
    { "STROE", N_ ("Situation: "), N_ ("\nTimeline: \nRoot cause: \nOwn contribution: \nExit, what changed after: ") },
  };

  if (!is_writing (page))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (skeletons); i++)
    if (g_str_equal (skeletons[i].name, name))
      plumb_notes_view_insert_line (PLUMB_NOTES_VIEW (page->notes), _ (skeletons[i].lead), _ (skeletons[i].rest));
  gtk_widget_grab_focus (page->notes);
}

void
plumb_interview_page_set_answer (PlumbInterviewPage *page, PlumbAnswerState state, int score)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  const PlumbTemplate *template;
  int suggestion;

  if (item == NULL || !is_writing (page))
    return;
  template = plumb_card_editor_get_loop (page->editor)->template;
  if (state == PLUMB_ANSWER_SCORED && (score < 1 || score > template->points))
    return;
  plumb_card_editor_set_answer (page->editor, item->question->id, state, score);
  if (state != PLUMB_ANSWER_SCORED)
    {
      plumb_interview_page_announce (page, "%s", plumb_answer_state_to_label (state));
      return;
    }
  suggestion = plumb_card_editor_suggest (page->editor, item->question->id, NULL);
  if (suggestion > 0 && suggestion != score)
    plumb_interview_page_announce (page, _ ("Score %d, %s; checklist suggests %d"), score,
                                   plumb_template_get_point_label (template, score), suggestion);
  else
    plumb_interview_page_announce (page, _ ("Score %d, %s"), score, plumb_template_get_point_label (template, score));
}

void
plumb_interview_page_toggle_signal (PlumbInterviewPage *page, guint number)
{
  if (is_writing (page))
    plumb_rubric_pane_toggle_signal (PLUMB_RUBRIC_PANE (page->rubric), number);
}

void
plumb_interview_page_tag (PlumbInterviewPage *page, const char *target)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  g_autofree char *line = NULL;
  g_autofree char *name = NULL;
  const char *before;

  if (item == NULL || !is_writing (page))
    return;
  line = plumb_notes_view_dup_line (PLUMB_NOTES_VIEW (page->notes));
  if (line == NULL)
    {
      plumb_interview_page_announce (page, _ ("No words on this note line: put the caret on the one that is the evidence"));
      return;
    }
  before = plumb_card_editor_get_evidence (page->editor, item->question->id, target);
  name = plumb_card_editor_dup_target_name (page->editor, item->question->id, target);
  if (g_strcmp0 (before, line) == 0)
    {
      plumb_card_editor_set_evidence (page->editor, item->question->id, target, NULL, FALSE);
      plumb_interview_page_announce (page, _ ("No longer evidence for: %s"), name);
      return;
    }
  plumb_card_editor_set_evidence (page->editor, item->question->id, target, line, FALSE);
  if (plumb_question_get_signal (item->question, target) != NULL)
    plumb_card_editor_set_signal (page->editor, item->question->id, target, TRUE);
  plumb_interview_page_announce (page, _ ("Evidence for: %s"), name);
}

void
plumb_interview_page_tag_signal (PlumbInterviewPage *page, guint number)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);

  if (item != NULL && number >= 1 && number <= item->question->signals->len)
    plumb_interview_page_tag (page, ((const PlumbSignal *)g_ptr_array_index (item->question->signals, number - 1))->key);
}

void
plumb_interview_page_tag_flag (PlumbInterviewPage *page)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  GPtrArray *flags = plumb_card_editor_get_flags (page->editor);
  const PlumbFlag *latest = NULL;

  if (item == NULL || !is_writing (page))
    return;
  for (guint i = 0; i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);

      if (g_strcmp0 (flag->question, item->question->id) == 0 && (latest == NULL || flag->raised_at >= latest->raised_at))
        latest = flag;
    }
  if (latest != NULL)
    plumb_interview_page_tag (page, latest->id);
  else
    plumb_interview_page_announce (page, _ ("No red flag on this question yet: Ctrl+F raises one"));
}

/* 0 to 9, or -1. The digit row of some layouts has its digits on the shifted level; with Shift, others have something else there. */
static int
find_digit (GdkDisplay *display, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType level = (state & GDK_SHIFT_MASK) != 0 ? 0 : GDK_SHIFT_MASK;
  guint other = 0;

  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int)(keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int)(keyval - GDK_KEY_KP_0);
  if (gdk_keyval_to_unicode (keyval) == 0 || !gdk_display_translate_key (display, keycode, level, 0, &other, NULL, NULL, NULL))
    return -1;
  return other >= GDK_KEY_0 && other <= GDK_KEY_9 ? (int)(other - GDK_KEY_0) : -1;
}

/* A lower-case Latin letter, from the first layout when the one in use has no Latin letters; else 0. */
static char
find_letter (GdkDisplay *display, guint keyval, guint keycode)
{
  guint lower = gdk_keyval_to_lower (keyval);

  if (gdk_keyval_to_unicode (lower) > 127 && gdk_display_translate_key (display, keycode, 0, 0, &lower, NULL, NULL, NULL))
    lower = gdk_keyval_to_lower (lower);
  return lower >= GDK_KEY_a && lower <= GDK_KEY_z ? (char)('a' + (lower - GDK_KEY_a)) : '\0';
}

static gboolean
is_return (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

static gboolean
press_with_control (PlumbInterviewPage *page, guint keyval, int digit, char letter)
{
  if (digit >= 1)
    plumb_interview_page_toggle_signal (page, (guint)digit);
  else if (letter == 't')
    plumb_interview_page_stamp (page);
  else if (letter == 'f')
    plumb_rubric_pane_add_flag (PLUMB_RUBRIC_PANE (page->rubric));
  else if (letter == 'p')
    plumb_interview_page_turn_clock (page);
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    plumb_interview_page_step (page, 1);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    plumb_interview_page_step (page, -1);
  else if (is_return (keyval))
    plumb_interview_page_show_review (page);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* With Shift, what Ctrl ticks or raises gets the note line as its evidence. */
static gboolean
press_with_control_and_shift (PlumbInterviewPage *page, int digit, char letter)
{
  if (digit >= 1)
    plumb_interview_page_tag_signal (page, (guint)digit);
  else if (letter == 'f')
    plumb_interview_page_tag_flag (page);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
press_with_alt (PlumbInterviewPage *page, char letter)
{
  if (letter != 'w' && letter != 'x')
    return GDK_EVENT_PROPAGATE;
  plumb_interview_page_ask (page, letter == 'w' ? "why" : "10x");
  return GDK_EVENT_STOP;
}

static gboolean
press_alone (PlumbInterviewPage *page, guint keyval, int digit, char letter)
{
  if (digit == 0 || letter == 'e' || letter == 'a' || letter == 'd')
    plumb_interview_page_set_answer (page,
                                     digit == 0      ? PLUMB_ANSWER_NOT_ASKED
                                     : letter == 'e' ? PLUMB_ANSWER_NO_EVIDENCE
                                     : letter == 'a' ? PLUMB_ANSWER_NOT_APPLICABLE
                                                     : PLUMB_ANSWER_DECLINED,
                                     0);
  else if (digit > 0)
    plumb_interview_page_set_answer (page, PLUMB_ANSWER_SCORED, digit);
  else if (letter == 't')
    plumb_interview_page_stamp (page);
  else if (letter == 'f')
    plumb_rubric_pane_add_flag (PLUMB_RUBRIC_PANE (page->rubric));
  else if (letter == 'w' || letter == 'x')
    press_with_alt (page, letter);
  else if (letter == 'n' || keyval == GDK_KEY_Escape)
    gtk_widget_grab_focus (page->notes);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* On the review, digits are the recommendation: 1 strong no to 4 strong yes, 0 no decision. */
static gboolean
press_in_review (PlumbInterviewPage *page, guint keyval, GdkModifierType modifiers, int digit, gboolean in_text)
{
  if (modifiers == GDK_CONTROL_MASK && is_return (keyval))
    plumb_review_pane_focus (PLUMB_REVIEW_PANE (page->review));
  else if (modifiers == 0 && keyval == GDK_KEY_Escape)
    plumb_interview_page_show_work (page);
  else if (modifiers == 0 && !in_text && digit >= 0 && digit <= 4)
    plumb_review_pane_recommend (PLUMB_REVIEW_PANE (page->review),
                                 digit == 0 ? PLUMB_RECOMMENDATION_NO_DECISION
                                            : (PlumbRecommendation)(PLUMB_RECOMMENDATION_STRONG_NO + digit - 1));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, PlumbInterviewPage *page)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (page));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (page->root));
  gboolean in_text = focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus));
  int digit = find_digit (display, keyval, keycode, state);
  char letter = find_letter (display, keyval, keycode);
  PlumbCardMode mode = plumb_card_editor_get_mode (page->editor);

  if (!gtk_widget_get_mapped (GTK_WIDGET (page)))
    return GDK_EVENT_PROPAGATE;
  if (modifiers == 0 && keyval == GDK_KEY_F9)
    {
      plumb_interview_page_draw_curtain (page, !plumb_interview_page_is_curtained (page));
      return GDK_EVENT_STOP;
    }
  if (plumb_interview_page_is_curtained (page) || (mode != PLUMB_CARD_MODE_WRITING && mode != PLUMB_CARD_MODE_READY)
      || (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL))
    return GDK_EVENT_PROPAGATE;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), "review") == 0)
    return press_in_review (page, keyval, modifiers, digit, in_text);
  if (modifiers == GDK_CONTROL_MASK)
    return press_with_control (page, keyval, digit, letter);
  if (modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    return press_with_control_and_shift (page, digit, letter);
  if (modifiers == GDK_ALT_MASK)
    return press_with_alt (page, letter);
  if (modifiers == 0 && keyval == GDK_KEY_Escape && in_text)
    {
      plumb_score_bar_focus (PLUMB_SCORE_BAR (page->score));
      return GDK_EVENT_STOP;
    }
  if (modifiers != 0 || in_text || mode != PLUMB_CARD_MODE_WRITING)
    return GDK_EVENT_PROPAGATE;
  return press_alone (page, keyval, digit, letter);
}

/* The application's own keys, which GTK does not let out of an open popover: Ctrl+Q there must quit as well. */
static gboolean
pass_on (GtkWidget *popover, guint keyval, GdkModifierType modifiers)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_autofree char *name = gtk_accelerator_name (keyval, modifiers);
  g_auto (GStrv) actions = application != NULL ? gtk_application_get_actions_for_accel (application, name) : NULL;

  for (guint i = 0; actions != NULL && actions[i] != NULL; i++)
    {
      g_autofree char *action = NULL;
      g_autoptr (GVariant) target = NULL;

      if (g_action_parse_detailed_name (actions[i], &action, &target, NULL)
          && gtk_widget_activate_action_variant (popover, action, target))
        return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
popover_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, PlumbInterviewPage *page)
{
  GtkWidget *popover = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (modifiers != 0 || keyval != GDK_KEY_F9)
    return modifiers != 0 ? pass_on (popover, keyval, modifiers) : GDK_EVENT_PROPAGATE;
  gtk_popover_popdown (GTK_POPOVER (popover));
  plumb_interview_page_draw_curtain (page, TRUE);
  return GDK_EVENT_STOP;
}

void
plumb_interview_page_watch_popover (PlumbInterviewPage *page, GtkWidget *popover)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (popover_key_cb), page, 0);
  gtk_widget_add_controller (popover, keys);
}

void
plumb_interview_page_install_keys (PlumbInterviewPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  if (page->keys != NULL || root == NULL)
    return;
  page->root = GTK_WIDGET (root);
  page->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (page->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (page->keys, "key-pressed", G_CALLBACK (key_pressed_cb), page, 0);
  gtk_widget_add_controller (page->root, page->keys);
}

void
plumb_interview_page_remove_keys (PlumbInterviewPage *page)
{
  if (page->keys != NULL)
    gtk_widget_remove_controller (page->root, page->keys);
  page->keys = NULL;
  page->root = NULL;
}

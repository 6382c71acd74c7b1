/* amend-form.c - see amend-form.h. Only what differs from the card becomes an amendment: one command a field, all or none. */

#include "ui/amend-form.h"

#include "app/text.h"
#include "ui/form.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbAmendForm
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *choice;
  GtkWidget *text;
  GtkWidget *reason;
  GtkWidget *hint;
  GtkWidget *save;

  /* owned: the card as it is, to tell what was changed */
  PlumbSession *session;
  char *loop;
  char *assignment;
  char *question; /* NULL: the card as a whole */
  char *text_before;
  guint choice_before;
  int points;
};

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbAmendForm, plumb_amend_form, GTK_TYPE_BOX)

/* The states that an amended answer may be in, after the points of the scale. */
static const PlumbAnswerState states[]
    = { PLUMB_ANSWER_NOT_ASKED, PLUMB_ANSWER_NO_EVIDENCE, PLUMB_ANSWER_NOT_APPLICABLE, PLUMB_ANSWER_DECLINED };

static char *
dup_text (PlumbAmendForm *form)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (form->text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static guint
get_choice (PlumbAmendForm *form)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (form->choice));
}

/* The chosen value as the store writes it. */
static char *
dup_chosen (PlumbAmendForm *form, const char **field)
{
  guint chosen = get_choice (form);

  if (form->question == NULL)
    {
      *field = "recommendation";
      return g_strdup (plumb_recommendation_to_nick ((PlumbRecommendation)(chosen + PLUMB_RECOMMENDATION_STRONG_NO)));
    }
  if (chosen < (guint)form->points)
    {
      *field = "score";
      return g_strdup_printf ("%u", chosen + 1);
    }
  *field = "state";
  return g_strdup (plumb_answer_state_to_nick (states[chosen - (guint)form->points]));
}

static void
add_command (GPtrArray *commands, PlumbAmendForm *form, const char *field, const char *after, const char *reason)
{
  g_autofree char *id = plumb_id_new ();

  g_ptr_array_add (commands, plumb_command_new_amend_card (plumb_session_get_person_id (form->session), form->loop, id,
                                                           form->assignment, form->question, field, after, reason));
}

/* Says what is missing, and lets the amendment be saved once nothing is. */
static void
update (PlumbAmendForm *form)
{
  g_autofree char *text = dup_text (form);
  g_autofree char *reason = plumb_form_dup_text (GTK_EDITABLE (form->reason));
  const char *hint = "";

  if (get_choice (form) == form->choice_before && g_str_equal (text, form->text_before))
    hint = _ ("Nothing differs from the card yet.");
  else if (*reason == '\0')
    hint = _ ("An amendment needs its reason. It is shown with the card and in every packet.");
  gtk_label_set_text (GTK_LABEL (form->hint), hint);
  gtk_widget_set_sensitive (form->save, *hint == '\0');
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbAmendForm) form = data;
  g_autoptr (GError) error = NULL;

  if (plumb_session_apply_finish (PLUMB_SESSION (source), result, &error))
    g_signal_emit (form, signals[CLOSED], 0);
  else
    {
      gtk_label_set_text (GTK_LABEL (form->hint), error->message);
      gtk_widget_set_sensitive (form->save, TRUE);
    }
}

static void
save_cb (PlumbAmendForm *form)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  g_autofree char *text = dup_text (form);
  g_autofree char *reason = plumb_form_dup_text (GTK_EDITABLE (form->reason));
  const char *field;
  g_autofree char *chosen = dup_chosen (form, &field);

  if (get_choice (form) != form->choice_before)
    add_command (commands, form, field, chosen, reason);
  if (!g_str_equal (text, form->text_before))
    add_command (commands, form, form->question != NULL ? "notes" : "summary", text, reason);
  gtk_widget_set_sensitive (form->save, FALSE);
  plumb_session_apply_all (form->session, commands, _ ("The amendment is in the record"), applied_cb, g_object_ref (form));
}

static void
cancel_cb (PlumbAmendForm *form)
{
  g_signal_emit (form, signals[CLOSED], 0);
}

static gboolean
key_cb (PlumbAmendForm *form, guint value, guint code, GdkModifierType modifiers)
{
  if (value != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (form, signals[CLOSED], 0);
  return GDK_EVENT_STOP;
}

static gboolean
plumb_amend_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PLUMB_AMEND_FORM (widget)->choice);
}

static void
plumb_amend_form_dispose (GObject *object)
{
  PlumbAmendForm *form = PLUMB_AMEND_FORM (object);

  g_clear_object (&form->session);
  G_OBJECT_CLASS (plumb_amend_form_parent_class)->dispose (object);
}

static void
plumb_amend_form_finalize (GObject *object)
{
  PlumbAmendForm *form = PLUMB_AMEND_FORM (object);

  g_free (form->loop);
  g_free (form->assignment);
  g_free (form->question);
  g_free (form->text_before);
  G_OBJECT_CLASS (plumb_amend_form_parent_class)->finalize (object);
}

static void
plumb_amend_form_class_init (PlumbAmendFormClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_amend_form_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_amend_form_finalize;
  GTK_WIDGET_CLASS (class)->grab_focus = plumb_amend_form_grab_focus;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_amend_form_init (PlumbAmendForm *form)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (form), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (form), 8);
  gtk_widget_add_css_class (GTK_WIDGET (form), "amend-form");
}

static GtkWidget *
make_choice (PlumbAmendForm *form, const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  GtkWidget *choice;

  if (form->question == NULL)
    {
      for (int value = PLUMB_RECOMMENDATION_STRONG_NO; value <= PLUMB_RECOMMENDATION_NO_DECISION; value++)
        g_strv_builder_add (labels, plumb_recommendation_to_label ((PlumbRecommendation)value));
      form->choice_before = assignment->card->recommendation - PLUMB_RECOMMENDATION_STRONG_NO;
    }
  else
    {
      const PlumbAnswer *answer = plumb_scorecard_get_answer (assignment->card, form->question);

      for (int point = 1; point <= form->points; point++)
        {
          g_autofree char *label = g_strdup_printf ("%d %s", point, plumb_template_get_point_label (loop->template, point));

          g_strv_builder_add (labels, label);
        }
      form->choice_before = answer->score > 0 ? (guint)answer->score - 1 : 0;
      for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
        {
          g_strv_builder_add (labels, plumb_answer_state_to_label (states[i]));
          if (answer->state == states[i])
            form->choice_before = (guint)form->points + (guint)i;
        }
    }
  strings = g_strv_builder_end (labels);
  choice = gtk_drop_down_new_from_strings ((const char *const *)strings);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), form->choice_before);
  gtk_widget_set_halign (choice, GTK_ALIGN_START);
  plumb_form_name_drop_down (GTK_DROP_DOWN (choice), form->question != NULL ? _ ("New score") : _ ("New recommendation"));
  return choice;
}

static GtkWidget *
make_text (PlumbAmendForm *form, const char *label)
{
  GtkWidget *frame = gtk_frame_new (NULL);

  gtk_widget_add_css_class (frame, "writing");
  form->text = gtk_text_view_new ();
  g_object_set (form->text, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "top-margin", 8, "bottom-margin", 8,
                "left-margin", 8, "right-margin", 8, NULL);
  gtk_widget_set_size_request (form->text, -1, 84);
  gtk_accessible_update_property (GTK_ACCESSIBLE (form->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (form->text)), form->text_before, -1);
  gtk_frame_set_child (GTK_FRAME (frame), form->text);
  return frame;
}

static void
build (PlumbAmendForm *form, const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const char *what = form->question != NULL ? _ ("Notes as they should read") : _ ("Summary as it should read");
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Leave it as it is"));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkBox *box = GTK_BOX (form);

  form->choice = make_choice (form, loop, assignment);
  form->reason = gtk_entry_new ();
  form->save = gtk_button_new_with_label (_ ("Amend the card"));
  form->hint = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_add_css_class (form->hint, "secondary");
  gtk_widget_add_css_class (form->save, "suggested-action");
  gtk_entry_set_max_length (GTK_ENTRY (form->reason), PLUMB_LINE_MAX / 4);
  gtk_entry_set_placeholder_text (GTK_ENTRY (form->reason), _ ("Why it is amended, for the record"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (form->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why it is amended, for the record"), -1);
  gtk_box_append (box, plumb_section_new (form->question != NULL ? _ ("Amend this answer") : _ ("Amend the card as a whole")));
  gtk_box_append (box, form->choice);
  gtk_box_append (box, plumb_label_new (what, "secondary"));
  gtk_box_append (box, make_text (form, what));
  gtk_box_append (box, form->reason);
  gtk_box_append (GTK_BOX (buttons), form->save);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (box, buttons);
  gtk_box_append (box, form->hint);
  g_signal_connect_swapped (form->choice, "notify::selected", G_CALLBACK (update), form);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (form->text)), "changed", G_CALLBACK (update), form);
  g_signal_connect_swapped (form->reason, "changed", G_CALLBACK (update), form);
  g_signal_connect_swapped (form->save, "clicked", G_CALLBACK (save_cb), form);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), form);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), form);
  gtk_widget_add_controller (GTK_WIDGET (form), keys);
  plumb_widget_tidy_names (buttons);
  update (form);
}

GtkWidget *
plumb_amend_form_new (PlumbSession *session, const PlumbLoop *loop, const PlumbAssignment *assignment, const char *question)
{
  PlumbAmendForm *form;
  const PlumbAnswer *answer;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && loop != NULL && assignment != NULL, NULL);

  answer = question != NULL ? plumb_scorecard_get_answer (assignment->card, question) : NULL;
  g_return_val_if_fail (question == NULL || answer != NULL, NULL);

  form = g_object_new (PLUMB_TYPE_AMEND_FORM, NULL);
  form->session = g_object_ref (session);
  form->loop = g_strdup (loop->id);
  form->assignment = g_strdup (assignment->id);
  form->question = g_strdup (question);
  form->text_before = g_strdup (answer != NULL ? answer->notes : assignment->card->summary);
  form->points = loop->template->points;
  build (form, loop, assignment);
  return GTK_WIDGET (form);
}

const char *
plumb_amend_form_get_question (PlumbAmendForm *form)
{
  g_return_val_if_fail (PLUMB_IS_AMEND_FORM (form), NULL);
  return form->question;
}

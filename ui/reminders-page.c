/* reminders-page.c - see reminders-page.h. The list is made anew when what it says has changed; the focus stays with the person. */

#include "ui/reminders-page.h"

#include "app/text.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbRemindersPage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkSpinButton *grace;
  GtkCheckButton *ahead;
  GtkStack *stack;
  GtkWidget *list;

  /* owned references */
  PlumbOwedModel *owed;
  char *signature; /* of what is shown */
};

G_DEFINE_FINAL_TYPE (PlumbRemindersPage, plumb_reminders_page, PLUMB_TYPE_PAGE)

/* What the list is made for, all at one moment. */
typedef struct
{
  PlumbInstant now;
  gint64 grace;
} Moment;

static const char *
get_state_style (PlumbOwedState state)
{
  return state == PLUMB_OWED_OVERDUE ? "error" : state == PLUMB_OWED_DUE ? "warning" : NULL;
}

static const char *
get_state_word (PlumbOwedState state)
{
  switch (state)
    {
    case PLUMB_OWED_OVERDUE:
      return _ ("Overdue");
    case PLUMB_OWED_DUE:
      return _ ("Due");
    case PLUMB_OWED_UNPLANNED:
      return _ ("No time");
    default:
      return _ ("To come");
    }
}

static void
copy_cb (GtkButton *button, PlumbRemindersPage *page)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), g_object_get_data (G_OBJECT (button), "text"));
  plumb_session_say (plumb_owed_model_get_session (page->owed), _ ("The reminder is in the clipboard"));
}

static GtkWidget *
make_card_row (const PlumbOwedCard *owed, const Moment *moment)
{
  PlumbOwedState state = plumb_owed_card_get_state (owed, moment->now, moment->grace);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_with_label (_ ("Open loop"));
  GtkWidget *badge = plumb_badge_new (get_state_word (state), get_state_style (state));
  g_autofree char *candidate = plumb_text_dup_line (owed->candidate);
  g_autofree char *role = plumb_text_dup_line (owed->role);
  g_autofree char *head = g_strdup_printf ("%s · %s", candidate, owed->stage);
  g_autofree char *since = plumb_owed_card_dup_since (owed, moment->now, moment->grace);
  g_autofree char *detail = g_strdup_printf ("%s%s · %s", since, owed->started ? _ (" · a draft is there") : "", role);
  g_autofree char *told = g_strdup_printf (_ ("Open the loop of %s, %s"), candidate, owed->stage);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), plumb_label_new (head, NULL));
  gtk_box_append (GTK_BOX (texts), plumb_label_new (detail, "secondary"));
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  plumb_button_set_action (button, "win.open-board", g_variant_new_string (owed->loop));
  plumb_button_set_name (button, told);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), badge);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static GtkWidget *
make_copy_button (PlumbRemindersPage *page, const PlumbReminder *reminder, const char *name, const Moment *moment)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Copy reminder"));
  g_autofree char *told = g_strdup_printf (_ ("Copy a reminder to %s"), name);

  g_object_set_data_full (G_OBJECT (button), "text", plumb_reminder_dup_text (reminder, moment->now, moment->grace), g_free);
  g_object_set_data_full (G_OBJECT (button), "person", g_strdup (reminder->person), g_free);
  gtk_widget_set_tooltip_text (button, _ ("The text of a mail, to paste where you write it"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  plumb_button_set_name (button, told);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), page, 0);
  return button;
}

static GtkWidget *
make_reminder (PlumbRemindersPage *page, const PlumbReminder *reminder, const Moment *moment)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = plumb_text_dup_line (reminder->name);
  g_autofree char *email = plumb_text_dup_line (reminder->email);
  GtkWidget *heading = plumb_heading_new (name);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "reminder");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), heading);
  if (*email != '\0')
    gtk_box_append (GTK_BOX (texts), plumb_label_new (email, "secondary"));
  gtk_box_append (GTK_BOX (head), plumb_avatar_new (reminder->name, 32));
  gtk_box_append (GTK_BOX (head), texts);
  gtk_box_append (GTK_BOX (head), make_copy_button (page, reminder, name, moment));
  gtk_box_append (GTK_BOX (box), head);
  for (guint i = 0; i < reminder->cards->len; i++)
    gtk_box_append (GTK_BOX (box), make_card_row (g_ptr_array_index (reminder->cards, i), moment));
  return box;
}

/* The copy button of a reminder's card: the last of the first row. */
static GtkWidget *
get_copy_button (GtkWidget *card)
{
  return gtk_widget_get_last_child (gtk_widget_get_first_child (card));
}

/* The person in whose card the focus is; NULL: none. */
static char *
dup_focused (PlumbRemindersPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (GtkWidget *card = gtk_widget_get_first_child (page->list); card != NULL; card = gtk_widget_get_next_sibling (card))
    if (focus != NULL && gtk_widget_is_ancestor (focus, card))
      return g_strdup (g_object_get_data (G_OBJECT (get_copy_button (card)), "person"));
  return NULL;
}

/* Everything the list shows, as one text. */
static char *
dup_signature (GPtrArray *reminders, const Moment *moment)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reminders->len; i++)
    {
      const PlumbReminder *reminder = g_ptr_array_index (reminders, i);
      g_autofree char *mail = plumb_reminder_dup_text (reminder, moment->now, moment->grace);

      g_string_append_printf (text, "%s\n%s\n%s\n", reminder->person, reminder->email, mail);
    }
  return g_string_free (text, FALSE);
}

static void
update (PlumbRemindersPage *page)
{
  GPtrArray *cards = plumb_owed_model_get_cards (page->owed);
  Moment moment = { plumb_instant_now (), plumb_owed_model_get_grace (page->owed) };
  g_autoptr (GPtrArray) reminders = NULL;
  g_autofree char *signature = NULL, *focused = NULL;

  if (cards == NULL)
    return;
  reminders = plumb_reminders_new (cards, moment.now, moment.grace, gtk_check_button_get_active (page->ahead));
  signature = dup_signature (reminders, &moment);
  gtk_stack_set_visible_child_name (page->stack, reminders->len > 0 ? "list" : "nothing");
  if (g_strcmp0 (signature, page->signature) == 0)
    return;
  g_free (page->signature);
  page->signature = g_steal_pointer (&signature);
  focused = dup_focused (page);
  plumb_widget_clear (page->list);
  for (guint i = 0; i < reminders->len; i++)
    {
      const PlumbReminder *reminder = g_ptr_array_index (reminders, i);
      GtkWidget *card = make_reminder (page, reminder, &moment);

      gtk_box_append (GTK_BOX (page->list), card);
      if (g_strcmp0 (focused, reminder->person) == 0)
        gtk_widget_grab_focus (get_copy_button (card));
    }
}

static void
ahead_cb (PlumbRemindersPage *page)
{
  if (page->owed != NULL)
    update (page);
}

static void
grace_cb (PlumbRemindersPage *page)
{
  if (page->owed == NULL)
    return;
  plumb_settings_set_grace (plumb_session_get_settings (plumb_owed_model_get_session (page->owed)),
                            gtk_spin_button_get_value_as_int (page->grace));
  update (page);
}

static void
plumb_reminders_page_refresh (PlumbPage *base)
{
  plumb_owed_model_reload (PLUMB_REMINDERS_PAGE (base)->owed);
}

static void
plumb_reminders_page_dispose (GObject *object)
{
  PlumbRemindersPage *page = PLUMB_REMINDERS_PAGE (object);

  g_clear_object (&page->owed);
  g_clear_pointer (&page->signature, g_free);
  G_OBJECT_CLASS (plumb_reminders_page_parent_class)->dispose (object);
}

static void
plumb_reminders_page_class_init (PlumbRemindersPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_reminders_page_dispose;
  PLUMB_PAGE_CLASS (class)->refresh = plumb_reminders_page_refresh;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/reminders-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbRemindersPage, grace);
  gtk_widget_class_bind_template_child (widget_class, PlumbRemindersPage, ahead);
  gtk_widget_class_bind_template_child (widget_class, PlumbRemindersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbRemindersPage, list);
  gtk_widget_class_bind_template_callback (widget_class, ahead_cb);
  gtk_widget_class_bind_template_callback (widget_class, grace_cb);
}

static void
plumb_reminders_page_init (PlumbRemindersPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}

PlumbPage *
plumb_reminders_page_new (PlumbOwedModel *owed)
{
  PlumbRemindersPage *page;

  g_return_val_if_fail (PLUMB_IS_OWED_MODEL (owed), NULL);

  page = g_object_new (PLUMB_TYPE_REMINDERS_PAGE, NULL);
  gtk_spin_button_set_value (page->grace,
                             plumb_settings_get_grace (plumb_session_get_settings (plumb_owed_model_get_session (owed))));
  page->owed = g_object_ref (owed);
  g_signal_connect_object (owed, "changed", G_CALLBACK (update), page, G_CONNECT_SWAPPED);
  update (page);
  return PLUMB_PAGE (page);
}

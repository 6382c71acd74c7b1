/* packet-choices.c - see packet-choices.h. The widgets show `profile`; while they are being filled they do not write back. */

#include "ui/packet-choices.h"

#include "ui/form.h"
#include "ui/widgets.h"

struct _PlumbPacketChoices
{
  GtkBox parent_instance;

  /* template widgets */
  GtkWidget *profile;
  GtkWidget *about;
  GtkWidget *expander;
  GtkWidget *hide_candidate;
  GtkWidget *names_row;
  GtkWidget *names;
  GtkWidget *omits;
  GtkWidget *paper;
  GtkWidget *dates;
  GtkWidget *zone;
  GtkWidget *zone_problem;
  GtkWidget *keep;
  GtkWidget *keep_name;
  GtkWidget *keep_problem;
  GtkWidget *forget;

  GtkWidget *omit_checks[PLUMB_N_OMITS]; /* borrowed */

  PlumbSession *session; /* owned */
  GPtrArray *profiles;   /* of PlumbProfile: built-in ones, then one's own */
  PlumbProfile *current; /* what the widgets show */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PlumbPacketChoices, plumb_packet_choices, GTK_TYPE_BOX)

#define N_BUILT_IN (PLUMB_PROFILE_AUDIT + 1)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const abouts[] = {
  [PLUMB_PROFILE_COMMITTEE] = "Everything the panel submitted: scores, notes, flags, votes and the decision.",
  [PLUMB_PROFILE_TOTALS] = "Figures and scores only: no names of panelists, no notes, no quotes.",
  [PLUMB_PROFILE_CANDIDATE] = "What the candidate may see: stages, the panel’s scores and the decision.",
  [PLUMB_PROFILE_AUDIT] = "Everything, with amendments, broken seals and the chain of events.",
};

static gboolean
is_whole (const PlumbProfile *profile)
{
  return profile->kind == PLUMB_PROFILE_COMMITTEE || profile->kind == PLUMB_PROFILE_AUDIT;
}

static void
show_about (PlumbPacketChoices *choices)
{
  g_autofree char *narrowing = plumb_profile_dup_narrowing (choices->current);
  g_autofree char *text = *narrowing != '\0' ? g_strdup_printf ("%s %s.", abouts[choices->current->kind], narrowing)
                                             : g_strdup (abouts[choices->current->kind]);

  gtk_label_set_text (GTK_LABEL (choices->about), text);
}

/* What a profile does not have anyway can't be taken out of it. */
static void
show_current (PlumbPacketChoices *choices)
{
  const PlumbProfile *profile = choices->current;
  gboolean whole = is_whole (profile);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choices->profile));

  choices->filling = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choices->hide_candidate), profile->hides_candidate);
  gtk_widget_set_visible (choices->expander, profile->kind != PLUMB_PROFILE_CANDIDATE);
  gtk_widget_set_visible (choices->names_row, whole);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choices->names), profile->names);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choices->paper), profile->paper);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choices->dates), profile->dates);
  gtk_editable_set_text (GTK_EDITABLE (choices->zone), profile->zone != NULL ? profile->zone : "");
  for (guint i = 0; i < PLUMB_N_OMITS; i++)
    {
      gboolean can = whole || (1u << i != PLUMB_OMIT_TEXTS && 1u << i != PLUMB_OMIT_MINUTES);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (choices->omit_checks[i]), (profile->omit & (1u << i)) != 0);
      gtk_widget_set_visible (choices->omit_checks[i], can);
    }
  choices->filling = FALSE;
  gtk_widget_set_sensitive (choices->forget, selected >= N_BUILT_IN && selected < choices->profiles->len);
  show_about (choices);
}

static void
read_zone (PlumbPacketChoices *choices)
{
  g_autofree char *text = plumb_form_dup_text (GTK_EDITABLE (choices->zone));
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = *text != '\0' ? plumb_dates_parse_zone (text, &error) : NULL;

  g_clear_pointer (&choices->current->zone, g_free);
  if (zone != NULL)
    choices->current->zone = g_steal_pointer (&text);
  plumb_form_show_problem (choices->zone_problem, error != NULL ? error->message : NULL);
}

static void
narrowed_cb (PlumbPacketChoices *choices)
{
  PlumbProfile *profile = choices->current;
  g_autoptr (PlumbProfile) before = NULL;

  if (choices->filling || profile == NULL)
    return;
  before = plumb_profile_copy (profile);
  profile->hides_candidate = gtk_check_button_get_active (GTK_CHECK_BUTTON (choices->hide_candidate));
  profile->names = (PlumbNames)gtk_drop_down_get_selected (GTK_DROP_DOWN (choices->names));
  profile->paper = (PlumbPaper)gtk_drop_down_get_selected (GTK_DROP_DOWN (choices->paper));
  profile->dates = (PlumbDateStyle)gtk_drop_down_get_selected (GTK_DROP_DOWN (choices->dates));
  profile->omit = PLUMB_OMIT_NOTHING;
  for (guint i = 0; i < PLUMB_N_OMITS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (choices->omit_checks[i])))
      profile->omit |= 1u << i;
  read_zone (choices);
  show_about (choices);
  if (!plumb_profile_equal (before, profile))
    g_signal_emit (choices, signals[CHANGED], 0);
}

static void
profile_cb (PlumbPacketChoices *choices)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choices->profile));

  if (choices->filling || choices->profiles == NULL || selected >= choices->profiles->len)
    return;
  plumb_profile_free (choices->current);
  choices->current = plumb_profile_copy (g_ptr_array_index (choices->profiles, selected));
  show_current (choices);
  g_signal_emit (choices, signals[CHANGED], 0);
}

/* Reads the list anew and chooses the profile of that name; NULL: the first. */
static void
fill_profiles (PlumbPacketChoices *choices, const char *name)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) saved = plumb_profiles_load (NULL, &error);
  guint selected = 0;

  g_clear_pointer (&choices->profiles, g_ptr_array_unref);
  choices->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_profile_free);
  for (guint kind = 0; kind < N_BUILT_IN; kind++)
    g_ptr_array_add (choices->profiles, plumb_profile_new ((PlumbProfileKind)kind));
  for (guint i = 0; saved != NULL && i < saved->len; i++)
    g_ptr_array_add (choices->profiles, plumb_profile_copy (g_ptr_array_index (saved, i)));
  for (guint i = 0; i < choices->profiles->len; i++)
    {
      const PlumbProfile *profile = g_ptr_array_index (choices->profiles, i);

      gtk_string_list_append (labels, profile->name);
      if (i >= N_BUILT_IN && g_strcmp0 (profile->name, name) == 0)
        selected = i;
    }
  choices->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (choices->profile), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choices->profile), selected);
  choices->filling = FALSE;
  profile_cb (choices);
  if (error != NULL && choices->session != NULL)
    plumb_session_fail (choices->session, error->message);
}

static void
keep_shown_cb (PlumbPacketChoices *choices)
{
  plumb_form_show_problem (choices->keep_problem, NULL);
  gtk_editable_set_text (GTK_EDITABLE (choices->keep_name),
                         gtk_widget_get_sensitive (choices->forget) ? choices->current->name : "");
  gtk_widget_grab_focus (choices->keep_name);
}

static void
keep_cb (PlumbPacketChoices *choices)
{
  g_autofree char *name = plumb_form_dup_text (GTK_EDITABLE (choices->keep_name));
  g_autoptr (PlumbProfile) profile = plumb_profile_copy (choices->current);
  g_autoptr (GError) error = NULL;

  plumb_set_string (&profile->name, name);
  if (!plumb_profiles_save (NULL, profile, &error))
    {
      plumb_form_show_problem (choices->keep_problem, error->message);
      return;
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (choices->keep));
  fill_profiles (choices, name);
  plumb_session_say (choices->session, "Profile kept");
}

static void
forget_cb (PlumbPacketChoices *choices)
{
  g_autoptr (GError) error = NULL;

  if (!plumb_profiles_remove (NULL, choices->current->name, &error))
    plumb_session_fail (choices->session, error->message);
  fill_profiles (choices, NULL);
  gtk_widget_grab_focus (choices->profile);
}

static void
plumb_packet_choices_dispose (GObject *object)
{
  PlumbPacketChoices *choices = PLUMB_PACKET_CHOICES (object);

  g_clear_pointer (&choices->current, plumb_profile_free);
  g_clear_pointer (&choices->profiles, g_ptr_array_unref);
  g_clear_object (&choices->session);
  G_OBJECT_CLASS (plumb_packet_choices_parent_class)->dispose (object);
}

static void
plumb_packet_choices_class_init (PlumbPacketChoicesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_packet_choices_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/packet-choices.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, profile);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, about);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, expander);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, hide_candidate);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, names_row);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, names);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, omits);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, paper);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, dates);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, zone);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, zone_problem);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, keep);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, keep_name);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, keep_problem);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketChoices, forget);
  gtk_widget_class_bind_template_callback (widget_class, profile_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
add_omits (PlumbPacketChoices *choices)
{
  for (guint i = 0; i < PLUMB_N_OMITS; i++)
    {
      g_autofree char *lower = g_utf8_strdown (plumb_omit_to_label (i), 1);
      g_autofree char *label = g_strdup_printf ("Without %s%s", lower, plumb_omit_to_label (i) + 1);

      choices->omit_checks[i] = gtk_check_button_new_with_label (label);
      plumb_check_button_wrap (choices->omit_checks[i]);
      g_signal_connect_object (choices->omit_checks[i], "toggled", G_CALLBACK (narrowed_cb), choices, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (choices->omits), choices->omit_checks[i]);
    }
}

static void
plumb_packet_choices_init (PlumbPacketChoices *choices)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) styles = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (choices));
  choices->filling = TRUE;
  for (guint i = PLUMB_NAMES_FULL; i <= PLUMB_NAMES_LETTERS; i++)
    gtk_string_list_append (names, plumb_names_to_label ((PlumbNames)i));
  for (guint i = PLUMB_DATES_DAY_FIRST; i <= PLUMB_DATES_ISO; i++)
    gtk_string_list_append (styles, plumb_date_style_to_label ((PlumbDateStyle)i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (choices->names), G_LIST_MODEL (names));
  gtk_drop_down_set_model (GTK_DROP_DOWN (choices->dates), G_LIST_MODEL (styles));
  plumb_form_name_drop_down (GTK_DROP_DOWN (choices->profile), "Profile");
  plumb_form_name_drop_down (GTK_DROP_DOWN (choices->names), "Panelists as");
  plumb_form_name_drop_down (GTK_DROP_DOWN (choices->paper), "Paper");
  plumb_form_name_drop_down (GTK_DROP_DOWN (choices->dates), "Dates");
  add_omits (choices);
  choices->filling = FALSE;
  plumb_widget_tidy_names (GTK_WIDGET (choices));
  fill_profiles (choices, NULL);
}

void
plumb_packet_choices_set_session (PlumbPacketChoices *choices, PlumbSession *session)
{
  g_return_if_fail (PLUMB_IS_PACKET_CHOICES (choices));

  g_set_object (&choices->session, session);
}

const PlumbProfile *
plumb_packet_choices_get_profile (PlumbPacketChoices *choices)
{
  g_return_val_if_fail (PLUMB_IS_PACKET_CHOICES (choices), NULL);

  return choices->current;
}

void
plumb_packet_choices_focus (PlumbPacketChoices *choices)
{
  g_return_if_fail (PLUMB_IS_PACKET_CHOICES (choices));

  gtk_widget_grab_focus (choices->profile);
}

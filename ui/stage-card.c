/* stage-card.c - see stage-card.h. Seats and states are looked at only to leave out what would be refused; the rules themselves stand
 * in app/rules.c. */

#include "ui/stage-card.h"

#include "app/text.h"
#include "ui/moment.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbStageCard
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkLabel *number;
  GtkWidget *state;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *panel;
  GtkLabel *competencies;
  GtkWidget *enter;

  char *signature; /* of the panel as it is shown */
};

G_DEFINE_FINAL_TYPE (PlumbStageCard, plumb_stage_card, GTK_TYPE_WIDGET)

/* What the card is made of, gathered once an update. */
typedef struct
{
  PlumbSession *session;
  const PlumbLoop *loop;
  const PlumbStage *stage;
  GPtrArray *assignments; /* of this stage */
  gboolean leads;         /* the user may assign */
  gboolean skips;         /* the user may skip */
} Shown;

static gboolean
i_hold_seat (const Shown *shown, PlumbSeat seat)
{
  for (guint i = 0; i < shown->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (shown->loop->assignments, i);

      if (assignment->seat == seat && plumb_session_is_me (shown->session, assignment->person))
        return TRUE;
    }
  return FALSE;
}

/* "4", or "ONSITE 1 OF 4" within a group, which takes one number. */
static char *
dup_number (const PlumbTemplate *template, const PlumbStage *stage)
{
  guint number = 0, place = 0, size = 0;
  gboolean reached = FALSE;
  const char *before = NULL;

  for (guint i = 0; i < template->stages->len; i++)
    {
      const PlumbStage *other = g_ptr_array_index (template->stages, i);

      if (!reached && (other->group == NULL || g_strcmp0 (other->group, before) != 0))
        number++;
      if (stage->group != NULL && g_strcmp0 (other->group, stage->group) == 0)
        {
          size++;
          place += !reached;
        }
      before = other->group;
      reached = reached || other == stage;
    }
  if (stage->group != NULL)
    {
      g_autofree char *group = g_utf8_strup (plumb_template_get_group_title (template, stage), -1);

      return g_strdup_printf (_ ("%s %u OF %u"), group, place, size);
    }
  return g_strdup_printf ("%u", number);
}

static char *
dup_competencies (const Shown *shown)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < shown->loop->template->competencies->len; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (shown->loop->template->competencies, i);
      gboolean asked = FALSE;

      for (guint k = 0; k < shown->stage->script->len && !asked; k++)
        asked = g_str_equal (((const PlumbScriptItem *)g_ptr_array_index (shown->stage->script, k))->question->competency,
                             competency->key);
      if (asked)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", competency->short_name);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_detail (const Shown *shown)
{
  for (guint i = 0; i < shown->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (shown->assignments, i);

      if (assignment->scheduled_at > 0 && assignment->skip_reason == NULL)
        {
          g_autofree char *when = plumb_moment_dup_near (assignment->scheduled_at, plumb_instant_now ());

          return g_strdup_printf (_ ("%s · %d\u00a0min"), when, shown->stage->minutes);
        }
    }
  return g_strdup_printf (_ ("%s · %d\u00a0min"), shown->stage->format, shown->stage->minutes);
}

static const char *
get_state_word (const PlumbAssignment *assignment, const char **style)
{
  *style = NULL;
  if (assignment->skip_reason != NULL)
    return _ ("Skipped");
  *style = plumb_card_state_style (assignment->card->state);
  return assignment->card->state == PLUMB_CARD_DRAFT ? _ ("In progress") : plumb_card_state_to_label (assignment->card->state);
}

/* The badge in the corner: of the one card, or of all that are owed. */
static char *
dup_stage_state (const Shown *shown, const char **style)
{
  guint in = 0, asked = 0;

  *style = NULL;
  if (shown->assignments->len == 0 && plumb_loop_get_stage_skip (shown->loop, shown->stage->key) != NULL)
    return g_strdup (_ ("Skipped"));
  if (shown->assignments->len == 0)
    {
      *style = "warning";
      return g_strdup (_ ("No panelist"));
    }
  if (shown->assignments->len == 1)
    return g_strdup (get_state_word (g_ptr_array_index (shown->assignments, 0), style));
  for (guint i = 0; i < shown->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (shown->assignments, i);

      if (assignment->skip_reason != NULL || !plumb_seat_owes_card (assignment->seat))
        continue;
      asked++;
      in += assignment->card->state == PLUMB_CARD_SUBMITTED;
    }
  if (asked == 0)
    return g_strdup (_ ("Skipped"));
  *style = in == asked ? "success" : NULL;
  return in == asked ? g_strdup (plumb_card_state_to_label (PLUMB_CARD_SUBMITTED))
                     : g_strdup_printf (_ ("%u of %u in"), in, asked);
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* Interviews of the stage that are still to be held. */
static guint
count_held (const Shown *shown)
{
  guint n = 0;

  for (guint i = 0; i < shown->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (shown->assignments, i);

      n += assignment->skip_reason == NULL && assignment->card->state != PLUMB_CARD_SUBMITTED;
    }
  return n;
}

static GMenuModel *
make_menu (const Shown *shown, const PlumbAssignment *assignment)
{
  GMenu *menu = g_menu_new ();
  gboolean open = assignment->skip_reason == NULL && assignment->card->state != PLUMB_CARD_SUBMITTED;
  gboolean mine = plumb_session_is_me (shown->session, assignment->person);

  if (shown->loop->state != PLUMB_LOOP_OPEN)
    return G_MENU_MODEL (menu);
  if (open && (shown->leads || mine))
    add_item (menu, _ ("_Schedule…"), "board.schedule", assignment->id);
  if (open && shown->leads && assignment->card->state == PLUMB_CARD_NONE)
    add_item (menu, _ ("_Reassign…"), "board.reassign", assignment->id);
  if (shown->leads)
    add_item (menu, _ ("_Add another panelist…"), "board.assign", shown->stage->key);
  if (open && shown->skips)
    add_item (menu, _ ("S_kip with a reason…"), "board.skip", assignment->id);
  if (count_held (shown) > 1 && shown->leads)
    add_item (menu, _ ("Schedule the whole s_tage…"), "board.schedule-stage", shown->stage->key);
  if (count_held (shown) > 1 && shown->skips)
    add_item (menu, _ ("Skip the _whole stage…"), "board.skip-stage", shown->stage->key);
  return G_MENU_MODEL (menu);
}

static void
add_menu_button (GtkWidget *row, const Shown *shown, const PlumbAssignment *assignment, const char *name)
{
  g_autoptr (GMenuModel) menu = make_menu (shown, assignment);
  g_autofree char *told = g_strdup_printf (_ ("More for %s, %s"), name, shown->stage->title);
  GtkWidget *button;

  if (g_menu_model_get_n_items (menu) == 0)
    return;
  button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, told);
  plumb_button_set_name (button, told);
  gtk_box_append (GTK_BOX (row), button);
}

static gboolean
may_read (const Shown *shown, const PlumbAssignment *assignment)
{
  return assignment->card->state == PLUMB_CARD_SUBMITTED && !assignment->card->withheld;
}

static void
add_read_button (GtkWidget *row, const Shown *shown, const PlumbAssignment *assignment, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Read card"));
  g_autofree char *told = g_strdup_printf (_ ("Read the card of %s, %s"), name, shown->stage->title);

  plumb_button_set_action (button, "win.open-card", g_variant_new ("(ss)", shown->loop->id, assignment->id));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  plumb_button_set_name (button, told);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
make_panelist (const Shown *shown, const PlumbAssignment *assignment)
{
  gboolean mine = plumb_session_is_me (shown->session, assignment->person);
  const char *full = plumb_loop_get_person_name (shown->loop, assignment->person);
  g_autofree char *name = mine ? g_strdup (_ ("You")) : plumb_text_dup_line (full);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = plumb_line_new (name, assignment->skip_reason != NULL ? "skipped" : NULL);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *style;

  gtk_box_append (GTK_BOX (row), plumb_avatar_new (full, 24));
  gtk_box_append (GTK_BOX (row), label);
  if (assignment->seat != PLUMB_SEAT_INTERVIEWER)
    gtk_box_append (GTK_BOX (row), plumb_badge_new (plumb_seat_to_label (assignment->seat), "seat"));
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (row), space);
  if (shown->assignments->len > 1 && plumb_seat_owes_card (assignment->seat) && !may_read (shown, assignment))
    {
      const char *word = get_state_word (assignment, &style);

      gtk_box_append (GTK_BOX (row), plumb_badge_new (word, style));
    }
  if (assignment->skip_reason != NULL)
    gtk_widget_set_tooltip_text (row, assignment->skip_reason);
  if (shown->assignments->len > 1 && may_read (shown, assignment))
    add_read_button (row, shown, assignment, name);
  add_menu_button (row, shown, assignment, name);
  return row;
}

static void
add_stage_button (GtkWidget *row, const char *label, const char *action, const char *told, const PlumbStage *stage)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  plumb_button_set_action (button, action, g_variant_new ("s", stage->key));
  plumb_button_set_name (button, told);
  gtk_box_append (GTK_BOX (row), button);
}

/* Nobody is assigned: why the stage was skipped, or what can be done about it. A skipped one can be held after all. */
static void
show_unheld (PlumbStageCard *card, const Shown *shown)
{
  const PlumbStageSkip *skip = plumb_loop_get_stage_skip (shown->loop, shown->stage->key);
  g_autofree char *assign = g_strdup_printf (_ ("Assign a panelist to %s"), shown->stage->title);
  g_autofree char *give_up = g_strdup_printf (_ ("Skip %s with a reason"), shown->stage->title);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (skip != NULL && *skip->reason != '\0')
    gtk_box_append (GTK_BOX (card->panel), plumb_label_new (skip->reason, "secondary"));
  gtk_box_append (GTK_BOX (card->panel), row);
  if (shown->loop->state != PLUMB_LOOP_OPEN)
    return;
  if (shown->leads)
    add_stage_button (row, _ ("Assign…"), "board.assign", assign, shown->stage);
  if (shown->skips && skip == NULL)
    add_stage_button (row, _ ("Skip…"), "board.skip-stage", give_up, shown->stage);
}

static void
show_panel (PlumbStageCard *card, const Shown *shown)
{
  plumb_widget_clear (card->panel);
  for (guint i = 0; i < shown->assignments->len; i++)
    gtk_box_append (GTK_BOX (card->panel), make_panelist (shown, g_ptr_array_index (shown->assignments, i)));
  if (shown->assignments->len == 0)
    show_unheld (card, shown);
}

/* The user's own interview that is still to be held; NULL: none. */
static const PlumbAssignment *
find_owed (const Shown *shown)
{
  for (guint i = 0; i < shown->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (shown->assignments, i);

      if (shown->loop->state == PLUMB_LOOP_OPEN && plumb_session_is_me (shown->session, assignment->person)
          && plumb_assignment_is_owed (assignment))
        return assignment;
    }
  return NULL;
}

/* The way in: the user's own interview, or the one card there is to read. */
static void
show_enter (PlumbStageCard *card, const Shown *shown)
{
  const PlumbAssignment *owed = find_owed (shown);
  const PlumbAssignment *only = shown->assignments->len == 1 ? g_ptr_array_index (shown->assignments, 0) : NULL;
  const PlumbAssignment *shows = owed != NULL ? owed : only != NULL && may_read (shown, only) ? only : NULL;
  g_autofree char *told = NULL;
  const char *label;

  gtk_widget_set_visible (card->enter, shows != NULL);
  if (shows == NULL)
    return;
  label = owed == NULL                            ? _ ("Read card")
          : owed->card->state == PLUMB_CARD_DRAFT ? _ ("Continue interview")
                                                  : _ ("Start interview");
  told = g_strdup_printf ("%s: %s", label, shown->stage->title);
  gtk_button_set_label (GTK_BUTTON (card->enter), label);
  if (owed != NULL)
    gtk_widget_add_css_class (card->enter, "suggested-action");
  else
    gtk_widget_remove_css_class (card->enter, "suggested-action");
  plumb_button_set_action (card->enter, owed != NULL ? "win.open-interview" : "win.open-card",
                           g_variant_new ("(ss)", shown->loop->id, shows->id));
  plumb_button_set_name (card->enter, told);
}

/* All that show_panel shows, as one text. */
static char *
dup_signature (const Shown *shown)
{
  const PlumbStageSkip *skip = plumb_loop_get_stage_skip (shown->loop, shown->stage->key);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %d %d %d %s", plumb_session_get_person_id (shown->session), shown->loop->state, shown->leads,
                          shown->skips, skip != NULL ? skip->reason : "");
  for (guint i = 0; i < shown->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (shown->assignments, i);

      g_string_append_printf (text, "|%s %s %d %d %d %s", assignment->id, assignment->person, assignment->seat,
                              assignment->card->state, assignment->card->withheld,
                              assignment->skip_reason != NULL ? assignment->skip_reason : "");
    }
  return g_string_free (text, FALSE);
}

static void
plumb_stage_card_dispose (GObject *object)
{
  g_clear_pointer (&PLUMB_STAGE_CARD (object)->signature, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PLUMB_TYPE_STAGE_CARD);
  plumb_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_stage_card_parent_class)->dispose (object);
}

static void
plumb_stage_card_class_init (PlumbStageCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_stage_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/stage-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbStageCard, number);
  gtk_widget_class_bind_template_child (widget_class, PlumbStageCard, state);
  gtk_widget_class_bind_template_child (widget_class, PlumbStageCard, title);
  gtk_widget_class_bind_template_child (widget_class, PlumbStageCard, detail);
  gtk_widget_class_bind_template_child (widget_class, PlumbStageCard, panel);
  gtk_widget_class_bind_template_child (widget_class, PlumbStageCard, competencies);
  gtk_widget_class_bind_template_child (widget_class, PlumbStageCard, enter);
}

static void
plumb_stage_card_init (PlumbStageCard *card)
{
  gtk_widget_init_template (GTK_WIDGET (card));
}

GtkWidget *
plumb_stage_card_new (void)
{
  return g_object_new (PLUMB_TYPE_STAGE_CARD, NULL);
}

void
plumb_stage_card_update (PlumbStageCard *card, PlumbLoopModel *model, guint position)
{
  g_autoptr (GPtrArray) assignments = g_ptr_array_new ();
  g_autofree char *number = NULL, *detail = NULL, *competencies = NULL, *state = NULL, *signature = NULL;
  const PlumbPerson *me;
  const char *style;
  Shown shown = { .assignments = assignments };

  g_return_if_fail (PLUMB_IS_STAGE_CARD (card) && plumb_loop_model_get_loop (model) != NULL);

  shown.session = plumb_loop_model_get_session (model);
  shown.loop = plumb_loop_model_get_loop (model);
  shown.stage = g_ptr_array_index (shown.loop->template->stages, position);
  for (guint i = 0; i < shown.loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (shown.loop->assignments, i);

      if (g_str_equal (assignment->stage, shown.stage->key))
        g_ptr_array_add (assignments, assignment);
    }
  me = plumb_session_get_person (shown.session);
  shown.leads = (me != NULL && me->role == PLUMB_ROLE_COORDINATOR) || i_hold_seat (&shown, PLUMB_SEAT_HIRING_MANAGER);
  shown.skips = shown.leads || i_hold_seat (&shown, PLUMB_SEAT_BAR_RAISER);

  number = dup_number (shown.loop->template, shown.stage);
  detail = dup_detail (&shown);
  competencies = dup_competencies (&shown);
  state = dup_stage_state (&shown, &style);
  gtk_label_set_text (card->number, number);
  gtk_label_set_text (card->title, shown.stage->title);
  gtk_label_set_text (card->detail, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (card->detail), shown.stage->format);
  gtk_label_set_text (card->competencies, competencies);
  plumb_badge_set (card->state, state, style);
  gtk_widget_set_tooltip_text (GTK_WIDGET (card->title), shown.stage->about);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, shown.stage->title, -1);
  signature = dup_signature (&shown);
  if (g_strcmp0 (signature, card->signature) == 0)
    return;
  g_free (card->signature);
  card->signature = g_steal_pointer (&signature);
  show_panel (card, &shown);
  show_enter (card, &shown);
}

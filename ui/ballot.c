/* ballot.c - see ballot.h. */

#include "ui/ballot.h"

#include "app/text.h"
#include "app/vote-move.h"
#include "ui/form.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbBallot
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *caption;
  GtkWidget *choice;
  GtkWidget *reason;
  GtkWidget *cast;
  GtkWidget *hint;

  /* owned */
  PlumbSession *session;
  char *loop;
  char *assignment;

  PlumbRound round;
  PlumbRecommendation before; /* what the panelist said last */
};

G_DEFINE_FINAL_TYPE (PlumbBallot, plumb_ballot, GTK_TYPE_BOX)

static const PlumbRecommendation choices[] = {
  PLUMB_RECOMMENDATION_STRONG_NO,  PLUMB_RECOMMENDATION_NO,          PLUMB_RECOMMENDATION_YES,
  PLUMB_RECOMMENDATION_STRONG_YES, PLUMB_RECOMMENDATION_NO_DECISION,
};

static PlumbRecommendation
get_choice (PlumbBallot *ballot)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (ballot->choice));

  return chosen < G_N_ELEMENTS (choices) ? choices[chosen] : PLUMB_RECOMMENDATION_NONE;
}

static void
set_choice (PlumbBallot *ballot, PlumbRecommendation value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i] == value)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (ballot->choice), (guint)i);
}

/* A vote that stays needs no reason; one that moves says why. */
static void
show_need (PlumbBallot *ballot)
{
  PlumbRecommendation chosen = get_choice (ballot);
  g_autofree char *reason = plumb_form_dup_text (GTK_EDITABLE (ballot->reason));
  const char *hint = "";

  if (chosen == PLUMB_RECOMMENDATION_NO_DECISION && *reason == '\0')
    hint = _ ("No decision needs a reason.");
  else if (chosen != ballot->before && ballot->before != PLUMB_RECOMMENDATION_NONE && *reason == '\0')
    hint = _ ("Your vote moves: say why.");
  gtk_label_set_text (GTK_LABEL (ballot->hint), hint);
  gtk_widget_set_visible (ballot->hint, *hint != '\0');
  gtk_widget_set_sensitive (ballot->cast, *hint == '\0');
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbBallot) ballot = data;

  if (plumb_session_apply_finish (PLUMB_SESSION (source), result, NULL))
    gtk_editable_set_text (GTK_EDITABLE (ballot->reason), "");
  else
    show_need (ballot);
}

static void
cast_cb (PlumbBallot *ballot)
{
  g_autofree char *reason = plumb_form_dup_text (GTK_EDITABLE (ballot->reason));

  if (!gtk_widget_get_sensitive (ballot->cast))
    return;
  gtk_widget_set_sensitive (ballot->cast, FALSE);
  plumb_session_apply (ballot->session,
                       plumb_command_new_vote (plumb_session_get_person_id (ballot->session), ballot->loop, ballot->assignment,
                                               ballot->round, get_choice (ballot), reason),
                       _ ("Vote recorded"), applied_cb, g_object_ref (ballot));
}

static void
plumb_ballot_dispose (GObject *object)
{
  g_clear_object (&PLUMB_BALLOT (object)->session);
  G_OBJECT_CLASS (plumb_ballot_parent_class)->dispose (object);
}

static void
plumb_ballot_finalize (GObject *object)
{
  g_free (PLUMB_BALLOT (object)->loop);
  g_free (PLUMB_BALLOT (object)->assignment);
  G_OBJECT_CLASS (plumb_ballot_parent_class)->finalize (object);
}

static void
plumb_ballot_class_init (PlumbBallotClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_ballot_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_ballot_finalize;
}

static void
plumb_ballot_init (PlumbBallot *ballot)
{
  const char *labels[G_N_ELEMENTS (choices) + 1] = { NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    labels[i] = plumb_recommendation_to_label (choices[i]);
  ballot->round = (PlumbRound)-1;
  ballot->caption = plumb_label_new ("", "heading");
  ballot->choice = gtk_drop_down_new_from_strings (labels);
  ballot->reason = gtk_entry_new ();
  ballot->cast = gtk_button_new_with_label (_ ("Vote"));
  ballot->hint = plumb_label_new ("", "secondary");
  gtk_entry_set_placeholder_text (GTK_ENTRY (ballot->reason), _ ("Why, when it moved"));
  gtk_entry_set_max_length (GTK_ENTRY (ballot->reason), PLUMB_LINE_MAX / 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (ballot->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason of your vote"), -1);
  gtk_widget_set_hexpand (ballot->reason, TRUE);
  plumb_button_set_name (ballot->cast, _ ("Vote"));
  gtk_box_append (GTK_BOX (line), ballot->choice);
  gtk_box_append (GTK_BOX (line), ballot->reason);
  gtk_box_append (GTK_BOX (line), ballot->cast);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (ballot), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (ballot), 6);
  gtk_box_append (GTK_BOX (ballot), ballot->caption);
  gtk_box_append (GTK_BOX (ballot), line);
  gtk_box_append (GTK_BOX (ballot), ballot->hint);
  g_signal_connect_swapped (ballot->choice, "notify::selected", G_CALLBACK (show_need), ballot);
  g_signal_connect_swapped (ballot->reason, "changed", G_CALLBACK (show_need), ballot);
  g_signal_connect_swapped (ballot->reason, "activate", G_CALLBACK (cast_cb), ballot);
  g_signal_connect_swapped (ballot->cast, "clicked", G_CALLBACK (cast_cb), ballot);
}

GtkWidget *
plumb_ballot_new (PlumbSession *session, const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  PlumbBallot *ballot;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && loop != NULL && assignment != NULL, NULL);

  ballot = g_object_new (PLUMB_TYPE_BALLOT, NULL);
  ballot->session = g_object_ref (session);
  ballot->loop = g_strdup (loop->id);
  ballot->assignment = g_strdup (assignment->id);
  plumb_ballot_update (ballot, loop);
  return GTK_WIDGET (ballot);
}

void
plumb_ballot_update (PlumbBallot *ballot, const PlumbLoop *loop)
{
  const PlumbAssignment *assignment;
  const PlumbStage *stage;
  const PlumbVote *final;
  PlumbRound round;
  g_autofree char *text = NULL;

  g_return_if_fail (PLUMB_IS_BALLOT (ballot) && loop != NULL);

  assignment = plumb_loop_get_assignment (loop, ballot->assignment);
  g_return_if_fail (assignment != NULL);

  stage = plumb_loop_get_stage (loop, assignment);
  final = plumb_loop_get_vote (loop, ballot->assignment, PLUMB_ROUND_FINAL);
  round = plumb_loop_get_vote (loop, ballot->assignment, PLUMB_ROUND_READING) != NULL ? PLUMB_ROUND_FINAL : PLUMB_ROUND_READING;
  ballot->before = plumb_vote_move_get_before (loop, ballot->assignment, round);
  if (round != ballot->round)
    set_choice (ballot, ballot->before);
  ballot->round = round;
  text = g_strdup_printf (round == PLUMB_ROUND_READING ? _ ("Your vote after reading, %s")
                          : final == NULL              ? _ ("Your final vote, %s")
                                                       : _ ("Change your final vote, %s"),
                          stage != NULL ? stage->short_title : "");
  gtk_label_set_text (GTK_LABEL (ballot->caption), text);
  plumb_form_name_drop_down (GTK_DROP_DOWN (ballot->choice), text);
  show_need (ballot);
}

const char *
plumb_ballot_get_assignment (PlumbBallot *ballot)
{
  g_return_val_if_fail (PLUMB_IS_BALLOT (ballot), NULL);
  return ballot->assignment;
}

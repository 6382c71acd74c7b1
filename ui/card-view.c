/* card-view.c - see card-view.h. */

#include "ui/card-view.h"

#include "app/text.h"
#include "ui/amendment-row.h"
#include "ui/answer-block.h"
#include "ui/question-view.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

static void
add_labelled (GtkWidget *rows, const char *label, const char *text)
{
  if (*text == '\0')
    return;
  gtk_box_append (GTK_BOX (rows), plumb_section_new (label));
  gtk_box_append (GTK_BOX (rows), plumb_answer_block_text_new (text, NULL));
}

static GtkWidget *
make_header (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const PlumbScorecard *card = assignment->card;
  const char *full = plumb_loop_get_person_name (loop, assignment->person);
  g_autofree char *name = plumb_text_dup_line (full);
  g_autofree char *when = plumb_instant_dup_date_time (card->submitted_at);
  g_autofree char *detail = g_strdup_printf (_ ("Submitted %s"), when);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (badges), plumb_badge_new (plumb_recommendation_to_label (card->recommendation), "accent"));
  gtk_box_append (GTK_BOX (badges), plumb_badge_new (plumb_seat_to_label (assignment->seat), "seat"));
  if (card->not_blind)
    gtk_box_append (GTK_BOX (badges), plumb_badge_new (_ ("Not blind"), "warning"));
  if (card->amendments->len > 0)
    gtk_box_append (GTK_BOX (badges), plumb_badge_new (_ ("Amended"), "accent"));
  gtk_box_append (GTK_BOX (texts), plumb_label_new (name, "title-2"));
  gtk_box_append (GTK_BOX (texts), plumb_label_new (detail, "secondary"));
  gtk_box_append (GTK_BOX (texts), badges);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), plumb_avatar_new (full, 56));
  gtk_box_append (GTK_BOX (box), texts);
  return box;
}

static void
add_slot (GtkWidget *rows, PlumbCardSlot slot, const char *question, gpointer data)
{
  GtkWidget *more = slot != NULL ? slot (question, data) : NULL;

  if (more != NULL)
    gtk_box_append (GTK_BOX (rows), more);
}

/* What was said of the interview as a whole: texts, flags, amendments. */
static GtkWidget *
make_summary (const PlumbLoop *loop, const PlumbAssignment *assignment, PlumbCardSlot slot, gpointer data)
{
  const PlumbScorecard *card = assignment->card;
  GtkWidget *rows;
  GtkWidget *box = plumb_reading_card_new (_ ("Summary"), &rows);

  gtk_box_append (GTK_BOX (rows),
                  plumb_answer_block_text_new (*card->summary != '\0' ? card->summary : _ ("No summary was written."), NULL));
  add_labelled (rows, _ ("Why no decision"), card->no_decision_reason);
  add_labelled (rows, _ ("Hand-over to later panelists"), card->handover);
  plumb_answer_block_append_flags (rows, loop, assignment, NULL);
  plumb_amendment_rows_append (rows, loop, card, NULL);
  add_slot (rows, slot, NULL, data);
  return box;
}

GtkWidget *
plumb_card_view_new (const PlumbLoop *loop, const PlumbAssignment *assignment, PlumbCardSlot slot, gpointer data)
{
  const PlumbStage *stage;
  GtkWidget *box;

  g_return_val_if_fail (loop != NULL && assignment != NULL && !assignment->card->withheld, NULL);

  stage = plumb_loop_get_stage (loop, assignment);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_box_append (GTK_BOX (box), make_header (loop, assignment));
  gtk_box_append (GTK_BOX (box), make_summary (loop, assignment, slot, data));
  for (guint i = 0; stage != NULL && i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);
      GtkWidget *block = plumb_answer_block_new (loop, assignment, item);

      gtk_widget_add_css_class (block, "card");
      gtk_widget_add_css_class (block, "reading-card");
      add_slot (block, slot, item->question->id, data);
      gtk_box_append (GTK_BOX (box), block);
    }
  return box;
}

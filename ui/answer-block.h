/* answer-block.h - one answer of a submitted card, to be read: score or state in words, the anchor it stands for, notes, evidence, signals,
 * the reason, red flags and amendments. The card's page and the debrief show the same block. */
#pragma once

#include "app/loop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A floating box to which more may be appended; everything is copied into it. `item` is of the assignment's stage. */
GtkWidget *plumb_answer_block_new (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbScriptItem *item);

/* Appends the flags of one question of the card to the box `rows`, or (question NULL) those of the interview as a whole. */
void plumb_answer_block_append_flags (GtkWidget *rows, const PlumbLoop *loop, const PlumbAssignment *assignment,
                                      const char *question);

/* A text of somebody's: as written, made safe to show, and to be copied. */
GtkWidget *plumb_answer_block_text_new (const char *text, const char *style);

G_END_DECLS

/* board.h - the board of one loop: its stages as cards, what has been gathered for each competency, what is missing.
 *
 * Actions on it: board.assign (s: stage), board.reassign, board.schedule, board.skip (s: assignment), board.close,
 * board.reopen, board.break-seal.
 */
#pragma once

#include "ui/loop-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_BOARD (plumb_board_get_type ())
G_DECLARE_FINAL_TYPE (PlumbBoard, plumb_board, PLUMB, BOARD, GtkWidget)

void plumb_board_set_model (PlumbBoard *board, PlumbLoopModel *model); /* nullable */
PlumbLoopModel *plumb_board_get_model (PlumbBoard *board);             /* nullable */
void plumb_board_set_narrow (PlumbBoard *board, gboolean narrow);

G_END_DECLS

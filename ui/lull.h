/* lull.h - what a page tells of itself waits for the frame of the writer's next key, or for a lull between two.
 *
 * A frame that the page draws of its own accord, because a second is over or a save is through, makes a key that comes right after it
 * wait for the next tick of the frame clock. So does a label that is set while a key is handled: GTK draws it before the view has
 * laid the new text out. While somebody writes, what need not be seen before is therefore set when a frame is about to be drawn
 * anyway. Nothing waits longer than PLUMB_LULL after the last key. Errors and answers to what was done do not go through here.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_LULL 400 /* milliseconds */

typedef struct _PlumbLull PlumbLull;

/* `show` shows all that may wait on `widget`, which outlives the lull and is its argument. */
PlumbLull *plumb_lull_new (GtkWidget *widget, void (*show) (gpointer widget));
void plumb_lull_free (PlumbLull *lull);

/* Somebody writes. */
void plumb_lull_write (PlumbLull *lull);
/* Something is to be shown: at once when nobody writes, else with the next frame, or when no more keys come. */
void plumb_lull_ask (PlumbLull *lull);

G_END_DECLS

/* speaker-line.h - who speaks in which order, from the least to the most senior; who is next; and who holds the chair.
 *
 * Whose turn it is belongs to the window in which the chair moves it on, not to the record.
 */
#pragma once

#include "app/loop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_SPEAKER_LINE (plumb_speaker_line_get_type ())
G_DECLARE_FINAL_TYPE (PlumbSpeakerLine, plumb_speaker_line, PLUMB, SPEAKER_LINE, GtkBox)

GtkWidget *plumb_speaker_line_new (void);

void plumb_speaker_line_update (PlumbSpeakerLine *line, const PlumbLoop *loop);
void plumb_speaker_line_start (PlumbSpeakerLine *line); /* another point: the first again */
void plumb_speaker_line_next (PlumbSpeakerLine *line);

G_END_DECLS

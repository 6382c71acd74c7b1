/* packet-choices.h - which profile a packet has, and what is narrowed in it; profiles of one's own are kept here.
 *
 * Signal "changed" (void): another profile is chosen or something in it is.
 */
#pragma once

#include "exports/profile.h"
#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_PACKET_CHOICES (plumb_packet_choices_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPacketChoices, plumb_packet_choices, PLUMB, PACKET_CHOICES, GtkBox)

/* Failures of saving are told through `session`. Reads the profiles that are saved. */
void plumb_packet_choices_set_session (PlumbPacketChoices *choices, PlumbSession *session);

const PlumbProfile *plumb_packet_choices_get_profile (PlumbPacketChoices *choices); /* as it is narrowed now */
void plumb_packet_choices_focus (PlumbPacketChoices *choices);

G_END_DECLS

/* png.h - a packet on one page as a picture: who, figures and gates, decision, evidence matrix, disagreements, red flags, votes.
 *
 * By the drawing code of the pages, so it says no more than the profile lets out. White ground, as tall as it must be.
 */
#pragma once

#include "exports/packet.h"

#include <cairo.h>

G_BEGIN_DECLS

#define PLUMB_PNG_WIDTH 1240 /* pixels: A4 at 150 dots an inch */

/* `width` in pixels, 200 to 4000. Check the status of the surface: it may be out of memory. (transfer full) */
cairo_surface_t *plumb_png_draw (const PlumbPacket *packet, guint width);

/* The bytes of a PNG, for the clipboard; the same packet gives the same bytes on one machine. */
GBytes *plumb_png_make (const PlumbPacket *packet, guint width, GError **error);

/* Complete or not at all; an existing file is refused (EXISTS) unless `replace`. */
gboolean plumb_png_write (const PlumbPacket *packet, guint width, const char *path, gboolean replace, GError **error);

G_END_DECLS

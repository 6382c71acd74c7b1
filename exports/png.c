/* png.c - the summary of a packet, laid out on one sheet and drawn into pixels. */
#include "exports/png.h"

#include "app/error.h"
#include "app/text.h"
#include "exports/atomic.h"
#include "exports/pages-dossier.h"
#include "exports/pages-private.h"

#define MARGIN 48.0
#define ENDLESS 40000.0   /* points: more than any packet's summary fills */
#define MOST_PIXELS 30000 /* of height: a picture that would be taller is drawn smaller */
#define WIDTH 595.276

static char *
dup_stamp (const PlumbPacket *packet)
{
  g_autofree char *made_by = plumb_text_dup_line (packet->made_by);
  g_autofree char *at = plumb_dates_dup_date_time (&packet->dates, packet->made_at);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Made %s by %s · Plumbline %s · %s packet", at, made_by, packet->program_version,
                          plumb_profile_to_nick (packet->profile));
  if (packet->anchor_sequence > 0)
    g_string_append_printf (text, "\nAudit anchor: event %" G_GINT64_FORMAT ", %s", packet->anchor_sequence, packet->anchor_hash);
  return g_string_free (text, FALSE);
}

/* One sheet, paginated. */
static PlumbFlow *
lay_out (PlumbType *type, const PlumbPacket *packet)
{
  PlumbFlow *flow = plumb_flow_new (type, WIDTH - 2 * MARGIN, ENDLESS);
  const PlumbDossier dossier = {
    .packet = packet, .loop = packet->loop, .template = packet->loop->template, .evaluation = packet->evaluation, .flow = flow
  };
  g_autofree char *stamp = dup_stamp (packet);

  plumb_dossier_add_cover (&dossier);
  plumb_dossier_add_matrix (&dossier);
  plumb_dossier_add_flags_in_brief (&dossier);
  plumb_dossier_add_votes_in_brief (&dossier);
  plumb_part_rule (flow, PLUMB_GAP_SECTION);
  plumb_part_paragraph (flow, PLUMB_STYLE_SMALL_GREY, stamp, 0, 5);
  plumb_flow_paginate (flow);
  return flow;
}

cairo_surface_t *
plumb_png_draw (const PlumbPacket *packet, guint width)
{
  PlumbType *type = NULL;
  PlumbFlow *flow = NULL;
  PlumbCanvas *canvas = NULL;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  double scale = 0, height = 0;

  g_return_val_if_fail (packet != NULL, NULL);
  type = plumb_type_new ();
  flow = lay_out (type, packet);
  height = plumb_flow_get_depth (flow, 0) + 2 * MARGIN;
  scale = MIN (CLAMP (width, 200, 4000) / WIDTH, MOST_PIXELS / height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(WIDTH * scale + 0.5), (int)(height * scale + 0.5));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  canvas = plumb_canvas_new_cairo (cr);
  plumb_flow_draw (flow, 0, canvas, MARGIN, MARGIN);
  g_free (canvas);
  cairo_destroy (cr);
  plumb_flow_free (flow);
  plumb_type_free (type);
  return surface;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
plumb_png_make (const PlumbPacket *packet, guint width, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  g_return_val_if_fail (packet != NULL && (error == NULL || *error == NULL), NULL);
  surface = plumb_png_draw (packet, width);
  status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "Could not draw the summary of “%s”: %s. Try a smaller picture.",
                   packet->loop->candidate->name, cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
plumb_png_write (const PlumbPacket *packet, guint width, const char *path, gboolean replace, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (packet != NULL && path != NULL, FALSE);
  bytes = plumb_png_make (packet, width, error);
  return bytes != NULL && plumb_atomic_write (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), replace, error);
}

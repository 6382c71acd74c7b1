/* format.c - see format.h. */
#include "exports/format.h"

#include "app/error.h"
#include "app/exchange.h"
#include "exports/atomic.h"
#include "exports/pdf.h"
#include "exports/png.h"
#include "exports/stamp.h"
#include "exports/summary-text.h"
#include "exports/xlsx.h"

#include <string.h>

typedef gboolean (*WritePacket) (PlumbPacket *packet, PlumbPaper paper, const char *path, gboolean replace,
                                 GCancellable *cancellable, GError **error);

static GPtrArray *
wrap (PlumbPacket *packet)
{
  GPtrArray *packets = g_ptr_array_new ();

  g_ptr_array_add (packets, packet);
  return packets;
}

static gboolean
write_xlsx (PlumbPacket *packet, PlumbPaper paper, const char *path, gboolean replace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) packets = wrap (packet);

  return plumb_xlsx_write (packets, path, replace, cancellable, error);
}

static gboolean
write_pdf (PlumbPacket *packet, PlumbPaper paper, const char *path, gboolean replace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) packets = wrap (packet);

  return plumb_pdf_write (packets, paper, path, replace, cancellable, error);
}

static gboolean
write_json (PlumbPacket *packet, PlumbPaper paper, const char *path, gboolean replace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new ();
  g_autoptr (GPtrArray) stamps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PlumbStamp) stamp = plumb_stamp_new (packet);
  g_autofree char *text = NULL;

  g_ptr_array_add (snapshots, packet->snapshot);
  if (stamp != NULL)
    g_ptr_array_add (stamps, plumb_stamp_dup_text (stamp));
  text = plumb_exchange_dup_text_with_stamps (snapshots, stamps);
  return plumb_atomic_write (path, text, strlen (text), replace, error);
}

static gboolean
write_png (PlumbPacket *packet, PlumbPaper paper, const char *path, gboolean replace, GCancellable *cancellable, GError **error)
{
  return plumb_png_write (packet, PLUMB_PNG_WIDTH, path, replace, error);
}

static gboolean
write_text (PlumbPacket *packet, PlumbPaper paper, const char *path, gboolean replace, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = plumb_summary_text_dup (packet);

  return plumb_atomic_write (path, text, strlen (text), replace, error);
}

static const struct
{
  const char *extension;
  WritePacket write;
} formats[] = {
  { "xlsx", write_xlsx }, { "pdf", write_pdf }, { "json", write_json }, { "png", write_png }, { "txt", write_text },
};

G_STATIC_ASSERT (G_N_ELEMENTS (formats) == PLUMB_N_FORMATS);

const char *
plumb_format_get_extension (guint index)
{
  g_return_val_if_fail (index < PLUMB_N_FORMATS, "");
  return formats[index].extension;
}

gboolean
plumb_formats_parse (const char *text, PlumbFormats *parsed, GError **error)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (text != NULL && parsed != NULL, FALSE);

  words = g_strsplit (text, ",", -1);
  *parsed = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint format = 0;

      g_strstrip (words[i]);
      while (format < PLUMB_N_FORMATS && !g_str_equal (formats[format].extension, words[i]))
        format++;
      if (format == PLUMB_N_FORMATS)
        {
          g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID,
                       "“%s” is no format: xlsx, pdf, json, png or txt, with commas between.", words[i]);
          return FALSE;
        }
      *parsed |= 1u << format;
    }
  return TRUE;
}

gboolean
plumb_format_write (PlumbFormats format, PlumbPacket *packet, PlumbPaper paper, const char *path, gboolean replace,
                    GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (packet != NULL && path != NULL, FALSE);

  for (guint i = 0; i < PLUMB_N_FORMATS; i++)
    if (format == 1u << i)
      return formats[i].write (packet, paper, path, replace, cancellable, error);
  g_return_val_if_reached (FALSE);
}

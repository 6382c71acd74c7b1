/* pages.c - packets as pages: the sections in order, running heads and feet. Each packet counts its own pages. */
#include "app/phrase.h"
#include "app/text.h"
#include "exports/pages-dossier.h"
#include "exports/pages-private.h"

#define SIDE_MARGIN 57.0
#define TOP_MARGIN 58.0
#define BOTTOM_MARGIN 58.0
#define HEAD_Y 32.0
#define FOOT_Y 40.0 /* from the lower edge */

struct _PlumbDocument
{
  PlumbFlow *flow;
  PlumbPaper paper;
  char *title;     /* "Priya Raman · Backend developer · committee packet" */
  PlumbSet *head;  /* the title, on one line */
  PlumbType *type; /* borrowed */
};

struct _PlumbPages
{
  PlumbType *type;
  PlumbPaper paper;
  GPtrArray *documents; /* of PlumbDocument */
  guint n_pages;
};

void
plumb_paper_get_size (PlumbPaper paper, double *width, double *height)
{
  g_return_if_fail (width != NULL && height != NULL);
  *width = paper == PLUMB_PAPER_LETTER ? 612 : 595.276;
  *height = paper == PLUMB_PAPER_LETTER ? 792 : 841.89;
}

static void
fill (const PlumbPacket *packet, PlumbFlow *flow)
{
  const PlumbDossier dossier = {
    .packet = packet, .loop = packet->loop, .template = packet->loop->template, .evaluation = packet->evaluation, .flow = flow
  };

  plumb_dossier_add_cover (&dossier);
  plumb_dossier_add_contents (&dossier);
  plumb_dossier_add_matrix (&dossier);
  plumb_dossier_add_profile (&dossier);
  plumb_dossier_add_firmness (&dossier);
  plumb_dossier_add_flags (&dossier);
  plumb_dossier_add_votes (&dossier);
  plumb_dossier_add_minutes (&dossier);
  plumb_dossier_add_panel (&dossier);
  plumb_dossier_add_cards (&dossier);
  plumb_dossier_add_record (&dossier);
  plumb_dossier_add_method (&dossier);
}

/* A running head: what does not go in is cut off, and seen to be. */
static PlumbSet *
set_line (PlumbType *type, const char *text, double width)
{
  PlumbSet *set = plumb_set_new (type, PLUMB_STYLE_LABEL, text, width);
  glong fits = 0, too_long = g_utf8_strlen (text, -1);

  if (plumb_set_get_n_lines (set) == 1)
    return set;
  while (too_long - fits > 1)
    {
      glong middle = (fits + too_long) / 2;
      g_autofree char *start = g_utf8_substring (text, 0, middle);
      g_autofree char *cut = g_strconcat (g_strchomp (start), "…", NULL);
      PlumbSet *shorter = plumb_set_new (type, PLUMB_STYLE_LABEL, cut, width);
      gboolean one = plumb_set_get_n_lines (shorter) == 1;

      fits = one ? middle : fits;
      too_long = one ? too_long : middle;
      plumb_set_free (one ? set : shorter);
      set = one ? shorter : set;
    }
  return set;
}

PlumbDocument *
plumb_document_new (PlumbType *type, const PlumbPacket *packet, PlumbPaper paper)
{
  PlumbDocument *document = NULL;
  double width = 0, height = 0;
  g_autofree char *name = NULL;
  g_autofree char *role = NULL;

  g_return_val_if_fail (type != NULL && packet != NULL, NULL);
  document = g_new0 (PlumbDocument, 1);
  document->type = type;
  document->paper = paper;
  name = plumb_phrase_dup_name (packet->loop->candidate->name);
  role = plumb_phrase_dup_name (packet->loop->role);
  document->title = g_strdup_printf ("%s · %s · %s packet", name, role, plumb_profile_to_nick (packet->profile));
  plumb_paper_get_size (paper, &width, &height);
  plumb_type_forget_missing (type);
  document->head = set_line (type, document->title, (width - 2 * SIDE_MARGIN) * 0.6);
  document->flow = plumb_flow_new (type, width - 2 * SIDE_MARGIN, height - TOP_MARGIN - BOTTOM_MARGIN);
  fill (packet, document->flow);
  plumb_flow_paginate (document->flow);
  return document;
}

void
plumb_document_free (PlumbDocument *document)
{
  if (document == NULL)
    return;
  plumb_flow_free (document->flow);
  plumb_set_free (document->head);
  g_free (document->title);
  g_free (document);
}

guint
plumb_document_get_n_pages (const PlumbDocument *document)
{
  g_return_val_if_fail (document != NULL, 0);
  return plumb_flow_get_n_pages (document->flow);
}

const GArray *
plumb_document_get_outline (const PlumbDocument *document)
{
  g_return_val_if_fail (document != NULL, NULL);
  return plumb_flow_get_outline (document->flow);
}

double
plumb_document_get_top (const PlumbDocument *document)
{
  return TOP_MARGIN;
}

static void
draw_at_end (PlumbDocument *document, const char *text, PlumbCanvas *canvas, double y, double width)
{
  g_autoptr (PlumbSet) set = set_line (document->type, text, width * 0.38);

  plumb_set_draw_line (set, 0, canvas, SIDE_MARGIN + width * 0.62, y, width * 0.38, PLUMB_ALIGN_END, PLUMB_COLOUR_NONE);
}

/* Whose page it is, at the foot of the first and at the head of the others; which section; which page of how many. */
static void
draw_furniture (PlumbDocument *document, guint page, PlumbCanvas *canvas)
{
  const char *section = plumb_flow_get_section (document->flow, page);
  g_autofree char *number = g_strdup_printf ("Page %u of %u", page + 1, plumb_flow_get_n_pages (document->flow));
  double width = 0, height = 0;

  plumb_paper_get_size (document->paper, &width, &height);
  width -= 2 * SIDE_MARGIN;
  plumb_set_draw_line (document->head, 0, canvas, SIDE_MARGIN, page == 0 ? height - FOOT_Y : HEAD_Y, width, PLUMB_ALIGN_START,
                       PLUMB_COLOUR_NONE);
  if (page > 0 && section != NULL)
    {
      g_autofree char *shown = plumb_text_dup_line (section);
      draw_at_end (document, shown, canvas, HEAD_Y, width);
    }
  draw_at_end (document, number, canvas, height - FOOT_Y, width);
}

const GArray *
plumb_document_get_elements (const PlumbDocument *document)
{
  g_return_val_if_fail (document != NULL, NULL);
  return plumb_flow_get_elements (document->flow);
}

void
plumb_document_draw (PlumbDocument *document, guint page, PlumbCanvas *canvas)
{
  g_return_if_fail (document != NULL && canvas != NULL && page < plumb_flow_get_n_pages (document->flow));
  plumb_canvas_set_element (canvas, PLUMB_NO_ELEMENT);
  draw_furniture (document, page, canvas);
  plumb_flow_draw (document->flow, page, canvas, SIDE_MARGIN, TOP_MARGIN);
}

PlumbPages *
plumb_pages_new (GPtrArray *packets, PlumbPaper paper)
{
  PlumbPages *pages = NULL;

  g_return_val_if_fail (packets != NULL, NULL);
  pages = g_new0 (PlumbPages, 1);
  pages->type = plumb_type_new ();
  pages->paper = paper;
  pages->documents = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_document_free);
  for (guint i = 0; i < packets->len; i++)
    {
      PlumbDocument *document = plumb_document_new (pages->type, g_ptr_array_index (packets, i), paper);

      g_ptr_array_add (pages->documents, document);
      pages->n_pages += plumb_document_get_n_pages (document);
    }
  return pages;
}

void
plumb_pages_free (PlumbPages *pages)
{
  if (pages == NULL)
    return;
  g_ptr_array_unref (pages->documents);
  plumb_type_free (pages->type);
  g_free (pages);
}

guint
plumb_pages_get_count (const PlumbPages *pages)
{
  g_return_val_if_fail (pages != NULL, 0);
  return pages->n_pages;
}

void
plumb_pages_get_size (const PlumbPages *pages, double *width, double *height)
{
  g_return_if_fail (pages != NULL);
  plumb_paper_get_size (pages->paper, width, height);
}

void
plumb_pages_draw (PlumbPages *pages, guint index, cairo_t *cr)
{
  g_autofree PlumbCanvas *canvas = NULL;

  g_return_if_fail (pages != NULL && cr != NULL && index < pages->n_pages);
  cairo_save (cr);
  canvas = plumb_canvas_new_cairo (cr);
  for (guint i = 0; i < pages->documents->len; i++)
    {
      PlumbDocument *document = g_ptr_array_index (pages->documents, i);
      guint n = plumb_document_get_n_pages (document);

      if (index < n)
        {
          plumb_document_draw (document, index, canvas);
          break;
        }
      index -= n;
    }
  cairo_restore (cr);
}

cairo_surface_t *
plumb_pages_render (PlumbPages *pages, guint index, double scale)
{
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  double width = 0, height = 0;

  g_return_val_if_fail (pages != NULL && index < pages->n_pages && scale > 0, NULL);
  plumb_paper_get_size (pages->paper, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(width * scale + 0.5), (int)(height * scale + 0.5));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  plumb_pages_draw (pages, index, cr);
  cairo_destroy (cr);
  return surface;
}

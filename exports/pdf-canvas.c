/* pdf-canvas.c - pages as PDF operators: paths, pages and links. Text is in pdf-text.c. */
#include "exports/pdf-canvas.h"

#include "exports/pdf-canvas-private.h"

#include <string.h>

/* A reader who follows a link wants to see what stands above the target as well. */
#define LINK_HEADROOM 12

static PlumbPdfCanvas *
get_pdf (PlumbCanvas *canvas)
{
  return (PlumbPdfCanvas *)canvas;
}

static void
append_colour (GString *out, PlumbColour colour, const char *operator)
{
  for (int shift = 16; shift >= 0; shift -= 8)
    {
      plumb_pdf_append_number (out, ((colour >> shift) & 0xff) / 255.0);
      g_string_append_c (out, ' ');
    }
  g_string_append (out, operator);
}

void
plumb_pdf_canvas_set_fill (PlumbPdfCanvas *canvas, PlumbColour colour)
{
  if (canvas->fill == colour)
    return;
  canvas->fill = colour;
  append_colour (canvas->out, colour, "rg\n");
}

void
plumb_pdf_canvas_set_stroke (PlumbPdfCanvas *canvas, PlumbColour colour)
{
  if (canvas->stroke == colour)
    return;
  canvas->stroke = colour;
  append_colour (canvas->out, colour, "RG\n");
}

void
plumb_pdf_canvas_mark (PlumbPdfCanvas *canvas)
{
  if (!canvas->is_marked || canvas->marked != canvas->element)
    plumb_pdf_canvas_mark_spoken (canvas, NULL, 0);
}

void
plumb_pdf_canvas_mark_spoken (PlumbPdfCanvas *canvas, const char *spoken, gsize length)
{
  plumb_pdf_canvas_unmark (canvas);
  canvas->is_marked = TRUE;
  canvas->marked = canvas->element;
  if (canvas->element == PLUMB_NO_ELEMENT)
    g_string_append (canvas->out, "/Artifact BMC\n");
  else
    plumb_pdf_structure_open (canvas->structure, canvas->element, canvas->first_page + canvas->page, spoken, length, canvas->out);
}

void
plumb_pdf_canvas_unmark (PlumbPdfCanvas *canvas)
{
  if (canvas->is_marked)
    g_string_append (canvas->out, "EMC\n");
  canvas->is_marked = FALSE;
}

/* --- paths ---------------------------------------------------------------------------------------------------------------------- */

/* Colours can't be set once a path is begun, so it is kept aside until its colour is known. */
static void
append_point (PlumbPdfCanvas *canvas, double x, double y)
{
  plumb_pdf_append_number (canvas->path, x);
  g_string_append_c (canvas->path, ' ');
  plumb_pdf_append_number (canvas->path, canvas->height - y);
  g_string_append_c (canvas->path, ' ');
}

static void
pdf_canvas_move_to (PlumbCanvas *canvas, double x, double y)
{
  append_point (get_pdf (canvas), x, y);
  g_string_append (get_pdf (canvas)->path, "m\n");
}

static void
pdf_canvas_line_to (PlumbCanvas *canvas, double x, double y)
{
  append_point (get_pdf (canvas), x, y);
  g_string_append (get_pdf (canvas)->path, "l\n");
}

static void
pdf_canvas_curve_to (PlumbCanvas *canvas, const double p[6])
{
  for (guint i = 0; i < 6; i += 2)
    append_point (get_pdf (canvas), p[i], p[i + 1]);
  g_string_append (get_pdf (canvas)->path, "c\n");
}

static void
pdf_canvas_close_path (PlumbCanvas *base)
{
  g_string_append (get_pdf (base)->path, "h\n");
}

static void
take_path (PlumbPdfCanvas *canvas, const char *operator)
{
  g_string_append_len (canvas->out, canvas->path->str, (gssize)canvas->path->len);
  g_string_append (canvas->out, operator);
  g_string_truncate (canvas->path, 0);
}

static void
pdf_canvas_fill (PlumbCanvas *base, PlumbColour colour)
{
  PlumbPdfCanvas *canvas = get_pdf (base);

  plumb_pdf_canvas_mark (canvas);
  plumb_pdf_canvas_set_fill (canvas, colour);
  take_path (canvas, "f\n");
}

static void
pdf_canvas_stroke (PlumbCanvas *base, PlumbColour colour, double width, PlumbStroke how)
{
  PlumbPdfCanvas *canvas = get_pdf (base);

  plumb_pdf_canvas_mark (canvas);
  plumb_pdf_canvas_set_stroke (canvas, colour);
  plumb_pdf_append_number (canvas->out, width);
  g_string_append (canvas->out, how & PLUMB_STROKE_ROUND ? " w 1 J 1 j\n" : " w 0 J 0 j\n");
  if (how & PLUMB_STROKE_DASHED)
    g_string_append (canvas->out, "[2.2 1.8] 0 d\n");
  take_path (canvas, "S\n");
  if (how & PLUMB_STROKE_DASHED)
    g_string_append (canvas->out, "[] 0 d\n");
}

/* --- elements and links --------------------------------------------------------------------------------------------------------- */

static void
pdf_canvas_set_element (PlumbCanvas *base, guint element)
{
  get_pdf (base)->element = element;
}

static void
pdf_canvas_add_box (PlumbCanvas *base, double x, double y, double width, double height)
{
  PlumbPdfCanvas *canvas = get_pdf (base);
  const double corners[] = { x, canvas->height - y - height, x + width, canvas->height - y };

  if (canvas->element != PLUMB_NO_ELEMENT)
    plumb_pdf_structure_add_box (canvas->structure, canvas->element, corners);
}

void
plumb_pdf_canvas_append_destination (PlumbCanvas *base, guint page, double y, GString *out)
{
  PlumbPdfCanvas *canvas = get_pdf (base);

  g_return_if_fail (canvas != NULL && page < canvas->n_pages);
  g_string_append_c (out, '[');
  plumb_pdf_append_reference (out, canvas->first_page + page);
  g_string_append (out, " /XYZ 0 ");
  plumb_pdf_append_number (out, canvas->height - MAX (0, y - LINK_HEADROOM));
  g_string_append (out, " null]");
}

static void
pdf_canvas_add_link (PlumbCanvas *base, const PlumbLink *link)
{
  PlumbPdfCanvas *canvas = get_pdf (base);
  guint object = plumb_pdf_file_reserve (canvas->file, 1);
  g_autoptr (GString) text = g_string_new ("<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [");
  const double corners[] = { link->x, canvas->height - link->y - link->height, link->x + link->width, canvas->height - link->y };

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      plumb_pdf_append_number (text, corners[i]);
      g_string_append_c (text, ' ');
    }
  g_string_append (text, "] /Dest ");
  plumb_pdf_canvas_append_destination (base, link->page, canvas->top + link->top, text);
  if (link->title != NULL)
    {
      g_string_append (text, " /Contents ");
      plumb_pdf_append_text (text, link->title, -1);
    }
  if (link->element != PLUMB_NO_ELEMENT)
    g_string_append_printf (
        text, " /StructParent %u",
        plumb_pdf_structure_add_link (canvas->structure, link->element, canvas->first_page + canvas->page, object));
  g_string_append (text, " >>");
  plumb_pdf_file_add (canvas->file, object, text->str, text->len);
  g_string_append_c (canvas->annotations, ' ');
  plumb_pdf_append_reference (canvas->annotations, object);
}

static const PlumbCanvasClass pdf_class = {
  .move_to = pdf_canvas_move_to,
  .line_to = pdf_canvas_line_to,
  .curve_to = pdf_canvas_curve_to,
  .close_path = pdf_canvas_close_path,
  .fill = pdf_canvas_fill,
  .stroke = pdf_canvas_stroke,
  .show_line = plumb_pdf_canvas_show_line,
  .set_element = pdf_canvas_set_element,
  .add_box = pdf_canvas_add_box,
  .add_link = pdf_canvas_add_link,
};

/* --- pages ---------------------------------------------------------------------------------------------------------------------- */

PlumbCanvas *
plumb_pdf_canvas_new (PlumbPdfFile *file, double width, double height)
{
  PlumbPdfCanvas *canvas = NULL;

  g_return_val_if_fail (file != NULL, NULL);
  canvas = g_new0 (PlumbPdfCanvas, 1);
  canvas->parent.class = &pdf_class;
  canvas->file = file;
  canvas->fonts = plumb_pdf_fonts_new (file);
  canvas->structure = plumb_pdf_structure_new (file);
  canvas->width = width;
  canvas->height = height;
  canvas->pages = plumb_pdf_file_reserve (file, 2);
  canvas->resources = canvas->pages + 1;
  canvas->kids = g_string_new (NULL);
  canvas->out = g_string_new (NULL);
  canvas->path = g_string_new (NULL);
  canvas->annotations = g_string_new (NULL);
  canvas->scratch = g_string_new (NULL);
  return &canvas->parent;
}

void
plumb_pdf_canvas_free (PlumbCanvas *base)
{
  PlumbPdfCanvas *canvas = get_pdf (base);

  if (canvas == NULL)
    return;
  plumb_pdf_fonts_free (canvas->fonts);
  plumb_pdf_structure_free (canvas->structure);
  g_string_free (canvas->kids, TRUE);
  g_string_free (canvas->out, TRUE);
  g_string_free (canvas->path, TRUE);
  g_string_free (canvas->annotations, TRUE);
  g_string_free (canvas->scratch, TRUE);
  g_free (canvas);
}

/* A page starts with the state that the format says. */
static void
begin_page (PlumbPdfCanvas *canvas)
{
  g_string_truncate (canvas->out, 0);
  g_string_truncate (canvas->annotations, 0);
  canvas->fill = PLUMB_COLOUR_NONE;
  canvas->stroke = PLUMB_COLOUR_NONE;
  canvas->element = PLUMB_NO_ELEMENT;
  canvas->is_marked = FALSE;
  canvas->pen = (PlumbPdfPen){ .resource = G_MAXUINT };
}

void
plumb_pdf_canvas_begin_packet (PlumbCanvas *base, const GArray *elements, guint n_pages, double top)
{
  PlumbPdfCanvas *canvas = get_pdf (base);

  g_return_if_fail (canvas != NULL && elements != NULL && n_pages > 0);
  canvas->first_page = plumb_pdf_file_reserve (canvas->file, n_pages);
  canvas->n_pages = n_pages;
  canvas->page = 0;
  canvas->top = top;
  plumb_pdf_structure_begin (canvas->structure, elements);
  begin_page (canvas);
}

void
plumb_pdf_canvas_end_page (PlumbCanvas *base)
{
  PlumbPdfCanvas *canvas = get_pdf (base);
  guint contents = 0, object = 0;
  g_autoptr (GString) text = g_string_new ("<< /Type /Page /Parent ");

  g_return_if_fail (canvas != NULL && canvas->page < canvas->n_pages);
  plumb_pdf_canvas_unmark (canvas);
  contents = plumb_pdf_file_reserve (canvas->file, 1);
  object = canvas->first_page + canvas->page;
  plumb_pdf_file_add_stream (canvas->file, contents, "", canvas->out->str, canvas->out->len);
  plumb_pdf_append_reference (text, canvas->pages);
  g_string_append (text, " /Contents ");
  plumb_pdf_append_reference (text, contents);
  g_string_append_printf (text, " /Tabs /S /StructParents %u", plumb_pdf_structure_end_page (canvas->structure));
  if (canvas->annotations->len > 0)
    g_string_append_printf (text, " /Annots [%s ]", canvas->annotations->str);
  g_string_append (text, " >>");
  plumb_pdf_file_add (canvas->file, object, text->str, text->len);
  g_string_append_c (canvas->kids, ' ');
  plumb_pdf_append_reference (canvas->kids, object);
  canvas->n_kids++;
  canvas->page++;
  begin_page (canvas);
}

void
plumb_pdf_canvas_end_packet (PlumbCanvas *base, const char *title)
{
  g_return_if_fail (base != NULL);
  plumb_pdf_structure_end (get_pdf (base)->structure, title);
}

gboolean
plumb_pdf_canvas_finish (PlumbCanvas *base, guint *pages, guint *structure)
{
  PlumbPdfCanvas *canvas = get_pdf (base);
  g_autoptr (GString) text = g_string_new ("<< /Type /Pages /MediaBox [0 0 ");

  g_return_val_if_fail (canvas != NULL && pages != NULL && structure != NULL, FALSE);
  plumb_pdf_append_number (text, canvas->width);
  g_string_append_c (text, ' ');
  plumb_pdf_append_number (text, canvas->height);
  g_string_append_printf (text, "] /Resources %u 0 R /Count %u /Kids [%s ] >>", canvas->resources, canvas->n_kids,
                          canvas->kids->str);
  plumb_pdf_file_add (canvas->file, canvas->pages, text->str, text->len);
  *pages = canvas->pages;
  *structure = plumb_pdf_structure_finish (canvas->structure);
  return plumb_pdf_fonts_finish (canvas->fonts, canvas->resources);
}

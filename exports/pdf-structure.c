/* pdf-structure.c - elements, what stands in each, and the way back from content to its element. */
#include "exports/pdf-structure.h"

#include <string.h>

#define NONE G_MAXUINT
#define LEAF_KEYS 256 /* of the number tree, in one object */

/* A piece of content, or a link. */
typedef struct
{
  guint element;
  guint page;   /* object */
  guint number; /* of the content on its page; the object of a link */
  gboolean is_link;
  guint next; /* index of the element's next one, or NONE */
} Piece;

/* Where the picture of an element stands: its corners, from the lower left of the page. */
typedef struct
{
  guint element;
  double corners[4];
} Box;

/* What an element was found to hold. */
typedef struct
{
  guint first_piece, last_piece;
  guint first_child, next; /* elements */
  gboolean used;
} Node;

struct _PlumbPdfStructure
{
  PlumbPdfFile *file; /* borrowed */
  guint root, document;
  GString *parts; /* references to the parts */
  /* the number tree: keys with references, in leaves that go out when they are full */
  GString *leaf;
  GString *leaves; /* references */
  guint n_keys;
  /* the packet at hand */
  const GArray *elements; /* borrowed */
  guint part, first_object;
  GArray *pieces; /* of Piece */
  GArray *boxes;  /* of Box */
  GString *page;  /* references by content number */
  guint n_contents;
};

static const struct
{
  const char *name, *attributes;
} kinds[] = {
  [PLUMB_ELEMENT_TITLE] = { "H1", "" },
  [PLUMB_ELEMENT_HEADING] = { "H2", "" },
  [PLUMB_ELEMENT_PARAGRAPH] = { "P", "" },
  [PLUMB_ELEMENT_QUOTE] = { "BlockQuote", "" },
  [PLUMB_ELEMENT_LIST] = { "L", "" },
  [PLUMB_ELEMENT_ITEM] = { "LI", "" },
  [PLUMB_ELEMENT_BODY] = { "LBody", "" },
  [PLUMB_ELEMENT_TABLE] = { "Table", "" },
  [PLUMB_ELEMENT_ROW] = { "TR", "" },
  [PLUMB_ELEMENT_COLUMN_HEAD] = { "TH", " /A << /O /Table /Scope /Column >>" },
  [PLUMB_ELEMENT_ROW_HEAD] = { "TH", " /A << /O /Table /Scope /Row >>" },
  [PLUMB_ELEMENT_CELL] = { "TD", "" },
  [PLUMB_ELEMENT_LINK] = { "Link", "" },
  [PLUMB_ELEMENT_FIGURE] = { "Figure", "" },
};

static const PlumbElement *
get_element (const PlumbPdfStructure *structure, guint index)
{
  return &g_array_index (structure->elements, PlumbElement, index);
}

PlumbPdfStructure *
plumb_pdf_structure_new (PlumbPdfFile *file)
{
  PlumbPdfStructure *structure = g_new0 (PlumbPdfStructure, 1);

  structure->file = file;
  structure->root = plumb_pdf_file_reserve (file, 2);
  structure->document = structure->root + 1;
  structure->parts = g_string_new (NULL);
  structure->leaf = g_string_new (NULL);
  structure->leaves = g_string_new (NULL);
  structure->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  structure->boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  structure->page = g_string_new (NULL);
  return structure;
}

void
plumb_pdf_structure_free (PlumbPdfStructure *structure)
{
  if (structure == NULL)
    return;
  g_string_free (structure->parts, TRUE);
  g_string_free (structure->leaf, TRUE);
  g_string_free (structure->leaves, TRUE);
  g_array_unref (structure->pieces);
  g_array_unref (structure->boxes);
  g_string_free (structure->page, TRUE);
  g_free (structure);
}

void
plumb_pdf_structure_begin (PlumbPdfStructure *structure, const GArray *elements)
{
  g_return_if_fail (structure != NULL && elements != NULL);
  structure->elements = elements;
  structure->part = plumb_pdf_file_reserve (structure->file, 1 + elements->len);
  structure->first_object = structure->part + 1;
  g_array_set_size (structure->pieces, 0);
  g_array_set_size (structure->boxes, 0);
  g_string_append_c (structure->parts, ' ');
  plumb_pdf_append_reference (structure->parts, structure->part);
}

static void
add_piece (PlumbPdfStructure *structure, guint element, guint page, guint number, gboolean is_link)
{
  Piece piece = { .element = element, .page = page, .number = number, .is_link = is_link, .next = NONE };

  g_assert (element < structure->elements->len);
  g_array_append_val (structure->pieces, piece);
}

void
plumb_pdf_structure_open (PlumbPdfStructure *structure, guint element, guint page_object, const char *spoken, gsize length,
                          GString *out)
{
  g_return_if_fail (structure != NULL && structure->elements != NULL);
  add_piece (structure, element, page_object, structure->n_contents, FALSE);
  g_string_append_c (out, '/');
  /* Some readers look for a text in place of the glyphs on spans only. */
  g_string_append (out, spoken != NULL ? "Span" : kinds[get_element (structure, element)->kind].name);
  g_string_append (out, " <</MCID ");
  plumb_pdf_append_integer (out, structure->n_contents++);
  if (spoken != NULL)
    {
      g_string_append (out, " /ActualText ");
      plumb_pdf_append_text (out, spoken, (gssize)length);
    }
  g_string_append (out, ">> BDC\n");
  g_string_append_c (structure->page, ' ');
  plumb_pdf_append_reference (structure->page, structure->first_object + element);
}

static void
flush_leaf (PlumbPdfStructure *structure)
{
  guint object = 0, first = 0;
  g_autofree char *text = NULL;

  if (structure->leaf->len == 0)
    return;
  first = (structure->n_keys - 1) / LEAF_KEYS * LEAF_KEYS;
  object = plumb_pdf_file_reserve (structure->file, 1);
  text = g_strdup_printf ("<< /Limits [%u %u] /Nums [%s ] >>", first, structure->n_keys - 1, structure->leaf->str);
  plumb_pdf_file_add (structure->file, object, text, strlen (text));
  g_string_append_c (structure->leaves, ' ');
  plumb_pdf_append_reference (structure->leaves, object);
  g_string_truncate (structure->leaf, 0);
}

/* An entry of the number tree; keys are given in order. */
static guint
add_key (PlumbPdfStructure *structure, guint object)
{
  guint key = structure->n_keys++;

  g_string_append_c (structure->leaf, ' ');
  plumb_pdf_append_integer (structure->leaf, key);
  g_string_append_c (structure->leaf, ' ');
  plumb_pdf_append_reference (structure->leaf, object);
  if (structure->n_keys % LEAF_KEYS == 0)
    flush_leaf (structure);
  return key;
}

guint
plumb_pdf_structure_add_link (PlumbPdfStructure *structure, guint element, guint page_object, guint annotation)
{
  g_return_val_if_fail (structure != NULL && structure->elements != NULL, 0);
  add_piece (structure, element, page_object, annotation, TRUE);
  return add_key (structure, structure->first_object + element);
}

void
plumb_pdf_structure_add_box (PlumbPdfStructure *structure, guint element, const double corners[4])
{
  Box box = { .element = element };

  g_return_if_fail (structure != NULL && structure->elements != NULL);
  memcpy (box.corners, corners, sizeof box.corners);
  g_array_append_val (structure->boxes, box);
}

guint
plumb_pdf_structure_end_page (PlumbPdfStructure *structure)
{
  guint object = 0;

  g_return_val_if_fail (structure != NULL, 0);
  object = plumb_pdf_file_reserve (structure->file, 1);
  g_string_prepend_c (structure->page, '[');
  g_string_append_c (structure->page, ']');
  plumb_pdf_file_add (structure->file, object, structure->page->str, structure->page->len);
  g_string_truncate (structure->page, 0);
  structure->n_contents = 0;
  return add_key (structure, object);
}

/* Links pieces to elements and elements to their parents. An element nothing stands in is left out; a cell is a cell even when empty. */
static GArray *
make_nodes (PlumbPdfStructure *structure, guint *first_top)
{
  guint n = structure->elements->len;
  GArray *nodes = g_array_sized_new (FALSE, FALSE, sizeof (Node), n);

  for (guint i = 0; i < n; i++)
    {
      PlumbElementKind kind = get_element (structure, i)->kind;
      Node node = { .first_piece = NONE, .last_piece = NONE, .first_child = NONE, .next = NONE };

      node.used = kind == PLUMB_ELEMENT_CELL || kind == PLUMB_ELEMENT_COLUMN_HEAD || kind == PLUMB_ELEMENT_ROW_HEAD;
      g_array_append_val (nodes, node);
    }
  for (guint i = 0; i < structure->pieces->len; i++)
    {
      Node *node = &g_array_index (nodes, Node, g_array_index (structure->pieces, Piece, i).element);

      if (node->first_piece == NONE)
        node->first_piece = i;
      else
        g_array_index (structure->pieces, Piece, node->last_piece).next = i;
      node->last_piece = i;
      node->used = TRUE;
    }
  *first_top = NONE;
  for (guint i = n; i-- > 0;)
    {
      Node *node = &g_array_index (nodes, Node, i);
      guint parent = get_element (structure, i)->parent;
      guint *first = parent == PLUMB_NO_ELEMENT ? first_top : &g_array_index (nodes, Node, parent).first_child;

      if (!node->used)
        continue;
      node->next = *first;
      *first = i;
      if (parent != PLUMB_NO_ELEMENT)
        g_array_index (nodes, Node, parent).used = TRUE;
    }
  return nodes;
}

static void
append_piece (GString *out, const Piece *piece, guint page)
{
  g_string_append_c (out, ' ');
  if (piece->is_link)
    g_string_append_printf (out, "<< /Type /OBJR /Pg %u 0 R /Obj %u 0 R >>", piece->page, piece->number);
  else if (piece->page == page)
    plumb_pdf_append_integer (out, piece->number);
  else
    g_string_append_printf (out, "<< /Type /MCR /Pg %u 0 R /MCID %u >>", piece->page, piece->number);
}

static void
append_children (PlumbPdfStructure *structure, const GArray *nodes, guint child, GString *out)
{
  for (; child != NONE; child = g_array_index (nodes, Node, child).next)
    {
      g_string_append_c (out, ' ');
      plumb_pdf_append_reference (out, structure->first_object + child);
    }
}

static void
append_box (PlumbPdfStructure *structure, guint element, GString *out)
{
  for (guint i = 0; i < structure->boxes->len; i++)
    {
      const Box *box = &g_array_index (structure->boxes, Box, i);

      if (box->element != element)
        continue;
      g_string_append (out, " /A << /O /Layout /Placement /Block /BBox [");
      for (guint c = 0; c < 4; c++)
        {
          g_string_append_c (out, ' ');
          plumb_pdf_append_number (out, box->corners[c]);
        }
      g_string_append (out, "] >>");
      return;
    }
}

static void
write_element (PlumbPdfStructure *structure, const GArray *nodes, guint index, GString *out)
{
  const PlumbElement *element = get_element (structure, index);
  const Node *node = &g_array_index (nodes, Node, index);
  guint page = node->first_piece == NONE ? 0 : g_array_index (structure->pieces, Piece, node->first_piece).page;

  g_string_assign (out, "<< /S /");
  g_string_append (out, kinds[element->kind].name);
  g_string_append (out, " /P ");
  plumb_pdf_append_reference (out,
                              element->parent == PLUMB_NO_ELEMENT ? structure->part : structure->first_object + element->parent);
  if (page != 0)
    {
      g_string_append (out, " /Pg ");
      plumb_pdf_append_reference (out, page);
    }
  g_string_append (out, " /K [");
  for (guint i = node->first_piece; i != NONE; i = g_array_index (structure->pieces, Piece, i).next)
    append_piece (out, &g_array_index (structure->pieces, Piece, i), page);
  append_children (structure, nodes, node->first_child, out);
  g_string_append (out, "]");
  g_string_append (out, kinds[element->kind].attributes);
  append_box (structure, index, out);
  if (element->alt != NULL)
    {
      g_string_append (out, " /Alt ");
      plumb_pdf_append_text (out, element->alt, -1);
    }
  g_string_append (out, " >>");
  plumb_pdf_file_add (structure->file, structure->first_object + index, out->str, out->len);
}

void
plumb_pdf_structure_end (PlumbPdfStructure *structure, const char *title)
{
  g_autoptr (GArray) nodes = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  guint first = NONE;

  g_return_if_fail (structure != NULL && structure->elements != NULL && title != NULL);
  nodes = make_nodes (structure, &first);
  for (guint i = 0; i < nodes->len; i++)
    if (g_array_index (nodes, Node, i).used)
      write_element (structure, nodes, i, out);
  g_string_assign (out, "<< /S /Part /P ");
  plumb_pdf_append_reference (out, structure->document);
  g_string_append (out, " /T ");
  plumb_pdf_append_text (out, title, -1);
  g_string_append (out, " /K [");
  append_children (structure, nodes, first, out);
  g_string_append (out, "] >>");
  plumb_pdf_file_add (structure->file, structure->part, out->str, out->len);
  structure->elements = NULL;
}

guint
plumb_pdf_structure_finish (PlumbPdfStructure *structure)
{
  g_autofree char *document = NULL;
  g_autofree char *root = NULL;

  g_return_val_if_fail (structure != NULL, 0);
  flush_leaf (structure);
  document = g_strdup_printf ("<< /Type /StructElem /S /Document /P %u 0 R /K [%s ] >>", structure->root, structure->parts->str);
  root = g_strdup_printf ("<< /Type /StructTreeRoot /K %u 0 R /ParentTree << /Kids [%s ] >> /ParentTreeNextKey %u >>",
                          structure->document, structure->leaves->str, structure->n_keys);
  plumb_pdf_file_add (structure->file, structure->document, document, strlen (document));
  plumb_pdf_file_add (structure->file, structure->root, root, strlen (root));
  return structure->root;
}

/* person-item.c - see person-item.h. */

#include "ui/person-item.h"

#include "app/text.h"

struct _PlumbPersonItem
{
  GObject parent_instance;

  PlumbPerson *person; /* NULL: a word */
  char *name;
  gboolean fresh;
};

enum
{
  PROP_NAME = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PlumbPersonItem, plumb_person_item, G_TYPE_OBJECT)

typedef struct
{
  GListStore *store;
  PlumbSession *session;
} Loading;

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Loading *loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = plumb_workspace_list_people_finish (PLUMB_WORKSPACE (source), result, &error);

  if (people == NULL)
    plumb_session_fail (loading->session, error->message);
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      g_autoptr (PlumbPersonItem) item = plumb_person_item_new (g_ptr_array_index (people, i), FALSE);

      g_list_store_append (loading->store, item);
    }
  g_object_unref (loading->store);
  g_object_unref (loading->session);
  g_free (loading);
}

static void
plumb_person_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NAME)
    g_value_set_string (value, PLUMB_PERSON_ITEM (object)->name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plumb_person_item_finalize (GObject *object)
{
  PlumbPersonItem *item = PLUMB_PERSON_ITEM (object);

  g_clear_pointer (&item->person, plumb_person_free);
  g_free (item->name);
  G_OBJECT_CLASS (plumb_person_item_parent_class)->finalize (object);
}

static void
plumb_person_item_class_init (PlumbPersonItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = plumb_person_item_get_property;
  object_class->finalize = plumb_person_item_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plumb_person_item_init (PlumbPersonItem *item)
{
}

PlumbPersonItem *
plumb_person_item_new (const PlumbPerson *person, gboolean fresh)
{
  PlumbPersonItem *item;

  g_return_val_if_fail (person != NULL, NULL);

  item = g_object_new (PLUMB_TYPE_PERSON_ITEM, NULL);
  item->person = plumb_person_copy (person);
  item->name = plumb_text_dup_line (person->name);
  item->fresh = fresh;
  return item;
}

PlumbPersonItem *
plumb_person_item_new_word (const char *word)
{
  PlumbPersonItem *item = g_object_new (PLUMB_TYPE_PERSON_ITEM, NULL);

  item->name = g_strdup (word);
  return item;
}

const PlumbPerson *
plumb_person_item_get_person (PlumbPersonItem *item)
{
  g_return_val_if_fail (PLUMB_IS_PERSON_ITEM (item), NULL);
  return item->person;
}

const char *
plumb_person_item_get_name (PlumbPersonItem *item)
{
  g_return_val_if_fail (PLUMB_IS_PERSON_ITEM (item), NULL);
  return item->name;
}

gboolean
plumb_person_item_is_fresh (PlumbPersonItem *item)
{
  g_return_val_if_fail (PLUMB_IS_PERSON_ITEM (item), FALSE);
  return item->fresh;
}

void
plumb_people_load (GListStore *store, PlumbSession *session)
{
  Loading *loading;

  g_return_if_fail (G_IS_LIST_STORE (store) && PLUMB_IS_SESSION (session));

  loading = g_new0 (Loading, 1);
  loading->store = g_object_ref (store);
  loading->session = g_object_ref (session);
  plumb_workspace_list_people_async (plumb_session_get_workspace (session), NULL, listed_cb, loading);
}

/* profile.c - see profile.h. */
#include "exports/profile.h"

#include "app/error.h"
#include "app/text.h"
#include "app/word-table.h"
#include "exports/atomic.h"

#include <string.h>

#define MAX_PROFILES 200

static const PlumbWordEntry kinds[] = {
  { "committee", "Committee" },
  { "totals", "Totals only" },
  { "candidate", "Candidate access" },
  { "audit", "Audit" },
};

static const PlumbWordEntry names_words[] = {
  { "full", "Names" },
  { "initials", "Initials" },
  { "letters", "Panelist A, B, C" },
};

static const PlumbWordEntry omits[] = {
  { "texts", "Notes and quotes" }, { "minutes", "Debrief minutes" }, { "scorecards", "Scorecards, answer by answer" },
  { "firmness", "Firmness" },      { "method", "Method" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (omits) == PLUMB_N_OMITS);

static char *
dup_path (const char *path)
{
  return path != NULL ? g_strdup (path) : g_build_filename (g_get_user_config_dir (), "plumbline", "profiles.ini", NULL);
}

static int
compare_profiles (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(PlumbProfile *const *)a)->name, (*(PlumbProfile *const *)b)->name);
}

static PlumbProfile *
refuse (GError **error, const char *path, const char *group, const char *key)
{
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID,
               "The saved profiles in %s can't be read: [%s] has no proper “%s”. Mend or remove that entry.", path, group, key);
  return NULL;
}

static gboolean
read_omits (GKeyFile *file, const char *group, PlumbOmit *omit)
{
  g_auto (GStrv) nicks = g_key_file_get_string_list (file, group, "leaves-out", NULL, NULL);

  for (guint i = 0; nicks != NULL && nicks[i] != NULL; i++)
    {
      PlumbOmit one;

      if (!plumb_omit_from_nick (nicks[i], &one))
        return FALSE;
      *omit |= one;
    }
  return TRUE;
}

static gboolean
read_zone (GKeyFile *file, const char *group, char **zone)
{
  g_autofree char *name = g_key_file_get_string (file, group, "zone", NULL);
  g_autoptr (GTimeZone) known = name != NULL ? plumb_dates_parse_zone (name, NULL) : NULL;

  if (name != NULL && known == NULL)
    return FALSE;
  *zone = g_steal_pointer (&name);
  return TRUE;
}

static PlumbProfile *
read_profile (GKeyFile *file, const char *group, const char *path, GError **error)
{
  g_autoptr (PlumbProfile) profile = plumb_profile_new (PLUMB_PROFILE_COMMITTEE);
  g_autofree char *name = g_key_file_get_string (file, group, "name", NULL);
  g_autofree char *kind = g_key_file_get_string (file, group, "profile", NULL);
  g_autofree char *names = g_key_file_get_string (file, group, "names", NULL);
  g_autofree char *dates = g_key_file_get_string (file, group, "dates", NULL);
  g_autofree char *paper = g_key_file_get_string (file, group, "paper", NULL);

  if (name == NULL || !plumb_text_check_filled (name, PLUMB_NAME_MAX, "name", NULL))
    return refuse (error, path, group, "name");
  if (!plumb_profile_from_nick (kind, &profile->kind))
    return refuse (error, path, group, "profile");
  if (!plumb_names_from_nick (names, &profile->names))
    return refuse (error, path, group, "names");
  if (!plumb_date_style_from_nick (dates, &profile->dates))
    return refuse (error, path, group, "dates");
  if (!read_omits (file, group, &profile->omit))
    return refuse (error, path, group, "leaves-out");
  if (!read_zone (file, group, &profile->zone))
    return refuse (error, path, group, "zone");
  plumb_set_string (&profile->name, name);
  profile->hides_candidate = g_key_file_get_boolean (file, group, "hides-candidate", NULL);
  profile->paper = g_strcmp0 (paper, "letter") == 0 ? PLUMB_PAPER_LETTER : PLUMB_PAPER_A4;
  return g_steal_pointer (&profile);
}

static void
write_profile (GKeyFile *file, const char *group, const PlumbProfile *profile)
{
  const char *nicks[PLUMB_N_OMITS];
  gsize n = 0;

  for (guint i = 0; i < PLUMB_N_OMITS; i++)
    if (profile->omit & (1u << i))
      nicks[n++] = omits[i].nick;
  g_key_file_set_string (file, group, "name", profile->name);
  g_key_file_set_string (file, group, "profile", plumb_profile_to_nick (profile->kind));
  g_key_file_set_string (file, group, "names", plumb_names_to_nick (profile->names));
  g_key_file_set_string_list (file, group, "leaves-out", nicks, n);
  g_key_file_set_boolean (file, group, "hides-candidate", profile->hides_candidate);
  g_key_file_set_string (file, group, "dates", plumb_date_style_to_nick (profile->dates));
  if (profile->zone != NULL)
    g_key_file_set_string (file, group, "zone", profile->zone);
  g_key_file_set_string (file, group, "paper", profile->paper == PLUMB_PAPER_LETTER ? "letter" : "a4");
}

static gboolean
write_all (const char *path, GPtrArray *profiles, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  gsize length;

  for (guint i = 0; i < profiles->len; i++)
    {
      g_autofree char *group = g_strdup_printf ("profile %u", i + 1);

      write_profile (file, group, g_ptr_array_index (profiles, i));
    }
  text = g_key_file_to_data (file, &length, NULL);
  g_mkdir_with_parents (folder, 0700); /* what is wrong with it the write will say */
  return plumb_atomic_write (path, text, length, TRUE, error);
}

static gboolean
find_name (GPtrArray *profiles, const char *name, guint *index)
{
  for (*index = 0; *index < profiles->len; (*index)++)
    if (g_str_equal (((PlumbProfile *)g_ptr_array_index (profiles, *index))->name, name))
      return TRUE;
  return FALSE;
}

PLUMB_DEFINE_WORD (PlumbProfileKind, profile, kinds)
PLUMB_DEFINE_WORD (PlumbNames, names, names_words)

const char *
plumb_omit_to_nick (guint index)
{
  g_return_val_if_fail (index < PLUMB_N_OMITS, "");
  return omits[index].nick;
}

const char *
plumb_omit_to_label (guint index)
{
  g_return_val_if_fail (index < PLUMB_N_OMITS, "");
  return omits[index].label;
}

gboolean
plumb_omit_from_nick (const char *nick, PlumbOmit *omit)
{
  int index = plumb_word_find (omits, PLUMB_N_OMITS, nick);

  g_return_val_if_fail (omit != NULL, FALSE);
  if (index < 0)
    return FALSE;
  *omit = (PlumbOmit)(1u << index);
  return TRUE;
}

PlumbProfile *
plumb_profile_new (PlumbProfileKind kind)
{
  PlumbProfile *profile = g_new0 (PlumbProfile, 1);

  profile->name = g_strdup (plumb_profile_to_label (kind));
  profile->kind = kind;
  profile->dates = plumb_date_style_get_default ();
  return profile;
}

PlumbProfile *
plumb_profile_copy (const PlumbProfile *profile)
{
  PlumbProfile *copy;

  g_return_val_if_fail (profile != NULL, NULL);

  copy = g_new0 (PlumbProfile, 1);
  *copy = *profile;
  copy->name = g_strdup (profile->name);
  copy->zone = g_strdup (profile->zone);
  return copy;
}

void
plumb_profile_free (PlumbProfile *profile)
{
  if (profile == NULL)
    return;
  g_free (profile->name);
  g_free (profile->zone);
  g_free (profile);
}

gboolean
plumb_profile_equal (const PlumbProfile *a, const PlumbProfile *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->kind == b->kind && a->names == b->names && a->omit == b->omit && a->hides_candidate == b->hides_candidate
         && a->dates == b->dates && g_strcmp0 (a->zone, b->zone) == 0 && a->paper == b->paper;
}

char *
plumb_profile_dup_narrowing (const PlumbProfile *profile)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *text;

  g_return_val_if_fail (profile != NULL, NULL);

  for (guint i = 0; i < PLUMB_N_OMITS; i++)
    if (profile->omit & (1u << i))
      g_ptr_array_add (parts, g_strdup_printf ("without %c%s", g_ascii_tolower (omits[i].label[0]), omits[i].label + 1));
  if (profile->names != PLUMB_NAMES_FULL)
    g_ptr_array_add (parts, g_strdup (profile->names == PLUMB_NAMES_INITIALS ? "panelists by initials" : "panelists by letter"));
  if (profile->hides_candidate)
    g_ptr_array_add (parts, g_strdup ("candidate’s name hidden"));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (", ", (GStrv)parts->pdata);
  text[0] = g_ascii_toupper (text[0]);
  return text;
}

GPtrArray *
plumb_profiles_load (const char *path, GError **error)
{
  g_autofree char *real = dup_path (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_profile_free);
  g_autoptr (GError) problem = NULL;
  g_auto (GStrv) groups = NULL;

  if (!g_file_test (real, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&profiles);
  if (!g_key_file_load_from_file (file, real, G_KEY_FILE_NONE, &problem))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "The saved profiles in %s can't be read: %s", real, problem->message);
      return NULL;
    }
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; i < MAX_PROFILES && groups[i] != NULL; i++)
    {
      PlumbProfile *profile = read_profile (file, groups[i], real, error);

      if (profile == NULL)
        return NULL;
      g_ptr_array_add (profiles, profile);
    }
  g_ptr_array_sort (profiles, compare_profiles);
  return g_steal_pointer (&profiles);
}

gboolean
plumb_profiles_save (const char *path, const PlumbProfile *profile, GError **error)
{
  g_autofree char *real = dup_path (path);
  g_autoptr (GPtrArray) profiles = NULL;
  PlumbProfileKind kind;
  guint index;

  g_return_val_if_fail (profile != NULL, FALSE);

  if (!plumb_text_check_filled (profile->name, PLUMB_NAME_MAX, "The profile’s name", error))
    return FALSE;
  if (strchr (profile->name, '\n') != NULL || plumb_profile_from_nick (profile->name, &kind))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "A profile can't be called “%s”: choose another name.",
                   profile->name);
      return FALSE;
    }
  profiles = plumb_profiles_load (real, error);
  if (profiles == NULL)
    return FALSE;
  if (find_name (profiles, profile->name, &index))
    g_ptr_array_remove_index (profiles, index);
  else if (profiles->len == MAX_PROFILES)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "%d profiles are saved already: remove one first.", MAX_PROFILES);
      return FALSE;
    }
  g_ptr_array_add (profiles, plumb_profile_copy (profile));
  return write_all (real, profiles, error);
}

gboolean
plumb_profiles_remove (const char *path, const char *name, GError **error)
{
  g_autofree char *real = dup_path (path);
  g_autoptr (GPtrArray) profiles = NULL;
  guint index;

  g_return_val_if_fail (name != NULL, FALSE);

  profiles = plumb_profiles_load (real, error);
  if (profiles == NULL)
    return FALSE;
  if (!find_name (profiles, name, &index))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "No profile is saved as “%s”.", name);
      return FALSE;
    }
  g_ptr_array_remove_index (profiles, index);
  return write_all (real, profiles, error);
}

PlumbProfile *
plumb_profiles_find (const char *path, const char *name, GError **error)
{
  g_autoptr (GPtrArray) profiles = NULL;
  PlumbProfileKind kind;
  guint index;

  g_return_val_if_fail (name != NULL, NULL);

  if (plumb_profile_from_nick (name, &kind))
    return plumb_profile_new (kind);
  profiles = plumb_profiles_load (path, error);
  if (profiles == NULL)
    return NULL;
  if (find_name (profiles, name, &index))
    return plumb_profile_copy (g_ptr_array_index (profiles, index));
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND,
               "“%s” is no profile: committee, totals, candidate, audit or one that was saved in the Packet page.", name);
  return NULL;
}

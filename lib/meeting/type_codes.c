/* The type codes of Meeting Guide lists, and the names they have there. Codes belong to a
 * programme: S is Spanish in one and Speaker in another, so only the programme's own table says
 * what is known. Codes and English names as the Meeting Guide specification lists them. */
#include "meeting/type_codes.h"
#include "meeting/feed_text.h"
#include <string.h>

typedef struct type_code {
  const char *code, *name;
} type_code;

static const type_code aa_codes[] = {
    {"11", "11th Step Meditation"},
    {"12x12", "12 Steps & 12 Traditions"},
    {"A", "Secular"},
    {"ABSI", "As Bill Sees It"},
    {"AF", "Afrikaans"},
    {"AL", "Concurrent with Alateen"},
    {"AL-AN", "Concurrent with Al-Anon"},
    {"AM", "Amharic"},
    {"AR", "Arabic"},
    {"ASL", "American Sign Language"},
    {"B", "Big Book"},
    {"BA", "Babysitting Available"},
    {"BE", "Newcomer"},
    {"BG", "Bulgarian"},
    {"BI", "Bisexual"},
    {"BRK", "Breakfast"},
    {"C", "Closed"},
    {"CAN", "Candlelight"},
    {"CF", "Child-Friendly"},
    {"D", "Discussion"},
    {"DA", "Danish"},
    {"DB", "Digital Basket"},
    {"DD", "Dual Diagnosis"},
    {"DE", "German"},
    {"DR", "Daily Reflections"},
    {"EL", "Greek"},
    {"EN", "English"},
    {"FA", "Persian"},
    {"FI", "Finnish"},
    {"FF", "Fragrance Free"},
    {"FR", "French"},
    {"G", "Gay"},
    {"GR", "Grapevine"},
    {"H", "Birthday"},
    {"HE", "Hebrew"},
    {"HI", "Hindi"},
    {"HR", "Croatian"},
    {"HU", "Hungarian"},
    {"IS", "Icelandic"},
    {"ITA", "Italian"},
    {"JA", "Japanese"},
    {"KA", "Georgian"},
    {"KOR", "Korean"},
    {"L", "Lesbian"},
    {"LGBTQ", "LGBTQ"},
    {"LIT", "Literature"},
    {"LS", "Living Sober"},
    {"LT", "Lithuanian"},
    {"M", "Men"},
    {"MED", "Meditation"},
    {"ML", "Malayalam"},
    {"MT", "Maltese"},
    {"N", "Native American"},
    {"NB", "Non-Binary"},
    {"NDG", "Indigenous"},
    {"NE", "Nepali"},
    {"NL", "Dutch"},
    {"NO", "Norwegian"},
    {"O", "Open"},
    {"OUT", "Outdoor"},
    {"P", "Professionals"},
    {"POA", "Proof of Attendance"},
    {"POC", "People of Color"},
    {"POL", "Polish"},
    {"POR", "Portuguese"},
    {"PUN", "Punjabi"},
    {"RUS", "Russian"},
    {"S", "Spanish"},
    {"SEN", "Seniors"},
    {"SK", "Slovak"},
    {"SL", "Slovenian"},
    {"SM", "Smoking Permitted"},
    {"SP", "Speaker"},
    {"ST", "Step Study"},
    {"SV", "Swedish"},
    {"T", "Transgender"},
    {"TC", "Location Temporarily Closed"},
    {"TH", "Thai"},
    {"TL", "Tagalog"},
    {"TR", "Tradition Study"},
    {"TUR", "Turkish"},
    {"UK", "Ukrainian"},
    {"W", "Women"},
    {"X", "Wheelchair Access"},
    {"XB", "Wheelchair-Accessible Bathroom"},
    {"XT", "Cross Talk Permitted"},
    {"Y", "Young People"},
    {"BV-I", "Blind / Visually Impaired"},
    {"D-HOH", "Deaf / Hard of Hearing"},
    {"LO-I", "Loners / Isolationists"},
    {"QSL", "Quebec Sign Language"},
    {"RSL", "Russian Sign Language"},
    {"ONL", "Online Meeting"},
    {"SPD", "Speaker/Discussion"},
};

int rsupi_type_codes_known(const char *program) {
  return strcmp(program, "aa") == 0;
}

const char *rsupi_type_code(const char *program, const char *text, size_t len) {
  if (!rsupi_type_codes_known(program)) return NULL;
  const size_t count = sizeof aa_codes / sizeof aa_codes[0];
  for (size_t i = 0; i < count; i++)
    if (rsupi_feed_text_same(text, len, aa_codes[i].code)) return aa_codes[i].code;
  for (size_t i = 0; i < count; i++)
    if (rsupi_feed_text_same(text, len, aa_codes[i].name)) return aa_codes[i].code;
  return NULL;
}

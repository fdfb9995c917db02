# Run by rsup_embed() at build time: NAME, FILES (joined by |), OUTPUT.
string(REPLACE "|" ";" files "${FILES}")
set(arrays)
set(rows)
set(index 0)
foreach(file IN LISTS files)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  file(SIZE ${file} size)
  get_filename_component(short ${file} NAME)
  string(APPEND arrays "static const unsigned char file_${index}[] = {\n${hex}0x00};\n")
  string(APPEND rows "  {\"${short}\", file_${index}, ${size}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUTPUT} "/* Made by cmake/embed.cmake; do not edit. */
#include \"core/embedded.h\"

${arrays}
extern const rsupi_embedded rsupi_embedded_${NAME}[];
const rsupi_embedded rsupi_embedded_${NAME}[] = {
${rows}  {0, 0, 0}};
")

#include "base/program_id.h"

#include <cstddef>
#include <cstring>
#include <string_view>

#ifdef __linux__
#include <elf.h>
#include <link.h>
#endif

namespace assay::base {
namespace {

#ifdef __linux__
constexpr std::size_t padded(std::size_t size) { return (size + 3) / 4 * 4; }

// The note of the kind NT_GNU_BUILD_ID among those of one segment.
std::string build_id_of(const unsigned char* notes, std::size_t size) {
  constexpr std::string_view kOwner("GNU\0", 4);
  for (std::size_t at = 0; size - at >= sizeof(ElfW(Nhdr));) {
    ElfW(Nhdr) note;
    std::memcpy(&note, notes + at, sizeof note);
    const std::size_t name = at + sizeof note, text = name + padded(note.n_namesz), next = text + padded(note.n_descsz);
    if (next > size) break;
    const std::string_view owner(reinterpret_cast<const char*>(notes + name), note.n_namesz);
    if (note.n_type == NT_GNU_BUILD_ID && owner == kOwner) return std::string(reinterpret_cast<const char*>(notes + text), note.n_descsz);
    at = next;
  }
  return {};
}

// The program itself is the first that is gone through.
int take_first(dl_phdr_info* info, std::size_t, void* id) {
  for (std::size_t i = 0; i < info->dlpi_phnum; ++i) {
    const auto& segment = info->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    auto& found = *static_cast<std::string*>(id);
    found = build_id_of(reinterpret_cast<const unsigned char*>(info->dlpi_addr + segment.p_vaddr), segment.p_memsz);
    if (!found.empty()) break;
  }
  return 1;
}
#endif

std::string find() {
  std::string id;
#ifdef __linux__
  dl_iterate_phdr(take_first, &id);
#endif
  return id;
}

}  // namespace

const std::string& program_id() {
  static const std::string id = find();
  return id;
}

}  // namespace assay::base

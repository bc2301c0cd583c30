#include "diagnostics/system_reason.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace assay::diagnostics {

namespace {

struct Known {
  int error;
  Words words;
};

constexpr std::array kKnown = {
    Known{EACCES, {"you are not allowed to", "没有权限"}},
    Known{EPERM, {"the system does not permit it", "系统不允许"}},
    Known{ENOENT, {"no such file or folder", "没有这个文件或文件夹"}},
    Known{ENOTDIR, {"a part of the path is a file, not a folder", "路径中有一段是文件，不是文件夹"}},
    Known{EISDIR, {"it is a folder", "这是文件夹"}},
    Known{ELOOP, {"its links lead round in a circle", "链接循环指向自身"}},
    Known{ENAMETOOLONG, {"the name is too long", "文件名太长"}},
    Known{EEXIST, {"something of that name is there already", "已有同名的文件"}},
    Known{ENOSPC, {"the disk is full", "磁盘已满"}},
    Known{EDQUOT, {"your share of the disk is used up", "您的磁盘配额已用完"}},
    Known{EFBIG, {"the file would be larger than is allowed", "文件将超过允许的大小"}},
    Known{EROFS, {"the disk can only be read", "磁盘是只读的"}},
    Known{EMFILE, {"too many files are open", "打开的文件太多"}},
    Known{ENFILE, {"too many files are open on this computer", "本机打开的文件太多"}},
    Known{ENOMEM, {"the computer gives no more memory", "计算机没有更多内存可用"}},
    Known{EBUSY, {"another program is using it", "其他程序正在使用它"}},
    Known{ETXTBSY, {"it is a program that is running", "这是正在运行的程序"}},
    Known{EPIPE, {"who was to read it reads no more", "读取方已不再读取"}},
    Known{EBADF, {"it is closed", "它已关闭"}},
    Known{EIO, {"the disk or the device reports a fault", "磁盘或设备报告故障"}},
    Known{ENXIO, {"there is no such device", "没有这个设备"}},
    Known{ENODEV, {"there is no such device", "没有这个设备"}},
};

}  // namespace

SystemReason system_reason(int error) {
  const auto* known = std::ranges::find(kKnown, error, &Known::error);
  if (known != kKnown.end()) return {std::string(known->words.en), std::string(known->words.zh)};
  const std::string said = std::strerror(error);
  return {said, said};
}

void add_system_reason(Diagnostic& diagnostic, int error) {
  SystemReason reason = system_reason(error);
  if (diagnostic.arguments_zh.empty()) diagnostic.arguments_zh = diagnostic.arguments;
  diagnostic.arguments.push_back(std::move(reason.en));
  diagnostic.arguments_zh.push_back(std::move(reason.zh));
}

}  // namespace assay::diagnostics

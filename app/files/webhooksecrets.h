#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace hookbot {

/// The secrets that services sign webhooks with. Never on the command line, where other users would see them. There may
/// be several, one per line, while one is being replaced. The errors say what to do.

/// Reads them from a file, which only its owner may read.
[[nodiscard]] tl::expected<std::vector<QByteArray>, QString> secretsInFile(const QString &path);

/// Reads them from an environment variable.
[[nodiscard]] tl::expected<std::vector<QByteArray>, QString> secretsInEnvironment(const QString &name);

/// GitHub's secrets: those in the files or, without files, in HOOKBOT_GITHUB_SECRET.
[[nodiscard]] tl::expected<std::vector<QByteArray>, QString> githubSecrets(const std::vector<std::string> &files);

} // namespace hookbot

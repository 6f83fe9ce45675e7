#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace hookbot {

/// The secrets that services sign their hooks with; never on the command line, where others would see them. There may
/// be several, one a line, while one takes the place of another. The errors say what to do.

/// Those in a file, which only its owner may read.
[[nodiscard]] tl::expected<std::vector<QByteArray>, QString> secretsInFile(const QString &path);

/// Those in a variable of the environment.
[[nodiscard]] tl::expected<std::vector<QByteArray>, QString> secretsInEnvironment(const QString &name);

/// GitHub's: those in the files, or, where there are none, in HOOKBOT_GITHUB_SECRET.
[[nodiscard]] tl::expected<std::vector<QByteArray>, QString> githubSecrets(const std::vector<std::string> &files);

} // namespace hookbot

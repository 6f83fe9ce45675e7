#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <string>
#include <tl/expected.hpp>

namespace hookbot {

/// Where the secret key comes from: `--key`, else `--key-file`, else the environment's HOOKBOT_KEY.
struct KeySource
{
    std::string key;
    std::string keyFile;

    /// The key; or why there is none and how to make one. A file that others may read is refused; blanks around what it
    /// holds do not count.
    [[nodiscard]] tl::expected<QByteArray, QString> read() const;

    /// Whether one of the three is set.
    [[nodiscard]] bool isGiven() const;
};

} // namespace hookbot

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <string>
#include <tl/expected.hpp>

namespace hookbot {

/// The source of the secret key: `--key`, else `--key-file`, else the environment variable HOOKBOT_KEY.
struct KeySource
{
    std::string key;
    std::string keyFile;

    /// The key, or an error that explains how to make one. Refuses a file that others may read. Strips surrounding
    /// white space.
    [[nodiscard]] tl::expected<QByteArray, QString> read() const;

    /// Whether one of the three is set.
    [[nodiscard]] bool isGiven() const;
};

} // namespace hookbot

#pragma once

#include <CLI/CLI.hpp>
#include <QtCore/QString>

#include <string>

namespace hookbot {

/// A check of an option's values with what parses them: they are judged when they are read, not when they are used.
template<typename Parse>
[[nodiscard]] CLI::Validator parsedBy(Parse parse)
{
    const auto fault = [parse](const std::string &text) {
        const auto value = parse(QString::fromStdString(text));
        return value ? std::string() : value.error().toStdString();
    };
    return { fault, std::string() };
}

} // namespace hookbot

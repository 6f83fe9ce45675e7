#pragma once

#include <QtCore/QString>

namespace hookbot {

/// Something that a person should know about, although no action of theirs caused it.
struct Notice
{
    enum class Severity { Information, Trouble };

    Severity severity = Severity::Information;
    QString title;
    QString text; ///< what happened, why, and what to do
};

} // namespace hookbot

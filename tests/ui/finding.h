#pragma once

#include "broker/monitor/monitor.h"
#include "ui/parts/copyline.h"
#include "ui/parts/notes.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace hookbot {

// Controls are found by their object names, which do not change with the language.

/// The child with this object name. A test without it is wrong, and ends here.
template<typename T>
T *named(const QObject &parent, const char *name)
{
    T *child = parent.findChild<T *>(QLatin1String(name));
    if (!child)
        qFatal("nothing is called %s", name);
    return child;
}

/// The text of the CopyLine with this object name, or of a QLineEdit.
inline QString line(const QWidget &parent, const char *name)
{
    if (const auto *copyLine = parent.findChild<CopyLine *>(QLatin1String(name)))
        return copyLine->text();
    return named<QLineEdit>(parent, name)->text();
}

/// The button of the CopyLine with this object name.
inline QPushButton *copyButton(const QWidget &parent, const char *name)
{
    return named<CopyLine>(parent, name)->findChild<QPushButton *>();
}

/// The notes that can be read.
inline QStringList notes(const QWidget &parent)
{
    QStringList all;
    for (const Note *note : parent.findChildren<Note *>()) {
        if (note->isVisible())
            all.append(note->text());
    }
    return all;
}

inline Access someAccess()
{
    return { QStringLiteral("http://t@h/pub/x"), QStringLiteral("ws://t@h/sub/x"), {}, {}, {} };
}

} // namespace hookbot

#pragma once

#include "broker/monitor/monitor.h"
#include "ui/parts/notes.h"

#include <QtWidgets/QLineEdit>

namespace hookbot {

// What a person, or assistive technology, finds in a window.

/// The child that assistive technology calls so.
template<typename T>
T *called(const QWidget &parent, const QString &name)
{
    for (T *child : parent.findChildren<T *>()) {
        if (child->accessibleName() == name)
            return child;
    }
    return nullptr;
}

template<typename T>
T *labelled(const QWidget &parent, const QString &text)
{
    for (T *child : parent.findChildren<T *>()) {
        if (child->text() == text)
            return child;
    }
    return nullptr;
}

inline QString line(const QWidget &parent, const QString &name)
{
    const auto *field = called<QLineEdit>(parent, name);
    return field ? field->text() : QStringLiteral("(no such line)");
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

inline QLineEdit *hinted(const QWidget &parent, const QString &placeholder)
{
    for (QLineEdit *field : parent.findChildren<QLineEdit *>()) {
        if (field->placeholderText().startsWith(placeholder))
            return field;
    }
    return nullptr;
}

inline Access someAccess()
{
    return { QStringLiteral("http://t@h/pub/x"), QStringLiteral("ws://t@h/sub/x"), {}, {}, {} };
}

} // namespace hookbot

#pragma once

#include "ui/parts/shapes.h"

#include <QtWidgets/QLabel>

namespace hookbot {

/// The heading of a section of a page.
class Heading final : public QLabel
{
    Q_OBJECT

public:
    explicit Heading(const QString &text, QWidget *parent = nullptr);
};

/// Plain text below a field: an explanation, or an error. Without text it takes no space.
class Note final : public QLabel
{
    Q_OBJECT

public:
    explicit Note(Tone tone, QWidget *parent = nullptr);

    void say(const QString &text);
    void say(const QString &text, Tone tone);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    Tone m_tone;
};

} // namespace hookbot

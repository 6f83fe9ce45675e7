#pragma once

#include "ui/parts/shapes.h"

#include <QtWidgets/QLabel>

namespace hookbot {

/// The heading of a part of a page.
class Heading final : public QLabel
{
    Q_OBJECT

public:
    explicit Heading(const QString &text, QWidget *parent = nullptr);
};

/// Plain text that stands below a field: what it means, or in the tone of trouble what is wrong with it. It takes no
/// room while it has nothing to say.
class Note final : public QLabel
{
    Q_OBJECT

public:
    explicit Note(Tone tone, QWidget *parent = nullptr);

    void say(const QString &words);
    void say(const QString &words, Tone tone);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    Tone m_tone;
};

} // namespace hookbot

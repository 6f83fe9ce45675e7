#pragma once

#include "ui/text/bodyguess.h"

#include <QtWidgets/QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QSettings;
class QStackedLayout;

namespace hookbot {

class BodyLines;
class FindBar;
class LinesView;
class PairsView;

/// Shows a body: pretty, raw or in hex.
class BodyPane final : public QWidget
{
    Q_OBJECT

public:
    enum class Look { Pretty, Raw, Hex };

    explicit BodyPane(QWidget *parent = nullptr);

    void setBody(const QByteArray &body, const QByteArray &contentType);
    void setLook(Look look);
    void focusBody();
    void focusFind();

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

    /// The pretty form of a body; the raw one if it has none.
    [[nodiscard]] static std::unique_ptr<BodyLines> prettyLines(const QByteArray &body, BodyGuess::Kind kind);

private:
    void showBody();
    void showLines(std::unique_ptr<BodyLines> lines);
    void fallBack(const QString &fault);
    void setNote(const QString &note);
    void find(bool isForward);

    QByteArray m_body;
    QByteArray m_contentType;
    BodyGuess m_guess;
    QLabel *m_note;
    QComboBox *m_look;
    QStackedLayout *m_pages;
    LinesView *m_lines;
    PairsView *m_form;
    QLabel *m_empty;
    FindBar *m_find;
};

} // namespace hookbot

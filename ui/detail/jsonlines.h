#pragma once

#include "ui/detail/bodylines.h"

namespace hookbot {

/// JSON, indented, with one member or element a line. Only white space between tokens is changed: order, numbers and
/// escapes stay as written. Invalid JSON has a fault with its position.
class JsonLines final : public IndexedLines
{
public:
    using IndexedLines::IndexedLines;

    bool advance() override;
    [[nodiscard]] StyledLine line(qsizetype index) const override;
    [[nodiscard]] QString fault() const override { return m_fault; }

private:
    enum class Expecting { Value, ValueOrEnd, Key, KeyOrEnd, Colon, CommaOrEnd, Nothing };

    void takeString(qsizetype end);
    void takeEscape();
    void endString();
    void takeToken();
    void takeBegin(char c);
    void takeEnd(char c);
    void takeAtom();
    void takeComma();
    void beginString();
    void beforeToken(int depth);
    void endValue();
    void fail(const QString &what);
    [[nodiscard]] int openDepth() const { return int(m_open.size()); }

    Expecting m_expecting = Expecting::Value;
    QByteArray m_open; ///< the open brackets
    bool m_isBreakDue = true;
    bool m_isInString = false;
    bool m_isKey = false;
    bool m_isRest = false; ///< too many lines: the rest is shown raw
    QString m_fault;
};

} // namespace hookbot

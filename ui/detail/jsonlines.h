#pragma once

#include "ui/detail/bodylines.h"

namespace hookbot {

/// JSON, a member or an element a line, indented. Nothing but the spaces between is changed: order, numbers and escapes
/// stay as they are written. What is no JSON has a fault that says where.
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
    QByteArray m_open; ///< the brackets that wait for their end
    bool m_isBreakDue = true;
    bool m_isInString = false;
    bool m_isKey = false;
    bool m_isRest = false; ///< too many lines: the rest is shown as it is
    QString m_fault;
};

} // namespace hookbot

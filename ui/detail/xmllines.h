#pragma once

#include "ui/detail/bodylines.h"

namespace hookbot {

/// XML, indented, with one innermost element a line. It is not validated.
class XmlLines final : public IndexedLines
{
public:
    using IndexedLines::IndexedLines;

    bool advance() override;
    [[nodiscard]] StyledLine line(qsizetype index) const override;

private:
    void takeTag();
    void takeText(qsizetype end);
    void skipTo(QByteArrayView closing);

    int m_depth = 0;
    bool m_isTextAllowed = false; ///< the line has an element's start tag only: its text and end tag may follow
    bool m_isInText = false;
    QByteArray m_closing; ///< what ends the tag that has begun
};

} // namespace hookbot

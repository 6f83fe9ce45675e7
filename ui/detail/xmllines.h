#pragma once

#include "ui/detail/bodylines.h"

namespace hookbot {

/// XML, an element a line where it holds no others, indented. It is not judged: what is no XML only looks like it less.
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
    bool m_isTextAllowed = false; ///< the line is an element that has only begun: its text and its end may follow
    bool m_isInText = false;
    QByteArray m_closing; ///< of a tag that has begun: what ends it
};

} // namespace hookbot

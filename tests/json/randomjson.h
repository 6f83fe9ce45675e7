#pragma once

#include <QtCore/QByteArray>

#include <random>

namespace hookbot {

/// Makes JSON texts, valid ones and such with a few bytes changed.
class RandomJson
{
public:
    explicit RandomJson(unsigned seed) : m_random(seed) {}

    /// An object or an array.
    QByteArray next(bool isValid)
    {
        QByteArray text = blanks() + (below(2) == 0 ? object(0) : array(0)) + blanks();
        if (isValid)
            return text;
        constexpr QByteArrayView Bytes = "{}[]:,\"tn \xff\xc3";
        for (unsigned changes = 1 + below(2); changes > 0 && !text.isEmpty(); --changes) {
            const auto at = qsizetype(below(unsigned(text.size())));
            switch (below(3)) {
            case 0:
                text.remove(at, 1);
                break;
            case 1:
                text.insert(at, Bytes[qsizetype(below(unsigned(Bytes.size())))]);
                break;
            default:
                text.truncate(at);
            }
        }
        return text;
    }

    unsigned below(unsigned limit) { return unsigned(m_random() % limit); }

    /// One of few, so that paths lead somewhere and names come again.
    QByteArray name()
    {
        constexpr std::array Names{
            R"("a")", R"("b")", R"("\u0061")", R"("ä")", R"("")", R"("a.b")", R"("long name")"
        };
        return Names[below(Names.size())];
    }

private:
    QByteArray blanks()
    {
        constexpr std::array Blanks{ "", "", "", " ", "\n", "\t\r\n " };
        return Blanks[below(Blanks.size())];
    }

    QByteArray value(int depth)
    {
        constexpr std::array Words{ "null",
                                    "true",
                                    "false",
                                    "0",
                                    "-0",
                                    "7",
                                    "-12",
                                    "7.0",
                                    "1e3",
                                    "0.5",
                                    "1.25e-7",
                                    "9007199254740993",
                                    "123456789012345678901",
                                    "1E+300",
                                    R"("")",
                                    R"("text")",
                                    R"("\u00e4\ud83d\ude00\n")",
                                    R"("ä😀")",
                                    "\"]},:\\\"{[\"" };
        const unsigned kind = below(depth < 6 ? 4 : 2);
        return kind == 3 ? object(depth) : kind == 2 ? array(depth) : QByteArray(Words[below(Words.size())]);
    }

    QByteArray array(int depth)
    {
        QByteArray text = '[' + blanks();
        for (unsigned count = below(4), i = 0; i < count; ++i)
            text += (i > 0 ? ',' + blanks() : QByteArray()) + value(depth + 1) + blanks();
        return text + ']';
    }

    QByteArray object(int depth)
    {
        QByteArray text = '{' + blanks();
        for (unsigned count = below(5), i = 0; i < count; ++i)
            text += (i > 0 ? ',' + blanks() : QByteArray()) + name() + blanks() + ':' + blanks() + value(depth + 1) +
                    blanks();
        return text + '}';
    }

    std::mt19937 m_random;
};

} // namespace hookbot

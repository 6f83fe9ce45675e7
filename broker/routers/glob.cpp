#include "broker/routers/glob.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <algorithm>

namespace hookbot {

namespace {

/// What a pattern with wildcards is held against, in bytes: a stranger chooses the text.
constexpr qsizetype LongestMatched = 64LL * 1024;

} // namespace

Glob::Glob(const QByteArray &pattern)
{
    const QList<uint> characters = QString::fromUtf8(pattern).toUcs4();
    for (qsizetype i = 0; i < characters.size(); ++i) {
        if (characters[i] == '\\' && i + 1 < characters.size()) {
            m_steps.push_back({ Step::Kind::Character, characters[++i] });
        } else if (characters[i] == '*') {
            const bool isDouble = i + 1 < characters.size() && characters[i + 1] == '*';
            m_steps.push_back({ isDouble ? Step::Kind::Run : Step::Kind::RunWithoutSlash, 0 });
            i += isDouble ? 1 : 0;
        } else if (characters[i] == '?') {
            m_steps.push_back({ Step::Kind::AnyCharacter, 0 });
        } else {
            m_steps.push_back({ Step::Kind::Character, characters[i] });
        }
    }
    if (!hasWildcards()) {
        for (const Step &step : m_steps)
            m_plain += QString::fromUcs4(&step.character, 1).toUtf8();
    }
}

bool Glob::hasWildcards() const
{
    return std::ranges::any_of(m_steps, [](const Step &step) { return step.kind != Step::Kind::Character; });
}

/// Adds a place among the steps where the text may have come to, with those behind runs, which may be empty.
void Glob::reach(std::vector<char> &places, size_t place) const
{
    for (; !places[place]; ++place) {
        places[place] = 1;
        if (place == m_steps.size() || m_steps[place].kind == Step::Kind::Character ||
            m_steps[place].kind == Step::Kind::AnyCharacter)
            return;
    }
}

/// Goes through the text once, with all places among the steps that what has passed may have led to.
bool Glob::matches(QByteArrayView text) const
{
    if (!hasWildcards())
        return text == m_plain;
    if (text.size() > LongestMatched || !text.isValidUtf8())
        return false;
    std::vector<char> places(m_steps.size() + 1);
    std::vector<char> next(places.size());
    reach(places, 0);
    for (const uint character : QString::fromUtf8(text).toUcs4()) {
        std::ranges::fill(next, 0);
        for (size_t place = 0; place < m_steps.size(); ++place) {
            if (!places[place])
                continue;
            const Step &step = m_steps[place];
            const bool isRun = step.kind == Step::Kind::Run || step.kind == Step::Kind::RunWithoutSlash;
            const bool isTaken = step.kind == Step::Kind::Character ? character == step.character
                                                                    : step.kind == Step::Kind::Run || character != '/';
            if (isTaken)
                reach(next, isRun ? place : place + 1);
        }
        places.swap(next);
    }
    return places.back() != 0;
}

} // namespace hookbot

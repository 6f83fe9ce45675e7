#include "ui/detail/diffpane.h"

#include "ui/detail/bodypane.h"
#include "ui/detail/linesview.h"
#include "ui/text/format.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hookbot {

namespace {

constexpr qsizetype DiffContext = 3; ///< unchanged lines shown around a change
constexpr qsizetype TextsPerStep = 1000;

std::unique_ptr<BodyLines> linesToCompare(const EventDetail &event)
{
    return BodyPane::prettyLines(event.body, guessBody(event.body, event.summary.contentType).kind);
}

StyledLine diffLine(const LineDiff::Piece &piece)
{
    StyledLine line;
    switch (piece.kind) {
    case LineDiff::Piece::Kind::Same:
        line.add(QStringLiteral("  ") + piece.line, TextStyle::Faint);
        break;
    case LineDiff::Piece::Kind::Removed:
        line.add(QStringLiteral("\u2212 ") + piece.line, TextStyle::Removed);
        break;
    case LineDiff::Piece::Kind::Added:
        line.add(QStringLiteral("+ ") + piece.line, TextStyle::Added);
        break;
    }
    return line;
}

} // namespace

DiffPane::DiffPane(Monitor &monitor, QWidget *parent)
    : QWidget(parent),
      m_monitor(monitor),
      m_message(new QLabel(this)),
      m_lines(new LinesView(this))
{
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_lines->setAccessibleName(tr("Changes since the previous event"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(m_message);
    column->addWidget(m_lines, 1);
    connect(&m_steps, &QTimer::timeout, this, &DiffPane::takeStep);
}

DiffPane::~DiffPane() = default;

void DiffPane::focusLines()
{
    m_lines->setFocus(Qt::ShortcutFocusReason);
}

void DiffPane::compare(const std::optional<EventDetail> &event)
{
    ++m_generation;
    m_event = event;
    end({});
    if (m_event)
        findPrevious(m_event->summary.id);
}

void DiffPane::findPrevious(qint64 from)
{
    EventQuery query;
    query.channel = m_event->summary.channel;
    query.from = from;
    query.limit = 1;
    m_monitor.findEvents(query, this, [this, generation = m_generation](const EventsPage &page) {
        if (generation != m_generation)
            return;
        if (!page.error.isEmpty()) {
            end(tr("Cannot read the log: %1").arg(page.error));
        } else if (!page.events.isEmpty()) {
            m_monitor.findEvent(page.events.first().id, this,
                                [this, generation](const std::optional<EventDetail> &previous) {
                                    if (generation == m_generation && previous)
                                        begin(*previous);
                                });
        } else if (page.isEnd) {
            end(tr("There is no earlier event on this channel."));
        } else {
            findPrevious(page.upTo);
        }
    });
}

void DiffPane::begin(const EventDetail &previous)
{
    const auto apart = std::chrono::duration_cast<std::chrono::seconds>(m_event->summary.time - previous.summary.time);
    m_against = tr("Compared with event %1, %2 earlier.").arg(previous.summary.id).arg(durationText(apart));
    if (previous.body == m_event->body) {
        end(m_against + u' ' + tr("The bodies are identical."));
        return;
    }
    m_message->setText(m_against);
    m_raw = { previous.body, m_event->body };
    m_bodies = { linesToCompare(previous), linesToCompare(*m_event) };
    m_texts = {};
    m_steps.start(0);
}

void DiffPane::end(const QString &message)
{
    m_steps.stop();
    m_bodies = {};
    m_raw = {};
    m_texts = {};
    m_diff.reset();
    m_lines->setLines(nullptr);
    m_message->setText(message);
}

/// Does one step of reading the lines. Returns whether there is more to do.
bool DiffPane::prepare(int side)
{
    std::unique_ptr<BodyLines> &body = m_bodies[size_t(side)];
    if (body->advance())
        return true;
    if (!body->fault().isEmpty()) {
        body = BodyPane::prettyLines(m_raw[size_t(side)], BodyGuess::Kind::Text);
        return true;
    }
    QStringList &texts = m_texts[size_t(side)];
    const qsizetype stop = std::min({ texts.size() + TextsPerStep, body->count(), MostLines });
    while (texts.size() < stop)
        texts += body->line(texts.size()).text;
    return stop < std::min(body->count(), MostLines);
}

void DiffPane::takeStep()
{
    if (!m_diff) {
        for (const int side : { 0, 1 }) {
            if (m_bodies[size_t(side)]->count() > MostLines) {
                end(m_against + u' ' + tr("The bodies are too long to compare line by line."));
                return;
            }
            if (prepare(side))
                return;
        }
        m_diff = std::make_unique<LineDiff>(std::move(m_texts[0]), std::move(m_texts[1]));
    } else if (!m_diff->advance()) {
        if (m_diff->isTooLarge())
            end(m_against + u' ' + tr("The bodies have too little in common to compare line by line."));
        else
            showPieces();
    }
}

void DiffPane::showPieces()
{
    const QList<LineDiff::Piece> pieces = m_diff->pieces();
    QList<StyledLine> shown;
    qsizetype added = 0;
    qsizetype removed = 0;
    for (qsizetype i = 0; i < pieces.size();) {
        if (pieces[i].kind != LineDiff::Piece::Kind::Same) {
            ++(pieces[i].kind == LineDiff::Piece::Kind::Added ? added : removed);
            shown += diffLine(pieces[i++]);
            continue;
        }
        qsizetype next = i;
        while (next < pieces.size() && pieces[next].kind == LineDiff::Piece::Kind::Same)
            ++next;
        const qsizetype first = i == 0 ? i : std::min(next, i + DiffContext);
        const qsizetype last = next == pieces.size() ? first : std::max(first, next - DiffContext);
        for (; i < first; ++i)
            shown += diffLine(pieces[i]);
        const qsizetype skipped = (next == pieces.size() ? next : last) - first;
        if (skipped > 0) {
            StyledLine line;
            line.add(QStringLiteral("\u22ef ") + tr("%n unchanged line(s)", nullptr, int(skipped)), TextStyle::Faint);
            shown += line;
        }
        for (i = first + skipped; i < next; ++i)
            shown += diffLine(pieces[i]);
    }
    const QString message = added + removed == 0
                                ? m_against + u' ' + tr("Only spaces and line breaks differ.")
                                : m_against + u' ' + tr("%1 lines added, %2 removed.").arg(added).arg(removed);
    end(message);
    m_lines->setLines(std::make_unique<ReadyLines>(shown));
}

} // namespace hookbot

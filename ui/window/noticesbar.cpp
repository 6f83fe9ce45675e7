#include "ui/window/noticesbar.h"

#include "ui/parts/shapes.h"
#include "ui/parts/symbols.h"

#include <QtCore/QTimer>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

#include <utility>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr auto InformationStays = 30s;
constexpr qsizetype MostNoticesShown = 3;
constexpr qsizetype MostNoticesKept = 50;

/// One notice.
class NoticeRow : public QFrame
{
    Q_OBJECT

public:
    NoticeRow(const Notice &notice, QWidget *parent)
        : QFrame(parent),
          m_isTrouble(notice.severity == Notice::Severity::Trouble),
          m_content(notice.title + QLatin1Char('\n') + notice.text),
          m_dismiss(new QToolButton(this))
    {
        setFrameShape(QFrame::StyledPanel);
        setAutoFillBackground(true);
        setBackgroundRole(QPalette::Base);
        auto *title = new QLabel(notice.title, this);
        title->setTextFormat(Qt::PlainText);
        QFont bold = title->font();
        bold.setBold(true);
        title->setFont(bold);
        auto *text = new QLabel(notice.text, this);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_dismiss->setIcon(symbol(QStringLiteral("close")));
        m_dismiss->setAutoRaise(true);
        m_dismiss->setToolTip(tr("Dismiss"));
        m_dismiss->setAccessibleName(tr("Dismiss: %1").arg(notice.title));
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        column->addWidget(title);
        column->addWidget(text);
        text->setVisible(!notice.text.isEmpty());
        auto *line = new QHBoxLayout(this);
        line->addWidget(makeMark(), 0, Qt::AlignTop);
        line->addLayout(column, 1);
        line->addWidget(m_dismiss, 0, Qt::AlignTop);
        connect(m_dismiss, &QToolButton::clicked, this, &NoticeRow::dismissed);
    }

    [[nodiscard]] bool isTrouble() const { return m_isTrouble; }
    [[nodiscard]] const QString &content() const { return m_content; }

Q_SIGNALS:
    void dismissed();

private:
    QWidget *makeMark()
    {
        if (m_isTrouble) {
            auto *mark = new ShapeMark(this);
            mark->setShape(hookbot::Shape::Triangle, Tone::Bad); // QFrame has shapes, too
            mark->setAccessibleName(tr("Problem"));
            return mark;
        }
        auto *mark = new QLabel(this);
        const int side = ShapeMark(this).sizeHint().width();
        mark->setPixmap(symbol(QStringLiteral("information")).pixmap(QSize(side, side), devicePixelRatio()));
        return mark;
    }

    bool m_isTrouble;
    QString m_content;
    QToolButton *m_dismiss;
};

} // namespace

NoticesBar::NoticesBar(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this)), m_more(new QLabel(this))
{
    m_column->addWidget(m_more);
    arrange();
}

void NoticesBar::add(const Notice &notice)
{
    auto *row = new NoticeRow(notice, this);
    for (QWidget *other : std::as_const(m_rows)) {
        if (static_cast<NoticeRow *>(other)->content() == row->content()) {
            remove(other);
            break;
        }
    }
    m_rows.prepend(row);
    m_column->insertWidget(0, row);
    connect(row, &NoticeRow::dismissed, this, [this, row] { remove(row); });
    if (!row->isTrouble())
        QTimer::singleShot(InformationStays, row, [this, row] { remove(row); });
    while (m_rows.size() > MostNoticesKept)
        remove(m_rows.last());
    arrange();
}

void NoticesBar::remove(QWidget *row)
{
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater();
    arrange();
}

void NoticesBar::arrange()
{
    for (qsizetype index = 0; index < m_rows.size(); ++index)
        m_rows[index]->setVisible(index < MostNoticesShown);
    const qsizetype hidden = m_rows.size() - MostNoticesShown;
    m_more->setText(tr("%n more", nullptr, int(hidden)));
    m_more->setVisible(hidden > 0);
    setVisible(!m_rows.isEmpty());
}

} // namespace hookbot

#include "noticesbar.moc"

#include "ui/detail/pairsview.h"

#include "ui/text/format.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>

namespace hookbot {

namespace {

constexpr qsizetype MostFields = 10'000;
constexpr qsizetype LongestCell = 1000;

QByteArray formDecoded(QByteArray text)
{
    text.replace('+', ' ');
    return QByteArray::fromPercentEncoding(text);
}

} // namespace

void PairsModel::setPairs(const QList<QPair<QByteArray, QByteArray>> &pairs)
{
    beginResetModel();
    m_pairs = pairs;
    m_isForm = false;
    endResetModel();
}

void PairsModel::setForm(const QByteArray &form)
{
    beginResetModel();
    m_pairs.clear();
    m_isForm = true;
    for (qsizetype begin = 0; begin < form.size() && m_pairs.size() < MostFields;) {
        const qsizetype found = form.indexOf('&', begin);
        const qsizetype end = found < 0 ? form.size() : found;
        const QByteArrayView field = QByteArrayView(form).sliced(begin, end - begin);
        const qsizetype mark = field.indexOf('=');
        m_pairs.append({ field.first(mark < 0 ? field.size() : mark).toByteArray(),
                         field.sliced(mark < 0 ? field.size() : mark + 1).toByteArray() });
        begin = end + 1;
    }
    endResetModel();
}

QByteArray PairsModel::cell(int row, int column) const
{
    const auto &[name, value] = m_pairs[row];
    const QByteArray &raw = column == 0 ? name : value;
    return m_isForm ? formDecoded(raw) : raw;
}

QString PairsModel::line(int row) const
{
    const QByteArray value = cell(row, 1);
    return visible(cell(row, 0)) + QStringLiteral(": ") + visible(value, value.size());
}

int PairsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_pairs.size());
}

int PairsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant PairsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return visible(cell(index.row(), index.column()).left(LongestCell * 4), LongestCell);
    if (role == Qt::ToolTipRole)
        return QStringLiteral("<p>%1</p>")
            .arg(visible(cell(index.row(), index.column()).left(LongestCell * 4), LongestCell).toHtmlEscaped());
    return {};
}

QVariant PairsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Name") : tr("Value");
}

PairsView::PairsView(QWidget *parent) : QTableView(parent)
{
    setModel(&m_pairs);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->resizeSection(0, fontMetrics().averageCharWidth() * 24);
}

QString PairsView::text() const
{
    QStringList lines;
    for (int row = 0; row < m_pairs.rowCount(); ++row) {
        if (!selectionModel()->hasSelection() || selectionModel()->isRowSelected(row))
            lines += m_pairs.line(row);
    }
    return lines.join(u'\n');
}

void PairsView::keyPressEvent(QKeyEvent *event)
{
    const bool isText = !event->text().isEmpty() && event->text().front().isPrint();
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(text());
    else if (isText)
        event->ignore(); // a shortcut of the window
    else
        QTableView::keyPressEvent(event);
}

} // namespace hookbot

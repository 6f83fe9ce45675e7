#include "ui/channels/channelspane.h"

#include "ui/channels/channelcolumns.h"
#include "ui/channels/channeldelegate.h"
#include "ui/channels/channelmenu.h"
#include "ui/channels/channelsfilter.h"
#include "ui/channels/channelsmodel.h"

#include <QtCore/QPointer>
#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtGui/QContextMenuEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

#include <chrono>
#include <utility>

namespace hookbot {

using namespace std::chrono_literals;

namespace {

/// Up to these numbers of channels and rows, folders are open from the start.
constexpr qsizetype FewChannels = 200;
constexpr int FewRows = 1000;

QStringList foldedTexts(const QSet<QByteArray> &paths)
{
    QStringList texts;
    for (const QByteArray &path : paths)
        texts.append(QString::fromUtf8(path));
    texts.sort();
    return texts;
}

QSet<QByteArray> foldedPaths(const QStringList &texts)
{
    QSet<QByteArray> paths;
    for (const QString &text : texts)
        paths.insert(text.toUtf8());
    return paths;
}

} // namespace

ChannelsPane::ChannelsPane(Monitor &monitor, Program &program, QWidget *parent)
    : QWidget(parent),
      m_monitor(monitor),
      m_program(program),
      m_copy(new AccessCopy(monitor, this)),
      m_model(new ChannelsModel(this)),
      m_filter(new ChannelsFilter(*m_model, this)),
      m_search(new QLineEdit(this)),
      m_tree(new QTreeView(this)),
      m_note(new QLabel(this)),
      m_second(new QTimer(this))
{
    layOut();
    m_second->setInterval(1s);
    connect(m_second, &QTimer::timeout, m_tree->viewport(), qOverload<>(&QWidget::update));
    connect(m_copy, &AccessCopy::copied, this, &ChannelsPane::copied);
    connect(m_copy, &AccessCopy::failed, this, &ChannelsPane::failed);
    connect(&m_monitor, &Monitor::channelsChanged, this, &ChannelsPane::apply);
    connect(m_search, &QLineEdit::textChanged, this, &ChannelsPane::search);
    connect(m_search, &QLineEdit::returnPressed, m_tree, qOverload<>(&QWidget::setFocus));
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChannelsPane::currentMoved);
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) { remember(index, true); });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) { remember(index, false); });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &above, int first, int last) {
        if (!m_filter->isFiltering() && above.isValid() && m_filter->rowCount(above) == last - first + 1)
            unfold(above);
    });
    showCurrent();
}

void ChannelsPane::layOut()
{
    m_search->setObjectName(QStringLiteral("searchChannels"));
    m_search->setPlaceholderText(tr("Search channels"));
    m_search->setAccessibleName(tr("Search channels"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);

    m_tree->setModel(m_filter);
    m_tree->setItemDelegate(new ChannelDelegate(m_tree));
    m_tree->setAccessibleName(tr("Channels"));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setSortingEnabled(true);
    m_tree->sortByColumn(ChannelsModel::Name, Qt::AscendingOrder);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(m_tree->fontMetrics().height());
    m_tree->installEventFilter(this);
    m_tree->viewport()->installEventFilter(this);
    m_columns = new ChannelColumns(*m_tree);

    m_note->setWordWrap(true);
    m_note->setMargin(4);
    m_note->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *searchRow = new QHBoxLayout; // the same margins as above the list of events
    searchRow->setContentsMargins(6, 6, 6, 2);
    searchRow->addWidget(m_search);
    layout->addLayout(searchRow);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_note);
}

void ChannelsPane::apply(const ChannelsChange &change)
{
    bool startsOver = false;
    const auto watch = connect(m_model, &QAbstractItemModel::modelReset, this, [&startsOver] { startsOver = true; });
    m_isOurs = true;
    m_model->apply(change);
    disconnect(watch);
    if (startsOver)
        unfold({});
    m_isOurs = false;
    showLeftOut();
    showCurrent();
}

void ChannelsPane::showLeftOut()
{
    const qint64 leftOut = m_model->leftOut();
    m_note->setVisible(leftOut > 0);
    m_note->setText(tr("%n more channel(s), without recent events, are not shown.", nullptr, int(leftOut)));
}

void ChannelsPane::search()
{
    m_isOurs = true;
    m_filter->setText(m_search->text().trimmed());
    unfold({});
    m_isOurs = false;
    showCurrent();
}

void ChannelsPane::currentMoved(const QModelIndex &index)
{
    if (m_isOurs || !index.isValid())
        return;
    const QVariant channel = index.data(ChannelsModel::ChannelRole);
    choose(channel.isValid() ? std::optional(channel.toByteArray()) : std::nullopt);
}

void ChannelsPane::choose(const std::optional<QByteArray> &channel)
{
    if (channel == m_current)
        return;
    m_current = channel;
    Q_EMIT channelChosen(m_current);
}

void ChannelsPane::showCurrent()
{
    const QModelIndex index = m_filter->mapFromSource(m_model->find(m_current));
    const QModelIndex before = m_tree->currentIndex();
    if (index.isValid() && before.isValid() && index.siblingAtColumn(0) == before.siblingAtColumn(0))
        return;
    m_isOurs = true;
    if (index.isValid()) {
        for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
            m_tree->expand(above);
        m_tree->setCurrentIndex(index);
    } else {
        m_tree->selectionModel()->clear();
    }
    m_isOurs = false;
}

void ChannelsPane::unfold(const QModelIndex &parent)
{
    const bool wasOurs = std::exchange(m_isOurs, true);
    const bool isOpenFromTheStart = m_model->channelCount() <= FewChannels && m_model->nodeCount() <= FewRows;
    const auto setUnfolded = [&](const QModelIndex &index) {
        const QByteArray path = index.data(ChannelsModel::PathRole).toByteArray();
        m_tree->setExpanded(index, m_filter->isFiltering() || m_unfolded.contains(path) ||
                                       (isOpenFromTheStart && !m_folded.contains(path)));
    };
    if (parent.isValid())
        setUnfolded(parent);
    for (int row = 0; row < m_filter->rowCount(parent); ++row) {
        const QModelIndex index = m_filter->index(row, 0, parent);
        if (m_filter->hasChildren(index))
            unfold(index);
    }
    m_isOurs = wasOurs;
}

void ChannelsPane::remember(const QModelIndex &index, bool isUnfolded)
{
    if (m_isOurs || m_filter->isFiltering())
        return;
    const QByteArray path = index.data(ChannelsModel::PathRole).toByteArray();
    (isUnfolded ? m_unfolded : m_folded).insert(path);
    (isUnfolded ? m_folded : m_unfolded).remove(path);
}

void ChannelsPane::copySubUrl()
{
    m_copy->copy(m_current.value_or(QByteArray()), AccessCopy::What::SubUrl);
}

void ChannelsPane::copyPubUrl()
{
    if (m_current && !m_current->endsWith('/'))
        m_copy->copy(*m_current, AccessCopy::What::PubUrl);
    else
        Q_EMIT failed(
            tr("This is a folder of channels. Choose one of its channels: events are published to a single channel."));
}

void ChannelsPane::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ChannelsPane::select(const QByteArray &channel)
{
    choose(channel.isEmpty() ? std::nullopt : std::optional(channel));
    showCurrent();
    m_tree->scrollTo(m_tree->currentIndex());
}

void ChannelsPane::saveState(QSettings &settings) const
{
    m_columns->saveState(settings);
    settings.setValue(QStringLiteral("channels/current"), m_current.value_or(QByteArray()));
    settings.setValue(QStringLiteral("channels/folded"), foldedTexts(m_folded));
    settings.setValue(QStringLiteral("channels/unfolded"), foldedTexts(m_unfolded));
}

void ChannelsPane::restoreState(QSettings &settings)
{
    m_columns->restoreState(settings);
    m_folded = foldedPaths(settings.value(QStringLiteral("channels/folded")).toStringList());
    m_unfolded = foldedPaths(settings.value(QStringLiteral("channels/unfolded")).toStringList());
    unfold({});
    select(settings.value(QStringLiteral("channels/current")).toByteArray());
}

bool ChannelsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_tree->viewport())
        m_columns->fit();
    if (event->type() == QEvent::ContextMenu && (watched == m_tree || watched == m_tree->viewport())) {
        const auto *asked = static_cast<QContextMenuEvent *>(event);
        const bool isByKey = asked->reason() == QContextMenuEvent::Keyboard;
        openMenu(isByKey ? m_tree->visualRect(m_tree->currentIndex()).center() : asked->pos());
        return true;
    }
    if (event->type() == QEvent::KeyPress && watched == m_search) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down)
            m_tree->setFocus();
        else if (key == Qt::Key_Escape && !m_search->text().isEmpty())
            m_search->clear();
        else
            return false;
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ChannelsPane::openMenu(const QPoint &place)
{
    const QModelIndex index = m_tree->indexAt(place);
    if (!index.isValid())
        return;
    const QByteArray channel = index.data(ChannelsModel::ChannelRole).toByteArray();
    auto *menu = new ChannelMenu(index, *m_copy, m_program.preferences().notifiedChannels.contains(channel), m_tree);
    connect(menu, &ChannelMenu::showAsked, this, &ChannelsPane::select);
    connect(menu, &ChannelMenu::notifyAsked, this, &ChannelsPane::setNotified);
    connect(menu, &ChannelMenu::newTokenAsked, this, &ChannelsPane::newTokenAsked);
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

void ChannelsPane::setNotified(const QByteArray &channel, bool isNotified)
{
    WindowPreferences preferences = m_program.preferences();
    if (isNotified)
        preferences.notifiedChannels.insert(channel);
    else
        preferences.notifiedChannels.remove(channel);
    m_program.apply(preferences, [pane = QPointer(this)](const QList<PreferenceFault> &faults) {
        if (pane && !faults.isEmpty())
            Q_EMIT pane->failed(faults.first().message);
    });
}

void ChannelsPane::showEvent(QShowEvent *event)
{
    m_second->start();
    m_columns->fit();
    QWidget::showEvent(event);
}

void ChannelsPane::hideEvent(QHideEvent *event)
{
    m_second->stop();
    QWidget::hideEvent(event);
}

} // namespace hookbot

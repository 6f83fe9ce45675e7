#pragma once

#include <QtCore/QObject>
#include <QtCore/QSet>

class QPoint;
class QSettings;
class QTreeView;

namespace hookbot {

/// Which columns the tree of channels shows: those that a person has not hidden, as far as there is room for them. The
/// tree's parent keeps it; the tree has its model already.
class ChannelColumns final : public QObject
{
    Q_OBJECT

public:
    explicit ChannelColumns(QTreeView &tree);

    /// To be called when the width of the tree changes.
    void fit();

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

private:
    void widen(int column, const QString &longest);
    void openMenu(const QPoint &place);
    void setHidden(int column, bool isHidden);

    QTreeView &m_tree;
    QSet<int> m_hidden; ///< by a person
};

} // namespace hookbot

#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QComboBox;
class QLineEdit;
class QSettings;

namespace hookbot {

/// What a person looks for among the events: words, a kind, a time.
class EventFilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit EventFilterBar(QWidget *parent = nullptr);

    /// Text, kind and time, the latter from now.
    [[nodiscard]] EventQuery query() const;

    [[nodiscard]] bool isEmpty() const;
    void clear();
    void focusSearch();
    void setKinds(const QStringList &kinds);

    /// Where the search is, for who reads its placeholder; empty: everywhere.
    void setPlace(const QString &channel);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

Q_SIGNALS:
    void changed();
    /// Enter or the arrow down: on to what was found.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void changeNow();
    [[nodiscard]] QString kind() const;

    QLineEdit *m_search;
    QComboBox *m_kind;
    QComboBox *m_time;
    QTimer m_pause; ///< since the last letter
};

} // namespace hookbot

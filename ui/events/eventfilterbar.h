#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QComboBox;
class QLineEdit;
class QSettings;

namespace hookbot {

/// The filter for the list of events: text, kind, time.
class EventFilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit EventFilterBar(QWidget *parent = nullptr);

    /// Text, kind and time; the time is relative to now.
    [[nodiscard]] EventQuery query() const;

    [[nodiscard]] bool isEmpty() const;
    void clear();
    void focusSearch();
    void setKinds(const QStringList &kinds);

    /// The place that is searched, for the placeholder; empty: everywhere.
    void setPlace(const QString &channel);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

Q_SIGNALS:
    void changed();
    /// Enter or Down was pressed: go to the results.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void changeNow();
    [[nodiscard]] QString kind() const;

    QLineEdit *m_search;
    QComboBox *m_kind;
    QComboBox *m_time;
    QTimer m_pause; ///< since the last keystroke
};

} // namespace hookbot

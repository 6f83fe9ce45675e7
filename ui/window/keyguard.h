#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace hookbot {

/// Keeps keys that are typed into a field, or that press a button, from being shortcuts while that widget has the
/// focus. Works in all windows. GUI thread.
class KeyGuard : public QObject
{
    Q_OBJECT

public:
    explicit KeyGuard(QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch(QWidget *widget);

    QPointer<QWidget> m_watched;
};

} // namespace hookbot

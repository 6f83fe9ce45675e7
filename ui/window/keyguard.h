#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace hookbot {

/// Lets keys that are typed into a field, or that press a button, be no shortcuts while that has the focus. Watches
/// whatever has it, in all windows. GUI thread.
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

#pragma once

#include <QtCore/QList>
#include <QtWidgets/QWidget>

class QComboBox;
class QDoubleSpinBox;

namespace hookbot {

/// A whole number with a choice of units. A value that was set and not edited is returned unchanged.
class QuantityField : public QWidget
{
    Q_OBJECT

public:
    struct Unit
    {
        QString name;
        qint64 size = 1; ///< in the smallest unit
    };

    /// @p units, the smallest first; @p name is the accessible name.
    QuantityField(const QString &name, const QList<Unit> &units, QWidget *parent = nullptr);

    /// In the smallest unit; shown in the largest that divides it.
    void setValue(qint64 value);
    [[nodiscard]] qint64 value() const;

    [[nodiscard]] static QList<Unit> sizes();
    [[nodiscard]] static QList<Unit> durations(); ///< in seconds

Q_SIGNALS:
    void changed();

private:
    QList<Unit> m_units;
    QDoubleSpinBox *m_number;
    QComboBox *m_unit;
};

} // namespace hookbot

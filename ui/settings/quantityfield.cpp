#include "ui/settings/quantityfield.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QHBoxLayout>

namespace hookbot {

namespace {

constexpr qint64 MostOfQuantity = 1LL << 53; ///< larger doubles, which the field uses, are rounded

} // namespace

QuantityField::QuantityField(const QString &name, const QList<Unit> &units, QWidget *parent)
    : QWidget(parent),
      m_units(units),
      m_number(new QDoubleSpinBox(this)),
      m_unit(new QComboBox(this))
{
    m_number->setObjectName(QStringLiteral("number"));
    m_unit->setObjectName(QStringLiteral("unit"));
    m_number->setDecimals(0);
    m_number->setRange(1, double(MostOfQuantity));
    m_number->setGroupSeparatorShown(true);
    m_number->setAccessibleName(name);
    m_number->setMinimumWidth(fontMetrics().averageCharWidth() * 18);
    for (const Unit &unit : m_units)
        m_unit->addItem(unit.name);
    m_unit->setAccessibleName(tr("Unit: %1").arg(name));
    m_unit->setVisible(m_units.size() > 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_number);
    layout->addWidget(m_unit);
    layout->addStretch(1);
    setFocusProxy(m_number);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &QuantityField::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this](int unit) {
        const qint64 most = MostOfQuantity / m_units[unit].size;
        m_number->setMaximum(double(most));
        Q_EMIT changed();
    });
}

void QuantityField::setValue(qint64 value)
{
    qsizetype unit = m_units.size() - 1;
    while (unit > 0 && (value < m_units[unit].size || value % m_units[unit].size != 0))
        --unit;
    m_unit->setCurrentIndex(int(unit));
    const qint64 whole = value / m_units[unit].size;
    m_number->setValue(double(whole));
}

qint64 QuantityField::value() const
{
    return qint64(m_number->value()) * m_units[m_unit->currentIndex()].size;
}

QList<QuantityField::Unit> QuantityField::sizes()
{
    return { { tr("bytes"), 1 },
             { QStringLiteral("KiB"), 1024 },
             { QStringLiteral("MiB"), 1024LL * 1024 },
             { QStringLiteral("GiB"), 1024LL * 1024 * 1024 } };
}

QList<QuantityField::Unit> QuantityField::durations()
{
    return { { tr("seconds"), 1 }, { tr("minutes"), 60 }, { tr("hours"), 3600 }, { tr("days"), 86400 } };
}

} // namespace hookbot

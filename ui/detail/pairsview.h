#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QPair>
#include <QtWidgets/QTableView>

namespace hookbot {

/// Untrusted names and values: headers, or the fields of a form.
class PairsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setPairs(const QList<QPair<QByteArray, QByteArray>> &pairs);

    /// Shows the fields of a form, at most the first ten thousand. They are decoded when they are shown.
    void setForm(const QByteArray &form);

    /// `name: value`, with the whole value.
    [[nodiscard]] QString line(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QByteArray cell(int row, int column) const;

    QList<QPair<QByteArray, QByteArray>> m_pairs;
    bool m_isForm = false;
};

/// A PairsModel as a table; Ctrl+C copies the selected lines.
class PairsView final : public QTableView
{
    Q_OBJECT

public:
    explicit PairsView(QWidget *parent = nullptr);

    [[nodiscard]] PairsModel &pairs() { return m_pairs; }

    /// The selected lines; all if none is selected.
    [[nodiscard]] QString text() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    PairsModel m_pairs;
};

} // namespace hookbot

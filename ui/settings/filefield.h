#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;

namespace hookbot {

/// A file's path, typed or chosen.
class FileField : public QWidget
{
    Q_OBJECT

public:
    /// @p name is the accessible name, @p filter the first choice of the file dialog.
    FileField(const QString &name, const QString &filter, QWidget *parent = nullptr);

    void setPath(const QString &path);
    [[nodiscard]] QString path() const;

Q_SIGNALS:
    void changed();

private:
    void choose();

    QString m_name;
    QString m_filter;
    QLineEdit *m_path;
};

} // namespace hookbot

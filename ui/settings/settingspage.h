#pragma once

#include "ui/program/desktop.h"

#include <QtCore/QMap>
#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;

namespace hookbot {

class FileField;
class KeyField;
class Note;
class QuantityField;

/// All preferences, under headings; what is wrong with one is said below it.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(Desktop &desktop, QWidget *parent = nullptr);

    void setShown(const Preferences &preferences);

    /// As they stand there.
    [[nodiscard]] Preferences chosen() const;

    /// Says them, and gives the first the focus. The field that has it, to be scrolled to; null where there is none.
    QWidget *say(const QList<PreferenceFault> &faults);

    void concealKey();

Q_SIGNALS:
    /// A person changed something, or perhaps changed it back.
    void changed();

private:
    using Field = PreferenceFault::Field;

    void addServer();
    void addLog();
    void addProgram();
    void addNotifications();
    void connectFields();
    void addPart(const QString &heading);
    void addField(const QString &label, QWidget *field, Field faultsOf, const QString &meaning = {});

    QFormLayout *m_form;
    QLineEdit *m_bind;
    FileField *m_certificate;
    FileField *m_tlsKey;
    QLineEdit *m_urlBase;
    QuantityField *m_keepEvents;
    QuantityField *m_keepBytes;
    QuantityField *m_keepFor;
    QuantityField *m_maxBody;
    QCheckBox *m_startsAtLogin;
    QCheckBox *m_startsPaused;
    QCheckBox *m_notifiesTrouble;
    QListWidget *m_notified;
    Note *m_notifiedMeaning;
    QComboBox *m_look;
    QComboBox *m_whenClosed;
    KeyField *m_key;
    QMap<Field, QWidget *> m_fields;
    QMap<Field, Note *> m_faults;
};

} // namespace hookbot

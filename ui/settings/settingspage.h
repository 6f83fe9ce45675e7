#pragma once

#include "ui/program/preferencefault.h"
#include "ui/program/serversettings.h"
#include "ui/program/windowpreferences.h"

#include <QtCore/QList>
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
class ServerControl;

/// All settings and preferences, under headings; errors are shown below their fields.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(ServerControl &server, QWidget *parent = nullptr);

    void setShown(const ServerSettings &settings, const WindowPreferences &preferences);

    /// The values in the fields.
    [[nodiscard]] ServerSettings settings() const;
    [[nodiscard]] WindowPreferences preferences() const;

    /// Shows the errors and focuses the first field with one. Returns that field; null if there are no errors.
    QWidget *say(const QList<PreferenceFault> &faults);

    void concealKey();

Q_SIGNALS:
    /// A person edited something, possibly back to what it was.
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
    QComboBox *m_theme;
    QComboBox *m_whenClosed;
    KeyField *m_key;
    QMap<Field, QWidget *> m_fields;
    QMap<Field, Note *> m_faults;
};

} // namespace hookbot

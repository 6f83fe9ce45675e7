#include "ui/settings/settingspage.h"

#include "ui/parts/notes.h"
#include "ui/settings/filefield.h"
#include "ui/settings/keyfield.h"
#include "ui/settings/quantityfield.h"
#include "ui/text/format.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>

#include <algorithm>

namespace hookbot {

namespace {

constexpr qsizetype MostNotifiedShown = 6; ///< rows; with more, the list scrolls
constexpr int NotifiedName = Qt::UserRole; ///< QByteArray

void selectPreference(QComboBox *box, int value)
{
    box->setCurrentIndex(box->findData(value));
}

/// A column of widgets as one row of a form: QFormLayout misplaces rows when hidden ones become visible.
QWidget *makeColumn(const QList<QWidget *> &widgets, QWidget *parent)
{
    auto *column = new QWidget(parent);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    column->setFocusProxy(widgets.first());
    return column;
}

} // namespace

SettingsPage::SettingsPage(ServerControl &server, QWidget *parent)
    : QWidget(parent),
      m_form(new QFormLayout),
      m_bind(new QLineEdit(this)),
      m_certificate(new FileField(tr("Certificate"), tr("Certificates (*.pem *.crt *.cer)"), this)),
      m_tlsKey(new FileField(tr("Private key"), tr("Keys (*.pem *.key)"), this)),
      m_urlBase(new QLineEdit(this)),
      m_keepEvents(new QuantityField(tr("Events"), { { tr("events"), 1 } }, this)),
      m_keepBytes(new QuantityField(tr("Size"), QuantityField::sizes(), this)),
      m_keepFor(new QuantityField(tr("Time"), QuantityField::durations(), this)),
      m_maxBody(new QuantityField(tr("Maximum body size"), QuantityField::sizes(), this)),
      m_startsAtLogin(new QCheckBox(tr("Start when I log in"), this)),
      m_startsPaused(new QCheckBox(tr("Start paused"), this)),
      m_notifiesTrouble(new QCheckBox(tr("Notify me of problems"), this)),
      m_notified(new QListWidget(this)),
      m_notifiedMeaning(new Note(Tone::Muted, this)),
      m_theme(new QComboBox(this)),
      m_whenClosed(new QComboBox(this)),
      m_key(new KeyField(server, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_form);
    layout->addStretch(1);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addServer();
    addLog();
    addProgram();
    addNotifications();
    addPart(tr("Key"));
    m_form->addRow(m_key);
    connectFields();
}

void SettingsPage::addServer()
{
    m_bind->setObjectName(QStringLiteral("bind"));
    m_urlBase->setObjectName(QStringLiteral("urlBase"));
    m_certificate->setObjectName(QStringLiteral("certificate"));
    m_tlsKey->setObjectName(QStringLiteral("tlsKey"));
    m_maxBody->setObjectName(QStringLiteral("maxBody"));
    m_urlBase->setPlaceholderText(QStringLiteral("https://hooks.example.com"));
    m_bind->setPlaceholderText(QStringLiteral("127.0.0.1:8080"));
    addPart(tr("Server"));
    addField(tr("&Address and port"), m_bind, Field::Bind,
             tr("127.0.0.1 for this computer only; 0.0.0.0 or [::] for others too."));
    addField(tr("Public &URL"), m_urlBase, Field::UrlBase,
             tr("Where others reach this server. Leave it empty to use the address above."));
    addField(tr("&Certificate"), m_certificate, Field::TlsCertificateFile);
    addField(tr("Private &key"), m_tlsKey, Field::TlsKeyFile,
             tr("PEM files, for https and wss. Leave both empty to serve without TLS."));
    addField(tr("Maximum &body size"), m_maxBody, Field::MaxBody);
}

void SettingsPage::addLog()
{
    m_keepEvents->setObjectName(QStringLiteral("keepEvents"));
    m_keepBytes->setObjectName(QStringLiteral("keepBytes"));
    m_keepFor->setObjectName(QStringLiteral("keepFor"));
    addPart(tr("Keep events"));
    addField(tr("At &most"), m_keepEvents, Field::KeepEvents);
    addField(tr("Up &to"), m_keepBytes, Field::KeepBytes);
    addField(tr("&For"), m_keepFor, Field::KeepFor,
             tr("The oldest events are deleted when any of these limits is reached."));
}

void SettingsPage::addProgram()
{
    m_startsAtLogin->setObjectName(QStringLiteral("startsAtLogin"));
    m_startsPaused->setObjectName(QStringLiteral("startsPaused"));
    m_whenClosed->setObjectName(QStringLiteral("whenClosed"));
    m_theme->addItem(tr("Same as system"), int(WindowPreferences::Theme::System));
    m_theme->addItem(tr("Light"), int(WindowPreferences::Theme::Light));
    m_theme->addItem(tr("Dark"), int(WindowPreferences::Theme::Dark));
    m_whenClosed->addItem(tr("Ask me"), int(WindowPreferences::WhenClosed::Ask));
    m_whenClosed->addItem(tr("Keep running"), int(WindowPreferences::WhenClosed::KeepRunning));
    m_whenClosed->addItem(tr("Quit"), int(WindowPreferences::WhenClosed::Quit));
    addPart(tr("Program"));
    addField({}, m_startsAtLogin, Field::StartsAtLogin);
    addField({}, m_startsPaused, Field::StartsPaused);
    m_form->addRow(tr("Appeara&nce"), m_theme);
    m_form->addRow(tr("&When the window is closed"), m_whenClosed);
}

void SettingsPage::addNotifications()
{
    m_notifiesTrouble->setObjectName(QStringLiteral("notifiesTrouble"));
    m_notified->setObjectName(QStringLiteral("notified"));
    m_notified->setAccessibleName(tr("Channels with notifications"));
    addPart(tr("Notifications"));
    m_form->addRow(QString(), m_notifiesTrouble);
    m_form->addRow(tr("Channels"), makeColumn({ m_notified, m_notifiedMeaning }, this));
}

void SettingsPage::connectFields()
{
    for (const QLineEdit *field : { m_bind, m_urlBase })
        connect(field, &QLineEdit::textChanged, this, &SettingsPage::changed);
    for (const FileField *field : { m_certificate, m_tlsKey })
        connect(field, &FileField::changed, this, &SettingsPage::changed);
    for (const QuantityField *field : { m_keepEvents, m_keepBytes, m_keepFor, m_maxBody })
        connect(field, &QuantityField::changed, this, &SettingsPage::changed);
    for (const QCheckBox *field : { m_startsAtLogin, m_startsPaused, m_notifiesTrouble })
        connect(field, &QCheckBox::toggled, this, &SettingsPage::changed);
    for (const QComboBox *field : { m_theme, m_whenClosed })
        connect(field, &QComboBox::currentIndexChanged, this, &SettingsPage::changed);
    connect(m_notified, &QListWidget::itemChanged, this, &SettingsPage::changed);
}

void SettingsPage::addPart(const QString &heading)
{
    m_form->addRow(new Heading(heading, this));
}

void SettingsPage::addField(const QString &label, QWidget *field, Field faultsOf, const QString &meaning)
{
    auto *fault = new Note(Tone::Bad, this);
    QList<QWidget *> column{ field, fault };
    if (!meaning.isEmpty()) {
        auto *note = new Note(Tone::Muted, this);
        note->say(meaning);
        column.append(note);
    }
    m_form->addRow(label, makeColumn(column, this));
    m_fields.insert(faultsOf, field);
    m_faults.insert(faultsOf, fault);
}

void SettingsPage::setShown(const ServerSettings &settings, const WindowPreferences &preferences)
{
    m_bind->setText(settings.bind);
    m_certificate->setPath(settings.tlsCertificateFile);
    m_tlsKey->setPath(settings.tlsKeyFile);
    m_urlBase->setText(settings.urlBase);
    m_keepEvents->setValue(settings.keepEvents);
    m_keepBytes->setValue(settings.keepBytes);
    m_keepFor->setValue(settings.keepFor.count());
    m_maxBody->setValue(settings.maxBody);
    m_startsAtLogin->setChecked(preferences.startsAtLogin);
    m_startsPaused->setChecked(settings.startsPaused);
    m_notifiesTrouble->setChecked(preferences.notifiesTrouble);
    selectPreference(m_theme, int(preferences.theme));
    selectPreference(m_whenClosed, int(preferences.whenClosed));

    m_notified->clear();
    QList<QByteArray> names(preferences.notifiedChannels.begin(), preferences.notifiedChannels.end());
    std::ranges::sort(names);
    for (const QByteArray &name : std::as_const(names)) {
        auto *item = new QListWidgetItem(visible(name));
        item->setData(NotifiedName, name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
        m_notified->addItem(item);
    }
    const int rows = int(std::min(names.size(), MostNotifiedShown));
    m_notified->setFixedHeight(rows * m_notified->sizeHintForRow(0) + 2 * m_notified->frameWidth());
    m_notified->setVisible(!names.isEmpty());
    m_notifiedMeaning->say(names.isEmpty() ? tr("None yet. Right-click a channel and choose \"Notify me\".")
                                           : tr("Right-click a channel and choose \"Notify me\"."));
    say({});
}

ServerSettings SettingsPage::settings() const
{
    ServerSettings settings;
    settings.bind = m_bind->text().trimmed();
    settings.tlsCertificateFile = m_certificate->path();
    settings.tlsKeyFile = m_tlsKey->path();
    settings.urlBase = m_urlBase->text().trimmed();
    settings.keepEvents = m_keepEvents->value();
    settings.keepBytes = m_keepBytes->value();
    settings.keepFor = std::chrono::seconds(m_keepFor->value());
    settings.maxBody = m_maxBody->value();
    settings.startsPaused = m_startsPaused->isChecked();
    return settings;
}

WindowPreferences SettingsPage::preferences() const
{
    WindowPreferences preferences;
    preferences.startsAtLogin = m_startsAtLogin->isChecked();
    preferences.notifiesTrouble = m_notifiesTrouble->isChecked();
    preferences.theme = WindowPreferences::Theme(m_theme->currentData().toInt());
    preferences.whenClosed = WindowPreferences::WhenClosed(m_whenClosed->currentData().toInt());
    for (int row = 0; row < m_notified->count(); ++row) {
        const QListWidgetItem *item = m_notified->item(row);
        if (item->checkState() == Qt::Checked)
            preferences.notifiedChannels.insert(item->data(NotifiedName).toByteArray());
    }
    return preferences;
}

QWidget *SettingsPage::say(const QList<PreferenceFault> &faults)
{
    for (Note *note : std::as_const(m_faults))
        note->say({});
    for (const PreferenceFault &fault : faults)
        m_faults.value(fault.field)->say(fault.message);
    if (faults.isEmpty())
        return nullptr;
    QWidget *first = m_fields.value(faults.first().field);
    first->setFocus();
    return first;
}

void SettingsPage::concealKey()
{
    m_key->conceal();
}

} // namespace hookbot

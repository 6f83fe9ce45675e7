<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Closing</name>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Should hookbot keep running without its window?</source>
        <translation>Soll hookbot ohne Fenster weiterlaufen?</translation>
    </message>
    <message>
        <source>Events are received only while it runs. This desktop shows no tray icons: to see the window again, start hookbot once more. You can change your answer in Settings.</source>
        <translation>Ereignisse werden nur empfangen, solange es läuft. Diese Arbeitsumgebung zeigt keine Symbole im Infobereich: Um das Fenster wieder zu sehen, starten Sie hookbot noch einmal. Ihre Antwort können Sie in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>hookbot keeps running without its window.</source>
        <translation>hookbot läuft ohne Fenster weiter.</translation>
    </message>
    <message>
        <source>hookbot keeps running on %1.</source>
        <translation>hookbot läuft weiter auf %1.</translation>
    </message>
    <message>
        <source>To see its window again, start hookbot once more.</source>
        <translation>Um das Fenster wieder zu sehen, starten Sie hookbot noch einmal.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Serving on %1 with TLS</source>
        <translation>Läuft mit TLS auf %1</translation>
    </message>
    <message>
        <source>Serving on %1</source>
        <translation>Läuft auf %1</translation>
    </message>
    <message>
        <source>Paused on %1</source>
        <translation>Angehalten auf %1</translation>
    </message>
    <message>
        <source>Not serving: %1</source>
        <translation>Läuft nicht: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s)</source>
        <translation>
            <numerusform>%n Empfänger</numerusform>
            <numerusform>%n Empfänger</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) today</source>
        <translation>
            <numerusform>%n Ereignis heute</numerusform>
            <numerusform>%n Ereignisse heute</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New token…</source>
        <translation>&amp;Neues Token…</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Send &amp;test event</source>
        <translation>&amp;Testereignis senden</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>Fenster &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Quit hookbot</source>
        <translation>hookbot &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Channels</source>
        <translation>&amp;Kanäle</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Detail</source>
        <translation>&amp;Einzelheiten</translation>
    </message>
    <message>
        <source>&amp;Listeners</source>
        <translation>E&amp;mpfänger</translation>
    </message>
    <message>
        <source>&amp;Search events</source>
        <translation>Ereignisse &amp;suchen</translation>
    </message>
    <message>
        <source>Search c&amp;hannels</source>
        <translation>Kanäle s&amp;uchen</translation>
    </message>
    <message>
        <source>&amp;Find in body</source>
        <translation>Im &amp;Inhalt suchen</translation>
    </message>
    <message>
        <source>&amp;Event</source>
        <translation>&amp;Ereignis</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Nächstes</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Voriges</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>Pre&amp;view</source>
        <translation>Vorsc&amp;hau</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Replay to &amp;listener</source>
        <translation>Für &amp;Empfänger wiederholen</translation>
    </message>
    <message>
        <source>&amp;Edit and replay…</source>
        <translation>&amp;Bearbeiten und wiederholen…</translation>
    </message>
    <message>
        <source>&amp;Copy as curl</source>
        <translation>Als &amp;curl kopieren</translation>
    </message>
    <message>
        <source>&amp;Save body…</source>
        <translation>Inhalt &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Channel</source>
        <translation>&amp;Kanal</translation>
    </message>
    <message>
        <source>Copy &amp;sub URL</source>
        <translation>&amp;Sub-URL kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;pub URL</source>
        <translation>&amp;Pub-URL kopieren</translation>
    </message>
    <message>
        <source>&amp;New token for this channel…</source>
        <translation>&amp;Neues Token für diesen Kanal…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;About hookbot</source>
        <translation>Ü&amp;ber hookbot</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::KeysList</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Arrow keys move in lists, Tab goes on to the next part of the window. Letters are keys only while nothing is typed into a field.</source>
        <translation>Pfeiltasten bewegen in Listen, Tab geht zum nächsten Teil des Fensters. Buchstaben sind nur Tasten, solange nicht in ein Feld geschrieben wird.</translation>
    </message>
</context>
<context>
    <name>hookbot::MainWindow</name>
    <message>
        <source>Nobody listens</source>
        <translation>Niemand empfängt</translation>
    </message>
    <message>
        <source>This listener is gone.</source>
        <translation>Dieser Empfänger ist nicht mehr da.</translation>
    </message>
</context>
<context>
    <name>hookbot::MessageLine</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung ausblenden</translation>
    </message>
</context>
<context>
    <name>hookbot::NoticeRow</name>
    <message>
        <source>Trouble</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss: %1</source>
        <translation>Ausblenden: %1</translation>
    </message>
</context>
<context>
    <name>hookbot::NoticesBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::Notifier</name>
    <message numerus="yes">
        <source>%n event(s) on %1 channels</source>
        <translation>
            <numerusform>%n Ereignis auf %1 Kanälen</numerusform>
            <numerusform>%n Ereignisse auf %1 Kanälen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) on %1</source>
        <translation>
            <numerusform>%n Ereignis auf %1</numerusform>
            <numerusform>%n Ereignisse auf %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The last one: %1</source>
        <translation>Das letzte: %1</translation>
    </message>
    <message>
        <source>unsafe: %1</source>
        <translation>unsicher: %1</translation>
    </message>
</context>
<context>
    <name>hookbot::SideWindows</name>
    <message>
        <source>About hookbot</source>
        <translation>Über hookbot</translation>
    </message>
    <message>
        <source>A webhook relay that forgets nothing.</source>
        <translation>Ein Webhook-Verteiler, der nichts vergisst.</translation>
    </message>
</context>
<context>
    <name>hookbot::StatusLine</name>
    <message>
        <source>Try &amp;again</source>
        <translation>Noch &amp;einmal versuchen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>hookbot::TrayIcon</name>
    <message>
        <source>New events</source>
        <translation>Neue Ereignisse</translation>
    </message>
</context>
<context>
    <name>hookbot::TrayMenu</name>
    <message>
        <source>unsafe: %1</source>
        <translation>unsicher: %1</translation>
    </message>
    <message>
        <source>&amp;Open hookbot</source>
        <translation>hookbot &amp;öffnen</translation>
    </message>
    <message>
        <source>Copy &amp;sub URL</source>
        <translation>&amp;Sub-URL kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;pub URL</source>
        <translation>&amp;Pub-URL kopieren</translation>
    </message>
    <message>
        <source>Send &amp;test event</source>
        <translation>&amp;Testereignis senden</translation>
    </message>
    <message>
        <source>&amp;New token…</source>
        <translation>&amp;Neues Token…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
</context>
<context>
    <name>hookbot::UserInterface</name>
    <message>
        <source>Sub URL of %1 copied</source>
        <translation>Sub-URL von %1 kopiert</translation>
    </message>
    <message>
        <source>Pub URL of %1 copied</source>
        <translation>Pub-URL von %1 kopiert</translation>
    </message>
</context>
</TS>

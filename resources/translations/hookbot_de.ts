<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BodyGuess</name>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>XML</source>
        <translation>XML</translation>
    </message>
    <message>
        <source>a form</source>
        <translation>ein Formular</translation>
    </message>
    <message>
        <source>not text</source>
        <translation>kein Text</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Its content type is %1, but it is %2.</source>
        <translation>Der Inhaltstyp ist %1, aber es ist %2.</translation>
    </message>
</context>
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
    <name>EventDelegate</name>
    <message>
        <source>unsafe:</source>
        <translation>unsicher:</translation>
    </message>
</context>
<context>
    <name>EventWording</name>
    <message>
        <source>it is not known to how many listeners</source>
        <translation>an wie viele Empfänger, ist nicht bekannt</translation>
    </message>
    <message>
        <source>delivered to no listener</source>
        <translation>an keinen Empfänger zugestellt</translation>
    </message>
    <message numerus="yes">
        <source>delivered to %n listener(s)</source>
        <translation>
            <numerusform>an %n Empfänger zugestellt</numerusform>
            <numerusform>an %n Empfänger zugestellt</numerusform>
        </translation>
    </message>
    <message>
        <source>no content type</source>
        <translation>kein Inhaltstyp</translation>
    </message>
    <message>
        <source>↻ replay of %1</source>
        <translation>↻ Wiederholung von %1</translation>
    </message>
    <message>
        <source>replay of %1</source>
        <translation>Wiederholung von %1</translation>
    </message>
    <message>
        <source>id %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
</context>
<context>
    <name>JsonLines</name>
    <message>
        <source>it ends too early</source>
        <translation>es endet zu früh</translation>
    </message>
    <message>
        <source>%1, at byte %2</source>
        <translation>%1, bei Byte %2</translation>
    </message>
    <message>
        <source>something comes after its end</source>
        <translation>nach dem Ende kommt noch etwas</translation>
    </message>
    <message>
        <source>a colon is missing</source>
        <translation>ein Doppelpunkt fehlt</translation>
    </message>
    <message>
        <source>a comma or a bracket is missing</source>
        <translation>ein Komma oder eine Klammer fehlt</translation>
    </message>
    <message>
        <source>a name in quotes is missing</source>
        <translation>ein Name in Anführungszeichen fehlt</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>ein Wert fehlt</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>a bracket ends what has not begun</source>
        <translation>eine Klammer schließt, was nicht begonnen hat</translation>
    </message>
    <message>
        <source>a value is neither a number nor true, false or null</source>
        <translation>ein Wert ist weder Zahl noch true, false oder null</translation>
    </message>
    <message>
        <source>a string has a control character in it</source>
        <translation>in einer Zeichenkette steht ein Steuerzeichen</translation>
    </message>
    <message>
        <source>a string has an unknown escape in it</source>
        <translation>in einer Zeichenkette steht eine unbekannte Escape-Folge</translation>
    </message>
</context>
<context>
    <name>LoginStart</name>
    <message>
        <source>hookbot does not know how this system starts programs at login: set it up in the system&apos;s own settings</source>
        <translation>hookbot weiß nicht, wie dieses System Programme beim Anmelden startet: bitte in den Systemeinstellungen einrichten</translation>
    </message>
    <message>
        <source>cannot remove %1</source>
        <translation>%1 lässt sich nicht entfernen</translation>
    </message>
</context>
<context>
    <name>PreferencesFile</name>
    <message>
        <source>it holds no settings</source>
        <translation>sie enthält keine Einstellungen</translation>
    </message>
    <message>
        <source>Some settings make no sense</source>
        <translation>Einige Einstellungen sind ungültig</translation>
    </message>
    <message>
        <source>In %1 the values of %2 are none that hookbot knows; the defaults are used. Correct them in the settings.</source>
        <translation>In %1 kennt hookbot die Werte von %2 nicht; es gelten die Vorgaben. In den Einstellungen lässt sich das berichtigen.</translation>
    </message>
    <message>
        <source>%1 could not be read (%2). It was moved to %3, and the default settings are used.</source>
        <translation>%1 war nicht lesbar (%2). Die Datei liegt jetzt unter %3, und es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>%1 could not be read (%2), and not be moved either. The default settings are used.</source>
        <translation>%1 war nicht lesbar (%2) und ließ sich auch nicht verschieben. Es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The settings were damaged</source>
        <translation>Die Einstellungen waren beschädigt</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>in %1 the values of %2 are none that hookbot knows</source>
        <translation>in %1 kennt hookbot die Werte von %2 nicht</translation>
    </message>
</context>
<context>
    <name>ReplacedFile</name>
    <message>
        <source>cannot make the folder %1</source>
        <translation>der Ordner %1 lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
</context>
<context>
    <name>ServiceSummary</name>
    <message>
        <source>to %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>pushed</source>
        <translation>pushte</translation>
    </message>
    <message>
        <source>tag %1</source>
        <translation>Tag %1</translation>
    </message>
    <message>
        <source>1 commit</source>
        <translation>1 Commit</translation>
    </message>
    <message>
        <source>%1 commits</source>
        <translation>%1 Commits</translation>
    </message>
    <message>
        <source>%1 pushed %2</source>
        <translation>%1 pushte %2</translation>
    </message>
    <message>
        <source>%1 pushed %2 %3</source>
        <translation>%1 pushte %2 %3</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>löschte</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>mergte</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>prüfte</translation>
    </message>
    <message>
        <source>commented on</source>
        <translation>kommentierte</translation>
    </message>
    <message>
        <source>%1 a comment on</source>
        <translation>%1 einen Kommentar zu</translation>
    </message>
    <message>
        <source>created</source>
        <translation>erstellte</translation>
    </message>
    <message>
        <source>unstarred</source>
        <translation>nahm den Stern von</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>gab einen Stern an</translation>
    </message>
    <message>
        <source>forked to</source>
        <translation>forkte nach</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>öffnete</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>schloss</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>öffnete wieder</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>änderte</translation>
    </message>
    <message>
        <source>test mode</source>
        <translation>Testmodus</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
</context>
<context>
    <name>SettingsCheck</name>
    <message>
        <source>hookbot cannot listen there: %1</source>
        <translation>hookbot kann dort nicht lauschen: %1</translation>
    </message>
    <message>
        <source>TLS needs a private key and a certificate: give both files, or neither</source>
        <translation>TLS braucht Schlüssel und Zertifikat: beide Dateien angeben oder keine</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>Keep at least one event</source>
        <translation>Mindestens ein Ereignis aufbewahren</translation>
    </message>
    <message>
        <source>The largest body can be from 1 byte to 1 GiB</source>
        <translation>Der größte Inhalt kann 1 Byte bis 1 GiB haben</translation>
    </message>
    <message>
        <source>Keep at least one byte</source>
        <translation>Mindestens ein Byte aufbewahren</translation>
    </message>
    <message>
        <source>The log has to have room for the largest body at least</source>
        <translation>Das Protokoll muss wenigstens den größten Inhalt fassen</translation>
    </message>
    <message>
        <source>Keep events for at least a second</source>
        <translation>Ereignisse mindestens eine Sekunde aufbewahren</translation>
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
    <message>
        <source>unsafe: %1</source>
        <translation>unsicher: %1</translation>
    </message>
</context>
<context>
    <name>hookbot::AccessCopy</name>
    <message>
        <source>all channels</source>
        <translation>alle Kanäle</translation>
    </message>
    <message>
        <source>%1 of %2 copied</source>
        <translation>%1 von %2 kopiert</translation>
    </message>
    <message>
        <source>Sub URL</source>
        <translation>Sub-URL</translation>
    </message>
    <message>
        <source>Pub URL</source>
        <translation>Pub-URL</translation>
    </message>
    <message>
        <source>curl line</source>
        <translation>curl-Zeile</translation>
    </message>
    <message>
        <source>wscat line</source>
        <translation>wscat-Zeile</translation>
    </message>
    <message>
        <source>hookbot listen line</source>
        <translation>Zeile für hookbot listen</translation>
    </message>
    <message>
        <source>hookbot listen --forward line</source>
        <translation>Zeile für hookbot listen --forward</translation>
    </message>
</context>
<context>
    <name>hookbot::BodyPane</name>
    <message>
        <source>No body.</source>
        <translation>Kein Inhalt.</translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation>Formatiert</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>How the body is shown</source>
        <translation>Wie der Inhalt gezeigt wird</translation>
    </message>
    <message>
        <source>Fields of the form</source>
        <translation>Felder des Formulars</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>That is too much to copy. Save the body to a file instead.</source>
        <translation>Das ist zu viel zum Kopieren. Der Inhalt lässt sich in eine Datei sichern.</translation>
    </message>
    <message>
        <source>Its content type is %1, but it is not JSON: %2. Shown as text.</source>
        <translation>Der Inhaltstyp ist %1, aber es ist kein JSON: %2. Als Text gezeigt.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sucht …</translation>
    </message>
</context>
<context>
    <name>hookbot::BrokerMonitor</name>
    <message>
        <source>The server is still running: stop it first.</source>
        <translation>Der Server läuft noch: bitte erst anhalten.</translation>
    </message>
    <message>
        <source>The server is not running.</source>
        <translation>Der Server läuft nicht.</translation>
    </message>
    <message>
        <source>The log does not have this event any more.</source>
        <translation>Das Protokoll hat dieses Ereignis nicht mehr.</translation>
    </message>
    <message>
        <source>The listener is gone.</source>
        <translation>Der Empfänger ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The listener takes nothing now: too much waits for it, or it is closing.</source>
        <translation>Der Empfänger nimmt gerade nichts an: zu viel wartet auf ihn, oder er schließt.</translation>
    </message>
    <message>
        <source>It opens none of the channels that are live or have events: it is the token of another path, or made with another key.</source>
        <translation>Es öffnet keinen der Kanäle, die belegt sind oder Ereignisse haben: Es gehört zu einem anderen Pfad oder stammt von einem anderen Schlüssel.</translation>
    </message>
</context>
<context>
    <name>hookbot::Canary</name>
    <message>
        <source>The server did not let a listener in: %1</source>
        <translation>Der Server ließ einen Empfänger nicht ein: %1</translation>
    </message>
    <message>
        <source>The server did not take a test event: %1</source>
        <translation>Der Server nahm ein Testereignis nicht an: %1</translation>
    </message>
    <message>
        <source>The server could not be reached to publish a test event: %1</source>
        <translation>Der Server war für ein Testereignis nicht erreichbar: %1</translation>
    </message>
    <message>
        <source>A listener could not connect: the server did not answer in time</source>
        <translation>Ein Empfänger kam nicht durch: Der Server antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>A listener could not connect: %1</source>
        <translation>Ein Empfänger kam nicht durch: %1</translation>
    </message>
    <message>
        <source>A test event was sent, and the server did not answer in time</source>
        <translation>Auf ein Testereignis antwortete der Server nicht rechtzeitig</translation>
    </message>
    <message>
        <source>A test event was published, and did not come back to its listener in time</source>
        <translation>Ein Testereignis kam nicht rechtzeitig bei seinem Empfänger an</translation>
    </message>
</context>
<context>
    <name>hookbot::ChannelWords</name>
    <message>
        <source>Listeners that are connected now</source>
        <translation>Empfänger, die jetzt verbunden sind</translation>
    </message>
    <message>
        <source>Events in the log</source>
        <translation>Ereignisse im Protokoll</translation>
    </message>
    <message>
        <source>Events in each minute of the last hour</source>
        <translation>Ereignisse je Minute in der letzten Stunde</translation>
    </message>
    <message>
        <source>Since the last event</source>
        <translation>Seit dem letzten Ereignis</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>Alle Ereignisse</translation>
    </message>
    <message>
        <source>unsafe channels</source>
        <translation>unsichere Kanäle</translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s)</source>
        <translation>
            <numerusform>%n Empfänger</numerusform>
            <numerusform>%n Empfänger</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>%1 in the last hour</source>
        <translation>%1 in der letzten Stunde</translation>
    </message>
    <message>
        <source>last event %1 ago</source>
        <translation>letztes Ereignis vor %1</translation>
    </message>
    <message>
        <source>no event yet</source>
        <translation>noch kein Ereignis</translation>
    </message>
    <message>
        <source>Somebody listens, but no event has come.</source>
        <translation>Jemand hört zu, aber es kam noch kein Ereignis.</translation>
    </message>
    <message>
        <source>Events have come, but nobody listens.</source>
        <translation>Es kamen Ereignisse, aber niemand hört zu.</translation>
    </message>
    <message>
        <source>Unsafe: anybody may publish here without a token. Trust no event whose signature you have not checked.</source>
        <translation>Unsicher: Jeder darf hier ohne Token senden. Nur Ereignissen mit geprüfter Signatur ist zu trauen.</translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s) hear everything below it.</source>
        <translation>
            <numerusform>%n Empfänger hört alles darunter.</numerusform>
            <numerusform>%n Empfänger hören alles darunter.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in the last hour, %2 in this minute</source>
        <translation>%1 in der letzten Stunde, %2 in dieser Minute</translation>
    </message>
    <message>
        <source>No event yet</source>
        <translation>Noch kein Ereignis</translation>
    </message>
</context>
<context>
    <name>hookbot::ChannelsPane</name>
    <message>
        <source>Show all events</source>
        <translation>Alle Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Show only these events</source>
        <translation>Nur diese Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Show everything below it</source>
        <translation>Alles darunter zeigen</translation>
    </message>
    <message>
        <source>New token…</source>
        <translation>Neues Token …</translation>
    </message>
    <message>
        <source>Copy sub URL</source>
        <translation>Sub-URL kopieren</translation>
    </message>
    <message>
        <source>Copy pub URL</source>
        <translation>Pub-URL kopieren</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Notify of events</source>
        <translation>Ereignisse melden</translation>
    </message>
    <message>
        <source>Search channels</source>
        <translation>Kanäle suchen</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more channel(s): those without a recent event are left out.</source>
        <translation>
            <numerusform>Und %n weiterer Kanal: Die ohne neueres Ereignis fehlen hier.</numerusform>
            <numerusform>Und %n weitere Kanäle: Die ohne neueres Ereignis fehlen hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>An event goes to one channel, and this is a folder of channels: choose one of them.</source>
        <translation>Ein Ereignis geht an einen Kanal, und dies ist ein Ordner von Kanälen: bitte einen davon wählen.</translation>
    </message>
</context>
<context>
    <name>hookbot::CopyLine</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>%1 copied</source>
        <translation>%1 kopiert</translation>
    </message>
</context>
<context>
    <name>hookbot::DesktopServer</name>
    <message>
        <source>TLS needs a private key and a certificate: give both files in the settings, or neither.</source>
        <translation>TLS braucht Schlüssel und Zertifikat: in den Einstellungen beide Dateien angeben oder keine.</translation>
    </message>
    <message>
        <source>Another port</source>
        <translation>Anderer Port</translation>
    </message>
    <message>
        <source>%1 is used by another program, so hookbot listens on %2 this time. Choose a port of your own in the settings to have it always the same.</source>
        <translation>%1 nutzt ein anderes Programm, darum lauscht hookbot diesmal auf %2. Ein eigener Port in den Einstellungen bleibt immer gleich.</translation>
    </message>
    <message>
        <source>The certificate has expired</source>
        <translation>Das Zertifikat ist abgelaufen</translation>
    </message>
    <message>
        <source>%1 was valid until %2, and clients refuse it. Put a new one in its place; hookbot takes it within an hour.</source>
        <translation>%1 galt bis %2 und wird abgelehnt. Ein neues an seine Stelle legen; hookbot nimmt es binnen einer Stunde.</translation>
    </message>
    <message>
        <source>The certificate expires soon</source>
        <translation>Das Zertifikat läuft bald ab</translation>
    </message>
    <message>
        <source>%1 is valid until %2. Put a new one in its place before that; hookbot takes it within an hour.</source>
        <translation>%1 gilt bis %2. Vorher ein neues an seine Stelle legen; hookbot nimmt es binnen einer Stunde.</translation>
    </message>
    <message>
        <source>The new settings did not work</source>
        <translation>Die neuen Einstellungen gehen nicht</translation>
    </message>
    <message>
        <source>The server could not start with them (%1), and runs as it did before.</source>
        <translation>Der Server konnte damit nicht starten (%1) und läuft wie vorher.</translation>
    </message>
    <message>
        <source>The server could not start with them (%1), nor as it was before (%2).</source>
        <translation>Der Server konnte damit nicht starten (%1), und auch nicht wie vorher (%2).</translation>
    </message>
    <message>
        <source>The settings are not kept</source>
        <translation>Die Einstellungen bleiben nicht erhalten</translation>
    </message>
    <message>
        <source>%1. They hold until hookbot ends.</source>
        <translation>%1. Sie gelten, bis hookbot endet.</translation>
    </message>
    <message>
        <source>The log takes no events</source>
        <translation>Das Protokoll nimmt keine Ereignisse an</translation>
    </message>
    <message>
        <source>An event could not be kept (%1), so its publisher was told to try again. Make room on the disk; hookbot goes on by itself.</source>
        <translation>Ein Ereignis ließ sich nicht aufbewahren (%1), der Absender soll es noch einmal versuchen. Bitte Platz auf der Platte schaffen; hookbot macht von selbst weiter.</translation>
    </message>
    <message>
        <source>%1. The settings stay as they were.</source>
        <translation>%1. Die Einstellungen bleiben, wie sie waren.</translation>
    </message>
</context>
<context>
    <name>hookbot::DetailPane</name>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>What is different from the event before, on the same channel</source>
        <translation>Was anders ist als beim Ereignis davor auf demselben Kanal</translation>
    </message>
    <message>
        <source>No event is selected.</source>
        <translation>Kein Ereignis ausgewählt.</translation>
    </message>
    <message>
        <source>The log does not hold this event any more: newer ones took its place.</source>
        <translation>Das Protokoll hat dieses Ereignis nicht mehr: Neuere haben seinen Platz.</translation>
    </message>
    <message>
        <source>Headers (%1)</source>
        <translation>Kopfzeilen (%1)</translation>
    </message>
    <message>
        <source>Anybody may publish here: it is not known who sent this.</source>
        <translation>Jeder darf hier senden: Wer dies geschickt hat, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>id %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>query %1</source>
        <translation>Abfrage %1</translation>
    </message>
    <message>
        <source>↻ replay of %1</source>
        <translation>↻ Wiederholung von %1</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>As curl</source>
        <translation>Als curl</translation>
    </message>
    <message>
        <source>Headers copied.</source>
        <translation>Kopfzeilen kopiert.</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Id copied.</source>
        <translation>ID kopiert.</translation>
    </message>
    <message>
        <source>Save body…</source>
        <translation>Inhalt sichern …</translation>
    </message>
    <message>
        <source>Replay to its channel</source>
        <translation>An seinen Kanal wiederholen</translation>
    </message>
    <message>
        <source>Edit and replay…</source>
        <translation>Ändern und wiederholen …</translation>
    </message>
    <message>
        <source>Replay to this listener</source>
        <translation>An diesen Empfänger wiederholen</translation>
    </message>
    <message>
        <source>No listener is connected</source>
        <translation>Kein Empfänger ist verbunden</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiterer</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The body is too large to copy. Save it to a file instead.</source>
        <translation>Der Inhalt ist zum Kopieren zu groß. Er lässt sich in eine Datei sichern.</translation>
    </message>
    <message>
        <source>The body is not text, and cannot be copied as such. Save it to a file instead.</source>
        <translation>Der Inhalt ist kein Text und lässt sich so nicht kopieren, aber in eine Datei sichern.</translation>
    </message>
    <message>
        <source>Body copied.</source>
        <translation>Inhalt kopiert.</translation>
    </message>
    <message>
        <source>There is no URL for this channel: %1</source>
        <translation>Für diesen Kanal gibt es keine URL: %1</translation>
    </message>
    <message>
        <source>Copied as curl. It holds the channel&apos;s token.</source>
        <translation>Als curl kopiert. Das Token des Kanals steht darin.</translation>
    </message>
    <message>
        <source>Copied as curl. Save the body as %1 first: it cannot stand in a command.</source>
        <translation>Als curl kopiert. Vorher den Inhalt als %1 sichern: Er passt in keinen Befehl.</translation>
    </message>
    <message>
        <source>Save body</source>
        <translation>Inhalt sichern</translation>
    </message>
    <message>
        <source>Body saved to %1.</source>
        <translation>Inhalt in %1 gesichert.</translation>
    </message>
    <message>
        <source>The body could not be saved to %1: %2</source>
        <translation>Der Inhalt ließ sich nicht in %1 sichern: %2</translation>
    </message>
</context>
<context>
    <name>hookbot::DiffPane</name>
    <message>
        <source>Differences from the event before</source>
        <translation>Unterschiede zum Ereignis davor</translation>
    </message>
    <message>
        <source>The log could not be read: %1</source>
        <translation>Das Protokoll war nicht lesbar: %1</translation>
    </message>
    <message>
        <source>The log holds no event of this channel before this one.</source>
        <translation>Das Protokoll hat auf diesem Kanal kein früheres Ereignis.</translation>
    </message>
    <message>
        <source>Compared with %1, %2 before.</source>
        <translation>Verglichen mit %1, %2 davor.</translation>
    </message>
    <message>
        <source>Both bodies are the same.</source>
        <translation>Beide Inhalte sind gleich.</translation>
    </message>
    <message>
        <source>They are too long to be compared line by line.</source>
        <translation>Sie sind zu lang für einen Vergleich Zeile für Zeile.</translation>
    </message>
    <message>
        <source>They have too little in common to be compared line by line.</source>
        <translation>Sie haben zu wenig gemeinsam für einen Vergleich Zeile für Zeile.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) the same</source>
        <translation>
            <numerusform>%n Zeile gleich</numerusform>
            <numerusform>%n Zeilen gleich</numerusform>
        </translation>
    </message>
    <message>
        <source>Only spaces and line breaks differ.</source>
        <translation>Nur Leerzeichen und Umbrüche sind anders.</translation>
    </message>
    <message>
        <source>%1 lines added, %2 removed.</source>
        <translation>%1 Zeilen dazu, %2 weg.</translation>
    </message>
</context>
<context>
    <name>hookbot::EventEditor</name>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Edit and replay %1</source>
        <translation>%1 ändern und wiederholen</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>&amp;Channel (⚠ unsafe)</source>
        <translation>&amp;Kanal (⚠ unsicher)</translation>
    </message>
    <message>
        <source>&amp;Channel</source>
        <translation>&amp;Kanal</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Methode</translation>
    </message>
    <message>
        <source>&amp;Query</source>
        <translation>&amp;Abfrage</translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation>K&amp;opfzeilen</translation>
    </message>
    <message>
        <source>&amp;Body</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message numerus="yes">
        <source>%n header(s) are not text, and are published as they were.</source>
        <translation>
            <numerusform>%n Kopfzeile ist kein Text und wird gesendet, wie sie war.</numerusform>
            <numerusform>%n Kopfzeilen sind kein Text und werden gesendet, wie sie waren.</numerusform>
        </translation>
    </message>
    <message>
        <source>The body is larger than 1 MiB, and is published as it was.</source>
        <translation>Der Inhalt ist größer als 1 MiB und wird gesendet, wie er war.</translation>
    </message>
    <message>
        <source>The body has a line that is too long for an editor, and is published as it was.</source>
        <translation>Der Inhalt hat eine Zeile, die für einen Editor zu lang ist, und wird gesendet, wie er war.</translation>
    </message>
    <message>
        <source>The body cannot be written as text, and is published as it was.</source>
        <translation>Der Inhalt lässt sich nicht als Text schreiben und wird gesendet, wie er war.</translation>
    </message>
    <message>
        <source>This is no header: %1. Write its name, a colon and its value.</source>
        <translation>Das ist keine Kopfzeile: %1. Name, Doppelpunkt, Wert.</translation>
    </message>
    <message>
        <source>The channel is missing: write where to publish.</source>
        <translation>Der Kanal fehlt: Wohin soll gesendet werden?</translation>
    </message>
    <message>
        <source>It was not published: %1</source>
        <translation>Nicht gesendet: %1</translation>
    </message>
</context>
<context>
    <name>hookbot::EventFilterBar</name>
    <message>
        <source>Search events</source>
        <translation>Ereignisse suchen</translation>
    </message>
    <message>
        <source>Words in the channel, the headers or the body (/)</source>
        <translation>Wörter in Kanal, Kopfzeilen oder Inhalt (/)</translation>
    </message>
    <message>
        <source>Kind of event</source>
        <translation>Art des Ereignisses</translation>
    </message>
    <message>
        <source>A service or a kind of event: choose one, or write how it begins</source>
        <translation>Ein Dienst oder eine Art von Ereignis: auswählen oder den Anfang schreiben</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Time of events</source>
        <translation>Zeit der Ereignisse</translation>
    </message>
    <message>
        <source>Search events in %1</source>
        <translation>Ereignisse in %1 suchen</translation>
    </message>
</context>
<context>
    <name>hookbot::EventsPane</name>
    <message>
        <source>Go to the newest event (Home)</source>
        <translation>Zum neuesten Ereignis (Pos1)</translation>
    </message>
    <message>
        <source>No event matches.</source>
        <translation>Kein Ereignis passt.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Sucht …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The search was stopped: there may be older events.</source>
        <translation>Die Suche wurde angehalten: Es kann ältere Ereignisse geben.</translation>
    </message>
    <message>
        <source>Search on</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>The log could not be read: %1</source>
        <translation>Das Protokoll war nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neues</numerusform>
            <numerusform>%n neue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::EventsView</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>hookbot::FileField</name>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Auswählen: %1</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>hookbot::FindBar</name>
    <message>
        <source>Find in body</source>
        <translation>Im Inhalt suchen</translation>
    </message>
    <message>
        <source>Previous (Shift+Enter)</source>
        <translation>Vorige Stelle (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>Nächste Stelle (Eingabe)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>hookbot::HealthLine</name>
    <message>
        <source>Unwell since %1: %2</source>
        <translation>Gestört seit %1: %2</translation>
    </message>
    <message>
        <source>Unwell since %1
%2</source>
        <translation>Gestört seit %1
%2</translation>
    </message>
    <message>
        <source>The program sends itself a test event through its own port, and hears it. That has been so since %1.</source>
        <translation>Das Programm schickt sich über den eigenen Port ein Testereignis und hört es. Das ist so seit %1.</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>Gesund</translation>
    </message>
    <message>
        <source>Healthy: test event %1 ago</source>
        <translation>Gesund: Testereignis vor %1</translation>
    </message>
    <message>
        <source>No test event has been sent yet</source>
        <translation>Noch kein Testereignis gesendet</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Listeners hear nothing new, and publishers are told to come back later.</source>
        <translation>Empfänger hören nichts Neues, und Absender sollen später wiederkommen.</translation>
    </message>
    <message>
        <source>Not serving</source>
        <translation>Nicht in Betrieb</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>log in memory, %1</source>
        <translation>Protokoll im Speicher, %1</translation>
    </message>
    <message>
        <source>log %1</source>
        <translation>Protokoll %1</translation>
    </message>
    <message>
        <source>oldest event %1</source>
        <translation>ältestes Ereignis %1</translation>
    </message>
    <message>
        <source>Events are in memory, and end with the program.</source>
        <translation>Ereignisse liegen im Speicher und enden mit dem Programm.</translation>
    </message>
    <message>
        <source>Log: %1</source>
        <translation>Protokoll: %1</translation>
    </message>
</context>
<context>
    <name>hookbot::KeyChangeDialog</name>
    <message>
        <source>Make a &amp;random key</source>
        <translation>&amp;Zufälligen Schlüssel erzeugen</translation>
    </message>
    <message>
        <source>&amp;Use this key:</source>
        <translation>&amp;Diesen Schlüssel nehmen:</translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation>Schlüssel ändern</translation>
    </message>
    <message>
        <source>Every URL changes. Publishers and listeners that use the old ones are refused until you have given them new ones.</source>
        <translation>Jede URL ändert sich. Absender und Empfänger mit alten URLs werden abgewiesen, bis sie neue haben.</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
</context>
<context>
    <name>hookbot::KeyField</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Copy: key</source>
        <translation>Kopieren: Schlüssel</translation>
    </message>
    <message>
        <source>Change the key…</source>
        <translation>Schlüssel ändern …</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>Nicht gezeigt</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Schlüssel zeigen</translation>
    </message>
    <message>
        <source>All tokens are made with it. It is kept in: %1</source>
        <translation>Alle Token entstehen daraus. Er liegt hier: %1</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>Schlüssel verbergen</translation>
    </message>
    <message>
        <source>The key is on the clipboard. Whoever has it can open every channel.</source>
        <translation>Der Schlüssel ist in der Zwischenablage. Wer ihn hat, kann jeden Kanal öffnen.</translation>
    </message>
    <message>
        <source>The key is another now. All URLs from before are void: copy new ones.</source>
        <translation>Der Schlüssel ist jetzt ein anderer. Alle bisherigen URLs sind ungültig: bitte neue kopieren.</translation>
    </message>
</context>
<context>
    <name>hookbot::KeyStore</name>
    <message>
        <source>key file</source>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>The key is in the keyring of this desktop, which cannot be read (%1). Unlock the keyring and try again.</source>
        <translation>Der Schlüssel liegt im Schlüsselbund dieses Systems, der nicht lesbar ist (%1). Bitte entsperren und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The key was put into the keyring of this desktop, and is not found there. Unlock the keyring and try again; or, if the key is lost, make another one in the settings, with which every URL changes.</source>
        <translation>Der Schlüssel kam in den Schlüsselbund dieses Systems und ist dort nicht zu finden. Bitte entsperren und noch einmal versuchen; ist er verloren, in den Einstellungen einen neuen erzeugen, womit sich jede URL ändert.</translation>
    </message>
    <message>
        <source>The key is in a file</source>
        <translation>Der Schlüssel liegt in einer Datei</translation>
    </message>
    <message>
        <source>The keyring of this desktop could not be used (%1). The key is in %2, which only you can read, and stays there.</source>
        <translation>Der Schlüsselbund dieses Systems war nicht nutzbar (%1). Der Schlüssel liegt in %2, nur für den eigenen Benutzer lesbar, und bleibt dort.</translation>
    </message>
    <message>
        <source>The key was given when hookbot was started (%1): change it there.</source>
        <translation>Der Schlüssel kam beim Start von hookbot mit (%1): bitte dort ändern.</translation>
    </message>
    <message>
        <source>The key is too short, and could be guessed from any URL: take at least %1 characters.</source>
        <translation>Der Schlüssel ist zu kurz und ließe sich aus jeder URL erraten: bitte mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The keyring did not take the key (%1); it stays as it was. Unlock the keyring and try again.</source>
        <translation>Der Schlüsselbund nahm den Schlüssel nicht an (%1); er bleibt, wie er war. Bitte entsperren und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>given with --key</source>
        <translation>angegeben mit --key</translation>
    </message>
    <message>
        <source>given in the environment&apos;s HOOKBOT_KEY</source>
        <translation>angegeben in der Umgebung mit HOOKBOT_KEY</translation>
    </message>
    <message>
        <source>the file %1, given with --key-file</source>
        <translation>die Datei %1, angegeben mit --key-file</translation>
    </message>
    <message>
        <source>the file %1, which only you can read</source>
        <translation>die Datei %1, nur für den eigenen Benutzer lesbar</translation>
    </message>
    <message>
        <source>the keyring of this desktop</source>
        <translation>der Schlüsselbund dieses Systems</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>er antwortet nicht</translation>
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
    <name>hookbot::LinesView</name>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Unfold (+)</source>
        <translation>Ausklappen (+)</translation>
    </message>
    <message>
        <source>Fold (−)</source>
        <translation>Einklappen (−)</translation>
    </message>
</context>
<context>
    <name>hookbot::ListenersModel</name>
    <message>
        <source>all channels</source>
        <translation>alle Kanäle</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Behind by</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht genannt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>It sent no User-Agent.</source>
        <translation>Es kam kein User-Agent.</translation>
    </message>
    <message>
        <source>Over WebSocket</source>
        <translation>Über WebSocket</translation>
    </message>
    <message>
        <source>Over Server-Sent Events</source>
        <translation>Über Server-Sent Events</translation>
    </message>
    <message>
        <source>, events as JSON</source>
        <translation>, Ereignisse als JSON</translation>
    </message>
    <message>
        <source>So many events of the log, at most, it has still to come to.</source>
        <translation>So viele Ereignisse des Protokolls hat er höchstens noch vor sich.</translation>
    </message>
    <message>
        <source>It has heard everything.</source>
        <translation>Er hat alles gehört.</translation>
    </message>
</context>
<context>
    <name>hookbot::ListenersWindow</name>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Search listeners</source>
        <translation>Empfänger suchen</translation>
    </message>
    <message>
        <source>Most programs connect again by themselves</source>
        <translation>Die meisten Programme verbinden sich von selbst wieder</translation>
    </message>
    <message>
        <source>Nobody listens now. Copy a sub URL, and give it to a program.</source>
        <translation>Jetzt hört niemand zu. Eine Sub-URL kopieren und einem Programm geben.</translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s)</source>
        <translation>
            <numerusform>%n Empfänger</numerusform>
            <numerusform>%n Empfänger</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n listener(s)</source>
        <translation>
            <numerusform>%1 von %n Empfänger</numerusform>
            <numerusform>%1 von %n Empfängern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %n listener(s)?</source>
        <translation>
            <numerusform>%n Empfänger trennen?</numerusform>
            <numerusform>%n Empfänger trennen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Most programs connect again by themselves.</source>
        <translation>Die meisten Programme verbinden sich von selbst wieder.</translation>
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
        <source>%n event(s) on more than %1 channels</source>
        <translation>
            <numerusform>%n Ereignis auf mehr als %1 Kanälen</numerusform>
            <numerusform>%n Ereignisse auf mehr als %1 Kanälen</numerusform>
        </translation>
    </message>
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
</context>
<context>
    <name>hookbot::PairsModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>hookbot::QuantityField</name>
    <message>
        <source>Unit: %1</source>
        <translation>Einheit: %1</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
</context>
<context>
    <name>hookbot::Replays</name>
    <message numerus="yes">
        <source>Replay %n event(s) to their channels?</source>
        <translation>
            <numerusform>%n Ereignis an seinen Kanal wiederholen?</numerusform>
            <numerusform>%n Ereignisse an ihre Kanäle wiederholen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message numerus="yes">
        <source>Replay %n event(s) to this listener?</source>
        <translation>
            <numerusform>%n Ereignis an diesen Empfänger wiederholen?</numerusform>
            <numerusform>%n Ereignisse an diesen Empfänger wiederholen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Replay to this listener</source>
        <translation>An diesen Empfänger wiederholen</translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s) are connected; those of these channels hear them again.</source>
        <translation>
            <numerusform>%n Empfänger ist verbunden; hört er diese Kanäle, kommen sie noch einmal.</numerusform>
            <numerusform>%n Empfänger sind verbunden; die dieser Kanäle hören sie noch einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>It was not replayed: %1</source>
        <translation>Nicht wiederholt: %1</translation>
    </message>
    <message>
        <source>%1 of %2 events were replayed, then: %3</source>
        <translation>%1 von %2 Ereignissen wiederholt, dann: %3</translation>
    </message>
    <message numerus="yes">
        <source>Replayed %n event(s) to %1.</source>
        <translation>
            <numerusform>%n Ereignis an %1 wiederholt.</numerusform>
            <numerusform>%n Ereignisse an %1 wiederholt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replayed %n event(s).</source>
        <translation>
            <numerusform>%n Ereignis wiederholt.</numerusform>
            <numerusform>%n Ereignisse wiederholt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replayed to %n listener(s).</source>
        <translation>
            <numerusform>An %n Empfänger wiederholt.</numerusform>
            <numerusform>An %n Empfänger wiederholt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The log does not hold this event any more.</source>
        <translation>Das Protokoll hat dieses Ereignis nicht mehr.</translation>
    </message>
    <message numerus="yes">
        <source>Published as %1, to %n listener(s).</source>
        <translation>
            <numerusform>Als %1 gesendet, an %n Empfänger.</numerusform>
            <numerusform>Als %1 gesendet, an %n Empfänger.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::SettingsPage</name>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>Key of the certificate</source>
        <translation>Schlüssel des Zertifikats</translation>
    </message>
    <message>
        <source>Keys (*.pem *.key)</source>
        <translation>Schlüssel (*.pem *.key)</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Largest body</source>
        <translation>Größter Inhalt</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>Start paused</source>
        <translation>Angehalten starten</translation>
    </message>
    <message>
        <source>Notify me of trouble</source>
        <translation>Störungen melden</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>&amp;Address and port</source>
        <translation>&amp;Adresse und Port</translation>
    </message>
    <message>
        <source>127.0.0.1 for this computer alone; 0.0.0.0 or [::] for others too.</source>
        <translation>127.0.0.1 nur für diesen Rechner; 0.0.0.0 oder [::] auch für andere.</translation>
    </message>
    <message>
        <source>&amp;Base of copied URLs</source>
        <translation>&amp;Basis kopierter URLs</translation>
    </message>
    <message>
        <source>How others reach this server. Empty: its own address.</source>
        <translation>Wie andere diesen Server erreichen. Leer: seine eigene Adresse.</translation>
    </message>
    <message>
        <source>&amp;Certificate</source>
        <translation>&amp;Zertifikat</translation>
    </message>
    <message>
        <source>&amp;Key of the certificate</source>
        <translation>&amp;Schlüssel des Zertifikats</translation>
    </message>
    <message>
        <source>PEM files, for https and wss. Both empty: without TLS.</source>
        <translation>PEM-Dateien für https und wss. Beide leer: ohne TLS.</translation>
    </message>
    <message>
        <source>&amp;Largest body</source>
        <translation>Größter &amp;Inhalt</translation>
    </message>
    <message>
        <source>Log: what is kept</source>
        <translation>Protokoll: was bleibt</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>Z&amp;eit</translation>
    </message>
    <message>
        <source>Whichever is reached first. The oldest events go first.</source>
        <translation>Was zuerst erreicht ist, gilt. Die ältesten Ereignisse gehen zuerst.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>Nachfragen</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Lo&amp;ok</source>
        <translation>A&amp;ussehen</translation>
    </message>
    <message>
        <source>&amp;When the window is closed</source>
        <translation>&amp;Wenn das Fenster zugeht</translation>
    </message>
    <message>
        <source>Channels that notify of events</source>
        <translation>Kanäle, die Ereignisse melden</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Events of</source>
        <translation>Ereignisse von</translation>
    </message>
    <message>
        <source>No channel yet. A channel&apos;s menu has &quot;Notify of events&quot;.</source>
        <translation>Noch kein Kanal. Das Menü eines Kanals hat „Ereignisse melden“.</translation>
    </message>
    <message>
        <source>A channel&apos;s menu has &quot;Notify of events&quot;.</source>
        <translation>Das Menü eines Kanals hat „Ereignisse melden“.</translation>
    </message>
</context>
<context>
    <name>hookbot::SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
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
    <name>hookbot::TokenCheck</name>
    <message>
        <source>/sub/a/b, or nothing to try all channels</source>
        <translation>/sub/a/b, oder nichts für alle Kanäle</translation>
    </message>
    <message>
        <source>Channels that it opens</source>
        <translation>Kanäle, die es öffnet</translation>
    </message>
    <message>
        <source>&amp;URL or token</source>
        <translation>&amp;URL oder Token</translation>
    </message>
    <message>
        <source>&amp;Path</source>
        <translation>&amp;Pfad</translation>
    </message>
    <message>
        <source>What does a token open?</source>
        <translation>Was öffnet ein Token?</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>Paste a URL or a token, to see which of the channels of this server it opens, and why.</source>
        <translation>Eine URL oder ein Token einfügen: Hier steht dann, welche Kanäle dieses Servers es öffnet, und warum.</translation>
    </message>
</context>
<context>
    <name>hookbot::TokenMaker</name>
    <message>
        <source>Everything below it</source>
        <translation>Alles darunter</translation>
    </message>
    <message>
        <source>Unsafe</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>SHA-1, for servers before 0.19</source>
        <translation>SHA-1, für Server vor 0.19</translation>
    </message>
    <message>
        <source>Publish URL</source>
        <translation>Pub-URL</translation>
    </message>
    <message>
        <source>Subscribe URL</source>
        <translation>Sub-URL</translation>
    </message>
    <message>
        <source>Payload URL</source>
        <translation>Payload-URL</translation>
    </message>
    <message>
        <source>Content type</source>
        <translation>Inhaltstyp</translation>
    </message>
    <message>
        <source>github.com/repo/octo/hello</source>
        <translation>github.com/repo/octo/hello</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>GitHub: event, delivery and signature</source>
        <translation>GitHub: Ereignis, Zustellung und Signatur</translation>
    </message>
    <message>
        <source>Headers: method, query and all headers</source>
        <translation>Kopfzeilen: Methode, Abfrage und alle Kopfzeilen</translation>
    </message>
    <message>
        <source>With it listeners hear a JSON object that has the body and what came with it</source>
        <translation>Empfänger hören damit ein JSON-Objekt mit dem Inhalt und dem, was dazu kam</translation>
    </message>
    <message>
        <source>Unsafe: anybody may publish, without a token. Listeners have to say that they know, and should check the signature of all they hear.</source>
        <translation>Unsicher: Jeder darf ohne Token senden. Empfänger müssen sagen, dass sie das wissen, und sollten die Signatur von allem prüfen.</translation>
    </message>
    <message>
        <source>Open a channel</source>
        <translation>Einen Kanal öffnen</translation>
    </message>
    <message>
        <source>&amp;Channel</source>
        <translation>&amp;Kanal</translation>
    </message>
    <message>
        <source>Extra &amp;metadata</source>
        <translation>&amp;Metadaten</translation>
    </message>
    <message>
        <source>What to give to whom</source>
        <translation>Was für wen</translation>
    </message>
    <message>
        <source>GitHub&apos;s settings</source>
        <translation>Einstellungen bei GitHub</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Make one, and give it to your listeners or to a router: the signature is all that tells GitHub from others.</source>
        <translation>Eins ausdenken und Empfängern oder einem Router geben: Nur die Signatur unterscheidet GitHub von anderen.</translation>
    </message>
    <message>
        <source>May be empty, since the URL holds a token. With one, listeners can check that GitHub has signed what they hear.</source>
        <translation>Darf leer sein, denn die URL hat ein Token. Mit einem Geheimnis können Empfänger prüfen, dass GitHub unterschrieben hat.</translation>
    </message>
</context>
<context>
    <name>hookbot::TokensWindow</name>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
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
        <source>P&amp;ause</source>
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
<context>
    <name>hookbot::WelcomePane</name>
    <message>
        <source>Publish URL</source>
        <translation>Pub-URL</translation>
    </message>
    <message>
        <source>Subscribe URL</source>
        <translation>Sub-URL</translation>
    </message>
    <message>
        <source>Send with curl</source>
        <translation>Mit curl senden</translation>
    </message>
    <message>
        <source>Hear in a terminal</source>
        <translation>Im Terminal hören</translation>
    </message>
    <message>
        <source>Send test event</source>
        <translation>Testereignis senden</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>No events on %1 yet</source>
        <translation>Noch keine Ereignisse auf %1</translation>
    </message>
    <message>
        <source>What is sent to a channel shows up here. Try the channel &quot;%1&quot;, or any other name.</source>
        <translation>Was an einen Kanal geht, erscheint hier. Zum Probieren: der Kanal „%1“ oder jeder andere Name.</translation>
    </message>
    <message>
        <source>What is sent to its publish URL shows up here.</source>
        <translation>Was an seine Pub-URL geht, erscheint hier.</translation>
    </message>
    <message>
        <source>The channel is unsafe: anybody may publish to it, without a token.</source>
        <translation>Der Kanal ist unsicher: Jeder darf ohne Token an ihn senden.</translation>
    </message>
    <message>
        <source>Hello from hookbot</source>
        <translation>Hallo von hookbot</translation>
    </message>
    <message numerus="yes">
        <source>Sent. %n listener(s) heard it.</source>
        <translation>
            <numerusform>Gesendet. %n Empfänger hat es gehört.</numerusform>
            <numerusform>Gesendet. %n Empfänger haben es gehört.</numerusform>
        </translation>
    </message>
    <message>
        <source>The test event was not sent: %1</source>
        <translation>Das Testereignis wurde nicht gesendet: %1</translation>
    </message>
</context>
</TS>

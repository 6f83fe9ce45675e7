<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Access</name>
    <message>
        <source>Enter a channel.</source>
        <translation>Einen Kanal eingeben.</translation>
    </message>
    <message>
        <source>Not a valid channel: %1.</source>
        <translation>Kein gültiger Kanal: %1.</translation>
    </message>
    <message>
        <source>Extra metadata must be github or headers.</source>
        <translation>Metadaten müssen github oder headers sein.</translation>
    </message>
    <message>
        <source>No token found.</source>
        <translation>Kein Token gefunden.</translation>
    </message>
    <message>
        <source>Not a token: it has characters other than the hexadecimal digits 0 to 9 and a to f.</source>
        <translation>Kein Token: Es hat andere Zeichen als die Hexadezimalziffern 0 bis 9 und a bis f.</translation>
    </message>
    <message>
        <source>Not a token: it has %1 digits; a token has 64 (40 before version 0.19).</source>
        <translation>Kein Token: Es hat %1 Stellen; ein Token hat 64 (vor Version 0.19: 40).</translation>
    </message>
    <message>
        <source>Not accepted: the letters of a token are lower-case.</source>
        <translation>Nicht akzeptiert: Die Buchstaben eines Tokens sind klein geschrieben.</translation>
    </message>
    <message>
        <source>Not accepted: it has 40 digits (SHA-1, before version 0.19), and this server accepts only 64 digits (SHA-256).</source>
        <translation>Nicht akzeptiert: Es hat 40 Stellen (SHA-1, vor Version 0.19), und dieser Server akzeptiert nur 64 Stellen (SHA-256).</translation>
    </message>
    <message>
        <source>It is the %1 token of %2 without /pub or /sub, and opens both.</source>
        <translation>Es ist das %1-Token von %2 ohne /pub oder /sub und öffnet beide.</translation>
    </message>
    <message>
        <source>It is the %1 token of %2.</source>
        <translation>Es ist das %1-Token von %2.</translation>
    </message>
    <message>
        <source>It is the %1 token of %2 without /pub or /sub, and opens everything below it.</source>
        <translation>Es ist das %1-Token von %2 ohne /pub oder /sub und öffnet alles darunter.</translation>
    </message>
    <message>
        <source>It is the %1 token of %2, and opens everything below it.</source>
        <translation>Es ist das %1-Token von %2 und öffnet alles darunter.</translation>
    </message>
    <message>
        <source>Not a valid path: %1.</source>
        <translation>Kein gültiger Pfad: %1.</translation>
    </message>
    <message>
        <source>It does not open %1: it belongs to another path or was made with another key.</source>
        <translation>Es öffnet %1 nicht: Es gehört zu einem anderen Pfad oder stammt von einem anderen Schlüssel.</translation>
    </message>
</context>
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
        <source>Sent as %1, but it is %2.</source>
        <translation>Gesendet als %1, aber es ist %2.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
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
        <source>Keep hookbot running without its window?</source>
        <translation>hookbot ohne Fenster weiterlaufen lassen?</translation>
    </message>
    <message>
        <source>Events are received only while hookbot is running. This desktop shows no tray icons: to open the window again, start hookbot again. You can change this in Settings.</source>
        <translation>Ereignisse werden nur empfangen, solange hookbot läuft. Diese Arbeitsumgebung zeigt keine Symbole im Infobereich: Um das Fenster wieder zu öffnen, starten Sie hookbot noch einmal. In den Einstellungen lässt sich das ändern.</translation>
    </message>
    <message>
        <source>hookbot is still running, without its window.</source>
        <translation>hookbot läuft ohne Fenster weiter.</translation>
    </message>
    <message>
        <source>hookbot is still running on %1.</source>
        <translation>hookbot läuft weiter auf %1.</translation>
    </message>
    <message>
        <source>To open the window again, start hookbot again.</source>
        <translation>Um das Fenster wieder zu öffnen, starten Sie hookbot noch einmal.</translation>
    </message>
    <message>
        <source>Events are received only while hookbot is running. Its icon stays in the panel. You can change this in Settings.</source>
        <translation>Ereignisse werden nur empfangen, solange hookbot läuft. Das Symbol bleibt im Infobereich. In den Einstellungen lässt sich das ändern.</translation>
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
    <name>EventText</name>
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
    <message>
        <source>deliveries unknown</source>
        <translation>Zustellungen unbekannt</translation>
    </message>
</context>
<context>
    <name>Format</name>
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
    <message>
        <source>1 byte</source>
        <translation>1 Byte</translation>
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
        <source>a value is neither a number nor true, false or null</source>
        <translation>ein Wert ist weder Zahl noch true, false oder null</translation>
    </message>
    <message>
        <source>there is more after its end</source>
        <translation>nach dem Ende kommt noch etwas</translation>
    </message>
    <message>
        <source>a closing bracket has no opening one</source>
        <translation>eine schließende Klammer hat keine öffnende</translation>
    </message>
    <message>
        <source>a string contains a control character</source>
        <translation>eine Zeichenkette enthält ein Steuerzeichen</translation>
    </message>
    <message>
        <source>a string contains an unknown escape</source>
        <translation>eine Zeichenkette enthält eine unbekannte Escape-Folge</translation>
    </message>
</context>
<context>
    <name>LoginStart</name>
    <message>
        <source>hookbot cannot change which programs this system starts at login. Use the system&apos;s settings instead.</source>
        <translation>hookbot kann auf diesem System nicht ändern, was beim Anmelden startet. Bitte in den Systemeinstellungen einrichten.</translation>
    </message>
    <message>
        <source>cannot remove %1</source>
        <translation>%1 lässt sich nicht entfernen</translation>
    </message>
</context>
<context>
    <name>NewEvent</name>
    <message>
        <source>Enter a channel.</source>
        <translation>Einen Kanal eingeben.</translation>
    </message>
    <message>
        <source>Not a valid channel: %1.</source>
        <translation>Kein gültiger Kanal: %1.</translation>
    </message>
    <message>
        <source>Not a valid channel.</source>
        <translation>Kein gültiger Kanal.</translation>
    </message>
    <message>
        <source>The method must be one word, such as POST.</source>
        <translation>Die Methode muss ein Wort sein, etwa POST.</translation>
    </message>
    <message>
        <source>The query must be percent-encoded.</source>
        <translation>Die Abfrage muss prozentkodiert sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a valid header name.</source>
        <translation>„%1“ ist kein gültiger Name einer Kopfzeile.</translation>
    </message>
    <message>
        <source>The header %1 has a control character, such as a line break, or spaces around it.</source>
        <translation>Die Kopfzeile %1 enthält ein Steuerzeichen, etwa einen Umbruch, oder ist von Leerzeichen umgeben.</translation>
    </message>
    <message>
        <source>The headers are larger than 64 KiB.</source>
        <translation>Die Kopfzeilen sind größer als 64 KiB.</translation>
    </message>
</context>
<context>
    <name>PreferencesFile</name>
    <message>
        <source>it is not a JSON object</source>
        <translation>sie ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>Some settings are invalid</source>
        <translation>Einige Einstellungen sind ungültig</translation>
    </message>
    <message>
        <source>%1 has invalid values of %2, so the defaults are used. Correct them in the settings.</source>
        <translation>In %1 sind die Werte von %2 ungültig; es gelten die Vorgaben. In den Einstellungen lässt sich das berichtigen.</translation>
    </message>
    <message>
        <source>%1 could not be read (%2), nor moved aside. The default settings are used.</source>
        <translation>%1 war nicht lesbar (%2) und ließ sich auch nicht verschieben. Es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The settings were damaged</source>
        <translation>Die Einstellungen waren beschädigt</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>%1 has invalid values of %2</source>
        <translation>in %1 sind die Werte von %2 ungültig</translation>
    </message>
    <message>
        <source>The settings could not be saved</source>
        <translation>Die Einstellungen ließen sich nicht speichern</translation>
    </message>
    <message>
        <source>%1. They apply until hookbot quits.</source>
        <translation>%1. Sie gelten, bis hookbot endet.</translation>
    </message>
    <message>
        <source>Cannot read %1 (%2). It was moved to %3, and the default settings are used.</source>
        <translation>%1 war nicht lesbar (%2). Die Datei liegt jetzt unter %3, und es gelten die Vorgaben.</translation>
    </message>
</context>
<context>
    <name>ReplacedFile</name>
    <message>
        <source>cannot create the folder %1</source>
        <translation>der Ordner %1 lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
</context>
<context>
    <name>Retention</name>
    <message>
        <source>At least %1 of %2 events are deleted now. This cannot be undone.</source>
        <translation>Mindestens %1 von %2 Ereignissen werden jetzt gelöscht. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>The oldest events, beyond the new limits, are deleted now. This cannot be undone.</source>
        <translation>Die ältesten Ereignisse jenseits der neuen Grenzen werden jetzt gelöscht. Das lässt sich nicht zurücknehmen.</translation>
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
        <source>Cannot listen on this address: %1</source>
        <translation>Auf dieser Adresse kann hookbot nicht lauschen: %1</translation>
    </message>
    <message>
        <source>TLS needs both a private key and a certificate. Set both files or neither.</source>
        <translation>TLS braucht Schlüssel und Zertifikat: beide Dateien angeben oder keine.</translation>
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
        <source>The largest body must be between 1 byte and 1 GiB</source>
        <translation>Der größte Inhalt muss zwischen 1 Byte und 1 GiB liegen</translation>
    </message>
    <message>
        <source>Keep at least one byte</source>
        <translation>Mindestens ein Byte aufbewahren</translation>
    </message>
    <message>
        <source>The log must have room for at least one event with the largest body</source>
        <translation>Das Protokoll muss wenigstens ein Ereignis mit dem größten Inhalt fassen</translation>
    </message>
    <message>
        <source>Keep events for at least a second and at most 36500 days</source>
        <translation>Ereignisse mindestens eine Sekunde und höchstens 36500 Tage aufbewahren</translation>
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
        <source>&amp;New token for this channel…</source>
        <translation>&amp;Neues Token für diesen Kanal…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About hookbot</source>
        <translation>Ü&amp;ber hookbot</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Copy &amp;subscribe URL</source>
        <translation>&amp;Sub-URL kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;publish URL</source>
        <translation>&amp;Pub-URL kopieren</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
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
    <message>
        <source>Subscribe URL</source>
        <translation>Sub-URL</translation>
    </message>
    <message>
        <source>Publish URL</source>
        <translation>Pub-URL</translation>
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
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Body format</source>
        <translation>Format des Inhalts</translation>
    </message>
    <message>
        <source>Form fields</source>
        <translation>Formularfelder</translation>
    </message>
    <message>
        <source>The selection is too large to copy. Save the body to a file instead.</source>
        <translation>Die Auswahl ist zum Kopieren zu groß. Der Inhalt lässt sich in eine Datei sichern.</translation>
    </message>
    <message>
        <source>Sent as %1, but not valid JSON: %2. Shown as text.</source>
        <translation>Gesendet als %1, aber kein gültiges JSON: %2. Als Text gezeigt.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Sucht …</translation>
    </message>
</context>
<context>
    <name>hookbot::BrokerRunner</name>
    <message>
        <source>The server is still running: stop it first.</source>
        <translation>Der Server läuft noch: bitte erst anhalten.</translation>
    </message>
</context>
<context>
    <name>hookbot::Canary</name>
    <message>
        <source>The server refused a listener: %1</source>
        <translation>Der Server ließ einen Empfänger nicht ein: %1</translation>
    </message>
    <message>
        <source>The server refused a test event: %1</source>
        <translation>Der Server nahm ein Testereignis nicht an: %1</translation>
    </message>
    <message>
        <source>Could not reach the server to publish a test event: %1</source>
        <translation>Der Server war für ein Testereignis nicht erreichbar: %1</translation>
    </message>
    <message>
        <source>A test event was sent, but the server did not answer in time</source>
        <translation>Auf ein Testereignis antwortete der Server nicht rechtzeitig</translation>
    </message>
    <message>
        <source>A test event was published, but its listener did not receive it in time</source>
        <translation>Ein Testereignis kam nicht rechtzeitig bei seinem Empfänger an</translation>
    </message>
    <message>
        <source>The self-check&apos;s listener cannot connect: the server did not answer in time</source>
        <translation>Der Empfänger des Selbsttests kam nicht durch: Der Server antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>The self-check&apos;s listener cannot connect: %1</source>
        <translation>Der Empfänger des Selbsttests kam nicht durch: %1</translation>
    </message>
</context>
<context>
    <name>hookbot::CertificateWatch</name>
    <message>
        <source>The certificate has expired</source>
        <translation>Das Zertifikat ist abgelaufen</translation>
    </message>
    <message>
        <source>%1 was valid until %2, and clients refuse it. Replace the file; hookbot reads the new certificate within an hour.</source>
        <translation>%1 galt bis %2 und wird abgelehnt. Bitte die Datei ersetzen; hookbot liest das neue Zertifikat binnen einer Stunde.</translation>
    </message>
    <message>
        <source>The certificate expires soon</source>
        <translation>Das Zertifikat läuft bald ab</translation>
    </message>
    <message>
        <source>%1 is valid until %2. Replace the file before then; hookbot reads the new certificate within an hour.</source>
        <translation>%1 gilt bis %2. Bitte die Datei vorher ersetzen; hookbot liest das neue Zertifikat binnen einer Stunde.</translation>
    </message>
</context>
<context>
    <name>hookbot::ChannelCells</name>
    <message>
        <source>Events in the log</source>
        <translation>Ereignisse im Protokoll</translation>
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
        <source>%1 in the last hour, %2 in this minute</source>
        <translation>%1 in der letzten Stunde, %2 in dieser Minute</translation>
    </message>
    <message>
        <source>No event yet</source>
        <translation>Noch kein Ereignis</translation>
    </message>
    <message>
        <source>Listeners connected now</source>
        <translation>Empfänger, die jetzt verbunden sind</translation>
    </message>
    <message>
        <source>Events per minute in the last hour</source>
        <translation>Ereignisse je Minute in der letzten Stunde</translation>
    </message>
    <message>
        <source>Time since the last event</source>
        <translation>Zeit seit dem letzten Ereignis</translation>
    </message>
    <message>
        <source>It has listeners, but no events yet.</source>
        <translation>Hat Empfänger, aber noch keine Ereignisse.</translation>
    </message>
    <message>
        <source>It has events, but no listeners.</source>
        <translation>Hat Ereignisse, aber keine Empfänger.</translation>
    </message>
    <message>
        <source>Unsafe: anyone can publish here without a token. Check the signature of an event before you trust it.</source>
        <translation>Unsicher: Jeder kann hier ohne Token senden. Ereignissen ist erst zu trauen, wenn ihre Signatur geprüft ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s) receive everything below it.</source>
        <translation>
            <numerusform>%n Empfänger empfängt alles darunter.</numerusform>
            <numerusform>%n Empfänger empfangen alles darunter.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::ChannelColumns</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::ChannelMenu</name>
    <message>
        <source>Show all events</source>
        <translation>Alle Ereignisse zeigen</translation>
    </message>
    <message>
        <source>New token…</source>
        <translation>Neues Token …</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Show only these events</source>
        <translation>Nur diese Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Copy subscribe URL</source>
        <translation>Sub-URL kopieren</translation>
    </message>
    <message>
        <source>Copy publish URL</source>
        <translation>Pub-URL kopieren</translation>
    </message>
    <message>
        <source>Show all channels below</source>
        <translation>Alle Kanäle darunter zeigen</translation>
    </message>
    <message>
        <source>Notify me</source>
        <translation>Benachrichtigen</translation>
    </message>
</context>
<context>
    <name>hookbot::ChannelsPane</name>
    <message>
        <source>Search channels</source>
        <translation>Kanäle suchen</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message numerus="yes">
        <source>%n more channel(s), without recent events, are not shown.</source>
        <translation>
            <numerusform>%n weiterer Kanal ohne neuere Ereignisse wird nicht gezeigt.</numerusform>
            <numerusform>%n weitere Kanäle ohne neuere Ereignisse werden nicht gezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is a folder of channels. Choose one of its channels: events are published to a single channel.</source>
        <translation>Dies ist ein Ordner von Kanälen. Bitte einen Kanal darin wählen: Ereignisse gehen an einen einzelnen Kanal.</translation>
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
        <source>TLS needs both a private key and a certificate. Set both files in the settings, or neither.</source>
        <translation>TLS braucht Schlüssel und Zertifikat: in den Einstellungen beide Dateien angeben oder keine.</translation>
    </message>
    <message>
        <source>Another program uses %1, so hookbot listens on %2 this time. To keep the same port, choose one in the settings.</source>
        <translation>Ein anderes Programm nutzt %1, darum lauscht hookbot diesmal auf %2. Ein eigener Port in den Einstellungen bleibt immer gleich.</translation>
    </message>
    <message>
        <source>The new settings did not work</source>
        <translation>Die neuen Einstellungen gehen nicht</translation>
    </message>
    <message>
        <source>The server could not start with the new settings (%1). It runs with the previous ones.</source>
        <translation>Der Server konnte mit den neuen Einstellungen nicht starten (%1). Er läuft mit den vorherigen.</translation>
    </message>
    <message>
        <source>The server could not start with the new settings (%1), nor with the previous ones (%2).</source>
        <translation>Der Server konnte weder mit den neuen Einstellungen starten (%1) noch mit den vorherigen (%2).</translation>
    </message>
    <message>
        <source>The log cannot store events</source>
        <translation>Das Protokoll kann keine Ereignisse speichern</translation>
    </message>
    <message>
        <source>An event could not be stored (%1), and its publisher was asked to try again. Free some disk space; hookbot continues by itself.</source>
        <translation>Ein Ereignis ließ sich nicht speichern (%1), der Absender soll es noch einmal versuchen. Bitte Platz auf der Platte schaffen; hookbot macht von selbst weiter.</translation>
    </message>
    <message>
        <source>%1. The settings have not changed.</source>
        <translation>%1. Die Einstellungen sind unverändert.</translation>
    </message>
    <message>
        <source>Port in use</source>
        <translation>Port belegt</translation>
    </message>
</context>
<context>
    <name>hookbot::DetailActions</name>
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
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
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
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The body is too large to copy. Save it to a file instead.</source>
        <translation>Der Inhalt ist zum Kopieren zu groß. Er lässt sich in eine Datei sichern.</translation>
    </message>
    <message>
        <source>Body copied.</source>
        <translation>Inhalt kopiert.</translation>
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
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>ID copied.</source>
        <translation>ID kopiert.</translation>
    </message>
    <message>
        <source>No listeners connected</source>
        <translation>Keine Empfänger verbunden</translation>
    </message>
    <message>
        <source>The body is not text and cannot be copied. Save it to a file instead.</source>
        <translation>Der Inhalt ist kein Text und lässt sich nicht kopieren, aber in eine Datei sichern.</translation>
    </message>
    <message>
        <source>Cannot make a URL for this channel: %1</source>
        <translation>Für diesen Kanal gibt es keine URL: %1</translation>
    </message>
    <message>
        <source>Copied as curl. The command contains the channel&apos;s token.</source>
        <translation>Als curl kopiert. Der Befehl enthält das Token des Kanals.</translation>
    </message>
    <message>
        <source>Copied as curl. Save the body as %1 first: it does not fit into a command.</source>
        <translation>Als curl kopiert. Vorher den Inhalt als %1 sichern: Er passt in keinen Befehl.</translation>
    </message>
    <message>
        <source>Cannot save the body to %1: %2</source>
        <translation>Der Inhalt ließ sich nicht in %1 sichern: %2</translation>
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
        <source>Headers (%1)</source>
        <translation>Kopfzeilen (%1)</translation>
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
        <source>Headers copied.</source>
        <translation>Kopfzeilen kopiert.</translation>
    </message>
    <message>
        <source>Changes since the previous event on this channel</source>
        <translation>Änderungen seit dem vorigen Ereignis auf diesem Kanal</translation>
    </message>
    <message>
        <source>No event selected</source>
        <translation>Kein Ereignis ausgewählt</translation>
    </message>
    <message>
        <source>This event is no longer in the log.</source>
        <translation>Dieses Ereignis ist nicht mehr im Protokoll.</translation>
    </message>
    <message>
        <source>Anyone can publish here: the publisher is unknown.</source>
        <translation>Jeder kann hier senden: Der Absender ist unbekannt.</translation>
    </message>
</context>
<context>
    <name>hookbot::DiffPane</name>
    <message>
        <source>Only spaces and line breaks differ.</source>
        <translation>Nur Leerzeichen und Umbrüche sind anders.</translation>
    </message>
    <message>
        <source>%1 lines added, %2 removed.</source>
        <translation>%1 Zeilen dazu, %2 weg.</translation>
    </message>
    <message>
        <source>Changes since the previous event</source>
        <translation>Änderungen seit dem vorigen Ereignis</translation>
    </message>
    <message>
        <source>Cannot read the log: %1</source>
        <translation>Das Protokoll ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>There is no earlier event on this channel.</source>
        <translation>Auf diesem Kanal gibt es kein früheres Ereignis.</translation>
    </message>
    <message>
        <source>Compared with event %1, %2 earlier.</source>
        <translation>Verglichen mit Ereignis %1, %2 davor.</translation>
    </message>
    <message>
        <source>The bodies are identical.</source>
        <translation>Die Inhalte sind gleich.</translation>
    </message>
    <message>
        <source>The bodies are too long to compare line by line.</source>
        <translation>Die Inhalte sind zu lang für einen Vergleich Zeile für Zeile.</translation>
    </message>
    <message>
        <source>The bodies have too little in common to compare line by line.</source>
        <translation>Die Inhalte haben zu wenig gemeinsam für einen Vergleich Zeile für Zeile.</translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n Zeile gleich</numerusform>
            <numerusform>%n Zeilen gleich</numerusform>
        </translation>
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
        <source>%n header(s) are not text and are published unchanged.</source>
        <translation>
            <numerusform>%n Kopfzeile ist kein Text und wird unverändert gesendet.</numerusform>
            <numerusform>%n Kopfzeilen sind kein Text und werden unverändert gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>The body is larger than 1 MiB and is published unchanged.</source>
        <translation>Der Inhalt ist größer als 1 MiB und wird unverändert gesendet.</translation>
    </message>
    <message>
        <source>The body has a line that is too long to edit, and is published unchanged.</source>
        <translation>Der Inhalt hat eine Zeile, die für einen Editor zu lang ist, und wird unverändert gesendet.</translation>
    </message>
    <message>
        <source>The body is not text and is published unchanged.</source>
        <translation>Der Inhalt ist kein Text und wird unverändert gesendet.</translation>
    </message>
    <message>
        <source>Not a header: %1. Enter a name, a colon and a value.</source>
        <translation>Keine Kopfzeile: %1. Name, Doppelpunkt und Wert eingeben.</translation>
    </message>
    <message>
        <source>Enter a channel.</source>
        <translation>Einen Kanal eingeben.</translation>
    </message>
    <message>
        <source>Not published: %1</source>
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
        <source>Kind of event</source>
        <translation>Art des Ereignisses</translation>
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
    <message>
        <source>Search channels, headers and bodies (/)</source>
        <translation>Kanäle, Kopfzeilen und Inhalte durchsuchen (/)</translation>
    </message>
    <message>
        <source>A service or a kind of event: choose one, or type its beginning</source>
        <translation>Ein Dienst oder eine Art von Ereignis: auswählen oder den Anfang eingeben</translation>
    </message>
</context>
<context>
    <name>hookbot::EventsPane</name>
    <message>
        <source>Go to the newest event (Home)</source>
        <translation>Zum neuesten Ereignis (Pos1)</translation>
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
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neues</numerusform>
            <numerusform>%n neue</numerusform>
        </translation>
    </message>
    <message>
        <source>No events match.</source>
        <translation>Keine Ereignisse passen.</translation>
    </message>
    <message>
        <source>Search stopped. There may be older matches.</source>
        <translation>Suche angehalten. Es kann ältere Treffer geben.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Cannot read the log: %1</source>
        <translation>Das Protokoll ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
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
        <source>Healthy</source>
        <translation>Gesund</translation>
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
        <source>Log: %1</source>
        <translation>Protokoll: %1</translation>
    </message>
    <message>
        <source>Unhealthy since %1: %2</source>
        <translation>Gestört seit %1: %2</translation>
    </message>
    <message>
        <source>Unhealthy since %1
%2</source>
        <translation>Gestört seit %1
%2</translation>
    </message>
    <message>
        <source>hookbot checks itself: it publishes an event to its own port and receives it. This has worked since %1.</source>
        <translation>hookbot prüft sich selbst: Es sendet ein Ereignis an den eigenen Port und empfängt es. Das klappt seit %1.</translation>
    </message>
    <message>
        <source>Healthy: self-check %1 ago</source>
        <translation>Gesund: Selbsttest vor %1</translation>
    </message>
    <message>
        <source>No self-check yet</source>
        <translation>Noch kein Selbsttest</translation>
    </message>
    <message>
        <source>Listeners receive no new events, and publishers are asked to try again later.</source>
        <translation>Empfänger erhalten keine neuen Ereignisse, und Absender sollen es später wieder versuchen.</translation>
    </message>
    <message>
        <source>Events are kept in memory and are lost when hookbot quits.</source>
        <translation>Ereignisse liegen im Speicher und gehen verloren, wenn hookbot endet.</translation>
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
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Every URL changes. Publishers and listeners with old URLs are refused until you give them new ones.</source>
        <translation>Jede URL ändert sich. Absender und Empfänger mit alten URLs werden abgewiesen, bis sie neue haben.</translation>
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
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Schlüssel zeigen</translation>
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
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Every token is derived from this key. It is stored in: %1</source>
        <translation>Jedes Token wird aus diesem Schlüssel abgeleitet. Er liegt hier: %1</translation>
    </message>
    <message>
        <source>Key copied. Anyone with the key can open every channel.</source>
        <translation>Schlüssel kopiert. Wer ihn hat, kann jeden Kanal öffnen.</translation>
    </message>
    <message>
        <source>The key has changed. All previous URLs stop working: copy new ones.</source>
        <translation>Der Schlüssel wurde geändert. Alle bisherigen URLs gelten nicht mehr: bitte neue kopieren.</translation>
    </message>
</context>
<context>
    <name>hookbot::KeyStore</name>
    <message>
        <source>key file</source>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>Cannot read the key from the keyring of this desktop (%1). Unlock the keyring and try again.</source>
        <translation>Der Schlüssel liegt im Schlüsselbund dieses Systems, der nicht lesbar ist (%1). Bitte entsperren und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The key was stored in the keyring of this desktop but is no longer there. Unlock the keyring and try again; or, if the key is lost, make a new one in the settings, which changes every URL.</source>
        <translation>Der Schlüssel kam in den Schlüsselbund dieses Systems und ist dort nicht zu finden. Bitte entsperren und noch einmal versuchen; ist er verloren, in den Einstellungen einen neuen erzeugen, womit sich jede URL ändert.</translation>
    </message>
    <message>
        <source>The key is in a file</source>
        <translation>Der Schlüssel liegt in einer Datei</translation>
    </message>
    <message>
        <source>The keyring of this desktop could not be used (%1). The key is kept in %2 instead, which only you can read.</source>
        <translation>Der Schlüsselbund dieses Systems war nicht nutzbar (%1). Der Schlüssel liegt in %2, nur für den eigenen Benutzer lesbar, und bleibt dort.</translation>
    </message>
    <message>
        <source>The key was set when hookbot was started (%1). Change it there.</source>
        <translation>Der Schlüssel kam beim Start von hookbot mit (%1). Bitte dort ändern.</translation>
    </message>
    <message>
        <source>The key is too short and could be guessed from any URL. Use at least %1 characters.</source>
        <translation>Der Schlüssel ist zu kurz und ließe sich aus jeder URL erraten: bitte mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The keyring did not store the new key (%1), so the key has not changed. Unlock the keyring and try again.</source>
        <translation>Der Schlüsselbund nahm den Schlüssel nicht an (%1); er bleibt, wie er war. Bitte entsperren und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>set with --key</source>
        <translation>angegeben mit --key</translation>
    </message>
    <message>
        <source>set in the environment variable HOOKBOT_KEY</source>
        <translation>angegeben in der Umgebung mit HOOKBOT_KEY</translation>
    </message>
    <message>
        <source>the file %1, set with --key-file</source>
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
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Arrow keys move in lists, Tab moves to the next part of the window. Single letters are not shortcuts in text fields.</source>
        <translation>Pfeiltasten bewegen in Listen, Tab geht zum nächsten Teil des Fensters. In Textfeldern sind einzelne Buchstaben keine Kürzel.</translation>
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
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
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
        <source>Behind</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>Up to this many events behind.</source>
        <translation>Höchstens so viele Ereignisse im Rückstand.</translation>
    </message>
    <message>
        <source>It has received everything.</source>
        <translation>Er hat alles empfangen.</translation>
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
        <source>Most programs reconnect on their own</source>
        <translation>Die meisten Programme verbinden sich von selbst wieder</translation>
    </message>
    <message>
        <source>No listeners are connected. Copy a subscribe URL and open it with a program.</source>
        <translation>Keine Empfänger sind verbunden. Eine Sub-URL kopieren und mit einem Programm öffnen.</translation>
    </message>
    <message>
        <source>Most programs reconnect on their own.</source>
        <translation>Die meisten Programme verbinden sich von selbst wieder.</translation>
    </message>
</context>
<context>
    <name>hookbot::LocalMonitor</name>
    <message>
        <source>Publishing is paused: resume it, then send again.</source>
        <translation>Das Veröffentlichen ist angehalten: fortsetzen, dann noch einmal senden.</translation>
    </message>
    <message>
        <source>The body is larger than the server accepts (%1 bytes).</source>
        <translation>Der Inhalt ist größer, als der Server annimmt (%1 Bytes).</translation>
    </message>
    <message>
        <source>The server is not running.</source>
        <translation>Der Server läuft nicht.</translation>
    </message>
    <message>
        <source>The listener cannot accept events right now: its queue is full or it is disconnecting.</source>
        <translation>Der Empfänger nimmt gerade keine Ereignisse an: Seine Warteschlange ist voll, oder er trennt die Verbindung.</translation>
    </message>
    <message>
        <source>This event is no longer in the log.</source>
        <translation>Dieses Ereignis ist nicht mehr im Protokoll.</translation>
    </message>
    <message>
        <source>The listener has disconnected.</source>
        <translation>Der Empfänger ist nicht mehr verbunden.</translation>
    </message>
</context>
<context>
    <name>hookbot::MainWindow</name>
    <message>
        <source>No listeners connected</source>
        <translation>Keine Empfänger verbunden</translation>
    </message>
    <message>
        <source>This listener has disconnected.</source>
        <translation>Dieser Empfänger ist nicht mehr verbunden.</translation>
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
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss: %1</source>
        <translation>Ausblenden: %1</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Störung</translation>
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
        <source>Latest: %1</source>
        <translation>Zuletzt: %1</translation>
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
    <message>
        <source>This cannot be undone.</source>
        <translation>Das lässt sich nicht zurücknehmen.</translation>
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
    <message numerus="yes">
        <source>Published as %1, to %n listener(s).</source>
        <translation>
            <numerusform>Als %1 gesendet, an %n Empfänger.</numerusform>
            <numerusform>Als %1 gesendet, an %n Empfänger.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every listener on these channels receives them again. In all, %n listener(s) are connected.</source>
        <translation>
            <numerusform>Jeder Empfänger dieser Kanäle erhält sie noch einmal. Insgesamt ist %n Empfänger verbunden.</numerusform>
            <numerusform>Jeder Empfänger dieser Kanäle erhält sie noch einmal. Insgesamt sind %n Empfänger verbunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not replayed: %1</source>
        <translation>Nicht wiederholt: %1</translation>
    </message>
    <message>
        <source>Replayed %1 of %2 events, then failed: %3</source>
        <translation>%1 von %2 Ereignissen wiederholt, dann ein Fehler: %3</translation>
    </message>
    <message>
        <source>This event is no longer in the log.</source>
        <translation>Dieses Ereignis ist nicht mehr im Protokoll.</translation>
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
        <source>Start when I log in</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>Start paused</source>
        <translation>Angehalten starten</translation>
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
        <source>&amp;Certificate</source>
        <translation>&amp;Zertifikat</translation>
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
        <source>&amp;When the window is closed</source>
        <translation>Beim Schließen des &amp;Fensters</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Privater Schlüssel</translation>
    </message>
    <message>
        <source>Maximum body size</source>
        <translation>Größter Inhalt</translation>
    </message>
    <message>
        <source>Notify me of problems</source>
        <translation>Störungen melden</translation>
    </message>
    <message>
        <source>127.0.0.1 for this computer only; 0.0.0.0 or [::] for others too.</source>
        <translation>127.0.0.1 nur für diesen Rechner; 0.0.0.0 oder [::] auch für andere.</translation>
    </message>
    <message>
        <source>Public &amp;URL</source>
        <translation>Öffentliche &amp;URL</translation>
    </message>
    <message>
        <source>Where others reach this server. Leave it empty to use the address above.</source>
        <translation>Wo andere diesen Server erreichen. Leer lassen, um die Adresse oben zu verwenden.</translation>
    </message>
    <message>
        <source>Private &amp;key</source>
        <translation>Privater &amp;Schlüssel</translation>
    </message>
    <message>
        <source>PEM files, for https and wss. Leave both empty to serve without TLS.</source>
        <translation>PEM-Dateien für https und wss. Beide leer lassen, um ohne TLS zu arbeiten.</translation>
    </message>
    <message>
        <source>Maximum &amp;body size</source>
        <translation>Größter &amp;Inhalt</translation>
    </message>
    <message>
        <source>Keep events</source>
        <translation>Ereignisse aufbewahren</translation>
    </message>
    <message>
        <source>At &amp;most</source>
        <translation>&amp;Höchstens</translation>
    </message>
    <message>
        <source>Up &amp;to</source>
        <translation>&amp;Bis zu</translation>
    </message>
    <message>
        <source>&amp;For</source>
        <translation>&amp;Für</translation>
    </message>
    <message>
        <source>The oldest events are deleted when any of these limits is reached.</source>
        <translation>Die ältesten Ereignisse werden gelöscht, sobald eine dieser Grenzen erreicht ist.</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Appeara&amp;nce</source>
        <translation>&amp;Aussehen</translation>
    </message>
    <message>
        <source>Channels with notifications</source>
        <translation>Kanäle mit Meldungen</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>None yet. Right-click a channel and choose &quot;Notify me&quot;.</source>
        <translation>Noch keine. Rechtsklick auf einen Kanal, dann „Benachrichtigen“.</translation>
    </message>
    <message>
        <source>Right-click a channel and choose &quot;Notify me&quot;.</source>
        <translation>Rechtsklick auf einen Kanal, dann „Benachrichtigen“.</translation>
    </message>
</context>
<context>
    <name>hookbot::SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Delete events?</source>
        <translation>Ereignisse löschen?</translation>
    </message>
    <message>
        <source>Delete events</source>
        <translation>Ereignisse löschen</translation>
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
</context>
<context>
    <name>hookbot::TestEvent</name>
    <message>
        <source>Hello from hookbot</source>
        <translation>Hallo von hookbot</translation>
    </message>
    <message numerus="yes">
        <source>Test event published on %1, to %n listener(s).</source>
        <translation>
            <numerusform>Testereignis auf %1 gesendet, an %n Empfänger.</numerusform>
            <numerusform>Testereignis auf %1 gesendet, an %n Empfänger.</numerusform>
        </translation>
    </message>
    <message>
        <source>The test event was not published: %1</source>
        <translation>Das Testereignis wurde nicht gesendet: %1</translation>
    </message>
</context>
<context>
    <name>hookbot::TokenCheck</name>
    <message>
        <source>&amp;URL or token</source>
        <translation>&amp;URL oder Token</translation>
    </message>
    <message>
        <source>&amp;Path</source>
        <translation>&amp;Pfad</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>/sub/a/b, or leave empty to try all channels</source>
        <translation>/sub/a/b, oder leer lassen für alle Kanäle</translation>
    </message>
    <message>
        <source>Channels it opens</source>
        <translation>Kanäle, die es öffnet</translation>
    </message>
    <message>
        <source>Check a token</source>
        <translation>Ein Token prüfen</translation>
    </message>
    <message>
        <source>Paste a URL or a token to see which channels of this server it opens, and why.</source>
        <translation>Eine URL oder ein Token einfügen, um zu sehen, welche Kanäle dieses Servers es öffnet, und warum.</translation>
    </message>
</context>
<context>
    <name>hookbot::TokenMaker</name>
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
        <source>&amp;Channel</source>
        <translation>&amp;Kanal</translation>
    </message>
    <message>
        <source>Extra &amp;metadata</source>
        <translation>&amp;Metadaten</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Include all channels below</source>
        <translation>Alle Kanäle darunter</translation>
    </message>
    <message>
        <source>Listeners receive a JSON object with the body and this metadata</source>
        <translation>Empfänger erhalten ein JSON-Objekt mit dem Inhalt und diesen Metadaten</translation>
    </message>
    <message>
        <source>Unsafe: anyone can publish without a token. Listeners must opt in, and should check the signature of every event.</source>
        <translation>Unsicher: Jeder kann ohne Token senden. Empfänger müssen zustimmen und sollten die Signatur jedes Ereignisses prüfen.</translation>
    </message>
    <message>
        <source>Make a token</source>
        <translation>Ein Token erzeugen</translation>
    </message>
    <message>
        <source>URLs and commands</source>
        <translation>URLs und Befehle</translation>
    </message>
    <message>
        <source>For GitHub&apos;s webhook form</source>
        <translation>Für das Webhook-Formular von GitHub</translation>
    </message>
    <message>
        <source>Choose one and give it to your listeners or to a router: only the signature shows that GitHub sent an event.</source>
        <translation>Eins wählen und Empfängern oder einem Router geben: Nur die Signatur zeigt, dass ein Ereignis von GitHub kommt.</translation>
    </message>
    <message>
        <source>Optional, since the URL contains a token. With a secret, listeners can check that GitHub signed an event.</source>
        <translation>Nicht nötig, denn die URL enthält ein Token. Mit einem Geheimnis können Empfänger prüfen, dass GitHub ein Ereignis signiert hat.</translation>
    </message>
</context>
<context>
    <name>hookbot::TokenSearch</name>
    <message>
        <source>It opens none of the channels that have events or listeners: it belongs to another path or was made with another key.</source>
        <translation>Es öffnet keinen der Kanäle mit Ereignissen oder Empfängern: Es gehört zu einem anderen Pfad oder stammt von einem anderen Schlüssel.</translation>
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
    <message>
        <source>Copy &amp;subscribe URL</source>
        <translation>&amp;Sub-URL kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;publish URL</source>
        <translation>&amp;Pub-URL kopieren</translation>
    </message>
</context>
<context>
    <name>hookbot::UserInterface</name>
    <message>
        <source>Subscribe URL of %1 copied</source>
        <translation>Sub-URL von %1 kopiert</translation>
    </message>
    <message>
        <source>Publish URL of %1 copied</source>
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
        <source>Publish with curl</source>
        <translation>Mit curl senden</translation>
    </message>
    <message>
        <source>Listen in a terminal</source>
        <translation>Im Terminal empfangen</translation>
    </message>
    <message>
        <source>Events published to a channel appear here. Try the channel &quot;%1&quot; or any other name.</source>
        <translation>Ereignisse, die an einen Kanal gehen, erscheinen hier. Zum Probieren: der Kanal „%1“ oder jeder andere Name.</translation>
    </message>
    <message>
        <source>Events published to its publish URL appear here.</source>
        <translation>Ereignisse an seine Pub-URL erscheinen hier.</translation>
    </message>
    <message>
        <source>The channel is unsafe: anyone can publish to it without a token.</source>
        <translation>Der Kanal ist unsicher: Jeder kann ohne Token an ihn senden.</translation>
    </message>
</context>
</TS>

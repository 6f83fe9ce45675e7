<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>EventText</name>
    <message numerus="yes">
        <source>delivered to %n listener(s)</source>
        <translation>
            <numerusform>delivered to %n listener</numerusform>
            <numerusform>delivered to %n listeners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%n listener(s)</source>
        <translation>
            <numerusform>%n listener</numerusform>
            <numerusform>%n listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) today</source>
        <translation>
            <numerusform>%n event today</numerusform>
            <numerusform>%n events today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::ChannelCells</name>
    <message numerus="yes">
        <source>%n listener(s)</source>
        <translation>
            <numerusform>%n listener</numerusform>
            <numerusform>%n listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s) receive everything below it.</source>
        <translation>
            <numerusform>%n listener receives everything below it.</numerusform>
            <numerusform>%n listeners receive everything below it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::ChannelColumns</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::ChannelsPane</name>
    <message numerus="yes">
        <source>%n more channel(s), without recent events, are not shown.</source>
        <translation>
            <numerusform>%n more channel, without recent events, is not shown.</numerusform>
            <numerusform>%n more channels, without recent events, are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::DetailActions</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::DiffPane</name>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n unchanged line</numerusform>
            <numerusform>%n unchanged lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::EventEditor</name>
    <message numerus="yes">
        <source>%n header(s) are not text and are published unchanged.</source>
        <translation>
            <numerusform>%n header is not text and is published unchanged.</numerusform>
            <numerusform>%n headers are not text and are published unchanged.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::EventsPane</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::ListenersWindow</name>
    <message numerus="yes">
        <source>%n listener(s)</source>
        <translation>
            <numerusform>%n listener</numerusform>
            <numerusform>%n listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n listener(s)</source>
        <translation>
            <numerusform>%1 of %n listener</numerusform>
            <numerusform>%1 of %n listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %n listener(s)?</source>
        <translation>
            <numerusform>Disconnect %n listener?</numerusform>
            <numerusform>Disconnect %n listeners?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::NoticesBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::Notifier</name>
    <message numerus="yes">
        <source>%n event(s) on more than %1 channels</source>
        <translation>
            <numerusform>%n event on more than %1 channels</numerusform>
            <numerusform>%n events on more than %1 channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) on %1 channels</source>
        <translation>
            <numerusform>%n event on %1 channels</numerusform>
            <numerusform>%n events on %1 channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) on %1</source>
        <translation>
            <numerusform>%n event on %1</numerusform>
            <numerusform>%n events on %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::Replays</name>
    <message numerus="yes">
        <source>Replay %n event(s) to their channels?</source>
        <translation>
            <numerusform>Replay %n event to its channel?</numerusform>
            <numerusform>Replay %n events to their channels?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replay %n event(s) to this listener?</source>
        <translation>
            <numerusform>Replay %n event to this listener?</numerusform>
            <numerusform>Replay %n events to this listener?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replayed %n event(s) to %1.</source>
        <translation>
            <numerusform>Replayed %n event to %1.</numerusform>
            <numerusform>Replayed %n events to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replayed %n event(s).</source>
        <translation>
            <numerusform>Replayed %n event.</numerusform>
            <numerusform>Replayed %n events.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replayed to %n listener(s).</source>
        <translation>
            <numerusform>Replayed to %n listener.</numerusform>
            <numerusform>Replayed to %n listeners.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Published as %1, to %n listener(s).</source>
        <translation>
            <numerusform>Published as %1, to %n listener.</numerusform>
            <numerusform>Published as %1, to %n listeners.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every listener on these channels receives them again. In all, %n listener(s) are connected.</source>
        <translation>
            <numerusform>Every listener on these channels receives them again. In all, %n listener is connected.</numerusform>
            <numerusform>Every listener on these channels receives them again. In all, %n listeners are connected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookbot::TestEvent</name>
    <message numerus="yes">
        <source>Test event published on %1, to %n listener(s).</source>
        <translation>
            <numerusform>Test event published on %1, to %n listener.</numerusform>
            <numerusform>Test event published on %1, to %n listeners.</numerusform>
        </translation>
    </message>
</context>
</TS>

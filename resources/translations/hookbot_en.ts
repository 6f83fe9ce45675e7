<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
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
    <name>Words</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
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
</TS>

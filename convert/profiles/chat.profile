# chat.profile: logs of chats and transcripts typed in a fixed form: IRC, Slack, WhatsApp, CHAT (CHILDES).

describes Chats and transcripts in a fixed form
extends base

set brackets plain

define CLOCK /\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\h?[AaPp]\.?[Mm]\.?)?/
define DAY /\d{1,4}[.\/-]\d{1,2}[.\/-]\d{2,4}/
define STAMP /[\[(]?(?:%{DAY},?\h+)?(?<clock>%{CLOCK})[\])]?/

# "21:01 <moth> evening all", "<@kestrel> ok"
label nick,any /^\h*(?:%{STAMP}\h+)?<[@+%&~!\h]?(?<name>[^<>\h]{1,40})>(?=\h|$)/
# "moth> evening all"
label prompt,any,block /^(?<name>[\p{L}][\p{L}\p{N}_.-]{1,30})>(?=\h+\S)/
# "12/03/2019, 21:04 - Ann Lee: text", "[12/03/19, 21:04:33] Ann Lee: text"
label dated,any /^\h*[\[(]?%{DAY},?\h+(?<clock>%{CLOCK})[\])]?\h*[-–—]?\h+(?<name>[^:]{1,40}):(?=\h|$)/
# "Ines Calvo  9:02 AM", "Ann Lee — 12/03/2021 10:02"
label name-stamp,any,followed /^\h*(?<name>\p{L}[^:]{0,40}?)(?:\h{1,4}|\h+[—–-]\h+)[\[(]?(?:%{DAY},?\h+(?:at\h+)?)?(?<clock>%{CLOCK})[\])]?$/
# "*MOT:	what's that one ?"
label tier,any /^\*(?<name>[\p{Lu}\p{N}]{1,8}):(?=\h|$)/

fw /^(?:%{STAMP}\h+)?(?:-!-|\*\*\*|-->|<--|---)\h.*$/
fw /^@(?:Begin|End|UTF8|Languages|Participants|ID|Options|Media|PID|Date|Location|Situation|Comment|Transcriber|Activities|Types|Warning|Time|G|New Episode|Bg|Eg)\b.*$/
stage - /^(?:%{STAMP}\h+)?\*\h+\S.*$/
stage - /^%[a-z]{3}:\h.*$/
stage - /^\(.{2,200}\)$/

evidence 6 4 /^\h*(?:%{STAMP}\h+)?<[@+%&~!\h]?[^<>\h]{1,40}>\h/
evidence 5 3 /^\h*[\[(]?%{DAY},?\h+%{CLOCK}[\])]?\h*[-–—]?\h+[^:]{1,40}:\h/
evidence 5 3 /^\*[\p{Lu}\p{N}]{1,8}:\h/
evidence 4 1 /^@(?:Begin|Languages)\b/
evidence 4 3 /^\h*\p{L}[^:]{0,40}\h+\d{1,2}:\d{2}\h?[AaPp][Mm]$/

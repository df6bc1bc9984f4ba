# interview.profile: interviews, oral histories, podcasts: two or more voices, initials or names,
# clock times, sounds in brackets.

describes Interviews and recorded conversations
extends base

label time-colon /^%{COLON}\h*\[?(?<time>\d{1,2}:\d{2}(?::\d{2})?)\]?\h+(?<name>%{NAME})\h*(?:：|:(?=\h|$))/
label colon-time /^\h*(?<name>%{NAME})\h*[\[(](?<time>\d{1,2}:\d{2}(?::\d{2})?)[\])]\h*[:：]?(?=\h|$)/

# "[SPEAKER_00] 00:00:00 - 00:00:07: text", "Speaker 1 (00:12): text", "[00:12 - 00:15] SPEAKER_01: text"
define CLOCK /\d{1,2}:\d{2}(?::\d{2})?(?!\h?[AaPp]\.?[Mm]\b)/
define TILL /(?:[.,]\d{1,3})?(?:\h*(?:-->|[–—-]|to)\h*%{CLOCK}(?:[.,]\d{1,3})?)?/
label diarised,any /^\h*\[?(?<name>\p{L}[\p{L}\p{N}_ .'’-]{0,40}?)\]?:?\h+[\[(]?(?<time>%{CLOCK})%{TILL}[\])]?\h*[:–-]?(?=\h|$)/
label time-diarised,any /^\h*[\[(]?(?<time>%{CLOCK})%{TILL}[\])]?\h+\[?(?<name>\p{L}[\p{L}\p{N}_ .'’-]{0,40}?)\]?\h*:(?=\h|$)/

roster /^\h*(?<one>%{interviewer}|%{interviewee})s?\h*:\h*/

cue /^\h*[\[(](?<time>\d{1,2}:\d{2}(?::\d{2})?)[\])]$/

set brackets stage
# Taken where nothing speaks for any convention.
set choice default

stage sound /^[\[(](?:[^\[\]()]{0,60})(?:%{sound})[^\[\]()]{0,60}[\])]$/
stage - /^\[[^\[\]]{3,80}\]$/
aside sound /\([^\[\]()]{0,40}(?:%{sound})[^\[\]()]{0,60}\)/

meta date /^\h*(?:Date|Datum|Fecha|Data)(?: of (?:the )?interview)?\h*:\h*(?<value>.{4,60})$/i
meta place /^\h*(?:Place|Location|Ort|Lieu|Lugar)(?: of (?:the )?interview)?\h*:\h*(?<value>.{2,100})$/i
meta idno /^\h*(?:Record number|Accession(?: no\.?| number)?|Signatur|Catalogue number)\h*:\h*(?<value>.{2,60})$/i
meta editor /^\h*Transcri(?:ber|bed by)\h*:?\h*(?<value>\p{Lu}[^.!?]{2,80})$/i
meta recording /^\h*(?:Recording|Tape|Audio|Length|Duration)\h*:\h*(?<value>.{2,100})$/i

evidence 3 1 /\b(?:interview|oral history|podcast|episode|%{interviewer})\b/i
evidence 3 2 /^\h*[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?/
evidence 2 2 /[\[(](?:[^\[\]()]{0,40})%{sound}/
evidence 2 4 /^\h*\p{Lu}{2,3}:\h/
evidence 2 4 /^\h*(?:%{interviewer}|%{interviewee}|Q|A)\h*[:.]/i


# play.profile: plays: acts and scenes, a list of characters, stage directions, verse.

describes Plays
extends base

define COUNT /%{ordinal}|\d{1,2}\.?|[IVXLC]{1,7}\.?/

set verse detect
set indented stage
set italics stage
set parentheses weighed
set brackets stage

roster /^\h*_?%{cast}_?\.?:?$/i

label caps-dot /^\h*(?<name>%{CAPS}%{BOTH})\.(?=\h|$)(?!\h*\d+\.)/
# "HARPAGON (aside).", "LIZA [overwhelmed] Ah!", "MACBETH, à part."
label caps-direction /^\h*(?<name>%{CAPS}%{BOTH})(?<direction>%{DIRECTION})\h*[.:]?(?=\h|$)/
label caps-comma,known /^\h*(?<name>%{CAPS})(?<direction>,\h+[^.:!?]{2,160})[.:]?(?=\h|$)/
label comma,block,known /^\h*(?<name>(?:%{article}\h+)?%{WORD}(?:\h+%{WORD}){0,3})(?<direction>,\h+\p{Ll}[^.:!?]{2,160})[.:](?=\h|$)/
label caps-alone,block,followed /^\h*(?<name>\[?\p{Lu}[\p{Lu}'’]+\]?(?:[\h-][\p{Lu}'’]+){0,3}%{BOTH})$/

heading act /^\h*%{act}\h+(?:the\h+)?(?<n>%{COUNT})\.?(?:\h*[:.–—-].{0,100})?$/i
heading act /^\h*(?<n>%{COUNT})\h+%{act}\.?$/i
heading scene2 /^\h*%{scene}\h+(?:the\h+)?(?<n>%{COUNT})\.?(?:\h*[:.–—-].{0,160})?$/i
heading scene2 /^\h*(?<n>%{COUNT})\h+%{scene}\.?$/i
heading act /^\h*(?:Prologue|Epilogue|Prolog|Epilog|Prologo)\.?$/i

stage entrance /^\h*(?:[\[(]_?|_|(?=\p{Lu}))%{enter}\b[^\[\]()]{0,300}[\])]?_?\.?[\])]?$/
stage exit /^\h*(?:[\[(]_?|_|(?=\p{Lu}))%{exit}\b[^\[\]()]{0,200}[\])]?_?\.?[\])]?$/
stage - /^\h*[\[(][^\[\]()]{1,600}[\])]\.?$/
stage - /^\h*_[^_]{2,600}_\.?$/
aside entrance /\(_?%{enter}\b[^\[\]()]{0,200}\)/
aside exit /\(_?%{exit}\b[^\[\]()]{0,200}\)/
aside - /\([^\[\]()]{1,400}\)/
# A direction in square brackets, which teiencode tells from an editor's by itself, over several lines.
aside - /\[[^\[\]()]{1,400}\](?!\p{L})/
# A bracket that is never closed: "… Away!    [Exeunt Belisa."
aside - /(?:(?<=\h\h)|^)\[(?=\p{Lu})[^\[\]()]{2,120}$/
# What is set in italics is a direction if it is a sentence, or could begin one.
aside - /_[^_]{1,400}[.!?]_|_\p{Lu}[\p{L}'’]*\h[^_]{1,400}_/

evidence 4 2 /^\h*%{act}\h+(?:the\h+)?(?:%{COUNT})\b/i
evidence 3 2 /^\h*%{scene}\h+(?:the\h+)?(?:%{COUNT})\b/i
evidence 2 1 /^\h*_?%{cast}_?\.?:?$/i
evidence 3 3 /^\h*[\[(]?_?(?:%{enter}|%{exit})\b|[\[(]_?(?:%{enter}|%{exit})\b/
evidence 1 3 /^\h*[\[(][^\[\]()]{3,200}[\])]$/


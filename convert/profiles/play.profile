# play.profile: plays: acts and scenes, a list of characters, stage directions, verse.

describes Plays
extends base

define COUNT /%{ordinal}|\d{1,2}\.?|[IVXLC]{1,7}\.?/

set verse detect
set indented stage
set brackets stage

roster /^\h*_?%{cast}_?\.?:?$/i

define CAPS /\p{Lu}[\p{Lu}'’]*(?:[\h-][\p{Lu}'’]+){0,3}/
label caps-dot /^\h*(?<name>%{CAPS}(?:,?\h+(?:and|und|et|e|y|&)\h+%{CAPS})?)\.(?=\h|$)/
label caps-alone,block,followed /^\h*(?<name>\p{Lu}[\p{Lu}'’]+(?:[\h-][\p{Lu}'’]+){0,3})$/

heading act /^\h*%{act}\h+(?:the\h+)?(?<n>%{COUNT})\.?(?:\h*[:.–—-].{0,100})?$/i
heading act /^\h*(?<n>%{COUNT})\h+%{act}\.?$/i
heading scene2 /^\h*%{scene}\h+(?:the\h+)?(?<n>%{COUNT})\.?(?:\h*[:.–—-].{0,160})?$/i
heading scene2 /^\h*(?<n>%{COUNT})\h+%{scene}\.?$/i
heading act /^\h*(?:Prologue|Epilogue|Prolog|Epilog|Prologo)\.?$/i

stage entrance /^\h*[\[(]?_?%{enter}\b[^\[\]()]{0,300}[\])]?_?\.?[\])]?$/
stage exit /^\h*[\[(]?_?%{exit}\b[^\[\]()]{0,200}[\])]?_?\.?[\])]?$/
stage - /^\h*[\[(][^\[\]()]{1,600}[\])]\.?$/
aside entrance /\(_?%{enter}\b[^\[\]()]{0,200}\)/
aside exit /\(_?%{exit}\b[^\[\]()]{0,200}\)/
aside - /\([^\[\]()]{1,200}\)/

evidence 4 2 /^\h*%{act}\h+(?:the\h+)?(?:%{COUNT})\b/i
evidence 3 2 /^\h*%{scene}\h+(?:the\h+)?(?:%{COUNT})\b/i
evidence 2 1 /^\h*_?%{cast}_?\.?:?$/i
evidence 3 3 /^\h*[\[(]?_?(?:%{enter}|%{exit})\b|[\[(]_?(?:%{enter}|%{exit})\b/
evidence 1 3 /^\h*[\[(][^\[\]()]{3,200}[\])]$/


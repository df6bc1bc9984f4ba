# parliament.profile: debates of parliaments and assemblies: offices and parties in labels, applause
# in parentheses, clock and page marks.

describes Debates of parliaments and assemblies
extends base

define COUNT /%{ordinal}|\d{1,4}(?:st|nd|rd|th|\.|ª|º)?|[IVXLC]{1,7}\.?/

# "Mr. Hale (Liberal):", "The Speaker:", "Präsident Dr. Lammert:"
label party /^\h*(?:\d{1,4}\.\h+)?(?<name>%{NAME})\h*\((?<party>[^()]{1,60})\)\h*[:：](?=\h|$)/
label chair /^\h*(?<name>(?:%{article}\h+)?%{chair}(?:\h+[\p{Lu}][^:：]{1,60})?)\h*(?:\((?<office>[^()]{1,60})\))?\h*[:：](?=\h|$)/

stage applause /^[(\[][^()\[\]]{0,80}%{applause}[^()\[\]]{0,200}[)\]]$/
stage interjection /^[(\[](?:[^()\[\]]|\([^()]*\)|\[[^\[\]]*\]){2,400}[)\]]$/
aside applause /[(\[](?:%{applause}|[^()\[\]]{0,40}%{applause}[^()\[\]]{0,60})\.?[)\]]/
aside - /[(\[](?:Interruption|Interjections?|Laughter|Order|Division|Zuruf|Heiterkeit|Rires|Risas)[^()\[\]]{0,80}[)\]]/i

heading sitting /^(?:%{COUNT}\h+)?%{sitting}(?:\h*[,:.–—-]\h*.{3,80}|\h+of\h+.{3,60}|\h+%{COUNT}.{0,60})?$/i
heading sitting /^(?<n>%{COUNT})\h+%{sitting}\b.{0,80}$/i
heading debate2 /^(?:\d{1,2}\.\h+)?\p{Lu}[\p{Lu}\p{N}\h,'’–—:()-]{5,120}$/

evidence 3 3 /^\h*(?:%{article}\h+)?%{chair}\b[^:]{0,60}[:：](?:\h|$)/
evidence 3 3 /^\h*%{NAME}\h*\([^()]{1,60}\)\h*[:：](?:\h|$)/
evidence 3 3 /[(\[][^()\[\]]{0,60}%{applause}/
evidence 2 2 /\b(?:hon\. (?:Member|Friend)|right hon\.|Bill|amendment|parliament|Bundestag|Assemblée|motion|Minister)\b/i


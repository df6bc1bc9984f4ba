# parliament.profile: debates of parliaments and assemblies: offices and parties in labels, applause
# in parentheses, clock and page marks.

describes Debates of parliaments and assemblies
extends base

define COUNT /%{ordinal}|\d{1,4}(?:st|nd|rd|th|\.|ª|º)?|[IVXLC]{1,7}\.?/

# "Mr. Hale (Liberal):", "The Speaker:", "Präsident Dr. Lammert:"
label office-name /%{OFFICE_NAME}/
label party /^%{COLON}\h*(?:\d{1,4}\.\h+)?(?<name>%{NAME})\h*\((?<party>[^()]{1,60})\)\h*(?:：|:(?=\h|$))/
label chair /^%{COLON}\h*(?<name>(?:%{article}\h+)?%{chair}(?:\h+[\p{Lu}][^:：]{1,60})?)\h*(?:\((?<office>[^()]{1,60})\))?\h*(?:：|:(?=\h|$))/

# "The Minister for Harbours (Tom Quill)" alone, what he says below it.
label office-member,block,followed /^\h*(?<office>(?:%{article}\h+)?(?:%{chair}|%{office})\b[^():!?]{0,90})\h+\((?<name>\p{Lu}[^()]{2,60})\)$/
# "Helen Marsh (Wexcombe) (Lab)" alone, what she says below it.
label member,block,followed /^\h*(?<name>(?:%{title}\h+)?%{WORD}(?:\h+(?:%{particle}\h+)?%{WORD}){0,3})\h+\([^()]{2,60}\)(?:\h+\((?<party>[^()]{1,40})\))?$/
# "MR. GLADSTONE said, he thought …", as debates were once reported.
label reported,block /^\h*(?<name>(?:%{title}|%{article})\h+%{CAPITALS})(?:\h+\([^()]{2,40}\))?,?(?=\h+(?:%{reporting}|in\h+(?:reply|moving|seconding)|rose|moved|begged|wished|asked|thought|hoped|believed)\b)/

stage laughter /^[(\[](?:Laughter|Heiterkeit|Rires|Risas|Смех)[^()\[\]]{0,60}[)\]]$/i
stage interjection /^[(\[]\p{Lu}[^()\[\]:]{2,60}: .{1,300}[)\]]$/
stage applause /^[(\[][^()\[\]]{0,80}%{applause}[^()\[\]]{0,200}[)\]]$/
stage - /^[(\[](?:[^()\[\]]|\([^()]*\)|\[[^\[\]]*\]){2,400}[)\]]$/
aside laughter /[(\[](?:Laughter|Heiterkeit|Rires|Risas|Смех)\.?[)\]]/i
aside applause /[(\[](?:%{applause}|[^()\[\]]{0,40}%{applause}[^()\[\]]{0,60})\.?[)\]]/
aside pb /\[\[Page (?<n>[A-Z]?\d+)\]\]/
aside time /\{time\}\h+(?<time>\d{3,4})/
aside - /[(\[](?:Interruption|Interjections?|Laughter|Order|Division|Zuruf|Heiterkeit|Rires|Risas)[^()\[\]]{0,80}[)\]]/i

# "(The speaker's microphone is off.)": a sentence in parentheses is the stenographer's.
aside - /\((?=\p{Lu})[^()]{2,400}[.!?…]\)/

heading sitting /^(?:(?<n>%{COUNT})\h+)?%{sitting}(?:\h*[,:.–—-]\h*.{3,80}|\h+of\h+.{3,60}|\h+%{COUNT}.{0,60})?$/i
heading sitting /^(?<n>%{COUNT})\h+%{sitting}\b.{0,80}$/i
heading debate2 /^(?:\d{1,2}\.\h+)?\p{Lu}[\p{Lu}\p{N}\h,'’–—:()-]{5,120}$/

# Clocks alone: "10:03:15", "9.05"
clock /^\h*(?<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)$/

# How sittings open, break off and close.
narration /^[(\[]?(?:The (?:meeting|sitting|session|hearing|Court|Council|committee) (?:rose|was|is|adjourned|resumed|stands|will resume)|At the invitation of|Whereupon|La séance (?:est|, suspendue)|\(?Schluss(?: der Sitzung)?\b|Ende der Sitzung|Die Sitzung (?:ist|wird|war)|Beginn der Sitzung|Se (?:levanta|suspende|reanuda|abre) la sesión|(?:Eran|Son) las|La seduta (?:termina|è|comincia|sospesa)|L['’][Uu](?:dienza|DIENZA)|Het incident is|L['’]incident est|La réunion|De (?:openbare )?(?:vergadering|commissievergadering)|Le directeur du service|The witness (?:withdrew|was excused)|Here follows|Posiedzenie|Koniec|Zakończenie|Schůze|Jednání|Schôdza|Заседание|Засідання|Suspéndese|Remata|Levántase|Ábrese|S['’]aixeca|Es suspèn|La sessió (?:s['’]|es|se)|Encerrou-se|Está encerrad|Eram \d|Levanta-se|Oturum|Kapanma|Kapanış)\b/
narration /^(?:散會|散会|休會|休会|會議(?:暫停|結束)|闭幕|午後|午前).{0,30}$/
narration /^(?:Question put|Question again|The House (?:met|adjourned|divided|rose|resumed)|The (?:Assembly|Senate|Committee|sitting) (?:met|adjourned|divided|rose|resumed|was)|Bill (?:accordingly|read)|(?:Ayes|Noes)\b)/

evidence 3 3 /^\h*(?:%{article}\h+)?%{chair}\b[^:]{0,60}[:：.](?:\h|$)/
evidence 3 2 /^\h*\[\[Page [A-Z]?\d+\]\]/
evidence 3 3 /^\h*%{NAME}\h*\([^()]{1,60}\)\h*[:：](?:\h|$)/
evidence 3 3 /[(\[][^()\[\]]{0,60}%{applause}/
evidence 2 2 /\b(?:hon\. (?:Member|Friend)|right hon\.|Bill|amendment|parliament|Bundestag|Assemblée|motion|Minister)\b/i

meta volume /^(?:Volume|Vol\.|Band|Tome|Tomo|Wahlperiode)\h+[\dIVXLC]+$/i

# base.profile: what all conventions share. Other profiles extend it; it is never chosen itself.

describes What all conventions share

# A colon within reach: what has none is passed over at once.
define COLON /(?=[^:：]{1,140}[:：])/

# A name as it may stand before a colon.
define NAME /[\p{L}'’"“][^:：!?]{0,70}?/

# "O señor VICEPRESIDENTE (Rueda Valenzuela):"
define OFFICE_NAME /^%{COLON}\h*(?<office>(?:\p{L}+\h+){0,2}\p{Lu}{2}[\p{Lu}\h,'’-]{3,120})\h+\((?<name>\p{Lu}[^()]{2,60})\)\h*(?:：|:(?=\h|$))/

# A stage direction inside a label: "Name (aside):", "Name _rising_:"
define DIRECTION /,?\h*(?:\([^()]{1,400}\)|\[[^\[\]]{1,400}\]|_[^_]{1,400}_)/
# "William J. Brennan, Jr."
define SUFFIX /(?:,\h+(?:[JS]r|Esq|I{2,3}|IV|Ph\.?D|M\.?D|[KQS]\.?C|[KCDM]\.?B\.?E|M\.?[PE]\.?P?)\.?)?/
define WORD /\p{Lu}[\p{L}'’-]++/

# A name in capitals, with a title or a number.
define CAPS /(?:%{title}\h+)?\[?\p{Lu}[\p{Lu}'’]*+\]?(?:[\h-][\p{Lu}'’]++){0,3}(?:\.?\h+\d{1,2}(?:\.?[ºª])?)?/
define BOTH /(?:,?\h+(?:%{joint}|&)\h+%{CAPS})?/

# Numbered parts of laws are no speakers.
notlabel /^\h*(?:SEC(?:TION|CIÓN)?|ART(?:ICLE|ÍCULO|ICOLO|IKEL)?|PART|PAR(?:AGRAPH)?|CHAP(?:TER)?|CHAPITRE|KAPITEL|TITLE|CLAUSE|NO|NR|СТАТЬЯ|ГЛАВА)\b\.?\h*\d/i

# Furniture of printers, machines and scanners.
fw /^Transcribed by (?:https?:\/\/|www\.).*$|^(?:https?:\/\/|www\.)\S+$/i
fw /^\[GRAPHIC\](?:\h.*)?$/

# Furniture of web pages and of printed pages.
fw /^(?:Skip to (?:main )?content|Print(?: this page)?|Back to top|Table of contents|Share|Menu)$/i
fw /^-{3,}$|^\*(?:\h*\*){2,}$|^_{3,}$|^={3,}$/
define PRINTED /(?:Printed (?:and published )?(?:for|by|at)|Imprimerie|Gedruckt|Druck(?: von|:)|Imprenta)\b.{0,90}/
fw /^%{PRINTED}$/
fw /(?<!.{61}):\h*%{PRINTED}$/
page /^\h*\[\[Page (?<n>[A-Z]?\d+)\]\]$/
page /^\h*\[?(?:Page|Seite|Página|Pagina|Стр\.|Strana|S\.)\h+(?<n>\d+)\]?$/i
page /^\h{12,}(?<n>\d{1,4})$/
page /^\h*-\h?(?<n>\d{1,4})\h?-$/
clock /^\{time\}\h+(?<time>\d{3,4})$/

# Labels that the markup sets apart: "**Tim Beiko**: text", "### 唐鳳：".
label bold,bold /^\h*(?<name>%{NAME})\h*(?:[(\[](?<office>[^()\[\]]{1,80})[)\]])?\h*[:：.]?$/
label italic,italic,block /^\h*(?<name>%{NAME})\h*[:：.]?$/
# "ALL , dancing in a circle:", the direction in italics.
label directed,directed /^\h*(?<name>%{NAME})\h*,?\h*$/
label heading,heading,any /^\h*(?<name>%{NAME})\h*[:：]$/
label heading-name,heading,weak /^\h*(?<name>%{NAME})$/

# A time of the recording within speech: "[01:46] Describing …".
aside cue /\[(?<time>\d{1,2}:\d{2}(?::\d{2})?)\]/

# "Bernd Neumann, Staatsminister bei der Bundeskanzlerin:", "12. Klus, Martin, podpredseda NR SR:"
label office /^%{COLON}\h*(?:(?<number>\d{1,4}\.|\d{1,2}\.\d{2,3})\h+)?(?<name>\p{L}[^:：!?()]{1,60}?),\h+(?<office>%{office}\b[^:：!?.]{0,90})\h*(?:：|:(?=\h|$))/

# "O señor VICEPRESIDENTE E CONSELLEIRO DE PRESIDENCIA (Rueda Valenzuela):"
label office-name /%{OFFICE_NAME}/

stage applause /^[(\[](?:[^()\[\]]{0,40}\h)?%{applause}[^()\[\]]{0,60}[)\]]$/

# "Q.  Did you", "A    Yes", in whatever language.
label qa,any /^\h*(?:(?<number>\d{1,4})\.\h+)?(?<name>[QAFPDRВО])(?:[.:]\h+|\h{2,}|\h*[—–-]\h+)(?=\S)/
label qa-bare,any,block,weak /^\h*(?<name>[QA])\h(?=\p{Lu})/
label qa-word,any /^\h*(?=\p{L}\p{L}|\p{Han})(?<name>%{question}|%{answer})(?:\h*[:：]|\.\h?[—–-]|\.)(?=\h|$|\p{Han})/

# A paragraph in parentheses is a remark on what happens.
stage - /^\((?:[^()]++|\([^()]*+\))++\)\.?$/

# In subtitles people go by any name: "stokes:", "user_17:".
label handle,cued,any /^%{COLON}(?<name>[\p{L}\p{N}_.@-]{2,40})\h*(?:：|:(?=\h|$))/

# "Ponomarev:", "Mr. Hale (Liberal):"
label colon /^%{COLON}\h*(?<name>%{NAME})\h*(?:[(\[](?<office>[^()\[\]]{1,80})[)\]])?\h*(?:：|:(?:\h*[—–-](?=\h))?(?=\h|$|\p{Han}))/

# "DER PRINZ _sich umsehend_:"
label colon-italic /^\h*(?<name>[\p{L}'’][^:：!?_]{0,70}?)(?<direction>,?\h*_[^_]{1,400}_)\h*[:：.](?=\h|$)/

# "_The Boy (laughing)._" in a text without markup.
label underscore,block /^\h*_(?<name>[\p{L}'’][^:：!?_()]{0,60}?)(?<direction>\h+\([^()_]{1,200}\))?(?:[.:：]_|_[.:：])(?=\h|$)/

roster /^\h*(?<front>\p{Lu}[^:]{2,60}):\h+(?=\p{Lu}[^,;.]{1,40}[,;] \p{Lu}[^,;.]{1,40}[,;])/

# "Mr. SMITH of Ohio.", "The CHAIRMAN.", "The SPEAKER pro tempore (Mr. Mica)."
define CAPITALS /\p{Lu}[\p{Lu}'’]++(?:[\h-][\p{Lu}'’.]+){0,3}/
label title-dot /^\h*(?<name>(?:%{title}|%{article})\h+(?:Mc|Mac|De|Van|von\h|de\h|Le|La)?%{CAPITALS}(?:\h+pro\h+tempore)?(?:\h+of\h+\p{Lu}\p{Ll}+(?:\h\p{Lu}\p{Ll}+)?)?)(?:\h+\((?<office>[^()]{2,40})\))?\.(?=\h|$)/

# "M. le président. La séance …", "Mme Solange Aubertin, rapporteure. – Je …"
label title-name,block /^\h*(?<name>%{title}\h+(?:(?:%{article}\h*)?(?:%{chair}|%{office})(?:\h[\p{Ll}-]{3,20}){0,2}|%{WORD}(?:\h+(?:%{particle}\h+)?%{WORD}){0,3}))(?:,\h+(?<office>(?:\p{Ll}[\p{L}-]*\h+){0,2}%{office}\b[^.!?:]{0,120}))?\.(?:\h+[–—-])?(?=\h+\S)/

# "SR. PEREZ (J.).- Señor", "President. – Thank", "Hubert van Dam (ALDE), in writing. – (NL) Mr President"
# What stands before its first stop is looked at once, before all ways to part it are tried.
label dot-dash,block,strong /^\h*(?<name>\p{Lu}(?=[^.:!?–—(]++(?:\(|\.\h?[–—-]))[^.:!?–—()]{1,50}?|%{title}\h+[^.:!?–—()]{1,50}?)(?:\h+\((?<party>[^()]{1,60})\))?(?:,\h+(?<office>[^.:!?–—()]{2,100}(?:\/[^.:!?–—()]{2,20})?))?\h*\.\h?[–—-]{1,2}(?:\h*\(\p{Lu}{2}\))?(?=\h|\p{Lu}|[¿¡«“"])/

# "PRESIDENTE - Legga", "BAŞKAN — Sayın", "AHMET YILMAZ (Devamla) – Teşekkür"
label caps-dash,block /^\h*(?<name>(?:%{article}\h+)?(?:%{title}\h+)?\p{Lu}[\p{Lu}'’.]*+(?:[\h-]\p{Lu}[\p{Lu}'’.]*+){0,9}+)(?:\h+\((?<office>[^()]{1,80})\))?\h+[–—-]\h+(?=\S)/

# "Ana Ruiz - Good morning", "[Ana Ruiz] Good morning", "ANA      Good morning"
label name-dash,block,weak /^\h*(?<name>%{WORD}(?:\h+(?:%{particle}\h+)?%{WORD}){0,3})\h+[–—-]\h+(?=\S)/
label bracket,block,weak /^\h*\[(?!%{sound}|%{applause})(?<name>\p{Lu}[^\[\]():!?]{1,40})\]\h*:?(?=\h+\S)/
label caps-gap,block,weak /^\h*(?<name>\p{Lu}[\p{Lu}'’.]++(?:\h\p{Lu}[\p{Lu}'’.]++){0,3})\h{2,}(?=\S)/

# "CARLO BELLINI, Sottosegretario di Stato. Signor"
label caps-office,block,weak /^\h*(?<name>\p{Lu}[\p{Lu}'’.-]++(?:\h+\p{Lu}[\p{Lu}'’.-]++){1,4}),\h+(?<office>[^.:!?]{3,160})\.(?=\h+\S)/

# "○大谷委員長　これより", "○議長（大谷君）", "◯위원장 박종태  성원이"
label circle-office,any,strong /^\h*[○◯●◎〇]\h?(?<office>[^\h:：（()）。、]{1,24})[（(](?<name>[^（）()]{1,24})[）)]\h*[:：]?/
label circle,any,strong /^\h*[○◯●◎〇]\h?(?<name>[\p{Han}\p{Katakana}\p{Hiragana}々ー]{1,24}(?=\h|[:：]|$)|[^:：（()）。、]{1,30}?(?=\h\h|[:：]|$))\h*[:：]?/
# "山田 いえ、": a name, a blank and no other in the sentence.
label han-space,any,block /^(?<name>[\p{Han}\p{Katakana}\p{Hiragana}々ー]{1,8})\h(?=[^\h]+$)(?=[\p{Han}\p{Katakana}\p{Hiragana}「『（“"])/

# "M. Quid agis? D. Scribo.": two letters in turn.
label letter,any,block,few /^\h*(?<name>\p{Lu})[.:]\h+(?=[^\s\d])/
# "ЕГОРОВ И. К., фракция … . Уважаемый", "ПЕТРЕНКО П.П."
label surname,any,strong,block /^\h*(?<name>\p{Lu}[\p{Lu}'’-]+\h+(?:\p{Lu}\.\h?){1,2})(?:,\h+(?<office>\p{Ll}[^.]{3,160}?)\.)?(?=\h*\p{Lu}|$|\h+[–—«"“])/
# "ГОЛОВУЮЧИЙ. Доброго ранку"
label caps-stop,block,weak /^\h*(?<name>%{CAPS}%{BOTH})\.(?=\h|$)(?!\h*\d+\.)/

# "12. Name:", the paragraphs of a verbatim record; "01.02  Name (party):".
label numbered /^%{COLON}\h*(?<number>\d{1,4}\.|\d{1,2}\.\d{2,3})\h+(?<name>%{NAME})\h*(?:\((?<country>[^()]{1,60})\))?\h*(?:\([^()]{1,80}\))?\h*(?:：|:(?=\h|$))/

# "Hillary Clinton  0:06", as machines write down speech.
label name-time /^\h*(?<name>%{NAME})\h{1,4}\(?(?<time>\d{1,2}:\d{2}(?::\d{2})?)\)?$/

# "Der Prinz. Nein.", "Марина (наливает стакан). Кушай"
label dot,block,weak /^\h*(?<name>(?:%{article}\h+)?(?:%{title}\h+)?(?:\p{Lu}\.\h?){0,3}%{WORD}(?:\h+(?:%{particle}\h+)?%{WORD}){0,3})(?<direction>%{DIRECTION})?\.(?=\h+[^\s\d])/
label name-direction,block,weak /^\h*(?<name>(?:%{article}\h+)?%{WORD}(?:\h+%{WORD}){0,3})(?<direction>%{DIRECTION})\h*[.:](?=\h|$)/

# A name alone, the speech below it; with an office, "El secretari general (Xavier Muro i Bas)".
label alone,block,leads,weak /^\h*(?<name>(?:%{article}\h+)?%{WORD}\.?(?:\h+(?:%{particle}\h+)?(?:%{WORD}|(?:\p{Lu}\.){1,3})){0,4}%{SUFFIX})$/
label office-alone,block,leads /^\h*(?<office>(?:%{article}\h+)?(?:%{chair}|%{office})\b[^().:!?]{0,60})\h+\((?<name>\p{Lu}[^()]{2,60})\)$/
label chair-alone,block,leads,weak /^\h*(?<name>(?:%{article}\h+)?%{chair}(?:\h+%{particle}\h+[^().:,!?]{3,50})?)$/

# What Project Gutenberg puts around a text.
opening /^\*+\h?START OF (?:THE|THIS) PROJECT GUTENBERG|^\*END\*\h?THE SMALL PRINT/i
closing /^\*+\h?END OF (?:THE|THIS) PROJECT GUTENBERG|^End of (?:the |this )?Project Gutenberg/i

# What an archive prints about a document, before it and behind it.
heading metadata /^Document Information$/i
key source /^(?:Source|Original Archive|Quelle|Fuente|Fonte|Источник)$/i
key rights /^(?:Rights|Copyright|Licen[cs]e|Rechte|Droits|Derechos|Direitos)$/i
key publication-date /^(?:Original Uploaded Date|Date (?:published|uploaded)|Published)$/i
key date /^(?:Original Date|Document Date|Date|Datum|Fecha|Data|Дата)$/i
key language /^(?:Language|Sprache|Langue|Idioma|Lingua|Язык)$/i
key idno /^(?:Record ID|Document ID|Identifier|Call Number|Signatur|Signatura)$/i
key funder /^(?:Donors?|Funders?|Funding|Sponsors?)$/i
key author /^(?:Creators?|Authors?|Verfasser|Auteurs?|Autore?s?)$/i
key place /^(?:Location|Place|Ort|Lieu|Lugar|Luogo)$/i
key subject /^(?:Subjects?|Keywords?|Schlagworte|Mots-clés|Materias)$/i
key subject /^(?:Document Type|Type)$/i
key series /^(?:Collection|Series|Sammlung)$/i

meta funder /(?<!.{61})\b(?:made possible with|with the|with) support (?:from|of) (?<value>.{3,120})$/i
meta classification /^(?:(?:TOP|MOST)\h+)?SECRET(?:[ \/].{0,40})?$|^(?:STRICTLY )?CONFIDENTIAL$|^(?:RESTRICTED|UNCLASSIFIED)$|^(?:STRENG )?GEHEIM$|^СОВЕРШЕННО СЕКРЕТНО$|^СЕКРЕТНО$/
meta copy /^(?:Copy|Экз\.|Exemplar|Ausfertigung)\h+(?:No|Nr|№)\.?\h*\d+.{0,3}$/i
meta provenance /^From the (?:Diary|Journal|Papers|Archives?|Files?) of .{3,80}$/i
meta translated-by /^Translated by (?<value>.{3,80})$/i
meta obtained-by /^(?:Obtained|Provided|Contributed) by (?<value>.{3,80})$/i

split source /^(?<repository>.{3,120}?(?:\)|(?=,)|(?=\h\p{Lu}{2})))(?:,?\h+(?<shelfmark>(?!Obtained|Provided|Translated).{2,80}?\.?))?(?:\h(?:Obtained|Provided|Contributed) (?:for \w+ )?by (?<obtained_by>\p{Lu}[\p{L}.' -]{2,60}?))?(?:(?:\h|\.\h)(?:and )?translated (?:for \w+ )?by (?<translated_by>\p{Lu}[\p{L}.' -]{2,60}?))?\.?$/i

# screenplay.profile: scripts for film and television, Fountain and printed pages: scenes headed by place
# and time, speakers in capitals above what they say, action between.

describes Screenplays
extends base

set after-turn stage
set italics text
set brackets plain

# "EXT. BRICK'S PATIO - DAY", a forced ".SNIPER SCOPE POV"
define SLUG /(?:INT|EXT|EST|INT\.?\/EXT|EXT\.?\/INT|I\/E|INNEN|AUSSEN|AUßEN|INTÉRIEUR|EXTÉRIEUR|INTERNO|ESTERNO|INTERIOR|EXTERIOR|ИНТ|НАТ|ЭКСТ)/
heading scene /^\h*(?:(?<n>\d{1,4})[A-Z]?\.?\h+)?%{SLUG}[.\h\/:].{2,120}$/
heading scene /^\.(?=\p{L}).{2,120}$/

label screen,block,followed /^\h*@?(?<name>\p{Lu}[\p{Lu}\p{N}'’.#\/ -]{0,40}?)(?<direction>(?:\h*\([^()]{1,60}\))+)?\h*\^?$/

notlabel /^\h*(?:%{SLUG}[.\h\/]|.*\b(?:TO|IN|OUT):?$)/

stage transition /^\h*>.*$|^\h*[\p{Lu}\h']{2,40}(?:TO|IN|OUT)[:.]$|^\h*(?:FADE|CUT|DISSOLVE|SMASH)\b[\p{Lu}\h]{0,30}[:.]?$/
stage - /^\h*\([^()]{1,300}\)$/
aside - /\([^\[\]()]{1,200}\)/

evidence 7 2 /^\h*(?:\d{1,4}[A-Z]?\.?\h+)?%{SLUG}[.\h\/].{2,120}$/
evidence 3 1 /^\h*(?:FADE (?:IN|OUT)|(?:SMASH |MATCH |JUMP )?CUT TO|DISSOLVE TO|БЛЕНДА|ЗТМ)\b/

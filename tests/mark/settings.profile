# settings.profile: what the settings of a profile do
describes settings
set after-turn stage
set italics stage
set indented stage
set parentheses stage
set verse none
label plain /^(?<name>\p{Lu}\p{Ll}+): /
aside - /\([^()]+\)/

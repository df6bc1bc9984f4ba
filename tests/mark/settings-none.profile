# settings-none.profile: the same with no setting at all
describes no settings
label plain /^(?<name>\p{Lu}\p{Ll}+): /
aside - /\([^()]+\)/

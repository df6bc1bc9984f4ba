# conditions.profile: a shape of label for each condition
describes labels under conditions
set brackets plain

label any,any /^<(?<name>\p{Ll}+)> /
label any-not /^\[(?<name>\p{Ll}+)\] /
label strong,strong /^(?<name>\p{Lu}\p{Ll}+) > /
label strong-not /^(?<name>\p{Lu}\p{Ll}+) < /
label block,block /^(?<name>\p{Lu}\p{Ll}+) = /
label followed,followed /^@(?<name>\p{Lu}\p{Ll}+)$/
label leads,leads /^#(?<name>\p{Lu}\p{Ll}+)$/
label weak,weak /^(?<name>\p{Lu}\p{Ll}+) ~ /
label few,few,any /^(?<name>\p{Ll}+)\) /
label known,known /^(?<name>\p{Lu}\p{Ll}+) \| /
label plain /^(?<name>\p{Lu}\p{Ll}+): /

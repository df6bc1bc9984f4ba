# markup.profile: labels that the markup tells
describes labels by markup
set brackets plain

label bold,bold /^(?<name>\p{Lu}\p{Ll}+)$/
label italic,italic /^(?<name>\p{Lu}\p{Ll}+) >$/
label heading,heading /^(?<name>\p{Lu}\p{Ll}+)$/
label directed,directed /^(?<name>\p{Lu}\p{Ll}+), $/
label cued,cued /^(?<name>\p{Lu}\p{Ll}+) > /

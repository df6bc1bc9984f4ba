# prose.profile: text in which nobody speaks. Chosen when no convention finds turns.

describes Text without speeches

fw /^(?:Skip to (?:main )?content|Print(?: this page)?|Back to top)$/i

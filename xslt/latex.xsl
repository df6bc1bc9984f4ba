<?xml version="1.0" encoding="UTF-8"?>
<!--
  latex.xsl: a document for LaTeX

  It compiles with LuaLaTeX and XeLaTeX, which write every script that a font has, and with pdfLaTeX
  (texlive-latex-recommended is enough for any of them) where the text stays within what its fonts
  write: Latin, and Cyrillic and Greek where their packages are there. Stage directions are slanted,
  labels bold, verse in its lines, notes at the foot of the page; a table of contents where there are
  headings. Writing from right to left is set by babel (LuaLaTeX does it best), Chinese and Japanese by
  XeLaTeX, which knows where their lines may break.

  Parameters:
    font      a font for LuaLaTeX and XeLaTeX, such as "Noto Serif"; by default one is looked for that
              has the scripts of the text (Noto, then what fontspec takes)
    paper     a4paper (the default), a5paper, letterpaper, …
    size      10pt, 11pt (the default), 12pt
    contents  "no": no table of contents
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei exsl str steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/reading.xsl"/>
  <xsl:import href="lib/escape.xsl"/>
  <steno:format extension="tex">A text to typeset (LaTeX)</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="font" select="''"/>
  <xsl:param name="paper" select="'a4paper'"/>
  <xsl:param name="size" select="'11pt'"/>
  <xsl:param name="contents" select="'yes'"/>

  <!-- Stands for a line end in a paragraph until white space has been folded. -->
  <xsl:variable name="break" select="'&#x2028;'"/>

  <xsl:variable name="base-language" select="substring-before(concat($language, '-'), '-')"/>
  <xsl:variable name="right-to-left" select="$base-language != ''
      and contains(' ar fa he ur yi ug ckb ', concat(' ', $base-language, ' '))"/>
  <xsl:variable name="east-asian" select="$base-language != ''
      and contains(' zh ja ko yue lzh cmn ', concat(' ', $base-language, ' '))"/>

  <xsl:template match="/">
    <xsl:if test="translate(concat($font, $paper, $size), '\{}%#$&amp;~^&#10;', '') != concat($font, $paper, $size)">
      <xsl:message terminate="yes">font=, paper= or size= has a character that LaTeX would not take for a name</xsl:message>
    </xsl:if>
    <block><xsl:value-of select="concat('% Compile with: latexmk -lualatex FILE (or -xelatex, or -pdf for Latin script)&#10;\documentclass[', $size, ',', $paper, ']{article}&#10;')"/></block>
    <xsl:call-template name="preamble"/>
    <xsl:call-template name="title"/>
    <xsl:apply-templates select="$reading/*" mode="block"/>
    <xsl:text>&#10;\end{document}&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="preamble">
    <xsl:text>\usepackage{iftex}
\ifpdftex
  \usepackage[utf8]{inputenc}
  \IfFileExists{t2aenc.def}{\usepackage[T2A,T1]{fontenc}}{\usepackage[T1]{fontenc}}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
  \usepackage{textcomp}
  \DeclareUnicodeCharacter{200C}{}\DeclareUnicodeCharacter{200D}{}
\else
  \usepackage{fontspec}
</xsl:text>
    <xsl:choose>
      <xsl:when test="$font != ''"><xsl:value-of select="concat('  \setmainfont{', $font, '}&#10;')"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="fonts"/></xsl:otherwise>
    </xsl:choose>
    <!-- babel sets what runs from right to left, and the words in other scripts within it. -->
    <xsl:if test="$right-to-left">
      <xsl:value-of select="concat('  \ifluatex\usepackage[bidi=basic]{babel}\else\usepackage[bidi=default]{babel}\fi&#10;  \babelprovide[import=', $base-language, ',main]{transcript}&#10;')"/>
    </xsl:if>
    <xsl:text>\fi
\IfFileExists{microtype.sty}{\usepackage{microtype}}{}
\ifxetex\else\usepackage[hidelinks]{hyperref}\fi
\providecommand{\texorpdfstring}[2]{#1}
% A byte that nobody could read (U+FFFD), which the engines refuse or print as nothing.
\newcommand{\unreadable}{\texorpdfstring{\fbox{?}}{?}}
\setcounter{secnumdepth}{-2}
\setcounter{tocdepth}{2}
\setlength{\parindent}{0pt}
\setlength{\parskip}{.5\baselineskip plus .2\baselineskip}
\emergencystretch=3em
\raggedbottom
% A speech: its label, then what is said. A line of verse: indented by how much of it others said.
\newcommand{\speaker}[1]{\textbf{#1}}
\newcommand{\verseline}[1]{\hangindent=3em\hangafter=1\noindent #1\par}
\newenvironment{verselines}{\begingroup\setlength{\parskip}{0pt}\setlength{\leftskip}{1.5em}}{\endgroup}
</xsl:text>
    <!-- Scripts that have no italics are set upright. -->
    <xsl:choose>
      <xsl:when test="$right-to-left or $east-asian"><xsl:text>\newcommand{\slanted}[1]{#1}&#10;</xsl:text></xsl:when>
      <xsl:otherwise><xsl:text>\newcommand{\slanted}[1]{\textit{#1}}&#10;</xsl:text></xsl:otherwise>
    </xsl:choose>
    <xsl:text>\newcommand{\stage}[1]{\slanted{#1}}&#10;</xsl:text>
    <xsl:if test="$east-asian">
      <xsl:text>\ifxetex\XeTeXlinebreaklocale "zh"\XeTeXlinebreakskip=0pt plus 1pt\fi
</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The first font that is there, of those that have the script of the language. -->
  <xsl:template name="fonts">
    <xsl:variable name="names">
      <xsl:choose>
        <xsl:when test="$base-language = 'ja'">Noto Serif CJK JP|Noto Sans CJK JP|IPAexMincho|Droid Sans Fallback</xsl:when>
        <xsl:when test="$base-language = 'ko'">Noto Serif CJK KR|Noto Sans CJK KR|UnBatang|Droid Sans Fallback</xsl:when>
        <xsl:when test="$east-asian">Noto Serif CJK SC|Noto Serif CJK TC|Noto Sans CJK SC|AR PL UMing CN|WenQuanYi Zen Hei|Droid Sans Fallback</xsl:when>
        <xsl:when test="$base-language = 'he' or $base-language = 'yi'">Noto Serif Hebrew|Frank Ruehl CLM|DejaVu Sans</xsl:when>
        <xsl:when test="$right-to-left">Noto Naskh Arabic|Amiri|DejaVu Sans</xsl:when>
        <xsl:otherwise>Noto Serif|Libertinus Serif|DejaVu Serif</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="script">
      <xsl:if test="$right-to-left">
        <xsl:text>[Script=</xsl:text>
        <xsl:choose>
          <xsl:when test="$base-language = 'he' or $base-language = 'yi'">Hebrew]</xsl:when>
          <xsl:otherwise>Arabic]</xsl:otherwise>
        </xsl:choose>
      </xsl:if>
    </xsl:variable>
    <xsl:for-each select="str:tokenize($names, '|')">
      <xsl:value-of select="concat('  \IfFontExistsTF{', ., '}{\setmainfont', $script, '{', ., '}}{')"/>
    </xsl:for-each>
    <xsl:text>\message{No font with the script of the text was found: give one by font=}</xsl:text>
    <xsl:for-each select="str:tokenize($names, '|')">}</xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="title">
    <xsl:variable name="byline"><xsl:call-template name="byline"/></xsl:variable>
    <block>
      <xsl:text>\title{</xsl:text>
      <xsl:call-template name="text"><xsl:with-param name="text" select="$title"/></xsl:call-template>
      <xsl:if test="$subtitle != ''">
        <xsl:text>\\[.5ex]\large </xsl:text>
        <xsl:call-template name="text"><xsl:with-param name="text" select="$subtitle"/></xsl:call-template>
      </xsl:if>
      <xsl:text>}&#10;\author{</xsl:text>
      <xsl:call-template name="text"><xsl:with-param name="text" select="string($byline)"/></xsl:call-template>
      <xsl:text>}&#10;\date{}&#10;\begin{document}&#10;\maketitle&#10;</xsl:text>
      <xsl:if test="$contents = 'yes' and $reading//heading[1]"><xsl:text>\tableofcontents&#10;</xsl:text></xsl:if>
    </block>
  </xsl:template>

  <!-- ==== Blocks ==== -->

  <xsl:template match="heading" mode="block">
    <xsl:variable name="line"><xsl:apply-templates mode="inline"/></xsl:variable>
    <!-- What goes into the contents has no notes. -->
    <xsl:variable name="short"><xsl:apply-templates select="node()[not(self::note)]" mode="inline"/></xsl:variable>
    <xsl:variable name="command">
      <xsl:choose>
        <xsl:when test="@level = 2">section</xsl:when>
        <xsl:when test="@level = 3">subsection</xsl:when>
        <xsl:otherwise>subsubsection</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <block><xsl:value-of select="concat('&#10;\', $command, '[{', normalize-space(translate($short, $break, ' ')), '}]{',
        normalize-space(translate($line, $break, ' ')), '}&#10;')"/></block>
  </xsl:template>

  <xsl:template match="p | aside" mode="block">
    <xsl:param name="label"/>
    <xsl:variable name="line"><xsl:apply-templates mode="inline"/></xsl:variable>
    <block><xsl:text>&#10;</xsl:text><xsl:value-of select="$label"/><xsl:if test="$label != ''"><xsl:text> </xsl:text></xsl:if>
    <xsl:call-template name="folded"><xsl:with-param name="text" select="$line"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text></block>
  </xsl:template>

  <xsl:template match="stage" mode="block">
    <xsl:variable name="line"><xsl:apply-templates select="." mode="inline"/></xsl:variable>
    <block><xsl:text>&#10;</xsl:text>
    <xsl:call-template name="folded"><xsl:with-param name="text" select="$line"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text></block>
  </xsl:template>

  <xsl:template match="verse" mode="block">
    <xsl:text>&#10;\begin{verselines}&#10;</xsl:text>
    <xsl:for-each select="l">
      <xsl:variable name="line"><xsl:apply-templates mode="inline"/></xsl:variable>
      <block><xsl:text>\verseline{</xsl:text>
      <xsl:call-template name="folded"><xsl:with-param name="text" select="$line"/></xsl:call-template>
      <xsl:text>}&#10;</xsl:text></block>
    </xsl:for-each>
    <xsl:text>\end{verselines}&#10;</xsl:text>
  </xsl:template>

  <!-- A row is a line, its cells parted by wide blanks: tables of transcripts have no known widths. -->
  <xsl:template match="table" mode="block">
    <xsl:text>&#10;\begin{verselines}&#10;</xsl:text>
    <xsl:for-each select="row">
      <block><xsl:text>\verseline{</xsl:text>
      <xsl:for-each select="cell">
        <xsl:variable name="line"><xsl:apply-templates mode="inline"/></xsl:variable>
        <xsl:if test="position() != 1"><xsl:text>\qquad </xsl:text></xsl:if>
        <xsl:call-template name="folded"><xsl:with-param name="text" select="$line"/></xsl:call-template>
      </xsl:for-each>
      <xsl:text>}&#10;</xsl:text></block>
    </xsl:for-each>
    <xsl:text>\end{verselines}&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="list" mode="block">
    <xsl:if test="item">
      <xsl:text>&#10;\begin{itemize}&#10;</xsl:text>
      <xsl:for-each select="item">
        <xsl:variable name="line"><xsl:apply-templates mode="inline"/></xsl:variable>
        <block><xsl:text>\item{} </xsl:text>
        <xsl:call-template name="folded"><xsl:with-param name="text" select="$line"/></xsl:call-template>
        <xsl:text>&#10;</xsl:text></block>
      </xsl:for-each>
      <xsl:text>\end{itemize}&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Not the environment quote: LaTeX nests lists six deep at most. -->
  <xsl:template match="quote" mode="block">
    <xsl:text>&#10;\begingroup\advance\leftskip by 1.5em\relax&#10;</xsl:text>
    <xsl:apply-templates mode="block"/>
    <xsl:text>&#10;\par\endgroup&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="speech" mode="block">
    <xsl:variable name="words"><xsl:apply-templates select="label/node()" mode="inline"/></xsl:variable>
    <xsl:variable name="label">
      <xsl:if test="normalize-space($words)">
        <xsl:text>\speaker{</xsl:text>
        <xsl:call-template name="folded"><xsl:with-param name="text" select="$words"/></xsl:call-template>
        <xsl:text>}</xsl:text>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="first" select="*[not(self::label)][1]"/>
    <xsl:choose>
      <xsl:when test="$first[self::p]">
        <xsl:apply-templates select="$first" mode="block">
          <xsl:with-param name="label" select="string($label)"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <block><xsl:value-of select="concat('&#10;', $label, substring('\par\nopagebreak', 1, 16 * ($label != '')), '&#10;')"/></block>
        <xsl:apply-templates select="$first" mode="block"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="*[not(self::label)][position() &gt; 1]" mode="block"/>
  </xsl:template>

  <!-- White space folded, breaks made lines. -->
  <xsl:template name="folded">
    <xsl:param name="text"/>
    <xsl:for-each select="str:tokenize($text, $break)[normalize-space()]">
      <xsl:if test="position() != 1"><xsl:text>\newline{}</xsl:text></xsl:if>
      <xsl:value-of select="normalize-space()"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== Inline ==== -->

  <xsl:template match="text()" mode="inline"><xsl:call-template name="text"/></xsl:template>
  <xsl:template match="break" mode="inline"><xsl:value-of select="$break"/></xsl:template>
  <xsl:template match="i" mode="inline">\slanted{<xsl:apply-templates mode="inline"/>}</xsl:template>
  <xsl:template match="stage" mode="inline">\stage{<xsl:apply-templates mode="inline"/>}</xsl:template>

  <!-- A note within a note is a part of it: LaTeX has no deeper foot. -->
  <xsl:template match="note" mode="inline">
    <xsl:choose>
      <xsl:when test="ancestor::note"><xsl:text> (</xsl:text><xsl:apply-templates mode="inline"/><xsl:text>)</xsl:text></xsl:when>
      <xsl:otherwise>\footnote{<xsl:apply-templates mode="inline"/>}</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    All that LaTeX would not print as it stands, replaced in one pass. An empty group ends each command,
    and stands between signs that TeX would join (two hyphens are no dash, two commas no quotation mark).
  -->
  <xsl:template name="text">
    <xsl:param name="text" select="."/>
    <xsl:variable name="plain"><xsl:call-template name="plain"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="translate($plain, $special, '') = string($plain)"><xsl:value-of select="$plain"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="str:replace(string($plain), $replacements/@c, $replacements)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="special">\{}$&amp;#_%^~`'"-&lt;>,|[]!?&#xA0;&#xAD;&#x200B;&#x2011;&#x2060;&#x200E;&#x200F;&#x61C;&#xFFFD;</xsl:variable>

  <!-- Strings and what each becomes. Marks of direction do nothing in TeX. -->
  <xsl:variable name="replacements-tree">
    <r c="\">\textbackslash{}</r><r c="{{">\{</r><r c="}}">\}</r>
    <r c="$">\$</r><r c="&amp;">\&amp;</r><r c="#">\#</r><r c="_">\_</r><r c="%">\%</r>
    <r c="^">\textasciicircum{}</r><r c="~">\textasciitilde{}</r><r c="`">\textasciigrave{}</r>
    <r c="&quot;">\textquotedbl{}</r><r c="--">-{}-{}</r><r c="''">'{}'{}</r><r c=",,">,{},{}</r>
    <r c="&lt;">\textless{}</r><r c=">">\textgreater{}</r><r c="|">\textbar{}</r>
    <r c="[">{[}</r><r c="]">{]}</r><r c="?`">?\textasciigrave{}</r><r c="!`">!\textasciigrave{}</r>
    <r c="&#xA0;">~</r><r c="&#xAD;">\-</r><r c="&#x200B;">\hskip0pt{}</r><r c="&#x2011;">\mbox{-}</r>
    <r c="&#x2060;"/><r c="&#x200E;"/><r c="&#x200F;"/><r c="&#x61C;"/>
    <r c="&#xFFFD;">\unreadable{}</r>
  </xsl:variable>
  <xsl:variable name="replacements" select="exsl:node-set($replacements-tree)/r"/>

</xsl:stylesheet>

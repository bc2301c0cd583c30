// The words of the Assay rule language.
//
// The lexer reads a text in which full-width punctuation, digits and letters outside strings have been replaced by their ASCII twins
// (as have × ÷ −), and every other letter by one stand-in letter, so that all it needs to tell apart is below code point 128; what is
// inside of strings and comments is left out, as it has been read before.
// Brackets, string ends and control characters have been checked before (engine/syntax/scan.h). A NAME that stands in
// engine/syntax/keywords.def gets the type of its keyword afterwards, in both languages; a NUMBER that reads 2023年12月31日
// becomes a DATE.
lexer grammar AssayLexer;

tokens {
  AND, OR, NOT, IMPLIES, IF, THEN, ELSE, IN, TRUE, FALSE,
  USE, SEASON, UNIT, REPORTS, DIMENSION, LIST, SCALE, PARAM, LET, FUNCTION, TEMPLATE, APPLY, FACT, DEPARTMENT, TARGET, TEXT,
  REQUIRE, AIM, JUDGE, SCORING, TEST, GIVEN, EXPECT,
  FLOW, CUMULATIVE, LEVEL, EVENT, RANK, GRADE, FLAG, WHOLE, SIGNED, PER, TOTAL, RANGE, REQUIRED, EVIDENCE,
  MONTHLY, QUARTERLY, YEARLY, SIZE, PASS, ASSUMED, SOURCE, FROM, TO,
  EVERY, ANY, NO, HAS, WHERE, WITHIN, OF, AMONG, UNITS, BY, BEFORE, AFTER, ON, AT, LEAST, IS, MISSING, REPORTED, UNKNOWN, DISTINCT,
  YEAR, HALF, QUARTER, MONTH, SUM, MEAN, AVG, MIN, MAX, MEDIAN,
  DIFFICULTY, WEIGHT, APPLIES, WHEN, COMBINE, SHARE, STRETCH, DUE, SCORE, ALL, NOTHING, PROPORTIONAL, FLOOR, CAP, LINEAR, STEPS,
  DEDUCT, SHORT, BONUS, GOAL, OVER, UP, PLACES, ROUND, CRITERION, TIES,
  AS, PROVISIONAL, MET, MISSED, OPEN, INVALID, APPLICABLE, ATTAINMENT, BECAUSE,
  REPORTS_FROM, REQUIRED_EVIDENCE, AT_LEAST, APPLIES_WHEN, ALL_OR_NOTHING, UP_TO, HALF_UP, AS_OF, NOT_APPLICABLE
}

SPACE   : [ \t\r\n]+ -> skip ;
COMMENT : '#' ~[\r\n]* -> skip ;

// A text may run over several lines and holds what it holds; a string ends on its line and knows \" \\ \n \u{…}; an input method's
// quotes hold what they hold.
TEXT_BLOCK : '"""' .*? '"""' ;
STRING     : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '"' ;
FLAT       : '\u201C' ~[\u201D\r\n]* '\u201D' ;

// A number and the letters glued to it are one token: 166_000  16.6万人  100%  3pp  2023Q1
NUMBER : DIGIT ( DIGIT | '_' )* ( '.' DIGIT ( DIGIT | '_' )* )? ( '%' | LETTER ( LETTER | '_' | DIGIT )* )? ;
DATE   : DIGIT DIGIT DIGIT DIGIT '-' DIGIT+ '-' DIGIT+ ;

NAME   : ( LETTER | '_' ) ( LETTER | '_' | DIGIT )* ;
QUOTED : '`' ~[`\r\n]+ '`' ;

// x@2023-06 and x@2023-06-30; the other periods are NUMBERs and words behind `@`.
AT_PERIOD : '@' DIGIT DIGIT DIGIT DIGIT '-' DIGIT+ ( '-' DIGIT+ )? ;
AT_SIGN   : '@' ;

// What people write for an operator that has another name; each is an error that says so.
WRONG_OPERATOR : '=>' | '=<' | '&&' | '||' | '<>' | '===' | '!' | '&' | '|' | '**' ;

GE : '>=' | '\u2265' ;
LE : '<=' | '\u2264' ;
NE : '!=' | '\u2260' ;
EQ : '==' ;
GT : '>' ;
LT : '<' ;
ASSIGN : '=' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
DOTS : '..' ;
DOT : '.' ;
COMMA : ',' ;
COLON : ':' ;
SEMICOLON : ';' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LBRACE : '{' ;
RBRACE : '}' ;

// No character is passed over in silence.
JUNK : . ;

fragment DIGIT : [0-9] ;
fragment LETTER : [A-Za-z] ;

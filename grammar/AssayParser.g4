// The grammar of the Assay rule language. It has one reading for every text: no actions, no predicates, no ambiguity.
// Line ends mean nothing; statements may be separated by semicolons.
parser grammar AssayParser;

options { tokenVocab = AssayLexer; }

file : statement* EOF ;

statement
  : SEMICOLON
  | useDeclaration
  | seasonDeclaration
  | unitDeclaration
  | reportsDeclaration
  | dimensionDeclaration
  | listDeclaration
  | scaleDeclaration
  | paramDeclaration
  | factDeclaration
  | letDeclaration
  | functionDeclaration
  | templateDeclaration
  | departmentDeclaration
  | scoringDeclaration
  | testDeclaration
  ;

// ---- Declarations

useDeclaration : USE string ;

seasonDeclaration : SEASON ( NUMBER | name ) string? FROM DATE TO DATE step? ;

unitDeclaration : UNIT name string? ( ASSIGN unitDefinition )? ;
unitDefinition : NUMBER ( SLASH NUMBER )? ( STAR? unitExpression )? ;
unitExpression : unitFactor ( ( STAR | SLASH ) unitFactor )* ;
unitFactor : unitName | PERCENT | LPAREN unitExpression RPAREN ;

reportsDeclaration : ( REPORTS FROM | REPORTS_FROM ) LBRACE nameList RBRACE ;

dimensionDeclaration : DIMENSION name string? LBRACE nameList RBRACE ;

listDeclaration : LIST listHead LBRACE listItem* RBRACE ;
listHead : name string? listOption* ;
listOption : PER name ( COMMA name )* | SIZE NUMBER ;
listItem : SEMICOLON | listField ;
listField : fieldName string? COLON factType ;

scaleDeclaration : SCALE name string? LBRACE gradeValue ( COMMA gradeValue )* COMMA? RBRACE ( PASS name )? ;
gradeValue : name ASSIGN sum ;

paramDeclaration : PARAM name string? ( COLON unitExpression )? ASSIGN datedValues paramOption* ;
paramOption : SOURCE string | ASSUMED string ;
datedValues : datedValue ( COMMA datedValue )* ;
datedValue : expression ( FROM DATE )? ( TO DATE )? ;

factDeclaration : FACT name string? COLON factType ;
factType : factKind factOption* ;
factKind : ( FLOW | CUMULATIVE | LEVEL ) unitExpression? | RANK | GRADE name | EVENT | FLAG | TEXT ;
factOption
  : WHOLE
  | SIGNED
  | REQUIRED EVIDENCE
  | REQUIRED_EVIDENCE
  | PER name ( COMMA name )*
  | TOTAL ( SUM | MEAN | AVG | MIN | MAX )
  | RANGE rangeBounds
  | step
  ;
rangeBounds : ( GE | LE ) sum | sum DOTS sum ;
step : MONTHLY | QUARTERLY | YEARLY ;

letDeclaration : LET name ASSIGN expression ;
functionDeclaration : FUNCTION name LPAREN nameList? RPAREN ASSIGN expression ;

templateDeclaration : TEMPLATE templateHead LBRACE templateItem* RBRACE ;
templateHead : name LPAREN nameList? RPAREN ;
templateItem : SEMICOLON | criterion ;

// ---- Departments, targets, criteria

departmentDeclaration : DEPARTMENT departmentHead LBRACE departmentItem* RBRACE ;
departmentHead : name string? ;
departmentItem
  : SEMICOLON
  | difficulty
  | factDeclaration
  | letDeclaration
  | paramDeclaration
  | listDeclaration
  | functionDeclaration
  | targetDeclaration
  ;
difficulty : DIFFICULTY datedValues ( SOURCE string )? ;

targetDeclaration : TARGET targetHead LBRACE targetItem* RBRACE ;
targetHead : ( NUMBER | name ) string? targetOption* ;
targetOption
  : WEIGHT sum
  | ( APPLIES WHEN | APPLIES_WHEN ) expression
  | COMBINE combination
  ;
combination : MEAN | MIN | allOrNothing | SHARE MET ;
targetItem : SEMICOLON | textClause | criterion | letDeclaration | applyClause ;
textClause : TEXT string ;
applyClause : APPLY name LPAREN ( expression ( COMMA expression )* )? RPAREN ;

criterion
  : ( REQUIRE | AIM ) criterionHead? expression criterionOption*
  | REQUIRE? JUDGE judgement
  ;
criterionHead : criterionName? string COLON | criterionName? COLON ;
criterionOption
  : STRETCH ( string COLON )? expression
  | SCORE scheme
  | DUE DATE
  | WEIGHT sum
  ;
judgement : criterionName? string? ON name ( atLeast name )? judgeOption* ;
judgeOption : DUE DATE | WEIGHT sum ;

// ---- How a criterion earns its attainment

scheme
  : allOrNothing
  | PROPORTIONAL ( FLOOR sum )? ( CAP sum )?
  | LINEAR FROM sum TO sum
  | STEPS LBRACE stepRow ( COMMA stepRow )* COMMA? RBRACE
  | DEDUCT sum PER sum SHORT
  | BONUS sum PER sum ( OF GOAL )? OVER ( upTo sum )?
  | PLACES LBRACE placeRow ( COMMA placeRow )* COMMA? RBRACE
  ;
stepRow : compareOperator sum COLON sum | ELSE COLON? sum ;
placeRow : sum ( DOTS sum )? COLON sum | ELSE COLON? sum ;
allOrNothing : ALL OR NOTHING | ALL_OR_NOTHING ;
upTo : UP TO | UP_TO ;
atLeast : AT LEAST | AT_LEAST ;

// ---- Scoring and tests

scoringDeclaration : SCORING LBRACE scoringItem* RBRACE ;
scoringItem
  : SEMICOLON
  | ROUND ( HALF UP | HALF_UP ) NUMBER
  | TIES name
  | ( CRITERION | TARGET | DEPARTMENT ) ASSIGN expression
  ;

testDeclaration : TEST string LBRACE testItem* RBRACE ;
testItem : SEMICOLON | asOfClause | givenClause | expectClause ;
asOfClause : ( AS OF | AS_OF ) DATE ;
givenClause : GIVEN assignment ( COMMA assignment )* ;
assignment : cellPlace ( ASSIGN | EQ ) expression ;
cellPlace : path ( LBRACKET expression ( COMMA expression )* RBRACKET ( DOT name )? )? cellPeriod? ;
cellPeriod : AT_SIGN ( NUMBER | DATE | name ) | AT_PERIOD ;
expectClause : EXPECT path outcome ;
path : pathPart ( DOT pathPart )* ;
pathPart : name | NUMBER ;
outcome
  : PROVISIONAL? status ( BECAUSE pathPart ( COMMA pathPart )* )?
  | ( ATTAINMENT | SCORE ) sum ( DOTS sum )?
  ;
status : MET | MISSED | OPEN | UNKNOWN | INVALID | NOT APPLICABLE | NOT_APPLICABLE ;

// ---- Expressions
//
// A quantifier and an `if` reach as far right as they can, so they are only the last of a chain. `not` binds tighter than `and`,
// `and` than `or`, `or` than `implies`; the chain is read flat and nested afterwards.

expression : closed ( connective closed )* ( connective trailing )? | trailing ;
connective : AND | OR | IMPLIES ;
closed : NOT* comparison ;
trailing : NOT* ( quantifier | conditional ) ;

quantifier : ( EVERY | ANY | NO ) axis HAS expression ;
axis : name ( FROM sum TO sum )? ( WHERE expression )? ;
conditional : IF expression THEN expression ELSE expression ;

comparison : sum comparisonTail? ;
comparisonTail
  : ( compareOperator sum )+
  | IN sum ( DOTS sum )?
  | WITHIN sum OF sum
  | ( BY | BEFORE | AFTER | ON ) sum
  | IS ( MISSING | REPORTED )
  ;
compareOperator : GE | GT | LE | LT | EQ | NE | ASSIGN ;

sum : product ( ( PLUS | MINUS ) product )* ;
product : factor ( ( STAR | SLASH ) factor )* ;
factor : MINUS* postfix ;
postfix : primary suffix* ;
suffix
  : DOT name
  | LBRACKET expression ( COMMA expression )* RBRACKET
  | AT_SIGN ( NUMBER | DATE | name )
  | AT_PERIOD
  ;

primary
  : NUMBER
  | string
  | DATE
  | TRUE
  | FALSE
  | UNKNOWN
  | LPAREN expression RPAREN
  | LBRACE expression ( COMMA expression )* COMMA? RBRACE
  | atLeast sum OF LBRACE expression ( ( SEMICOLON | COMMA ) expression )* ( SEMICOLON | COMMA )? RBRACE
  | aggregateWord OF sum AMONG name
  | operandName ( DISTINCT? LPAREN arguments? RPAREN )?
  ;
arguments : expression ( FROM sum TO sum | ( COMMA expression )+ )? ( WHERE expression )? ;
aggregateWord : RANK | SUM | MEAN | AVG | MIN | MAX | MEDIAN ;

// ---- Names

string : STRING | TEXT_BLOCK | FLAT ;
nameList : name ( COMMA name )* COMMA? ;

// Where a name is declared or belongs: any word that is not reserved.
name : operandName | opener | UNKNOWN ;
criterionName : operandName | openerButJudge | UNKNOWN ;

// Where a field of a list is declared: no word that may follow the field before it.
fieldName : unitName | opener | UNKNOWN | DIFFICULTY ;

// Where an operand may stand: the words that open a statement are back-quoted there.
operandName : unitName | factWord ;

// Where a unit may stand: no word that may follow a unit.
unitName
  : NAME | QUOTED
  | FLOW | CUMULATIVE | LEVEL | EVENT | RANK | GRADE | FLAG | EVIDENCE
  | SIZE | PASS | ASSUMED | SOURCE | FROM | TO
  | EVERY | ANY | NO | HAS | WHERE | WITHIN | OF | AMONG | UNITS | BY | BEFORE | AFTER | ON | AT | LEAST | IS | MISSING | REPORTED
  | DISTINCT | YEAR | HALF | QUARTER | MONTH | SUM | MEAN | AVG | MIN | MAX | MEDIAN
  | WEIGHT | APPLIES | WHEN | COMBINE | SHARE | STRETCH | DUE | SCORE | ALL | NOTHING | PROPORTIONAL | FLOOR | CAP | LINEAR | STEPS
  | DEDUCT | SHORT | BONUS | GOAL | OVER | UP | PLACES | ROUND | CRITERION | TIES
  | AS | PROVISIONAL | MET | MISSED | OPEN | INVALID | APPLICABLE | ATTAINMENT | BECAUSE
  | AT_LEAST | APPLIES_WHEN | ALL_OR_NOTHING | UP_TO | HALF_UP | AS_OF | NOT_APPLICABLE
  ;
factWord : DIFFICULTY | WHOLE | SIGNED | PER | TOTAL | RANGE | REQUIRED | REQUIRED_EVIDENCE | MONTHLY | QUARTERLY | YEARLY ;

opener : JUDGE | openerButJudge ;
openerButJudge
  : USE | SEASON | UNIT | REPORTS | REPORTS_FROM | DIMENSION | LIST | SCALE | PARAM | LET | FUNCTION | TEMPLATE | APPLY | FACT
  | DEPARTMENT | TARGET | TEXT | REQUIRE | AIM | SCORING | TEST | GIVEN | EXPECT
  ;

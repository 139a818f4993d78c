"""Every bound of the reader, in one table. A file at the bound is read; one step over is refused.

    bound                 is                what                                          one over
    PROFILE_BYTES         262144            bytes of a profile                            P106
    RULE_FILE_BYTES       1048576           bytes of one rule file                        P106
    RULE_FILES            200               files of a rules directory                    P106
    DEPTH                 40                mappings and lists in one another             P208
    NODES                 50000             values in one file, keys included             P209
    NUMBER_LENGTH         15                characters of a written number                P411
    NAME_LENGTH           200               characters of a name or id                    P306
    SEGMENT_NAME_LENGTH   80                characters of a segment's name                P306
    NOTE_LENGTH           2000              characters of a note                          P306
    SEGMENTS              2 to 6            segments of a population                      P415
    PRIORITIES            2 to 20           criteria in an order of priorities            P415
    WEIGHTS               0 to 10           factor on a criterion's weight                P411
    MONEY                 0 to 1000000000   a sum of money in costs                       P411
    OVERHEAD              0 to 1000         percent of salaries in costs                  P411
    PROBLEMS              100               problems listed of one file                   P299
    SHEET_COLUMNS         1000              columns of a sheet of clients                 P502
    SHEET_CELL            1048576           characters of a cell of a CSV file            P503
    SHEET_ROW             4194304           characters of a row of a CSV file             P502
    SHEET_INPUT           33554432          bytes of a sheet on standard input            P502
    HEADER_ROWS           50                rows among which the names are looked for     P504
    SHEET_HELD            50331648          bytes of memory that these rows may take      P504
    EXCEL_BYTES           67108864          bytes of an Excel file                        P502
    EXCEL_UNPACKED        536870912         bytes that an Excel file unpacks to           P502
    EXCEL_CELLS           5000000           cells of the rectangle of an Excel sheet      P502
    EXCEL_TEXT            134217728         bytes that the texts of an Excel file take    P502
    EXCEL_ENTRIES         65536             sheets, relations or formats of an Excel file P502
    GZIP_UNPACKED         8589934592        bytes that a gzip file unpacks to             P502
    MAP_BYTES             262144            bytes of a map of columns                     P106
    COLUMN_NAME_LENGTH    1000              characters of a column's name in a map        P306
    SHEET_ANSWER          1000              characters of a cell that is an answer        P509
    WORKBOOK_CLIENTS      100000            clients in an Excel file that is written      use
    STAFFED_CLIENTS       50000             clients whose staff is worked out             use
    FHIR_BYTES            536870912         bytes of a file of FHIR resources             P106
    RECORD_CELL           200               characters of a cell of records               -
    INTERVIEW_LINES       2000              lines that an interview may take              use
    LINE_BYTES            1048576           bytes of a line of an interview               use
    TYPED_LENGTH          200               characters of a line that can be an answer    -

`use` is wrong use: one line, and the exit status 2. After `-` the question is asked again, or the
row is listed as one that cannot be used.

Only what is shown has these bounds: beyond them less is shown, and nothing is refused.

    NEAREST_LENGTH        60                characters of a word that is looked up
    FOUND_LENGTH          60                characters of a wrong value
    SOURCE_LINE_LENGTH    300               characters of a line
    LISTED_WORDS          12                valid words
    COLUMN_NAME_SHOWN     120               characters of a column's name
    MESSAGE_LENGTH        2000              characters of a line on a problem

Bounds of one key of a file other than a profile, and of options. Beyond one it is R106, of an id
R108; an option beyond one is wrong use.

    key                           least   most        where
    little_said                   0       100         method.yaml
    at_least                      0       100         method.yaml, of a word for a percentage
    weight                        1       3           criteria.yaml
    share                         0       100         criteria.yaml, of a level
    from, below                   0       1000000     criteria.yaml, at most three decimals
    least, most                   0       1000000000  criteria.yaml, of a number that is asked
    id                            1       60          every rule file, in characters
    at                            0       1000000     sources.yaml
    clients_each, least           1       1000000     of a requirement
    overhead, margin              0       20          hybrids.yaml
    review_after_days, keep_days  1       36525       decisions.yaml
    to, of a weight               0       10          house.yaml, at most three decimals
    margin_at_least               0       100         tests/, at most one decimal
    --draws                       100     10000       tries of stability
    --sample                      0       10000       of profiles drawn, rules diff
    MODEL of handout              1       3           models on one sheet
    FILE of raters                2       12          profiles, one for each person

`tests/stories/wrong/test_limits.py` reads all tables. It, `tests/tables/test_bounds.py`,
`tests/imports/test_bounds.py` and `tests/cli/test_interview_input.py` hold every bound in them at
its edge and just over it.
"""

PROFILE_BYTES = 256 * 1024
RULE_FILE_BYTES = 1024 * 1024
RULE_FILES = 200
DEPTH = 40
NODES = 50_000
NUMBER_LENGTH = 15
NAME_LENGTH = 200
SEGMENT_NAME_LENGTH = 80
NOTE_LENGTH = 2_000
SEGMENTS = (2, 6)
PRIORITIES = (2, 20)
WEIGHTS = (0, 10)
MONEY = (0, 1_000_000_000)
OVERHEAD = (0, 1_000)
PROBLEMS = 100
NEAREST_LENGTH = 60
FOUND_LENGTH = 60
SOURCE_LINE_LENGTH = 300
LISTED_WORDS = 12  # of more, only the nearest are offered
SHEET_COLUMNS = 1_000
COLUMN_NAME_LENGTH = 1_000
SHEET_CELL = 1024 * 1024  # an unclosed quotation mark runs up to it
SHEET_ROW = 4 * 1024 * 1024  # a file without line breaks is one row
SHEET_INPUT = 32 * 1024 * 1024  # it is held in memory
HEADER_ROWS = 50
EXCEL_BYTES = 64 * 1024 * 1024
EXCEL_UNPACKED = 512 * 1024 * 1024
EXCEL_CELLS = 5_000_000  # empty ones included
EXCEL_TEXT = 128 * 1024 * 1024  # texts too long to be answers are cut before they count
EXCEL_ENTRIES = 65_536  # sheets, parts, and formats of numbers, each
GZIP_UNPACKED = 8 * 1024 * 1024 * 1024
COLUMN_NAME_SHOWN = 120
MESSAGE_LENGTH = 2_000
MAP_BYTES = 256 * 1024
SHEET_ANSWER = 1_000
SHEET_HELD = 48 * 1024 * 1024  # of the first rows, to find the names of columns
WORKBOOK_CLIENTS = 100_000
STAFFED_CLIENTS = 50_000
FHIR_BYTES = 512 * 1024 * 1024  # it is held in memory
RECORD_CELL = 200  # no code, date or id is longer
INTERVIEW_LINES = 2_000
LINE_BYTES = 1024 * 1024  # nobody types a longer one
TYPED_LENGTH = 200

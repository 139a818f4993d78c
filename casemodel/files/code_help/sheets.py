"""Help for problems with spreadsheets of clients, and with maps of their columns."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help

HELP: Mapping[str, Help] = {
    "P501": Help(
        "Only CSV and Excel workbooks (.xlsx) are read; a broken one could lose clients unseen.",
        "Open the file in its program; save it as .xlsx without a password, or as CSV.",
        "on the command line",
        "casemodel caseload clients.xls",
        "casemodel caseload clients.xlsx",
    ),
    "P502": Help(
        "A sheet without bounds could fill the memory of this computer.",
        "Take out what is not needed, or split the file. A CSV file may have any number of rows.",
        "on the command line",
        "casemodel caseload everything.xlsx",
        "casemodel caseload clients.csv",
    ),
    "P503": Help(
        "A quotation mark that is not closed swallows the rows after it, and their clients.",
        "Close the mark, or write a mark that belongs to the text twice.",
        "a sheet of clients",
        'k-001,"many',
        'k-001,"many"',
    ),
    "P504": Help(
        "Without a row of names, nothing tells which column answers which question.",
        "Put the ids of questions into a row above the clients, or map your names: --suggest-map.",
        "a sheet of clients",
        "k-001,many,acute",
        "id,complexity,acuity",
    ),
    "P505": Help(
        "Two columns for one question could say different things of a client.",
        "Take one of them out, or name the right one in a map and leave the other out there.",
        "a sheet of clients",
        "id,acuity,acuity",
        "id,acuity,complexity",
    ),
    "P506": Help(
        "Read with the wrong separator, every row would be one long answer.",
        "Save the file as CSV with commas, or with semicolons or tabs throughout.",
        "a sheet of clients",
        "id|acuity",
        "id,acuity",
    ),
    "P507": Help(
        "A slip in a name would leave a whole column out of account without a word.",
        "Write the known name, or say in a map what the column is, or that it is to be left out.",
        "a sheet of clients",
        "id,acuty",
        "id,acuity",
    ),
    "P508": Help(
        "There is nothing to score.",
        "Look whether it is the right file and sheet; below the names stands one client a row.",
        "a sheet of clients",
        "id,acuity",
        "id,acuity, and below it k-001,acute",
    ),
    "P509": Help(
        "What is not one of the answers is never guessed at. The other clients are scored.",
        "Write one of the answers; or translate your own words and codes in a map: --suggest-map.",
        "a sheet of clients",
        "k-001,very high",
        "k-001,acute",
    ),
    "P510": Help(
        "In a row that is too long or too short, answers may stand below the wrong question.",
        "Look at the row: often a comma within a text is not in quotation marks.",
        "a sheet of clients",
        "k-001,many,acute,x",
        "k-001,many,acute",
    ),
    "P511": Help(
        "Without an id of their own a client cannot be told from another in the output.",
        "Give each client an id in its column. Names are not needed.",
        "a sheet of clients",
        ",many,acute",
        "k-001,many,acute",
    ),
    "P512": Help(
        "An error or a formula without its result says nothing of the client.",
        "Open the file, let it calculate, mend the errors, and save it again.",
        "a sheet of clients",
        "k-001,#REF!",
        "k-001,acute",
    ),
    "P513": Help(
        "Which of several sheets holds the clients is not guessed.",
        "Name the sheet in the map, or leave one sheet alone in the file.",
        "a map of columns",
        "sheet: Clientss",
        "sheet: Clients",
    ),
    "P514": Help(
        "A column that the map names and the sheet lacks would be left out without a word.",
        "Write the name as it stands in the sheet, or take it out of the map.",
        "a map of columns",
        "column: Riks level",
        "column: Risk level",
    ),
    "P515": Help(
        "If one word stood for two answers, only one of them could be read.",
        "Keep the line that is right. Capitals do not count.",
        "a map of columns",
        "High: acute, and below it high: unsettled",
        "High: acute",
    ),
    "P516": Help(
        "A population in segments has two groups at least, and groups under 11 clients are merged.",
        "Use more clients, or write the organization's profile without segments.",
        "on the command line",
        "casemodel caseload few.csv --segments org.yaml -o new.yaml",
        "casemodel caseload all.csv --segments org.yaml -o new.yaml",
    ),
    "P517": Help(
        "Results repeat the ids. Anyone who has such a number knows who is meant by it.",
        "Use ids that only your agency can read. A map can name their column.",
        "a sheet of clients",
        "208-555-0142 under the name id",
        "K-0142 under the name id",
    ),
}
"""Help by code."""

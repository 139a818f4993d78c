-- Synthea's CSV files as the tables that clinical.sql reads.

create table everybody as select distinct word(Id) as person from patients;

create table patient as
select word(Id) as person, 'patients.csv' as file, _line as line, day(BIRTHDATE) as born_first,
    day(BIRTHDATE) as born_last, 'BIRTHDATE' as field, day(DEATHDATE) as died
from patients;

-- Synthea writes SNOMED CT codes, also where the file does not name the system.
create table condition as
select word(PATIENT) as person, 'snomed' as system, code(CODE) as code, day(START) as day,
    day(STOP) as ended, true as active, cell('conditions.csv', _line, 'CODE', code(CODE)) as spot
from conditions where coalesce(word("SYSTEM"), 'snomed') ilike '%snomed%';

create table observation as
select word(PATIENT) as person, word(CODE) as question, day("DATE") as day,
    coalesce(meaning('answer_text', lower(word("VALUE"))), word("VALUE")) as answer,
    try_cast(word("VALUE") as double) as number,
    cell('observations.csv', _line, 'CODE ' || word(CODE), null) as spot
from observations where word(CODE) in (select list from code_list) and word("VALUE") is not null;

create table encounter as
select word(PATIENT) as person, meaning('encounter', lower(word(ENCOUNTERCLASS))) as class,
    day(START) as day, day(STOP) as ended,
    cell('encounters.csv', _line, 'ENCOUNTERCLASS', word(ENCOUNTERCLASS)) as spot
from encounters;

-- Synthea's CSV files do not say who expressed a goal, nor who is in a care team.
create table goal (person varchar, day date,
    spot struct(file varchar, line bigint, field varchar, code varchar));
create table team (person varchar, day date, roles bigint,
    spot struct(file varchar, line bigint, field varchar, code varchar));

insert into unusable
select 'conditions.csv', _line, 'PATIENT', 'no_person' from conditions
where word(PATIENT) not in (select person from everybody)
union all
select 'observations.csv', _line, 'PATIENT', 'no_person' from observations
where word(PATIENT) not in (select person from everybody)
union all
select 'encounters.csv', _line, 'PATIENT', 'no_person' from encounters
where word(PATIENT) not in (select person from everybody);
